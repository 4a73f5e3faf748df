//! What a body needs to know, the review of who sits there, and whose name is shown.

use super::{Locked, find, locked};
use crate::accounts::store as people;
use crate::agreements::types::Side;
use crate::bodies::rules;
use crate::bodies::store::{self, Body};
use crate::clocks::ClockKind;
use crate::clocks::store::{self as clocks, NewClock, Thing};
use crate::context::Ctx;
use crate::db::Tx;
use crate::error::{AppError, Fault, Faults, Refusal, Result};
use crate::events::{self, EventKind, NewEvent};
use crate::i18n::Locale;
use crate::ids::{AgreementId, CompetenceId, EventId, OrganisationId};
use crate::ui::form::check_acting;
use crate::{idempotency, text};
use chrono::{NaiveDate, TimeDelta};
use serde::Deserialize;

/// Most competences of a body.
const MOST_COMPETENCES: usize = 30;

/// The form that says what a body needs to know.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct CompetenceForm {
    /// Idempotency key.
    pub key: String,
    /// For whom the form was opened.
    pub r#as: String,
    /// What it needs to know besides.
    pub competence: String,
    /// Id of what it does not need any more.
    pub remove: String,
}

/// Somebody who runs the body.
async fn run(ctx: &Ctx, tx: &mut Tx, agreement: &str, slug: &str) -> Result<Locked> {
    let l = locked(ctx, tx, agreement, slug).await?;
    if l.managed.runs { Ok(l) } else { Err(Refusal::NotAllowed.into()) }
}

/// Adds something that a body needs to know, or takes something away.
///
/// # Errors
/// `ActingChanged`, `NotFound`, `Refused(NotAllowed)` for all who do not run the body, `Invalid`.
pub async fn competences(ctx: &Ctx, agreement: &str, slug: &str, form: &CompetenceForm) -> Result<()> {
    const SCOPE: &str = "body_competence";
    check_acting(ctx, &form.r#as)?;
    let person = ctx.signed_in()?.person_id;
    let mut tx = ctx.write().await?;
    let l = run(ctx, &mut tx, agreement, slug).await?;
    people::lock_person(&mut tx, person).await?;
    if idempotency::earlier(&mut tx, SCOPE, &form.key, Some(person)).await?.is_some() {
        return Ok(());
    }
    if form.remove.is_empty() {
        let mut faults = Faults::default();
        let name = faults.text("competence", &text::clean_line(&form.competence), 2, 80);
        let (_, there) = store::tied(&mut tx, l.agreement.id, l.body.body_id).await?;
        if there.len() >= MOST_COMPETENCES {
            faults.add("competence", Fault::TooMany(MOST_COMPETENCES));
        } else if there.iter().any(|c| text::fold_key(&c.name) == text::fold_key(&name)) {
            faults.add("competence", Fault::Taken);
        }
        faults.done()?;
        store::add_competence(&mut tx, l.agreement.id, l.body.body_id, &name, ctx.locale.code()).await?;
    } else {
        let id: CompetenceId = form.remove.trim().parse().map_err(|_| AppError::NotFound)?;
        if !store::remove_competence(&mut tx, l.agreement.id, l.body.body_id, id).await? {
            return Err(AppError::NotFound);
        }
    }
    let event = NewEvent { agreement: Some(l.agreement.id), organisation: Some(l.body.body_id), ..NewEvent::default() };
    events::record(&mut tx, ctx, EventKind::CompetencesChanged, event).await?;
    idempotency::keep(&mut tx, ctx, SCOPE, &form.key, Some(person), "done").await?;
    tx.commit().await
}

/// The form that says that representation was reviewed.
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

/// Says that representation was reviewed and what came of it; the next review is promised where the agreement says how often.
///
/// # Errors
/// As [`competences`].
pub async fn review(ctx: &Ctx, agreement: &str, slug: &str, form: &ReviewForm) -> Result<()> {
    const SCOPE: &str = "body_review";
    check_acting(ctx, &form.r#as)?;
    let person = ctx.signed_in()?.person_id;
    let mut faults = Faults::default();
    let reason = faults.text("reason", &form.reason, 3, 2000);
    let mut tx = ctx.write().await?;
    let l = run(ctx, &mut tx, agreement, slug).await?;
    people::lock_person(&mut tx, person).await?;
    if idempotency::earlier(&mut tx, SCOPE, &form.key, Some(person)).await?.is_some() {
        return Ok(());
    }
    faults.done()?;
    let today = ctx.today();
    let next_on = l.body.review_months.and_then(|m| rules::after(today, m));
    let event = NewEvent {
        agreement: Some(l.agreement.id),
        organisation: Some(l.body.body_id),
        reason,
        lang: Locale::chosen(&form.lang),
        next_on,
        ..NewEvent::default()
    };
    let event = events::record(&mut tx, ctx, EventKind::RepresentationReviewed, event).await?;
    store::reviewed(&mut tx, l.agreement.id, l.body.body_id, today).await?;
    clocks::close(&mut tx, Thing::Body(l.body.body_id), ClockKind::Representation, event, today).await?;
    if let Some(due_on) = next_on {
        promise(&mut tx, (l.agreement.id, l.agreement.curator_id), &l.body, due_on, event).await?;
    }
    idempotency::keep(&mut tx, ctx, SCOPE, &form.key, Some(person), "done").await?;
    tx.commit().await
}

/// Promises a review: by whoever convenes the body, or by the kansli.
async fn promise(tx: &mut Tx, (agreement, curator): (AgreementId, OrganisationId), body: &Body, due_on: NaiveDate, opened_by: EventId) -> Result<()> {
    let (owner, side) = body.convener_id.zip(body.convener_side).unwrap_or((curator, Side::CivilSociety));
    let side = if side == Side::Public { Side::Public } else { Side::CivilSociety };
    let clock = NewClock { agreement, kind: ClockKind::Representation, thing: Thing::Body(body.body_id), owner, side, due_on, opened_by };
    clocks::open(tx, &clock).await
}

/// After an agreement's file was applied: reviews are promised where the file says how often, and in every body when the agreement itself
/// was revised (M06).
pub async fn after_apply(tx: &mut Tx, ctx: &Ctx, (agreement, curator): (AgreementId, OrganisationId), event: EventId, revised: bool) -> Result<()> {
    let today = ctx.today();
    let soon = today + TimeDelta::days(rules::REVISION_DAYS);
    for body in store::all(tx, agreement, today).await? {
        let usual = body.review_months.and_then(|m| rules::after(today, m));
        let due = match (body.is_over(today), body.review_due_on) {
            (true, None) => continue,
            (true, Some(_)) => None,
            (false, Some(due)) if revised && due > soon => Some(soon),
            (false, None) if revised => Some(usual.map_or(soon, |u| u.min(soon))),
            (false, None) => usual,
            (false, Some(_)) => continue,
        };
        if body.review_due_on.is_some() {
            clocks::close(tx, Thing::Body(body.body_id), ClockKind::Representation, event, today).await?;
        }
        if let Some(due) = due {
            promise(tx, (agreement, curator), &body, due, event).await?;
        }
    }
    Ok(())
}

/// The form by which somebody says whether their name is shown.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct NameForm {
    /// For whom the form was opened.
    pub r#as: String,
    /// Not empty: it is.
    pub shows: String,
}

/// Whether one's own name is shown in a body. Nobody else can say that.
///
/// # Errors
/// `SignInFirst`, `ActingChanged`; `NotFound` for who has no place there.
pub async fn show_name(ctx: &Ctx, agreement: &str, slug: &str, form: &NameForm) -> Result<()> {
    check_acting(ctx, &form.r#as)?;
    let person = ctx.signed_in()?.person_id;
    let agreement = ctx.app.catalogue.get(agreement)?;
    let mut tx = ctx.write().await?;
    let body = find(ctx, &mut tx, &agreement, slug).await?;
    if store::show_name(&mut tx, person, body.body_id, !form.shows.is_empty(), ctx.today()).await? == 0 {
        return Err(AppError::NotFound);
    }
    tx.commit().await
}
