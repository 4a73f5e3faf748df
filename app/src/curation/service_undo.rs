//! Undoing an act within a minute, as a second event (M03): a slip of the hand is not a decision. What it changed is put back
//! exactly, its clocks with it, and nobody has been mailed meanwhile.

use super::store::{self, Before, LastAct};
use crate::clocks::store as clocks;
use crate::context::Ctx;
use crate::db::Conn;
use crate::error::{AppError, Refusal, Result};
use crate::events::{EventKind, NewEvent, record};
use crate::idempotency;
use crate::ids::AgreementId;
use crate::issues::rules::{self, is_undoable};
use crate::issues::types::IssueState;
use crate::jobs;
use crate::ui::form::check_acting;
use serde::Deserialize;

/// The form behind the button.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct UndoForm {
    /// Idempotency key.
    pub key: String,
    /// For whom the form was opened.
    pub r#as: String,
    /// Queue of the desk to come back to; empty: the issue.
    pub ko: String,
    /// Numbers of the issues that were decided about together with this one: those are what to come back to.
    pub gjorda: Vec<String>,
}

/// Why an act cannot be undone, or the state and the rest to go back to.
fn way_back(ctx: &Ctx, last: &LastAct) -> Result<(IssueState, Before)> {
    let actor = ctx.signed_in()?;
    let payload: serde_json::Value = serde_json::from_str(&last.payload)?;
    let state = |key: &str| payload.get(key).and_then(|s| s.as_str()).and_then(|s| s.parse::<IssueState>().ok());
    let before = payload.get("before").cloned().and_then(|b| serde_json::from_value::<Before>(b).ok());
    // hiding and showing again are in no row of the table: they leave the state as it is
    let undoable = |from: &IssueState| {
        is_hiding(last.kind)
            || rules::act_of(last.kind).and_then(|act| rules::transition(*from, act)).is_some_and(|row| is_undoable(row) && last.meeting_id.is_none())
    };
    let (Some(from), Some(before)) = (state("from").filter(undoable), before) else {
        return Err(Refusal::MovedOn.into());
    };
    // an appeal was closed by it, and does not open again
    if last.settled {
        return Err(Refusal::MovedOn.into());
    }
    if last.person_id != Some(actor.person_id) || last.actor_organisation_id != actor.acting_as {
        return Err(Refusal::MovedOn.into());
    }
    if last.version != before.version {
        return Err(Refusal::MovedOn.into());
    }
    if ctx.now() - last.occurred_at > jobs::PUBLIC_MAIL_DELAY {
        return Err(Refusal::TooLate.into());
    }
    Ok((from, before))
}

/// Whether an event hid an issue, or showed it again.
pub const fn is_hiding(kind: EventKind) -> bool {
    matches!(kind, EventKind::IssueHidden | EventKind::IssueRestored)
}

/// The newest act on an issue, when its reader may still undo it.
pub async fn undoable(ctx: &Ctx, conn: &mut Conn, agreement: AgreementId, number: i64) -> Result<Option<LastAct>> {
    let last = store::last_act(conn, agreement, number).await?;
    Ok(last.filter(|last| way_back(ctx, last).is_ok()))
}

/// The same of several issues, by their numbers; asks for nothing where there are none.
pub async fn undoable_of(ctx: &Ctx, conn: &mut Conn, agreement: AgreementId, numbers: &[i64]) -> Result<Vec<LastAct>> {
    if numbers.is_empty() {
        return Ok(Vec::new());
    }
    let mut all = store::last_acts(conn, agreement, numbers).await?;
    all.retain(|last| way_back(ctx, last).is_ok());
    Ok(all)
}

/// Undoes the newest act on an issue: by whoever took it, within a minute, while nothing else has happened to it.
///
/// # Errors
/// `NotFound`; `Refused(TooLate)` after the minute; `Refused(MovedOn)` when the newest act is another, somebody else's or none that
/// can be undone.
pub async fn undo(ctx: &Ctx, agreement: &str, number: i64, form: &UndoForm) -> Result<()> {
    const SCOPE: &str = "undo";
    check_acting(ctx, &form.r#as)?;
    let person = ctx.signed_in()?.person_id;
    let agreement = ctx.app.catalogue.get(agreement)?;
    let mut tx = ctx.write().await?;
    let id = store::id_of(&mut tx, agreement.id, number).await?.ok_or(AppError::NotFound)?;
    // undoing an unmerge leads into another issue again: both are locked, in the order of their ids as everywhere
    let into = store::last_act(&mut tx, agreement.id, number).await?.and_then(|last| way_back(ctx, &last).ok()).and_then(|(_, before)| before.into);
    if let Some(into) = into.filter(|into| *into < id) {
        store::lock(&mut tx, agreement.id, into).await?;
    }
    let issue = store::lock(&mut tx, agreement.id, id).await?.ok_or(AppError::NotFound)?;
    if idempotency::earlier(&mut tx, SCOPE, &form.key, Some(person)).await?.is_some() {
        return Ok(());
    }
    let last = store::last_act(&mut tx, agreement.id, number).await?.ok_or(Refusal::MovedOn)?;
    let (state, before) = way_back(ctx, &last).map_err(|e| match e {
        // whoever may not even read it learns nothing of what happens to it
        AppError::Refused(_) if issue.published_at.is_none() && last.person_id != Some(person) => AppError::NotFound,
        e => e,
    })?;
    if let Some(into) = before.into.filter(|into| issue.merged_into_id != Some(*into)) {
        let goes_on = store::lock(&mut tx, agreement.id, into).await?.is_some_and(|i| i.state.is_open() && i.state != IssueState::Submitted);
        if !goes_on {
            return Err(Refusal::MovedOn.into());
        }
    }
    // what others have built on stays readable and open
    let closes = before.published_at.is_none() && issue.published_at.is_some() || !state.is_open() && issue.state.is_open();
    if closes && store::is_built_on(&mut tx, id).await? {
        return Err(Refusal::MovedOn.into());
    }
    if !jobs::take_back(&mut tx, last.id).await? {
        return Err(Refusal::TooLate.into());
    }
    store::put_back(&mut tx, id, state, &before).await?;
    let event = NewEvent {
        agreement: Some(agreement.id),
        issue: Some(id),
        payload: serde_json::json!({ "from": issue.state, "to": state, "undone": last.kind }),
        ..NewEvent::default()
    };
    let event = record(&mut tx, ctx, EventKind::ActUndone, event).await?;
    store::mark_undone(&mut tx, last.id, event).await?;
    clocks::turn_back(&mut tx, last.id, event, ctx.today()).await?;
    // reports that were answered by it wait again
    crate::moderation::store::reopen_flags(&mut tx, last.id).await?;
    crate::appeals::service::settle(&mut tx, ctx, &agreement, id, event).await?;
    idempotency::keep(&mut tx, ctx, SCOPE, &form.key, Some(person), "done").await?;
    tx.commit().await
}
