//! What a small talk is held beside: the budget or the annual accounts.

use super::recorded_by;
use crate::context::Ctx;
use crate::error::{AppError, Fault, Faults, Refusal, Result};
use crate::events::{EventKind, NewEvent, record};
use crate::idempotency;
use crate::meetings::types::{MeetingKind, MeetingState};
use crate::promises::store;
use crate::promises::types::Occasion;
use crate::ui::form::check_acting;
use serde::Deserialize;

/// The form.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct OccasionForm {
    /// Idempotency key.
    pub key: String,
    /// For whom the form was opened.
    pub r#as: String,
    /// The occasion, by its code; empty: none.
    pub occasion: String,
}

/// Says what a small talk is held beside.
///
/// # Errors
/// `ActingChanged`; `NotAllowed` for all but those who do the kansli's work; `NotFound`; `Refused(WrongState)` for an assembly, which is
/// neither, and for what was cancelled; `Invalid`.
pub async fn occasion(ctx: &Ctx, agreement: &str, number: i64, form: &OccasionForm) -> Result<()> {
    const SCOPE: &str = "talk_occasion";
    check_acting(ctx, &form.r#as)?;
    let agreement = recorded_by(ctx, agreement)?;
    let person = ctx.signed_in()?.person_id;
    let mut faults = Faults::default();
    let occasion: Option<Occasion> = form.occasion.parse().ok();
    if occasion.is_none() && !form.occasion.is_empty() {
        faults.add("occasion", Fault::Choice);
    }
    faults.done()?;
    let mut tx = ctx.write().await?;
    let talk = store::talk(&mut tx, agreement.id, number).await?.ok_or(AppError::NotFound)?;
    store::lock_meeting(&mut tx, talk.id).await?;
    if idempotency::earlier(&mut tx, SCOPE, &form.key, Some(person)).await?.is_some() {
        return Ok(());
    }
    if talk.kind != MeetingKind::HighLevelTalk || talk.state == MeetingState::Cancelled {
        return Err(Refusal::WrongState.into());
    }
    let now = store::talk(&mut tx, agreement.id, number).await?.ok_or(AppError::NotFound)?;
    if now.occasion != occasion {
        store::set_occasion(&mut tx, agreement.id, talk.id, occasion).await?;
        let event = NewEvent {
            agreement: Some(agreement.id),
            meeting: Some(talk.id),
            next_on: Some(talk.starts_local.date()),
            payload: serde_json::json!({ "moved": false, "occasion": occasion }),
            ..NewEvent::default()
        };
        record(&mut tx, ctx, EventKind::MeetingChanged, event).await?;
    }
    idempotency::keep(&mut tx, ctx, SCOPE, &form.key, Some(person), "done").await?;
    tx.commit().await
}
