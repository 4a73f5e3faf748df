//! Use cases of bodies.

mod answer;
mod attendance;
mod offer;
mod read;
mod remind;
mod review;
mod seats;

pub use answer::{AnswerForm, Answered, answer, offered};
pub use attendance::{AttendanceForm, AttendancePage, attendance, note};
pub use offer::{LIFETIME, OfferForm, WithdrawForm, forget, offer, offer_again, withdraw};
pub use read::{BodyList, BodyView, ManageView, SeatPage, manage, seat, see, see_all};
pub use remind::{hand_over, late, tell_ending, tell_reviews};
pub use review::{CompetenceForm, NameForm, ReviewForm, after_apply, competences, review, show_name};
pub use seats::{SeatForm, change};

use super::rules::{self, Bearings, Managed};
use super::store::{self, Body, Member, Party};
use crate::agreements::types::Agreement;
use crate::context::Ctx;
use crate::db::{Conn, Tx};
use crate::error::{AppError, Refusal, Result};
use crate::ids::{OrganisationId, PersonId};
use crate::organisations;
use crate::paths;
use chrono::NaiveDate;
use std::sync::Arc;

/// Members of a body that are invited to a meeting of it on a day: seats and co-opted experts, each person once. The organisation is that
/// from which they come.
pub async fn members_to_invite(conn: &mut Conn, body: OrganisationId, day: NaiveDate) -> Result<Vec<Member>> {
    store::members(conn, body, day).await
}

/// Whether somebody is a substitute in a body on a day.
pub async fn is_substitute(conn: &mut Conn, body: OrganisationId, person: PersonId, day: NaiveDate) -> Result<bool> {
    store::is_substitute(conn, body, person, day).await
}

/// The body at an address; an address that it once had leads on.
async fn find(ctx: &Ctx, conn: &mut Conn, agreement: &Agreement, slug: &str) -> Result<Body> {
    let body = store::find(conn, agreement.id, ctx.today(), slug).await?.ok_or(AppError::NotFound)?;
    if body.slug == slug { Ok(body) } else { Err(AppError::Moved(ctx.href(paths::body(&agreement.slug, &body.slug)))) }
}

/// What the reader may do in a body.
fn managed(ctx: &Ctx, agreement: &Agreement, body: &Body, parties: &[Party]) -> Managed {
    let Some(actor) = &ctx.actor else { return Managed::default() };
    if body.is_over(ctx.today()) {
        return Managed::default();
    }
    let bearings = Bearings {
        body: body.body_id,
        convener: body.convener_id.zip(body.convener_side),
        parties: parties.iter().map(|p| (p.role, p.organisation_id, p.side)).collect(),
    };
    rules::managed(actor, agreement, &bearings)
}

/// A body that somebody may do something in, locked until the transaction ends.
struct Locked {
    agreement: Arc<Agreement>,
    body: Body,
    parties: Vec<Party>,
    managed: Managed,
}

/// Loads, authorises and locks. What was read before the lock is read again under it.
async fn locked(ctx: &Ctx, tx: &mut Tx, agreement: &str, slug: &str) -> Result<Locked> {
    ctx.signed_in()?;
    let agreement = ctx.app.catalogue.get(agreement)?;
    let body = find(ctx, tx, &agreement, slug).await?;
    organisations::store::lock(tx, body.body_id).await?;
    let (parties, _) = store::tied(tx, agreement.id, body.body_id).await?;
    let managed = managed(ctx, &agreement, &body, &parties);
    if managed.any() { Ok(Locked { agreement, body, parties, managed }) } else { Err(Refusal::NotAllowed.into()) }
}
