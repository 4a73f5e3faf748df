//! Leading a meeting.

use super::minutes::{SaveForm, save};
use super::{Locked, begin, managed};
use crate::context::Ctx;
use crate::error::{AppError, Faults, Refusal, Result};
use crate::events::{EventKind, NewEvent, record};
use crate::floor::rules::{Lead, Phase, QuestionAct, moved};
use crate::floor::store;
use crate::floor::token::Token;
use crate::floor::types::{QuestionState, SpeakerState};
use crate::ids::{AgreementId, SpeakerId};
use crate::text;
use crate::ui::form::check_acting;
use serde::Deserialize;

/// The form of the secretary's page: one for all its buttons, so that whatever is pressed keeps what was written.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct LeadForm {
    /// For whom the form was opened.
    pub r#as: String,
    /// The button.
    pub gor: String,
    /// Item that is written about.
    pub item: String,
    /// Version of the text that writing began from.
    pub base: String,
    /// What is written.
    pub said: String,
    /// Texts beside it that somebody has chosen from, up to this version.
    pub valt: String,
    /// Name of somebody in the room who asks for the word.
    pub name: String,
}

/// What came of a press.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Led {
    /// It is done.
    Done,
    /// Somebody else had begun the meeting.
    AlreadyStarted,
    /// What was written overlaps with what another wrote.
    Beside,
}

/// Keeps what is written, then does what the button says.
///
/// # Errors
/// `ActingChanged`, `Refused(NotAllowed)`, `NotFound`, `Stale` when another has stepped on meanwhile, `Refused(OutOfTurn)`, `Invalid` at
/// `name` or `said`.
pub async fn lead(ctx: &Ctx, agreement: &str, number: i64, form: &LeadForm) -> Result<Led> {
    check_acting(ctx, &form.r#as)?;
    let of = managed(ctx, agreement)?;
    let act: Lead = form.gor.parse().map_err(|()| AppError::BadRequest("gor"))?;
    let mut led = Led::Done;
    if let Ok(item) = form.item.parse() {
        let written = SaveForm { item, base: form.base.parse().unwrap_or(0), text: form.said.clone(), chosen: form.valt.parse().ok() };
        if save(ctx, agreement, number, &written).await?.beside {
            led = Led::Beside;
        }
    }
    if act == Lead::Save {
        return Ok(led);
    }
    let mut locked = begin(ctx, &of, number, &Token::default()).await?;
    let did = step(&mut locked, ctx, of.id, act, &form.name).await?;
    locked.tx.commit().await?;
    Ok(if led == Led::Done { did } else { led })
}

async fn step(locked: &mut Locked, ctx: &Ctx, agreement: AgreementId, act: Lead, name: &str) -> Result<Led> {
    let (meeting, now, phase) = (locked.head.id, ctx.now(), locked.head.phase(ctx.now()));
    let event = || NewEvent { agreement: Some(agreement), meeting: Some(meeting), ..NewEvent::default() };
    let runs = matches!(phase, Phase::Running | Phase::Paused);
    let open = phase.is_open();
    match act {
        Lead::Start if phase == Phase::Soon => {
            let first = locked.items.first().map(|i| i.id);
            store::start(&mut locked.tx, meeting, ctx.signed_in()?.person_id, first, now).await?;
            record(&mut locked.tx, ctx, EventKind::MeetingStarted, event()).await?;
        }
        // whoever began it first won, and the other sees it run
        Lead::Start if runs => return Ok(Led::AlreadyStarted),
        Lead::Start if locked.head.ended_at.is_some() && locked.head.state.is_standing() => store::reopen(&mut locked.tx, meeting).await?,
        Lead::Next(version) | Lead::Previous(version) if runs => go(locked, matches!(act, Lead::Next(_)), version, now).await?,
        Lead::Pause if phase == Phase::Running => store::pause(&mut locked.tx, meeting, now).await?,
        Lead::Resume if phase == Phase::Paused => store::resume(&mut locked.tx, &locked.head, now).await?,
        Lead::End if runs => {
            store::end(&mut locked.tx, meeting, now).await?;
            record(&mut locked.tx, ctx, EventKind::MeetingEnded, event()).await?;
        }
        Lead::Question(act, n) if open => question(locked, act, n, now).await?,
        Lead::Give(id) if open => {
            let speakers = store::speakers(&mut locked.tx, meeting).await?;
            // pressed by two at once, the second one would give it to somebody else
            let next = store::in_turn(&speakers).first().filter(|s| s.id.0 == id).map(|s| (s.id, !store::has_spoken(&speakers, s)));
            let next = next.ok_or(Refusal::OutOfTurn)?;
            store::done_speaking(&mut locked.tx, meeting, now).await?;
            store::give_word(&mut locked.tx, next.0, next.1, now).await?;
        }
        Lead::Done(id) if open => {
            let speakers = store::speakers(&mut locked.tx, meeting).await?;
            // whoever was given the word meanwhile goes on
            if speakers.iter().any(|s| s.state == SpeakerState::Speaking && s.id.0 == id) {
                store::done_speaking(&mut locked.tx, meeting, now).await?;
            }
        }
        Lead::Remove(id) if open => store::remove_speaker(&mut locked.tx, meeting, SpeakerId(id)).await?,
        Lead::Add if open => {
            let mut faults = Faults::default();
            let name = faults.text("name", &text::clean_line(name), 1, 100);
            faults.done()?;
            // pressed twice, they wait once
            let speakers = store::speakers(&mut locked.tx, meeting).await?;
            let key = text::fold_key(&name);
            if !speakers.iter().any(|s| s.state == SpeakerState::Waiting && s.registration_id.is_none() && s.name_key == key) {
                store::add_speaker(&mut locked.tx, agreement, meeting, &name, now).await?;
            }
        }
        Lead::ClosePoll(n) => store::close_poll(&mut locked.tx, meeting, n, now).await?,
        _ => return Err(Refusal::OutOfTurn.into()),
    }
    Ok(Led::Done)
}

async fn go(locked: &mut Locked, on: bool, version: i64, now: chrono::DateTime<chrono::Utc>) -> Result<()> {
    if version != locked.head.run_version {
        return Err(AppError::Stale { current: locked.head.run_version });
    }
    let at = locked.items.iter().position(|i| Some(i.id) == locked.head.current_item_id);
    let to = match (at, on) {
        (Some(at), true) => Some(at + 1),
        (Some(at), false) => at.checked_sub(1),
        // the item that was on was taken off the agenda
        (None, _) => Some(0),
    };
    let item = to.and_then(|to| locked.items.get(to)).ok_or(Refusal::OutOfTurn)?;
    store::go_to(&mut locked.tx, locked.head.id, item, now).await
}

async fn question(locked: &mut Locked, act: QuestionAct, number: i64, now: chrono::DateTime<chrono::Utc>) -> Result<()> {
    let tx = &mut locked.tx;
    let q = store::question(tx, locked.head.id, None, number).await?.ok_or(AppError::NotFound)?;
    let to = moved(q.state, act).filter(|_| q.hidden_at.is_none()).ok_or(Refusal::OutOfTurn)?;
    if to == QuestionState::Taken {
        store::answer_taken(tx, locked.head.id).await?;
    }
    store::set_state(tx, q.id, to, now).await
}
