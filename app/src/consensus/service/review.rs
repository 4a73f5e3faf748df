//! The review of the model every four years, and what an agreement's file does here when it is applied.

use crate::clocks::ClockKind;
use crate::clocks::store::{self as clocks, NewClock, Thing};
use crate::consensus::rules::{self, REASON};
use crate::consensus::store;
use crate::context::Ctx;
use crate::curation::service::moderated;
use crate::db::Tx;
use crate::error::{Faults, Result};
use crate::events::{self, EventKind, NewEvent};
use crate::i18n::Locale;
use crate::ids::{AgreementId, EventId, OrganisationId};
use crate::issues::store::lock_poster;
use crate::ui::form::check_acting;
use crate::{idempotency, text};
use chrono::{Months, NaiveDate};
use serde::Deserialize;

/// The form that says that the model was reviewed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct ReviewForm {
    /// Idempotency key.
    pub key: String,
    /// For whom the form was opened.
    pub r#as: String,
    /// What came of it.
    pub reason: String,
    /// Language of that.
    pub lang: String,
}

async fn promise(tx: &mut Tx, (agreement, owner): (AgreementId, OrganisationId), due_on: NaiveDate, opened_by: EventId) -> Result<()> {
    let side = rules::side_of(store::side(tx, owner).await?);
    let clock = NewClock { agreement, kind: ClockKind::ModelReview, thing: Thing::Model(agreement), owner, side, due_on, opened_by };
    clocks::open(tx, &clock).await
}

/// Says that the model was reviewed and what came of it; the next review is promised four years later.
///
/// # Errors
/// `ActingChanged`; `NotAllowed` for all but the kansli; `Invalid` at `reason`.
pub async fn reviewed(ctx: &Ctx, agreement: &str, form: &ReviewForm) -> Result<()> {
    const SCOPE: &str = "model_review";
    check_acting(ctx, &form.r#as)?;
    let agreement = moderated(ctx, agreement)?;
    let person = ctx.signed_in()?.person_id;
    let mut tx = ctx.write().await?;
    lock_poster(&mut tx, person, agreement.curator_id).await?;
    if idempotency::earlier(&mut tx, SCOPE, &form.key, Some(person)).await?.is_some() {
        return Ok(());
    }
    let mut faults = Faults::default();
    let reason = faults.text("reason", &form.reason, REASON.0, REASON.1);
    faults.done()?;
    let today = ctx.today();
    let next_on = today.checked_add_months(Months::new(rules::REVIEW_MONTHS));
    let event = NewEvent { agreement: Some(agreement.id), reason, lang: Locale::chosen(&form.lang), next_on, ..NewEvent::default() };
    let event = events::record(&mut tx, ctx, EventKind::ModelReviewed, event).await?;
    clocks::close(&mut tx, Thing::Model(agreement.id), ClockKind::ModelReview, event, today).await?;
    if let Some(due_on) = next_on {
        promise(&mut tx, (agreement.id, agreement.curator_id), due_on, event).await?;
    }
    idempotency::keep(&mut tx, ctx, SCOPE, &form.key, Some(person), "done").await?;
    tx.commit().await
}

/// After an agreement's file was applied: the review of its model is promised, in steps of four years from the day it was signed, if it
/// is not yet; and ways of working that the file says by now stand there alone.
///
/// # Errors
/// What the database says.
pub async fn after_apply(
    tx: &mut Tx,
    ctx: &Ctx,
    (agreement, curator): (AgreementId, OrganisationId),
    signed_on: Option<NaiveDate>,
    event: EventId,
) -> Result<()> {
    if store::review_due(tx, agreement).await?.is_none()
        && let Some(due_on) = signed_on.and_then(|day| rules::next_review(day, ctx.today()))
    {
        promise(tx, (agreement, curator), due_on, event).await?;
    }
    for way in store::ways(tx, agreement).await? {
        let file = if way.lang == Locale::En.code() { &way.file_en } else { &way.file_sv };
        if text::clean(file).contains(&text::clean(&way.text)) {
            store::in_file(tx, way.id).await?;
        }
    }
    Ok(())
}
