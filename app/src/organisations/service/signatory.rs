//! The kansli records who has signed the agreement, and who has left it.

use super::{SIGNATORY, find};
use crate::context::Ctx;
use crate::error::{AppError, Fault, Faults, Refusal, Result};
use crate::events::{self, EventKind, NewEvent};
use crate::i18n::Locale;
use crate::idempotency;
use crate::organisations::{rules, store};
use crate::ui::form::check_acting;
use chrono::NaiveDate;
use serde::Deserialize;

/// Scope of the idempotency key.
const SCOPE: &str = "record_signatory";

/// The form on an organisation's page.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct SignatoryForm {
    /// Idempotency key.
    pub key: String,
    /// Organisation that the form was opened for.
    pub r#as: String,
    /// When it signed.
    pub signed_on: String,
    /// When it left; only for one that has signed.
    pub ended_on: String,
    /// Reason, public.
    pub reason: String,
    /// Language of the reason; the interface's when empty.
    pub lang: String,
}

fn past_date(ctx: &Ctx, faults: &mut Faults, field: &'static str, value: &str) -> Option<NaiveDate> {
    match value.trim().parse::<NaiveDate>() {
        Ok(date) if date > ctx.today() => faults.add(field, Fault::DateAhead),
        Ok(date) => return Some(date),
        Err(_) => faults.add(field, if value.trim().is_empty() { Fault::Required } else { Fault::Date }),
    }
    None
}

/// Records that an organisation signed, or, where it has, that it left.
///
/// # Errors
/// `Refused(NotAllowed)` for all but civil-society seats of the kansli's body, `Refused(Already)` for what is recorded, `Invalid`,
/// and those of [`check_acting`].
pub async fn record(ctx: &Ctx, agreement: &str, slug: &str, form: &SignatoryForm) -> Result<()> {
    check_acting(ctx, &form.r#as)?;
    let actor = ctx.signed_in()?;
    let agreement = ctx.app.catalogue.get(agreement)?;
    if !rules::may_record_signatories(actor, &agreement) {
        return Err(AppError::Refused(Refusal::NotAllowed));
    }
    let mut tx = ctx.write().await?;
    let organisation = find(ctx, &mut tx, &agreement, slug, SIGNATORY).await?;
    let ends = !form.ended_on.trim().is_empty();
    let mut faults = Faults::default();
    let reason = faults.text("reason", &form.reason, 1, 2000);
    let date = past_date(ctx, &mut faults, if ends { "ended_on" } else { "signed_on" }, if ends { &form.ended_on } else { &form.signed_on });
    let Some(date) = date.filter(|_| faults.0.is_empty()) else { return Err(AppError::Invalid(faults)) };

    store::lock(&mut tx, organisation.id).await?;
    if idempotency::earlier(&mut tx, SCOPE, &form.key, Some(actor.person_id)).await?.is_some() {
        return Ok(());
    }
    let stored = store::signatory(&mut tx, agreement.id, organisation.id).await?;
    let kind = match (stored, ends) {
        (Some((_, None)), false) | (None | Some((_, Some(_))), true) => return Err(AppError::Refused(Refusal::Already)),
        (Some((signed_on, None)), true) => {
            if date < signed_on {
                faults.add("ended_on", Fault::EndsBeforeStart);
                return Err(AppError::Invalid(faults));
            }
            store::end_signatory(&mut tx, agreement.id, organisation.id, date).await?;
            EventKind::SignatoryEnded
        }
        (None | Some((_, Some(_))), false) => {
            store::put_signatory(&mut tx, agreement.id, organisation.id, date).await?;
            EventKind::SignatoryRecorded
        }
    };
    let event = NewEvent {
        agreement: Some(agreement.id),
        organisation: Some(organisation.id),
        reason,
        lang: Locale::chosen(&form.lang),
        payload: serde_json::json!({ "on": date }),
        ..NewEvent::default()
    };
    events::record(&mut tx, ctx, kind, event).await?;
    idempotency::keep(&mut tx, ctx, SCOPE, &form.key, Some(actor.person_id), "").await?;
    tx.commit().await
}
