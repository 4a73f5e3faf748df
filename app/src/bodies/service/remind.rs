//! What happens to bodies by the clock: a chair takes over, and those whom it concerns are told of a review that is near, and once more when
//! it is late, and of terms that are about to end.

use crate::agreements::types::Side;
use crate::bodies::rules::REMIND_DAYS;
use crate::bodies::store::{self, Ending, PromisedReview};
use crate::bodies::types::BodyRole;
use crate::context::{Ctx, secret_hash};
use crate::db::Tx;
use crate::error::Result;
use crate::i18n::{Locale, bodies as t, dates};
use crate::ids::{AgreementId, ClockId, OrganisationId};
use crate::jobs::{self, Mail};
use crate::promises::store::speakers;
use crate::{idempotency, organisations, paths};
use chrono::TimeDelta;

/// A chair whose seat was given before it began is the only one of its side from the day on which it begins.
pub async fn hand_over(ctx: &Ctx) -> Result<()> {
    let mut conn = ctx.read().await?;
    let found = store::new_chairs(&mut conn, ctx.today()).await?;
    drop(conn);
    for (body, ..) in &found {
        let mut tx = ctx.write().await?;
        organisations::store::lock(&mut tx, *body).await?;
        // as it is now that nobody else changes it
        for (there, side, seat) in store::new_chairs(&mut tx, ctx.today()).await? {
            if there == *body {
                store::only_chair(&mut tx, there, side, seat, ctx.today()).await?;
            }
        }
        tx.commit().await?;
    }
    Ok(())
}

/// People who speak for some organisations, each address once.
async fn people_of(tx: &mut Tx, ctx: &Ctx, organisations: &[OrganisationId]) -> Result<Vec<(String, Locale)>> {
    let mut all: Vec<(String, Locale)> = Vec::new();
    for organisation in organisations {
        for (email, locale) in speakers(tx, *organisation, ctx.today()).await? {
            if !all.iter().any(|(there, _)| *there == email) {
                all.push((email, Locale::from_code(&locale)));
            }
        }
    }
    Ok(all)
}

/// Who appoints in a body, for one side or for both.
async fn appointers(tx: &mut Tx, agreement: AgreementId, body: OrganisationId, side: Option<Side>) -> Result<Vec<OrganisationId>> {
    let (parties, _) = store::tied(tx, agreement, body).await?;
    let fits = |role: BodyRole| match side {
        Some(Side::CivilSociety) => role == BodyRole::AppointsCivil,
        Some(Side::Public) => role == BodyRole::AppointsPublic,
        _ => role != BodyRole::Finances,
    };
    Ok(parties.into_iter().filter(|p| fits(p.role)).map(|p| p.organisation_id).collect())
}

/// Tells whoever convenes a body, and those who appoint there, that the review of who sits there is late. False when the clock is none of a
/// body, or was stopped.
pub async fn late(tx: &mut Tx, ctx: &Ctx, clock: ClockId) -> Result<bool> {
    const SCOPE: &str = "tell_review";
    let Some(late) = store::late_review(tx, clock).await? else { return Ok(false) };
    let key = secret_hash(&clock.to_string());
    if idempotency::earlier(tx, SCOPE, &key, None).await?.is_some() {
        return Ok(true);
    }
    idempotency::keep(tx, ctx, SCOPE, &key, None, "").await?;
    tell_of_review(tx, ctx, &late, true).await?;
    Ok(true)
}

/// Tells those whom a review concerns that it is near: once for each day by which one is promised. Gives how many reviews.
pub async fn tell_reviews(ctx: &Ctx) -> Result<usize> {
    let today = ctx.today();
    let mut conn = ctx.read().await?;
    let found = store::coming_reviews(&mut conn, today, today + TimeDelta::days(REMIND_DAYS)).await?;
    drop(conn);
    let mut told = 0;
    for review in &found {
        let mut tx = ctx.write().await?;
        if store::review_told(&mut tx, review.agreement_id, review.body_id, review.due_on).await? {
            told += 1;
            tell_of_review(&mut tx, ctx, review, false).await?;
        }
        tx.commit().await?;
    }
    Ok(told)
}

async fn tell_of_review(tx: &mut Tx, ctx: &Ctx, review: &PromisedReview, late: bool) -> Result<()> {
    let Some(agreement) = ctx.app.catalogue.by_id(review.agreement_id) else { return Ok(()) };
    let mut to = vec![review.owner_id];
    to.extend(appointers(tx, review.agreement_id, review.body_id, None).await?);
    for (to, l) in people_of(tx, ctx, &to).await? {
        let link = format!("{}{}", ctx.app.settings.public_url, paths::localised(l, paths::body(&agreement.slug, &review.body_slug)));
        let date = dates::weekday_day(l, review.due_on, ctx.today());
        let body = &review.body_name;
        let (subject, text) = if late {
            (t::mail_review_subject(l, body), t::mail_review_text(l, body, date, link))
        } else {
            (t::mail_review_near_subject(l, body), t::mail_review_near_text(l, body, date, link))
        };
        jobs::enqueue_one_of_many(tx, ctx, Mail { to, locale: l, subject, text, end_url: None }).await?;
    }
    Ok(())
}

/// Tells the holders of seats whose terms are about to end, and those who appoint for them: once for each term. Gives how many seats.
pub async fn tell_ending(ctx: &Ctx) -> Result<usize> {
    let today = ctx.today();
    let mut conn = ctx.read().await?;
    let found = store::ending(&mut conn, today, today + TimeDelta::days(REMIND_DAYS)).await?;
    drop(conn);
    let mut told = 0;
    for seat in &found {
        let mut tx = ctx.write().await?;
        if store::end_told(&mut tx, seat.id, seat.to_on).await? {
            told += 1;
            tell_of(&mut tx, ctx, seat).await?;
        }
        tx.commit().await?;
    }
    Ok(told)
}

async fn tell_of(tx: &mut Tx, ctx: &Ctx, seat: &Ending) -> Result<()> {
    let Some(agreement) = ctx.app.catalogue.by_id(seat.agreement_id) else { return Ok(()) };
    let mut by = appointers(tx, seat.agreement_id, seat.body_id, Some(seat.side)).await?;
    by.extend(seat.appointed_by_id);
    // where nobody is named, the kansli fills the seats of civil society
    if by.is_empty() && seat.side == Side::CivilSociety && seat.body_id != agreement.steering_id {
        by.push(agreement.curator_id);
    }
    let mut to: Vec<(String, Locale, bool)> = vec![(seat.email.clone(), Locale::from_code(&seat.locale), true)];
    to.extend(people_of(tx, ctx, &by).await?.into_iter().filter(|(email, _)| *email != seat.email).map(|(email, l)| (email, l, false)));
    let others = to.len() > 1;
    for (to, l, own) in to {
        let function = if seat.function.is_empty() { t::post(l, seat.post) } else { seat.function.as_str() };
        let date = dates::weekday_day(l, seat.to_on, ctx.today());
        let link = format!("{}{}", ctx.app.settings.public_url, paths::localised(l, paths::body(&agreement.slug, &seat.body_slug)));
        let also = if others { t::mail_term_also(l) } else { "" };
        let text = if own {
            t::mail_term_own(l, function, &seat.body_name, date, also, link)
        } else {
            t::mail_term_appoints(l, function, &seat.body_name, date, link)
        };
        let mail = Mail { to, locale: l, subject: t::mail_term_subject(l, &seat.body_name), text, end_url: None };
        jobs::enqueue_one_of_many(tx, ctx, mail).await?;
    }
    Ok(())
}
