//! Hiding what a wish says, and showing it again: whoever does the kansli's work does it, with a reason that all can read. Its number and what
//! happened to it stay.

use super::record;
use crate::agreements::types::Agreement;
use crate::context::Ctx;
use crate::curation::service::moderated;
use crate::error::{AppError, Faults, Refusal, Result};
use crate::events::{EventKind, NewEvent};
use crate::i18n::{Locale, planning as t};
use crate::jobs::{self, Mail};
use crate::planning::store::{self, Wish};
use crate::ui::form::{HideForm, check_acting};
use crate::{idempotency, paths};
use std::sync::Arc;

/// The page on which a wish is hidden, or shown again: the wish, of one that is hidden with what it said.
///
/// # Errors
/// `NotAllowed` for all but those who curate; `NotFound`.
pub async fn hiding(ctx: &Ctx, agreement: &str, number: i64) -> Result<(Arc<Agreement>, Wish)> {
    let agreement = moderated(ctx, agreement)?;
    let mut conn = ctx.read().await?;
    let wish = store::by_number(&mut conn, agreement.id, number).await?.ok_or(AppError::NotFound)?;
    let original = if wish.hidden { store::hidden_texts(&mut conn, wish.id).await? } else { None };
    let wish = match original {
        Some(o) => Wish { title: o.title, why: o.why, period: o.period, ..wish },
        None => wish,
    };
    Ok((agreement, wish))
}

/// Hides what a wish says, or shows it again. Those who curate and the organisation that wished read it still; all others its number. It waits
/// for an answer as before. Those who want the meeting are mailed.
///
/// # Errors
/// Those of [`hiding`]; `Already` when it is so; `ActingChanged`; `Invalid` at `reason`.
pub async fn hide(ctx: &Ctx, agreement: &str, number: i64, form: &HideForm) -> Result<()> {
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
    let show = !form.show.is_empty();
    let changed = if show {
        store::restore(&mut tx, wish.id).await?
    } else {
        // a title of its own in the wish's language, so that whatever shows a wish shows this
        store::hide(&mut tx, wish.id, &t::hidden_as(Locale::from_code(&wish.lang), wish.number)).await?
    };
    if !changed {
        return Err(Refusal::Already.into());
    }
    let event = NewEvent { reason: reason.clone(), lang: Locale::chosen(&form.lang), ..NewEvent::default() };
    let kind = if show { EventKind::WishRestored } else { EventKind::WishHidden };
    let event = record(&mut tx, ctx, &agreement, (wish.id, wish.number, wish.issue_id), kind, event).await?;
    for person in store::told(&mut tx, wish.id, ctx.today()).await? {
        let l = person.locale();
        let link = format!("{}{}", ctx.app.settings.public_url, paths::localised(l, paths::wish(&agreement.slug, number)));
        let who = agreement.curator_name.get(l);
        let (subject, text) = if show {
            (t::mail_restored_subject(l, number), t::mail_restored_text(l, number, who, &reason, link))
        } else {
            (t::mail_hidden_subject(l, number), t::mail_hidden_text(l, number, who, &reason, link))
        };
        let mail = Mail { to: person.email, locale: l, subject, text, end_url: None };
        jobs::enqueue_about(&mut tx, ctx, event, mail).await?;
    }
    idempotency::keep(&mut tx, ctx, SCOPE, &form.key, Some(person), "done").await?;
    tx.commit().await
}
