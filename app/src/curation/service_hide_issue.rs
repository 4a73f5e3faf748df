//! Hiding a published issue, and showing it again (M03): in whichever state it is, and without changing that. Title and text are kept
//! from all but the organisation that posted it, those who curate and those who hear an appeal; that it is there, its chain, its dates
//! and what others wrote stay. What was declined before anybody could read it was never shown, and is not shown by this.

use super::service::moderated;
use super::service_hide::HideForm;
use super::store::{self, LockedIssue};
use super::store_subject::{self as subjects, ShownIssue};
use crate::agreements::types::Agreement;
use crate::appeals::service as appeals;
use crate::appeals::types::Appealable;
use crate::context::Ctx;
use crate::db::Tx;
use crate::error::{AppError, Faults, Refusal, Result};
use crate::events::{EventKind, NewEvent, record};
use crate::i18n::{Locale, curation as t};
use crate::ids::{EventId, IssueId};
use crate::jobs::{self, Mail};
use crate::mentions::{Place, service as mentions};
use crate::moderation::service as moderation;
use crate::phrases::service::count_use;
use crate::phrases::store::PhraseRow;
use crate::ui::form::check_acting;
use crate::{idempotency, paths, phrases};
use std::sync::Arc;

/// An issue that is about to be hidden or shown again.
#[derive(Debug, Clone)]
pub struct HidingIssue {
    /// Agreement.
    pub agreement: Arc<Agreement>,
    /// The issue.
    pub row: ShownIssue,
    /// Phrases for the reason.
    pub phrases: Vec<PhraseRow>,
}

/// The page on which an issue is hidden or shown again.
///
/// # Errors
/// `NotAllowed` for anybody but the curating body; `NotFound`; `WrongState` for one that all could never read.
pub async fn hiding(ctx: &Ctx, agreement: &str, number: i64) -> Result<HidingIssue> {
    let agreement = moderated(ctx, agreement)?;
    let mut conn = ctx.read().await?;
    let row = subjects::issue_to_hide(&mut conn, agreement.id, number).await?.ok_or(AppError::NotFound)?;
    if row.hidden_at.is_none() && (row.published_at.is_none() || row.withheld) {
        return Err(Refusal::WrongState.into());
    }
    let phrases = phrases::store::all(&mut conn, agreement.id, agreement.curator_id).await?;
    Ok(HidingIssue { agreement, row, phrases })
}

/// Hides a published issue, or shows it again. The reason stands in its chain and in the public log; the organisation that posted it is
/// told, and how to appeal. Reports of it are answered by that.
///
/// # Errors
/// `NotAllowed` for anybody but the curating body, `NotFound`, `WrongState` for one that all could never read, `Already`,
/// `ChangedOnAppeal`, `Invalid` at `reason`.
pub async fn hide_issue(ctx: &Ctx, agreement: &str, number: i64, form: &HideForm) -> Result<()> {
    const SCOPE: &str = "hide_issue";
    check_acting(ctx, &form.r#as)?;
    let agreement = moderated(ctx, agreement)?;
    let person = ctx.signed_in()?.person_id;
    let mut faults = Faults::default();
    let reason = faults.text("reason", &form.reason, 3, 2000);
    faults.done()?;
    let mut tx = ctx.write().await?;
    let id = store::id_of(&mut tx, agreement.id, number).await?.ok_or(AppError::NotFound)?;
    let issue = store::lock(&mut tx, agreement.id, id).await?.ok_or(AppError::NotFound)?;
    if idempotency::earlier(&mut tx, SCOPE, &form.key, Some(person)).await?.is_some() {
        return Ok(());
    }
    let show = !form.show.is_empty();
    if issue.hidden_at.is_none() && (issue.published_at.is_none() || issue.withheld) {
        return Err(Refusal::WrongState.into());
    }
    // another curator was faster
    if issue.hidden_at.is_some() != show {
        return Err(Refusal::Already.into());
    }
    if !show {
        appeals::check_anew(&mut tx, ctx, Some(Appealable::IssueHidden), (issue.id, None), None).await?;
    }
    let event = set(&mut tx, ctx, &agreement, &issue, !show, (reason.clone(), Locale::chosen(&form.lang))).await?;
    tell(&mut tx, ctx, &agreement, &issue, &reason, (event, show)).await?;
    if show {
        appeals::settle(&mut tx, ctx, &agreement, issue.id, event).await?;
    } else {
        moderation::close_for_hidden(&mut tx, ctx, &agreement, (number, 0), &reason, event).await?;
    }
    count_use(&mut tx, &agreement, &form.fras).await?;
    idempotency::keep(&mut tx, ctx, SCOPE, &form.key, Some(person), "done").await?;
    tx.commit().await
}

/// Writes it down, with how the issue stood before: undoing puts that back.
async fn set(tx: &mut Tx, ctx: &Ctx, agreement: &Agreement, issue: &LockedIssue, hide: bool, (reason, lang): (String, Option<Locale>)) -> Result<EventId> {
    store::set_hidden(tx, issue.id, hide.then(|| ctx.now())).await?;
    let event = NewEvent {
        agreement: Some(agreement.id),
        issue: Some(issue.id),
        reason,
        lang,
        payload: serde_json::json!({ "from": issue.state, "to": issue.state, "before": issue.before() }),
        ..NewEvent::default()
    };
    let event = record(tx, ctx, if hide { EventKind::IssueHidden } else { EventKind::IssueRestored }, event).await?;
    if !hide {
        mentions::tell_published(tx, ctx, Place::issue(issue.id), event).await?;
    }
    Ok(event)
}

async fn tell(tx: &mut Tx, ctx: &Ctx, agreement: &Agreement, issue: &LockedIssue, reason: &str, (event, show): (EventId, bool)) -> Result<()> {
    let path = paths::issue(&agreement.slug, issue.number, &issue.slug);
    for person in store::people_of(tx, issue.organisation_id, ctx.today()).await? {
        let l = person.locale();
        let link = format!("{}{}", ctx.app.settings.public_url, paths::localised(l, &path));
        let (subject, text) = if show {
            (t::mail_issue_restored_subject(l, &issue.title), t::mail_issue_restored_text(l, &issue.title, reason, link))
        } else {
            let form = paths::appeal_form(&agreement.slug, issue.number, &issue.slug, None);
            let line = appeals::mail_line(ctx, agreement, l, Some(Appealable::IssueHidden), &form);
            (t::mail_issue_hidden_subject(l, &issue.title), t::mail_issue_hidden_text(l, &issue.title, reason, link) + &line)
        };
        jobs::enqueue_about(tx, ctx, event, Mail { to: person.email.clone(), locale: l, subject, text, end_url: None }).await?;
    }
    Ok(())
}

/// Shows a hidden issue again, in the caller's transaction, after the steering group has decided so. The appeal's own mail tells its author.
pub async fn restore_on_appeal(tx: &mut Tx, ctx: &Ctx, agreement: &Agreement, issue: IssueId, reason: String, lang: Option<Locale>) -> Result<EventId> {
    if !ctx.signed_in()?.acts_by_civil_seat(agreement.steering_id) {
        return Err(Refusal::NotAllowed.into());
    }
    let issue = store::lock(tx, agreement.id, issue).await?.filter(|issue| issue.hidden_at.is_some()).ok_or(Refusal::NotInForce)?;
    set(tx, ctx, agreement, &issue, false, (reason, lang)).await
}
