//! Corrections of published minutes: they stand beside, dated and with a reason, and the minutes stay as they are.

use super::text::{correction as document, sha256};
use crate::agreements::types::Agreement;
use crate::context::Ctx;
use crate::error::{AppError, Fault, Faults, Refusal, Result};
use crate::events::{EventKind, NewEvent, record};
use crate::i18n::Locale;
use crate::meetings::inputs::after::CorrectionForm;
use crate::meetings::service::{Created, earlier, keep, managed};
use crate::meetings::store::{self, Item, Meeting, NewCorrection};
use crate::ui::form::check_acting;
use std::sync::Arc;

/// The form of a correction.
#[derive(Debug)]
pub struct CorrectionPage {
    /// Agreement.
    pub agreement: Arc<Agreement>,
    /// Meeting.
    pub meeting: Meeting,
    /// Its agenda.
    pub items: Vec<Item>,
}

/// The form of a correction.
///
/// # Errors
/// `Refused(NotAllowed)`, `NotFound` while there are no frozen minutes.
pub async fn correction_page(ctx: &Ctx, agreement: &str, number: i64) -> Result<CorrectionPage> {
    let agreement = managed(ctx, agreement)?;
    let mut conn = ctx.read().await?;
    let meeting = store::by_number(&mut conn, agreement.id, number, ctx.now()).await?.ok_or(AppError::NotFound)?;
    store::frozen(&mut conn, agreement.id, number).await?.ok_or(AppError::NotFound)?;
    let items = store::items(&mut conn, meeting.id).await?;
    Ok(CorrectionPage { agreement, meeting, items })
}

/// Publishes a correction.
///
/// # Errors
/// `ActingChanged`, `Refused(NotAllowed)`, `NotFound`, `Refused(WrongState)` while there are no frozen minutes, `Invalid`.
pub async fn correct(ctx: &Ctx, agreement: &str, number: i64, form: &CorrectionForm) -> Result<Created> {
    const SCOPE: &str = "minutes_correct";
    check_acting(ctx, &form.r#as)?;
    let agreement = managed(ctx, agreement)?;
    let actor = ctx.signed_in()?;
    let mut tx = ctx.write().await?;
    let meeting = store::lock(&mut tx, agreement.id, number, ctx.now()).await?;
    if let Some(created) = earlier(&mut tx, ctx, SCOPE, &form.key).await? {
        return Ok(created);
    }
    let (_, minutes) = store::frozen(&mut tx, agreement.id, number).await?.ok_or(Refusal::WrongState)?;
    let items = store::items(&mut tx, meeting.id).await?;
    let mut faults = Faults::default();
    let place = form.item.trim();
    let at = place.parse::<usize>().ok().filter(|n| (1..=items.len()).contains(n));
    if !place.is_empty() && at.is_none() {
        faults.add("item", Fault::Choice);
    }
    let text = faults.text("correction", &form.correction, 3, 4000);
    let reason = faults.text("reason", &form.reason, 3, 2000);
    faults.done()?;
    let lang = Locale::chosen(&form.lang).unwrap_or(ctx.locale);
    let nth = store::next_correction(&mut tx, meeting.id).await?;
    let document = document(lang, &meeting, &minutes, nth, at, (&text, &reason), ctx.today());
    let event = NewEvent {
        agreement: Some(agreement.id),
        meeting: Some(meeting.id),
        reason: reason.clone(),
        lang: Some(lang),
        payload: serde_json::json!({ "correction": nth }),
        ..NewEvent::default()
    };
    record(&mut tx, ctx, EventKind::MinutesCorrected, event).await?;
    let new = NewCorrection {
        number: nth,
        item: at.and_then(|n| items.get(n - 1)).map(|i| i.id),
        text: &text,
        reason: &reason,
        lang: lang.code(),
        role: actor.role_for(Some(agreement.curator_id)),
        person: actor.person_id,
        document: &document,
        sha256: &sha256(&document),
        now: ctx.now(),
    };
    store::insert_correction(&mut tx, agreement.id, meeting.id, &new).await?;
    let created = Created { id: meeting.id, number, slug: meeting.slug };
    keep(&mut tx, ctx, SCOPE, &form.key, &created).await?;
    tx.commit().await?;
    Ok(created)
}

/// A correction as text, with its checksum.
///
/// # Errors
/// `NotFound`.
pub async fn correction_text(ctx: &Ctx, agreement: &str, number: i64, nth: i64) -> Result<(String, String)> {
    let agreement = ctx.app.catalogue.get(agreement)?;
    let mut conn = ctx.read().await?;
    store::correction(&mut conn, agreement.id, number, nth).await?.ok_or(AppError::NotFound)
}
