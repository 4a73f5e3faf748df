//! Hiding a contribution, and showing it again (M03). Text that breaks the rules is hidden with a reason, never deleted; its author
//! is told, and goes on seeing it. A first contribution that waits is declined in the same way.

use super::service::moderated;
use super::store;
use super::store_subject::{self as subjects, ShownRow};
use crate::agreements::types::Agreement;
use crate::appeals::service as appeals;
use crate::appeals::types::Appealable;
use crate::context::Ctx;
use crate::db::Tx;
use crate::error::{AppError, Faults, Refusal, Result};
use crate::events::{EventKind, NewEvent, record};
use crate::i18n::{Locale, curation as t};
use crate::ids::{ContributionId, EventId, IssueId};
use crate::jobs::{self, Mail};
use crate::mentions::{Place, service as mentions};
use crate::moderation::service as moderation;
use crate::phrases::service::{TakesPhrase, count_use};
use crate::phrases::store::PhraseRow;
use crate::ui::form::check_acting;
use crate::{idempotency, paths, phrases};
use serde::Deserialize;
use std::sync::Arc;

/// The form that hides a contribution, or shows it again.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct HideForm {
    /// Idempotency key.
    pub key: String,
    /// For whom the form was opened.
    pub r#as: String,
    /// Reason, shown to all.
    pub reason: String,
    /// Language of the reason; the interface's when empty.
    pub lang: String,
    /// Not empty: show it again.
    pub show: String,
    /// Version of the text that was read while it waited: it is declined as it was read and only while it waits. Empty: whatever it is.
    pub version: String,
    /// Queue of the desk to come back to; empty: the issue.
    pub ko: String,
    /// Phrase that was chosen.
    pub fras: String,
    /// Not empty: put the phrase into the reason, and save nothing.
    pub infoga: String,
}

impl TakesPhrase for HideForm {
    fn wanted(&self) -> (&str, bool) {
        (&self.fras, !self.infoga.is_empty())
    }
    fn reason(&mut self) -> (&mut String, &mut String) {
        (&mut self.reason, &mut self.lang)
    }
}

/// A contribution that a decision is about to be taken on.
#[derive(Debug, Clone)]
pub struct Hiding {
    /// Agreement.
    pub agreement: Arc<Agreement>,
    /// Number of the issue.
    pub issue: i64,
    /// Its slug.
    pub slug: String,
    /// Its title.
    pub title: String,
    /// The contribution.
    pub row: ShownRow,
    /// Phrases for the reason.
    pub phrases: Vec<PhraseRow>,
}

/// The page on which a contribution is hidden or shown again.
///
/// # Errors
/// `NotAllowed` for anybody but the curating body; `NotFound`.
pub async fn hiding(ctx: &Ctx, agreement: &str, issue: i64, contribution: i64) -> Result<Hiding> {
    let agreement = moderated(ctx, agreement)?;
    let mut conn = ctx.read().await?;
    let row = subjects::contribution(&mut conn, agreement.id, issue, contribution).await?.ok_or(AppError::NotFound)?;
    let phrases = phrases::store::all(&mut conn, agreement.id, agreement.curator_id).await?;
    Ok(Hiding { agreement, issue, slug: row.issue_slug.clone(), title: row.issue_title.clone(), row, phrases })
}

/// Hides a contribution, or shows it again as it was. The reason stands in the public log.
///
/// # Errors
/// `NotAllowed` for anybody but the curating body, `NotFound`, `Already`, `Stale`, `ChangedOnAppeal`, `Invalid` at `reason`.
pub async fn hide_contribution(ctx: &Ctx, agreement: &str, number: i64, contribution: i64, form: &HideForm) -> Result<()> {
    const SCOPE: &str = "hide_contribution";
    check_acting(ctx, &form.r#as)?;
    let agreement = moderated(ctx, agreement)?;
    let person = ctx.signed_in()?.person_id;
    let mut faults = Faults::default();
    let reason = faults.text("reason", &form.reason, 3, 2000);
    faults.done()?;
    let mut tx = ctx.write().await?;
    let issue = store::id_of(&mut tx, agreement.id, number).await?.ok_or(AppError::NotFound)?;
    store::lock(&mut tx, agreement.id, issue).await?.ok_or(AppError::NotFound)?;
    if idempotency::earlier(&mut tx, SCOPE, &form.key, Some(person)).await?.is_some() {
        return Ok(());
    }
    let row = subjects::contribution(&mut tx, agreement.id, number, contribution).await?.ok_or(AppError::NotFound)?;
    let show = !form.show.is_empty();
    // another curator was faster
    if row.hidden_at.is_some() != show {
        return Err(Refusal::Already.into());
    }
    if let Ok(read) = form.version.parse::<i64>() {
        if row.published_at.is_some() {
            return Err(Refusal::Already.into());
        }
        if read != row.version {
            return Err(AppError::Stale { current: row.version });
        }
    }
    if !show {
        appeals::check_anew(&mut tx, ctx, Some(Appealable::Hidden), (issue, Some(row.id)), None).await?;
    }
    let kind = if show {
        subjects::show_contribution(&mut tx, row.id).await?;
        EventKind::ContributionRestored
    } else {
        subjects::hide_contribution(&mut tx, row.id, ctx.now()).await?;
        EventKind::ContributionHidden
    };
    let event = NewEvent {
        agreement: Some(agreement.id),
        issue: Some(issue),
        contribution: Some(row.id),
        reason: reason.clone(),
        lang: Locale::chosen(&form.lang),
        payload: serde_json::json!({ "number": contribution }),
        ..NewEvent::default()
    };
    let event = record(&mut tx, ctx, kind, event).await?;
    tell(&mut tx, ctx, &agreement, number, &row, &reason, (event, show)).await?;
    if show {
        mentions::tell_published(&mut tx, ctx, Place::contribution(issue, row.id), event).await?;
        appeals::settle(&mut tx, ctx, &agreement, issue, event).await?;
    } else {
        moderation::close_for_hidden(&mut tx, ctx, &agreement, (number, contribution), &reason, event).await?;
    }
    count_use(&mut tx, &agreement, &form.fras).await?;
    idempotency::keep(&mut tx, ctx, SCOPE, &form.key, Some(person), "done").await?;
    tx.commit().await
}

async fn tell(tx: &mut Tx, ctx: &Ctx, agreement: &Agreement, number: i64, row: &ShownRow, reason: &str, (event, show): (EventId, bool)) -> Result<()> {
    let Some(author) = subjects::author_of(tx, row.id).await? else { return Ok(()) };
    let l = Locale::from_code(&author.locale);
    let (title, slug) = row.issue_named(l, number);
    let link = format!("{}{}", ctx.app.settings.public_url, paths::localised(l, paths::contribution(&agreement.slug, number, &slug, row.number)));
    let (subject, text) = if show {
        (t::mail_restored_subject(l, &title), t::mail_restored_text(l, &title, reason, link))
    } else {
        let form = paths::appeal_form(&agreement.slug, number, &slug, Some(row.number));
        let line = appeals::mail_line(ctx, agreement, l, Some(Appealable::Hidden), &form);
        (t::mail_hidden_subject(l, &title), t::mail_hidden_text(l, &title, reason, link) + &line)
    };
    let mail = Mail { to: author.email, locale: l, subject, text, end_url: None };
    jobs::enqueue_about(tx, ctx, event, mail).await
}

/// Shows a hidden contribution again, in the caller's transaction, after the steering group has decided so: to all, also one that waited,
/// which is published by it. Whom it mentions is told; the appeal's own mail tells its author.
pub async fn restore_on_appeal(
    tx: &mut Tx,
    ctx: &Ctx,
    agreement: &Agreement,
    issue: IssueId,
    (contribution, number): (ContributionId, i64),
    reason: String,
    lang: Option<Locale>,
) -> Result<EventId> {
    if !ctx.signed_in()?.acts_by_civil_seat(agreement.steering_id) {
        return Err(Refusal::NotAllowed.into());
    }
    let waited = subjects::show_to_all(tx, issue, contribution, ctx.now()).await?;
    let event = || NewEvent {
        agreement: Some(agreement.id),
        issue: Some(issue),
        contribution: Some(contribution),
        reason: reason.clone(),
        lang,
        payload: serde_json::json!({ "number": number }),
        ..NewEvent::default()
    };
    let restored = record(tx, ctx, EventKind::ContributionRestored, event()).await?;
    if waited {
        record(tx, ctx, EventKind::ContributionPublished, event()).await?;
    }
    mentions::tell_published(tx, ctx, Place::contribution(issue, contribution), restored).await?;
    Ok(restored)
}
