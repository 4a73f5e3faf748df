//! Quick polls: one vote for each participant, and nobody knows on what.

use super::{begin, managed};
use crate::context::Ctx;
use crate::error::{AppError, Fault, Faults, Refusal, Result};
use crate::floor::rules::Phase;
use crate::floor::store::{self, NewPoll};
use crate::floor::token::Token;
use crate::i18n::Locale;
use crate::ui::form::check_acting;
use crate::{idempotency, text};
use chrono::TimeDelta;
use serde::Deserialize;

/// Most options of a poll.
const OPTIONS: usize = 10;
/// Scope of the idempotency key.
const SCOPE: &str = "poll";

/// The form that opens a poll.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct PollForm {
    /// Idempotency key.
    pub key: String,
    /// For whom the form was opened.
    pub r#as: String,
    /// What is asked.
    pub poll: String,
    /// Language.
    pub lang: String,
    /// Options, one on each line.
    pub options: String,
    /// `many`: several answers may be chosen.
    pub how: String,
}

/// Opens a poll; gives its number.
///
/// # Errors
/// `ActingChanged`, `Refused(NotAllowed)`, `Refused(NotRunning)` while the meeting does not run, `Invalid` at `poll` and `options`.
pub async fn open_poll(ctx: &Ctx, agreement: &str, number: i64, form: &PollForm) -> Result<i64> {
    check_acting(ctx, &form.r#as)?;
    let agreement = managed(ctx, agreement)?;
    let person = Some(ctx.signed_in()?.person_id);
    let mut faults = Faults::default();
    let question = faults.text("poll", &text::clean_line(&form.poll), 3, 200);
    let options: Vec<String> = form.options.lines().map(text::clean_line).filter(|o| !o.is_empty()).collect();
    if options.is_empty() {
        faults.add("options", Fault::Required);
    } else if options.len() < 2 {
        faults.add("options", Fault::FewOptions);
    } else if options.len() > OPTIONS {
        faults.add("options", Fault::TooMany(OPTIONS));
    } else if options.iter().any(|o| o.chars().count() > 100) {
        faults.add("options", Fault::TooLong(100));
    }
    faults.done()?;
    let mut locked = begin(ctx, &agreement, number, &Token::default()).await?;
    if let Some(earlier) = idempotency::earlier(&mut locked.tx, SCOPE, &form.key, person).await? {
        return earlier.parse().map_err(|_| AppError::Internal("idempotency result".into()));
    }
    if !locked.head.phase(ctx.now()).is_open() {
        return Err(Refusal::NotRunning.into());
    }
    let lang = Locale::chosen(&form.lang).unwrap_or(ctx.locale).code().to_string();
    let new = NewPoll { text: question, lang, multiple: form.how == "many", options };
    let opened = store::open_poll(&mut locked.tx, agreement.id, locked.head.id, &new, ctx.now()).await?;
    idempotency::keep(&mut locked.tx, ctx, SCOPE, &form.key, person, &opened.to_string()).await?;
    locked.tx.commit().await?;
    Ok(opened)
}

/// The form of a vote in a poll.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct BallotForm {
    /// Numbers of the options chosen.
    pub val: Vec<String>,
}

/// Votes in a poll. False when whoever asks has voted: the first vote counts.
///
/// # Errors
/// `Refused(SignUpFirst | NotRunning)`, `NotFound`, `Refused(OutOfTurn)` once the poll is closed, `Invalid` at `val`, `TooOften`.
pub async fn cast(ctx: &Ctx, agreement: &str, number: i64, token: &Token, poll: i64, form: &BallotForm) -> Result<bool> {
    let agreement = ctx.app.catalogue.get(agreement)?;
    let mut locked = begin(ctx, &agreement, number, token).await?;
    let registration = locked.head.registration_id.ok_or(Refusal::SignUpFirst)?;
    ctx.app.limits.count(ctx, "floor_press", &registration.to_string(), 300, TimeDelta::hours(1))?;
    let polls = store::polls(&mut locked.tx, locked.head.id, Some(registration)).await?;
    let poll = polls.iter().find(|p| p.number == poll).ok_or(AppError::NotFound)?;
    if poll.voted {
        return Ok(false);
    }
    if poll.closed || matches!(locked.head.phase(ctx.now()), Phase::Over | Phase::Off) {
        return Err(Refusal::OutOfTurn.into());
    }
    let mut chosen: Vec<i64> = form.val.iter().filter_map(|v| v.parse().ok()).collect();
    chosen.sort_unstable();
    chosen.dedup();
    let mut faults = Faults::default();
    if chosen.is_empty() {
        faults.add("val", Fault::Required);
    } else if (chosen.len() > 1 && !poll.multiple) || chosen.iter().any(|n| !poll.options.iter().any(|(number, ..)| number == n)) {
        faults.add("val", Fault::Choice);
    }
    faults.done()?;
    let id = poll.id;
    if !store::cast(&mut locked.tx, id, registration, &chosen).await? {
        return Ok(false);
    }
    locked.tx.commit().await?;
    Ok(true)
}
