//! Taking part: questions, votes, and asking for the word.

use super::{Locked, begin};
use crate::agreements::types::Agreement;
use crate::context::{Ctx, secret_hash};
use crate::error::{AppError, Faults, Refusal, Result};
use crate::floor::rules::Part;
use crate::floor::store::{self, NewQuestion};
use crate::floor::token::Token;
use crate::floor::types::QuestionState;
use crate::i18n::Locale;
use crate::ids::RegistrationId;
use crate::meetings::store as meetings;
use crate::meetings::types::RegistrationState;
use crate::restrictions::{self, types::RestrictionKind};
use chrono::TimeDelta;
use serde::Deserialize;

/// Questions of one participant that may wait at once.
const WAITING: i64 = 5;
/// Questions of one participant in an hour.
const QUESTIONS: usize = 20;
/// Votes and other presses of one participant in an hour.
const PRESSES: usize = 300;
/// Shortest and longest question, in characters.
pub const LENGTH: (usize, usize) = (5, 500);

/// The form of a question.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct AskForm {
    /// Idempotency key.
    pub key: String,
    /// The question.
    pub text: String,
    /// Its language; the interface's when empty.
    pub lang: String,
    /// Not empty: all may see the name.
    pub show: String,
}

/// Asks a question; gives its number. Sent twice, it asks once.
///
/// # Errors
/// `Refused(SignUpFirst)`, `Refused(NotRunning)` while the meeting does not run, `Refused(QuestionsWait)` while five wait, `TooOften`,
/// `Refused(Stopped | Slowed)`, `Invalid` at `text`.
pub async fn ask(ctx: &Ctx, agreement: &str, number: i64, token: &Token, form: &AskForm) -> Result<i64> {
    let agreement = ctx.app.catalogue.get(agreement)?;
    let mut locked = begin(ctx, &agreement, number, token).await?;
    let registration = locked.registration(ctx)?;
    if waits(&mut locked, ctx, &agreement, registration).await? {
        return Err(Refusal::Slowed.into());
    }
    let mut faults = Faults::default();
    let text = faults.text("text", &form.text, LENGTH.0, LENGTH.1);
    faults.done()?;
    if form.key.is_empty() || form.key.len() > 64 {
        return Err(AppError::BadRequest("idempotency key"));
    }
    if let Some(number) = store::was_asked(&mut locked.tx, registration, &form.key).await? {
        return Ok(number);
    }
    if store::waiting_of(&mut locked.tx, registration).await? >= WAITING {
        return Err(Refusal::QuestionsWait.into());
    }
    ctx.app.limits.count(ctx, "floor_question", &registration.to_string(), QUESTIONS, TimeDelta::hours(1))?;
    let lang = Locale::chosen(&form.lang).unwrap_or(ctx.locale).code();
    let new =
        NewQuestion { registration, item: locked.head.current_item_id, key: &form.key, text: &text, lang, show_name: !form.show.is_empty(), now: ctx.now() };
    let asked = store::insert_question(&mut locked.tx, agreement.id, locked.head.id, &new).await?;
    locked.tx.commit().await?;
    Ok(asked)
}

/// Whether what is written under a sign-up would have to be read first, by what holds back whoever is signed in and whomever it belongs to:
/// without signing in, its own link leads past nothing.
///
/// # Errors
/// `Refused(Stopped)` where nothing is written at all.
async fn waits(locked: &mut Locked, ctx: &Ctx, agreement: &Agreement, registration: RegistrationId) -> Result<bool> {
    let slowed = ctx.actor.as_ref().map_or(Ok(false), |actor| restrictions::rules::waits(actor, agreement))?;
    let signed_in = ctx.actor.as_ref().map(|a| a.person_id);
    match restrictions::store::of_registration(&mut locked.tx, agreement.id, registration, signed_in, ctx.today()).await? {
        Some(RestrictionKind::Stopped) => Err(Refusal::Stopped.into()),
        found => Ok(slowed || found.is_some()),
    }
}

/// Presses one of the buttons of those who take part. Pressed twice, it does the same once.
///
/// # Errors
/// `Refused(SignUpFirst | NotRunning)`, `NotFound`, `Refused(OutOfTurn)` for a question that is not one's own or waits no more, `TooOften`.
pub async fn act(ctx: &Ctx, agreement: &str, number: i64, token: &Token, act: Part, show_name: bool) -> Result<()> {
    let agreement = ctx.app.catalogue.get(agreement)?;
    let mut locked = begin(ctx, &agreement, number, token).await?;
    let registration = locked.registration(ctx)?;
    ctx.app.limits.count(ctx, "floor_press", &registration.to_string(), PRESSES, TimeDelta::hours(1))?;
    let (meeting, now) = (locked.head.id, ctx.now());
    let tx = &mut locked.tx;
    match act {
        Part::Vote(n) | Part::Unvote(n) | Part::Withdraw(n) => {
            let q = store::question(tx, meeting, Some(registration), n).await?.filter(|q| q.hidden_at.is_none() || q.own).ok_or(AppError::NotFound)?;
            let waits = matches!(q.state, QuestionState::Waiting | QuestionState::Parked);
            match act {
                Part::Vote(_) if waits => store::vote(tx, meeting, q.id, registration, now).await?,
                Part::Unvote(_) if waits => store::unvote(tx, q.id, registration).await?,
                Part::Withdraw(_) if waits && q.own => store::set_state(tx, q.id, QuestionState::Withdrawn, now).await?,
                _ => return Err(Refusal::OutOfTurn.into()),
            }
        }
        Part::Speak => {
            waits(&mut locked, ctx, &agreement, registration).await?;
            let tx = &mut locked.tx;
            store::ask_to_speak(tx, agreement.id, meeting, registration, show_name, now).await?;
        }
        Part::Hush => store::hush(tx, meeting, registration).await?,
    }
    locked.tx.commit().await
}

/// Whether the secret of an own link is one of a confirmed sign-up of a meeting, so that it can be kept in a cookie.
///
/// # Errors
/// `Refused(LinkSpent)`.
pub async fn join(ctx: &Ctx, agreement: &str, number: i64, secret: &str) -> Result<()> {
    let agreement = ctx.app.catalogue.get(agreement)?;
    let mut conn = ctx.read().await?;
    let meeting = store::meeting_id(&mut conn, agreement.id, number).await?.ok_or(AppError::NotFound)?;
    let registration = meetings::registration_by_token(&mut conn, meeting, &secret_hash(secret)).await?;
    match registration {
        Some(r) if r.state == RegistrationState::Confirmed => Ok(()),
        _ => Err(Refusal::LinkSpent.into()),
    }
}
