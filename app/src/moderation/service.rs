//! Reporting content, answering reports, and the kansli's own notes.

use super::store::{self, FlagRow, ThingRow};
use super::types::{FlagOutcome, FlagReason};
use crate::agreements::types::Agreement;
use crate::context::Ctx;
use crate::curation::service::moderated;
use crate::curation::store as issues;
use crate::db::Tx;
use crate::error::{AppError, Fault, Faults, Refusal, Result};
use crate::events::types::ActorRole;
use crate::events::{self, EventKind, NewEvent};
use crate::i18n::{Locale, moderation as t};
use crate::ids::EventId;
use crate::jobs::{self, Mail};
use crate::phrases::service::{TakesPhrase, count_use};
use crate::phrases::store::{self as phrases, PhraseRow};
use crate::ui::form::check_acting;
use crate::{idempotency, paths};
use chrono::TimeDelta;
use serde::Deserialize;
use std::sync::Arc;

/// Reports that one person, or one address without an account, may send within an hour.
const PER_HOUR: usize = 20;

/// The form that reports content.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct FlagForm {
    /// Number of the contribution; empty or 0: the issue itself.
    pub inlagg: String,
    /// Why.
    pub reason: String,
    /// In own words.
    pub note: String,
}

/// A thing that somebody is about to report.
#[derive(Debug, Clone)]
pub struct Flagging {
    /// Agreement.
    pub agreement: Arc<Agreement>,
    /// The thing.
    pub thing: ThingRow,
}

/// What can be reported: what all may read.
///
/// # Errors
/// `NotFound`, also for what is hidden or waits.
pub async fn flagging(ctx: &Ctx, agreement: &str, number: i64, contribution: i64) -> Result<Flagging> {
    let agreement = ctx.app.catalogue.get(agreement)?;
    let mut conn = ctx.read().await?;
    let thing = store::thing(&mut conn, agreement.id, number, contribution).await?.filter(|t| t.readable).ok_or(AppError::NotFound)?;
    Ok(Flagging { agreement, thing })
}

/// Reports an issue or a contribution to the kansli. Whoever is signed in is told what came of it; nobody else learns who it was,
/// so that the event carries no actor either. A person who reports the same twice has sent one report.
///
/// # Errors
/// `NotFound`; `Invalid` at `reason` and `note`; `TooOften` after twenty in an hour.
pub async fn flag(ctx: &Ctx, agreement: &str, number: i64, form: &FlagForm) -> Result<()> {
    let agreement = ctx.app.catalogue.get(agreement)?;
    let contribution: i64 = form.inlagg.trim().parse().unwrap_or(0);
    let mut faults = Faults::default();
    let reason = form.reason.parse::<FlagReason>();
    if reason.is_err() {
        faults.add("reason", Fault::Choice);
    }
    let least = if reason == Ok(FlagReason::Other) { 3 } else { 0 };
    let note = faults.text("note", &form.note, least, 1000);
    faults.done()?;
    let Ok(reason) = reason else { return Err(AppError::BadRequest("reason")) };
    let person = ctx.actor.as_ref().map(|a| a.person_id);
    let mut tx = ctx.write().await?;
    let thing = store::thing(&mut tx, agreement.id, number, contribution).await?.filter(|t| t.readable).ok_or(AppError::NotFound)?;
    let whom = person.map_or_else(|| ctx.client_key(), |p| p.to_string());
    ctx.app.limits.count(ctx, "flag by", &whom, PER_HOUR, TimeDelta::hours(1))?;
    // what is about to be hidden is locked first, here as there
    issues::lock(&mut tx, agreement.id, thing.issue_id).await?.ok_or(AppError::NotFound)?;
    let thing = store::thing(&mut tx, agreement.id, number, contribution).await?.filter(|t| t.readable).ok_or(AppError::NotFound)?;
    if store::insert_flag(&mut tx, agreement.id, &thing, reason, &note, person, ctx.now()).await? {
        let event = NewEvent {
            agreement: Some(agreement.id),
            issue: Some(thing.issue_id),
            contribution: thing.contribution_id,
            payload: serde_json::json!({ "number": thing.contribution }),
            ..NewEvent::default()
        };
        events::store::record_as(&mut tx, ctx, EventKind::ContentFlagged, event, ActorRole::Individual, None, None).await?;
    }
    tx.commit().await
}

/// The reports that wait.
#[derive(Debug)]
pub struct Flags {
    /// Agreement.
    pub agreement: Arc<Agreement>,
    /// Reports, those of one thing beside each other.
    pub open: Vec<FlagRow>,
    /// Phrases for the answer.
    pub phrases: Vec<PhraseRow>,
}

/// The reports that wait, for those who curate.
///
/// # Errors
/// `SignInFirst`, `NotAllowed` for everybody else (rule 1).
pub async fn flags(ctx: &Ctx, agreement: &str) -> Result<Flags> {
    let agreement = moderated(ctx, agreement)?;
    let mut conn = ctx.read().await?;
    let open = store::open_flags(&mut conn, agreement.id).await?;
    let phrases = if open.is_empty() { Vec::new() } else { phrases::all(&mut conn, agreement.id, agreement.curator_id).await? };
    Ok(Flags { agreement, open, phrases })
}

/// The form that answers the reports of a thing.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct AnswerForm {
    /// Idempotency key.
    pub key: String,
    /// For whom the form was opened.
    pub r#as: String,
    /// Number of the issue.
    pub fraga: i64,
    /// Number of the contribution; 0: the issue itself.
    pub inlagg: i64,
    /// What came of it.
    pub outcome: String,
    /// Why, told to those who reported it.
    pub reason: String,
    /// Language of that; the interface's when empty.
    pub lang: String,
    /// Queue of the desk to come back to; empty: the reports.
    pub ko: String,
    /// Phrase that was chosen.
    pub fras: String,
    /// Not empty: put the phrase into the answer, and save nothing.
    pub infoga: String,
}

impl TakesPhrase for AnswerForm {
    fn wanted(&self) -> (&str, bool) {
        (&self.fras, !self.infoga.is_empty())
    }
    fn reason(&mut self) -> (&mut String, &mut String) {
        (&mut self.reason, &mut self.lang)
    }
}

/// Answers all open reports of a thing: whoever reported it and has an account is told.
///
/// # Errors
/// `NotAllowed` for all but those who curate; `NotFound`; `Already` when none is open; `Invalid` at `reason` and `outcome`.
pub async fn answer(ctx: &Ctx, agreement: &str, form: &AnswerForm) -> Result<()> {
    const SCOPE: &str = "answer_flags";
    check_acting(ctx, &form.r#as)?;
    let agreement = moderated(ctx, agreement)?;
    let person = ctx.signed_in()?.person_id;
    let mut faults = Faults::default();
    let reason = faults.text("reason", &form.reason, 3, 2000);
    let outcome = form.outcome.parse::<FlagOutcome>();
    if outcome.is_err() {
        faults.add("outcome", Fault::Choice);
    }
    faults.done()?;
    let Ok(outcome) = outcome else { return Err(AppError::BadRequest("outcome")) };
    let mut tx = ctx.write().await?;
    let thing = store::thing(&mut tx, agreement.id, form.fraga, form.inlagg).await?.ok_or(AppError::NotFound)?;
    issues::lock(&mut tx, agreement.id, thing.issue_id).await?.ok_or(AppError::NotFound)?;
    if idempotency::earlier(&mut tx, SCOPE, &form.key, Some(person)).await?.is_some() {
        return Ok(());
    }
    let event = NewEvent {
        agreement: Some(agreement.id),
        issue: Some(thing.issue_id),
        contribution: thing.contribution_id,
        reason: reason.clone(),
        lang: Locale::chosen(&form.lang),
        payload: serde_json::json!({ "number": thing.contribution, "outcome": outcome }),
        ..NewEvent::default()
    };
    let event = events::record(&mut tx, ctx, EventKind::FlagsAnswered, event).await?;
    if close(&mut tx, ctx, &agreement, &thing, outcome, (&reason, event)).await? == 0 {
        return Err(Refusal::Already.into());
    }
    count_use(&mut tx, &agreement, &form.fras).await?;
    idempotency::keep(&mut tx, ctx, SCOPE, &form.key, Some(person), "done").await?;
    tx.commit().await
}

/// Closes the open reports of a thing and tells those who sent them. Gives their number.
async fn close(tx: &mut Tx, ctx: &Ctx, agreement: &Agreement, thing: &ThingRow, outcome: FlagOutcome, (reason, event): (&str, EventId)) -> Result<u64> {
    for person in store::reporters(tx, thing.issue_id, thing.contribution_id).await? {
        let l = person.locale();
        let (title, slug) = thing.named(l);
        let path = match thing.contribution {
            Some(n) => paths::contribution(&agreement.slug, thing.number, &slug, n),
            None => paths::issue(&agreement.slug, thing.number, &slug),
        };
        let link = format!("{}{}", ctx.app.settings.public_url, paths::localised(l, &path));
        let mail = Mail {
            to: person.email.clone(),
            locale: l,
            subject: t::mail_subject(l, &title),
            text: t::mail_text(l, &title, t::outcome_told(l, outcome), agreement.curator_name.get(l), reason, link),
            end_url: None,
        };
        jobs::enqueue_about(tx, ctx, event, mail).await?;
    }
    store::close_flags(tx, (thing.issue_id, thing.contribution_id), outcome, ctx.now(), event).await
}

/// A contribution was hidden (0: the issue itself): that answers its reports.
pub async fn close_for_hidden(tx: &mut Tx, ctx: &Ctx, agreement: &Agreement, (number, contribution): (i64, i64), reason: &str, event: EventId) -> Result<()> {
    let thing = store::thing(tx, agreement.id, number, contribution).await?.ok_or(AppError::NotFound)?;
    close(tx, ctx, agreement, &thing, FlagOutcome::Acted, (reason, event)).await?;
    Ok(())
}

/// The form for a note.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct NoteForm {
    /// Idempotency key.
    pub key: String,
    /// For whom the form was opened.
    pub r#as: String,
    /// What it says, plain text.
    pub note: String,
}

/// Keeps a note about an issue for the others who curate.
///
/// # Errors
/// `NotAllowed` for all but those who curate; `NotFound`; `Invalid` at `note`.
pub async fn add_note(ctx: &Ctx, agreement: &str, number: i64, form: &NoteForm) -> Result<()> {
    const SCOPE: &str = "staff_note";
    check_acting(ctx, &form.r#as)?;
    let agreement = moderated(ctx, agreement)?;
    let person = ctx.signed_in()?.person_id;
    let mut faults = Faults::default();
    let text = faults.text("note", &form.note, 2, 2000);
    faults.done()?;
    let mut tx = ctx.write().await?;
    let issue = issues::id_of(&mut tx, agreement.id, number).await?.ok_or(AppError::NotFound)?;
    issues::lock(&mut tx, agreement.id, issue).await?.ok_or(AppError::NotFound)?;
    if idempotency::earlier(&mut tx, SCOPE, &form.key, Some(person)).await?.is_some() {
        return Ok(());
    }
    let id = store::insert_note(&mut tx, agreement.id, issue, person, &text, ctx.now()).await?;
    let event = NewEvent { agreement: Some(agreement.id), issue: Some(issue), payload: serde_json::json!({ "note": id }), ..NewEvent::default() };
    events::record(&mut tx, ctx, EventKind::StaffNoteAdded, event).await?;
    idempotency::keep(&mut tx, ctx, SCOPE, &form.key, Some(person), "done").await?;
    tx.commit().await
}
