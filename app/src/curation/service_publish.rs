//! Publishing a contribution that waits: a newcomer's first one (M03).

use super::service::moderated;
use super::{store, store_subject as subjects};
use crate::context::Ctx;
use crate::error::{AppError, Faults, Refusal, Result};
use crate::events::{EventKind, NewEvent, record};
use crate::i18n::{Locale, curation as t};
use crate::jobs::{self, Mail};
use crate::mentions::{Place, service as mentions};
use crate::phrases::service::{self as phrases, TakesPhrase};
use crate::ui::form::check_acting;
use crate::{idempotency, paths};
use serde::Deserialize;

/// The form that publishes a waiting contribution.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct PublishForm {
    /// Idempotency key.
    pub key: String,
    /// For whom the form was opened.
    pub r#as: String,
    /// Reason, shown to all.
    pub reason: String,
    /// Language of the reason; the interface's when empty.
    pub lang: String,
    /// Version of the text that was read.
    pub version: String,
    /// Queue to come back to.
    pub ko: String,
    /// Phrase that was chosen.
    pub fras: String,
    /// Not empty: put the phrase into the reason, and save nothing.
    pub infoga: String,
}

impl TakesPhrase for PublishForm {
    fn wanted(&self) -> (&str, bool) {
        (&self.fras, !self.infoga.is_empty())
    }
    fn reason(&mut self) -> (&mut String, &mut String) {
        (&mut self.reason, &mut self.lang)
    }
}

/// Publishes a contribution that waits. The reason stands in the public log.
///
/// # Errors
/// `NotFound`, `NotAllowed` for anybody but the curating body, `Already` when it is published, `Stale`, `Invalid` at `reason`.
pub async fn publish_contribution(ctx: &Ctx, agreement: &str, issue: i64, contribution: i64, form: &PublishForm) -> Result<()> {
    check_acting(ctx, &form.r#as)?;
    let agreement = moderated(ctx, agreement)?;
    let person = ctx.signed_in()?.person_id;
    let mut faults = Faults::default();
    let reason = faults.text("reason", &form.reason, 3, 2000);
    faults.done()?;
    let mut tx = ctx.write().await?;
    let id = store::id_of(&mut tx, agreement.id, issue).await?.ok_or(AppError::NotFound)?;
    let issue = store::lock(&mut tx, agreement.id, id).await?.ok_or(AppError::NotFound)?;
    if idempotency::earlier(&mut tx, "publish_contribution", &form.key, Some(person)).await?.is_some() {
        return Ok(());
    }
    let waiting = subjects::lock_contribution(&mut tx, id, contribution).await?.ok_or(AppError::NotFound)?;
    if waiting.published_at.is_some() {
        return Err(Refusal::Already.into());
    }
    // its author may have changed it meanwhile: nobody publishes what they have not read
    if form.version.parse().is_ok_and(|read: i64| read != waiting.version) {
        return Err(AppError::Stale { current: waiting.version });
    }
    subjects::publish_contribution(&mut tx, id, waiting.id, ctx.now()).await?;
    let event = NewEvent {
        agreement: Some(agreement.id),
        issue: Some(id),
        contribution: Some(waiting.id),
        reason,
        lang: Locale::chosen(&form.lang),
        ..NewEvent::default()
    };
    let event = record(&mut tx, ctx, EventKind::ContributionPublished, event).await?;
    mentions::tell_published(&mut tx, ctx, Place::contribution(id, waiting.id), event).await?;
    if let Some(author) = subjects::author_of(&mut tx, waiting.id).await? {
        let l = Locale::from_code(&author.locale);
        let (title, slug) = issue.named(l, false);
        let path = paths::contribution(&agreement.slug, issue.number, &slug, contribution);
        let link = format!("{}{}", ctx.app.settings.public_url, paths::localised(l, path));
        let mail = Mail {
            to: author.email,
            locale: l,
            subject: t::mail_published_subject(l, &title),
            text: t::mail_published_text(l, agreement.curator_name.get(l), &title, link),
            end_url: None,
        };
        jobs::enqueue_about(&mut tx, ctx, event, mail).await?;
    }
    phrases::count_use(&mut tx, &agreement, &form.fras).await?;
    idempotency::keep(&mut tx, ctx, "publish_contribution", &form.key, Some(person), "published").await?;
    tx.commit().await
}
