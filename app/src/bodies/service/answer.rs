//! Answering an offered place, behind a mailed secret.

use super::offer::has_room;
use crate::accounts::service::{SignedIn, valid_name};
use crate::accounts::store as people;
use crate::agreements::types::{Agreement, Side};
use crate::bodies::rules;
use crate::bodies::store::{self, Holder, NewSeat, Offer};
use crate::bodies::types::{OfferOutcome, SeatPost, Sitting};
use crate::context::{Ctx, secret_hash};
use crate::db::{Conn, Tx};
use crate::error::{AppError, Refusal, Result};
use crate::events::store::record_as;
use crate::events::types::ActorRole;
use crate::events::{EventKind, NewEvent};
use crate::ids::PersonId;
use crate::meetings::service as meetings;
use crate::{organisations, paths};
use serde::Deserialize;
use std::sync::Arc;

/// The form that answers.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct AnswerForm {
    /// `accept` or `decline`.
    pub answer: String,
    /// Name of somebody who has no account.
    pub name: String,
    /// Not empty: the name may be shown to all.
    pub shows_name: String,
}

/// What came of an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answered {
    /// The place is theirs, and they are signed in.
    In(SignedIn),
    /// It was turned down.
    Declined {
        /// Slug of the agreement.
        agreement: String,
        /// Slug of the body.
        body: String,
    },
}

async fn read(ctx: &Ctx, conn: &mut Conn, secret: &str) -> Result<(Arc<Agreement>, Offer)> {
    let spent = || AppError::Refused(Refusal::LinkSpent);
    let offer = store::offer(conn, &secret_hash(secret), ctx.now(), ctx.today()).await?.ok_or_else(spent)?;
    let agreement = ctx.app.catalogue.by_id(offer.agreement_id).ok_or_else(spent)?;
    Ok((agreement, offer))
}

/// What an offer is for, without answering it.
///
/// # Errors
/// `Refused(LinkSpent)` when it was answered, taken back, is too old or never was.
pub async fn offered(ctx: &Ctx, secret: &str) -> Result<(Arc<Agreement>, Offer)> {
    let mut conn = ctx.read().await?;
    read(ctx, &mut conn, secret).await
}

/// Answers an offer, once. Whoever holds the secret holds the mailbox: they are signed in with that address, and somebody new gets an
/// account with the name given.
///
/// # Errors
/// `Refused(LinkSpent)`; `Invalid` for the name; `Refused(SeatsFull)` when all seats of that side are taken; `Refused(OtherSide)` for
/// somebody who sits there for the other side; `Refused(Already)` for somebody who has that place.
pub async fn answer(ctx: &Ctx, secret: &str, form: &AnswerForm) -> Result<Answered> {
    let mut tx = ctx.write().await?;
    let (_, seen) = read(ctx, &mut tx, secret).await?;
    organisations::store::lock(&mut tx, seen.body_id).await?;
    // somebody else may have answered, or taken it back, meanwhile
    let (agreement, offer) = read(ctx, &mut tx, secret).await?;
    let spent = || AppError::Refused(Refusal::LinkSpent);
    if form.answer != "accept" {
        if !store::answer(&mut tx, offer.id, OfferOutcome::Declined, ctx.now()).await? {
            return Err(spent());
        }
        tx.commit().await?;
        return Ok(Answered::Declined { agreement: agreement.slug.clone(), body: offer.body_slug });
    }
    let person = match offer.person_id {
        Some(person) => person,
        None => people::insert_person(&mut tx, &valid_name(&form.name)?, &offer.email, ctx.locale, None, ctx.now()).await?,
    };
    let coming = meetings::lock_coming_of_body(&mut tx, ctx, offer.body_id).await?;
    people::lock_person(&mut tx, person).await?;
    let today = ctx.today();
    let from_on = offer.from_on.max(today);
    let holders = store::holders(&mut tx, offer.body_id, from_on).await?;
    may_take(&holders, &offer, person)?;
    let place = match (offer.kind, rules::laid_down(offer.seats_civil, offer.seats_public, offer.side)) {
        (Some(_), _) => None,
        (None, laid_down) => {
            if !has_room(&mut tx, offer.body_id, laid_down, offer.side, from_on, 0).await? {
                return Err(Refusal::SeatsFull.into());
            }
            let taken: Vec<_> = holders.iter().filter(|h| h.is_seat() && h.side == offer.side).map(|h| h.place).collect();
            rules::vacant(laid_down.unwrap_or(rules::MOST_SEATS), &taken).first().copied()
        }
    };
    if !store::answer(&mut tx, offer.id, OfferOutcome::Accepted, ctx.now()).await? {
        return Err(spent());
    }
    let seat = NewSeat {
        person,
        body: offer.body_id,
        side: offer.side,
        post: offer.post,
        function: offer.function.clone(),
        place,
        from_on,
        to_on: offer.to_on.map(|d| d.max(from_on)),
        appointed_by: offer.appointed_by_id,
        organisation: offer.organisation_id,
        own_role: offer.own_role,
        shows_name: !form.shows_name.is_empty(),
    };
    let sitting = store::insert(&mut tx, offer.kind, &seat).await?;
    // one who begins later takes the post over on that day: `hand_over`
    if let (Sitting::Seat(id), Some(SeatPost::Chair), true) = (sitting, offer.post, from_on <= today) {
        store::only_chair(&mut tx, offer.body_id, offer.side, id, today).await?;
    }
    started(&mut tx, ctx, &agreement, &offer, person).await?;
    meetings::member_changed(&mut tx, ctx, offer.body_id, person, &coming).await?;
    tx.commit().await?;
    // who has no seat acts for nobody by it
    let acting_as = (offer.kind.is_none() && from_on <= today).then_some(offer.body_id);
    Ok(Answered::In(SignedIn { person, acting_as, return_to: paths::body(&agreement.slug, &offer.body_slug) }))
}

/// Nobody sits for both sides of a body, or twice for one.
fn may_take(holders: &[Holder], offer: &Offer, person: PersonId) -> Result<()> {
    let theirs = || holders.iter().filter(|h| h.person_id == person);
    if theirs().any(|h| h.side != Side::Both && offer.side != Side::Both && h.side != offer.side) {
        return Err(Refusal::OtherSide.into());
    }
    if theirs().any(|h| h.kind == offer.kind && h.side == offer.side) {
        return Err(Refusal::Already.into());
    }
    Ok(())
}

async fn started(tx: &mut Tx, ctx: &Ctx, agreement: &Agreement, offer: &Offer, person: PersonId) -> Result<()> {
    let event = NewEvent {
        agreement: Some(agreement.id),
        organisation: Some(offer.body_id),
        payload: serde_json::json!({ "side": offer.side, "kind": offer.kind, "post": offer.post }),
        ..NewEvent::default()
    };
    let role = match offer.side {
        Side::CivilSociety => ActorRole::Representative,
        Side::Public => ActorRole::Officer,
        Side::Both => ActorRole::Individual,
    };
    record_as(tx, ctx, EventKind::SeatStarted, event, role, Some(offer.body_id), Some(person)).await?;
    Ok(())
}
