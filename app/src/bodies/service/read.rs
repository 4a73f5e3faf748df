//! What pages of bodies show. One connection and few statements each.

use super::{find, managed};
use crate::agreements::types::{Agreement, Side};
use crate::bodies::rules::{self, Managed};
use crate::bodies::store::{self, Body, BodyMeeting, Competence, Holder, Party, WaitingOffer};
use crate::bodies::types::{BodyRole, OwnRole, Sitting};
use crate::context::Ctx;
use crate::error::{AppError, Refusal, Result};
use crate::meetings::types::MeetingState;
use crate::organisations::store as organisations;
use std::sync::Arc;

/// The bodies of an agreement.
#[derive(Debug)]
pub struct BodyList {
    /// Agreement.
    pub agreement: Arc<Agreement>,
    /// Bodies, in the order of the agreement's file.
    pub bodies: Vec<Body>,
}

/// All bodies.
pub async fn see_all(ctx: &Ctx, agreement: &str) -> Result<BodyList> {
    let agreement = ctx.app.catalogue.get(agreement)?;
    let mut conn = ctx.read().await?;
    let bodies = store::all(&mut conn, agreement.id, ctx.today()).await?;
    Ok(BodyList { agreement, bodies })
}

/// A body with who sits there.
#[derive(Debug)]
pub struct BodyView {
    /// Agreement.
    pub agreement: Arc<Agreement>,
    /// Body.
    pub body: Body,
    /// Who appoints and finances.
    pub parties: Vec<Party>,
    /// Seats, substitutes and experts, now and to come.
    pub holders: Vec<Holder>,
    /// What it needs to know.
    pub competences: Vec<Competence>,
    /// Its meetings, newest first.
    pub meetings: Vec<BodyMeeting>,
    /// What the reader may do.
    pub managed: Managed,
    /// The reader has a place there: whether the name is shown.
    pub own: Option<bool>,
}

impl BodyView {
    /// Seats of a side that have begun.
    pub fn seats(&self, ctx: &Ctx, side: Side) -> Vec<&Holder> {
        self.holders.iter().filter(|h| h.is_seat() && h.side == side && h.has_begun(ctx.today())).collect()
    }
    /// Numbers of the places of a side that nobody has now.
    pub fn vacant(&self, ctx: &Ctx, side: Side) -> Vec<i64> {
        let taken: Vec<_> = self.seats(ctx, side).iter().map(|h| h.place).collect();
        rules::laid_down(self.body.seats_civil, self.body.seats_public, side).map(|n| rules::vacant(n, &taken)).unwrap_or_default()
    }
    /// Of civil society's seats in a body that asks for chairs and managers: how many are held by others, and of how many it is not said.
    pub fn not_leaders(&self, ctx: &Ctx) -> (usize, usize) {
        if !self.body.civil_leaders {
            return (0, 0);
        }
        let seats = self.seats(ctx, Side::CivilSociety);
        let of = |role: Option<OwnRole>| seats.iter().filter(|h| h.own_role == role).count();
        (of(Some(OwnRole::Other)), of(None))
    }
    /// Organisations of a role.
    pub fn parties(&self, role: BodyRole) -> Vec<&Party> {
        self.parties.iter().filter(|p| p.role == role).collect()
    }
    /// How many who sit there now know something.
    pub fn known_by(&self, ctx: &Ctx, competence: &Competence) -> usize {
        self.holders.iter().filter(|h| h.has_begun(ctx.today()) && competence.by.contains(&h.sitting())).count()
    }
    /// Seats and others whose term ends within half a year.
    pub fn ending(&self, ctx: &Ctx) -> usize {
        self.holders.iter().filter(|h| h.is_seat() && h.has_begun(ctx.today()) && rules::ends_soon(h.to_on, ctx.today())).count()
    }
    /// Meetings to come, nearest first, and held ones, newest first.
    pub fn coming_and_held(&self, ctx: &Ctx) -> (Vec<&BodyMeeting>, Vec<&BodyMeeting>) {
        let (mut coming, held): (Vec<_>, Vec<_>) = self.meetings.iter().partition(|m| m.ends_at > ctx.now());
        coming.reverse();
        (coming, held)
    }
}

/// A body: four statements.
///
/// # Errors
/// `NotFound`; `Moved` for an earlier slug.
pub async fn see(ctx: &Ctx, agreement: &str, slug: &str) -> Result<BodyView> {
    let agreement = ctx.app.catalogue.get(agreement)?;
    let mut conn = ctx.read().await?;
    let body = find(ctx, &mut conn, &agreement, slug).await?;
    let holders = store::holders(&mut conn, body.body_id, ctx.today()).await?;
    let (parties, competences) = store::tied(&mut conn, agreement.id, body.body_id).await?;
    let meetings = store::meetings(&mut conn, agreement.id, body.body_id).await?;
    let managed = managed(ctx, &agreement, &body, &parties);
    let own = ctx.actor.as_ref().and_then(|a| holders.iter().find(|h| h.person_id == a.person_id)).map(|h| h.shows_name);
    Ok(BodyView { agreement, body, parties, holders, competences, meetings, managed, own })
}

/// The page on which seats are filled.
#[derive(Debug)]
pub struct ManageView {
    /// The body.
    pub view: BodyView,
    /// Offers that wait, of the sides that the reader fills.
    pub waiting: Vec<WaitingOffer>,
    /// Organisations to choose from as where somebody comes from: slug, name, key.
    pub organisations: Vec<(String, String, String)>,
}

/// The seats of a body, for those who fill them or run it.
///
/// # Errors
/// `SignInFirst`, `NotFound`, `Refused(NotAllowed)`.
pub async fn manage(ctx: &Ctx, agreement: &str, slug: &str) -> Result<ManageView> {
    ctx.signed_in()?;
    let catalogue = ctx.app.catalogue.get(agreement)?;
    let mut conn = ctx.read().await?;
    let body = find(ctx, &mut conn, &catalogue, slug).await?;
    let (parties, competences) = store::tied(&mut conn, catalogue.id, body.body_id).await?;
    let managed = managed(ctx, &catalogue, &body, &parties);
    if !managed.any() {
        return Err(Refusal::NotAllowed.into());
    }
    let holders = store::holders(&mut conn, body.body_id, ctx.today()).await?;
    let mut waiting = store::waiting(&mut conn, catalogue.id, body.body_id, ctx.now()).await?;
    // addresses are for those who wrote them: their own side's
    waiting.retain(|w| managed.side(w.side));
    let organisations = organisations::names(&mut conn, ctx.today()).await?;
    let view = BodyView { agreement: catalogue, body, parties, holders, competences, meetings: Vec::new(), managed, own: None };
    Ok(ManageView { view, waiting, organisations })
}

/// One seat, for those who fill that side's.
#[derive(Debug)]
pub struct SeatPage {
    /// The body.
    pub view: BodyView,
    /// Who sits there.
    pub holder: Holder,
    /// Organisations to choose from.
    pub organisations: Vec<(String, String, String)>,
}

/// One seat.
///
/// # Errors
/// As [`manage`]; `NotFound` where there is none, or it has ended.
pub async fn seat(ctx: &Ctx, agreement: &str, slug: &str, sitting: &str) -> Result<SeatPage> {
    let ManageView { view, organisations, .. } = manage(ctx, agreement, slug).await?;
    let sitting: Sitting = sitting.parse().map_err(|()| AppError::NotFound)?;
    let holder = view.holders.iter().find(|h| h.sitting() == sitting).cloned().ok_or(AppError::NotFound)?;
    if view.managed.side(holder.side) { Ok(SeatPage { view, holder, organisations }) } else { Err(Refusal::NotAllowed.into()) }
}

/// Whether who came to a meeting can be noted: it was held, and not cancelled.
pub(super) fn was_held(ctx: &Ctx, meeting: &BodyMeeting) -> bool {
    meeting.ends_at <= ctx.now() && meeting.state != MeetingState::Cancelled
}
