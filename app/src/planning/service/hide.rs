//! Hiding what a wish says: whoever does the kansli's work does it, with a reason that all can read. Its number and what happened to it stay.

use super::record;
use crate::agreements::types::Agreement;
use crate::context::Ctx;
use crate::curation::service::moderated;
use crate::error::{AppError, Faults, Refusal, Result};
use crate::events::{EventKind, NewEvent};
use crate::i18n::{Locale, planning as t};
use crate::jobs::{self, Mail};
use crate::planning::store::{self, Wish};
use crate::ui::form::check_acting;
use crate::{idempotency, paths};
use serde::Deserialize;
use std::sync::Arc;

/// The form that hides a wish.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct HideWishForm {
    /// Idempotency key.
    pub key: String,
    /// For whom the form was opened.
    pub r#as: String,
    /// Why, shown to all.
    pub reason: String,
    /// Language of that.
    pub lang: String,
}

/// The page on which a wish is hidden.
///
/// # Errors
/// `NotAllowed` for all but those who curate; `NotFound`; `Already` once it is hidden.
pub async fn hiding(ctx: &Ctx, agreement: &str, number: i64) -> Result<(Arc<Agreement>, Wish)> {
    let agreement = moderated(ctx, agreement)?;
    let mut conn = ctx.read().await?;
    let wish = store::by_number(&mut conn, agreement.id, number).await?.ok_or(AppError::NotFound)?;
    if wish.hidden { Err(Refusal::Already.into()) } else { Ok((agreement, wish)) }
}

/// Hides what a wish says. Those who curate and the organisation that wished read it still; all others its number. It waits for an answer as
/// before. Those who want the meeting are mailed.
///
/// # Errors
/// Those of [`hiding`]; `ActingChanged`; `Invalid` at `reason`.
pub async fn hide(ctx: &Ctx, agreement: &str, number: i64, form: &HideWishForm) -> Result<()> {
    const SCOPE: &str = "wish_hide";
    check_acting(ctx, &form.r#as)?;
    let agreement = moderated(ctx, agreement)?;
    let person = ctx.signed_in()?.person_id;
    let mut faults = Faults::default();
    let reason = faults.text("reason", &form.reason, 3, 2000);
    let mut tx = ctx.write().await?;
    let wish = store::lock(&mut tx, agreement.id, number).await?.ok_or(AppError::NotFound)?;
    if idempotency::earlier(&mut tx, SCOPE, &form.key, Some(person)).await?.is_some() {
        return Ok(());
    }
    faults.done()?;
    // a title of its own in the wish's language, so that whatever shows a wish shows this
    if !store::hide(&mut tx, wish.id, &t::hidden_as(Locale::from_code(&wish.lang), wish.number)).await? {
        return Err(Refusal::Already.into());
    }
    let event = NewEvent { reason: reason.clone(), lang: Locale::chosen(&form.lang), ..NewEvent::default() };
    let event = record(&mut tx, ctx, &agreement, (wish.id, wish.number, wish.issue_id), EventKind::WishHidden, event).await?;
    for person in store::told(&mut tx, wish.id, ctx.today()).await? {
        let l = person.locale();
        let link = format!("{}{}", ctx.app.settings.public_url, paths::localised(l, paths::wish(&agreement.slug, number)));
        let text = t::mail_hidden_text(l, number, agreement.curator_name.get(l), &reason, link);
        let mail = Mail { to: person.email, locale: l, subject: t::mail_hidden_subject(l, number), text, end_url: None };
        jobs::enqueue_about(&mut tx, ctx, event, mail).await?;
    }
    idempotency::keep(&mut tx, ctx, SCOPE, &form.key, Some(person), "done").await?;
    tx.commit().await
}
