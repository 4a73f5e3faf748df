//! Who takes a seat in a body is invited to its coming meetings; who has none any more is not.

use super::letters::{self, Letter, Reader};
use super::waiting::{move_up, note, settle};
use crate::agreements::types::Agreement;
use crate::context::{Ctx, secret_hash};
use crate::db::Tx;
use crate::error::Result;
use crate::events::{EventKind, NewEvent, record};
use crate::i18n::{Locale, bodies as t, dates};
use crate::ids::{OrganisationId, PersonId};
use crate::jobs::{self, Job, Mail};
use crate::meetings::store::{self, Guest, Invitee, Meeting, NewGuest, Registration};
use crate::meetings::types::GuestState;
use crate::{bodies, paths};
use std::sync::Arc;

/// The coming meetings of a body, in all its agreements, locked in the order of their ids. Meetings are locked before people.
pub async fn lock_coming_of_body(tx: &mut Tx, ctx: &Ctx, body: OrganisationId) -> Result<Vec<(Arc<Agreement>, Meeting)>> {
    let mut locked = Vec::new();
    for (agreement, number) in store::coming_of_body(tx, body, ctx.now()).await? {
        let Some(agreement) = ctx.app.catalogue.by_id(agreement) else { continue };
        let meeting = store::lock_planned(tx, agreement.id, number, ctx.now()).await?;
        // it may have been moved or cancelled before it was locked
        if meeting.body_id == Some(body) && meeting.state.is_standing() && meeting.starts_at > ctx.now() {
            locked.push((agreement, meeting));
        }
    }
    Ok(locked)
}

/// The seats of somebody in a body are others than before: they are invited to the meetings on whose day they belong to it, and invited no
/// more to those on whose day they do not. Who has answered an invitation and still belongs to it is left as they are.
pub async fn member_changed(tx: &mut Tx, ctx: &Ctx, body: OrganisationId, person: PersonId, coming: &[(Arc<Agreement>, Meeting)]) -> Result<()> {
    for (agreement, meeting) in coming {
        let members = bodies::service::members_to_invite(tx, body, meeting.starts_local.date()).await?;
        let member = members.into_iter().find(|m| m.person_id == person && !m.email.is_empty());
        match member {
            Some(member) => call(tx, ctx, agreement, meeting, body, &Invitee::from(member)).await?,
            // a substitute is invited by hand, for a day on which the holder cannot come
            None if bodies::service::is_substitute(tx, body, person, meeting.starts_local.date()).await? => {}
            None => {
                let guest = store::guest_of_body(tx, meeting.id, body, person).await?;
                if let Some(guest) = guest.filter(|g| g.state != GuestState::Declined) {
                    call_off(tx, ctx, agreement, meeting, &guest).await?;
                }
            }
        }
    }
    Ok(())
}

/// Invites somebody who belongs to the body now. Where no place is left they are invited all the same, and come on the waiting list.
async fn call(tx: &mut Tx, ctx: &Ctx, agreement: &Agreement, meeting: &Meeting, body: OrganisationId, who: &Invitee) -> Result<()> {
    if store::guest_of(tx, meeting.id, &who.email_key).await?.is_some() {
        return Ok(());
    }
    settle(tx, ctx, agreement, meeting).await?;
    let has_place = store::registration_of(tx, meeting.id, &who.email_key).await?.is_some_and(|r| r.has_place(ctx.now()));
    let holds = !has_place && store::take_place(tx, meeting.id, false).await?;
    let token = ctx.rng.secret();
    let new = NewGuest { who, organisation: Some(body), holds, token_hash: &secret_hash(&token) };
    store::insert_guest(tx, agreement.id, meeting.id, &new, ctx.now()).await?;
    let to = Reader { locale: Locale::from_code(&who.locale), email: &who.email, token: &token, code: "" };
    letters::send(tx, ctx, agreement, meeting, &to, Letter::Invitation(holds)).await?;
    let event = NewEvent {
        agreement: Some(agreement.id),
        meeting: Some(meeting.id),
        organisation: Some(body),
        payload: serde_json::json!({ "guests": 1 }),
        ..NewEvent::default()
    };
    record(tx, ctx, EventKind::GuestInvited, event).await?;
    Ok(())
}

/// Takes the invitation of somebody back who belongs to the body no longer, with the place that it gave, and tells them. A place at an open
/// meeting that they had before they accepted stays theirs.
async fn call_off(tx: &mut Tx, ctx: &Ctx, agreement: &Agreement, meeting: &Meeting, guest: &Guest) -> Result<()> {
    settle(tx, ctx, agreement, meeting).await?;
    store::give_back(tx, meeting.id, false, i64::from(guest.holds)).await?;
    let earlier = store::registration_of(tx, meeting.id, &guest.email_key).await?;
    let own = |r: &Registration| !meeting.by_invitation && r.confirmed_at.is_some_and(|at| guest.answered_at.is_some_and(|answered| at < answered));
    if let Some(r) = earlier.filter(|r| guest.state == GuestState::Accepted && r.stands(ctx.now()) && !own(r)) {
        store::give_back(tx, meeting.id, r.online, i64::from(r.has_place(ctx.now()))).await?;
        store::cancel_registration(tx, r.id, ctx.now()).await?;
        note(tx, ctx, EventKind::RegistrationCancelled, agreement, meeting.id, r.id).await?;
    }
    store::delete_guest(tx, guest.id).await?;
    let event = NewEvent {
        agreement: Some(agreement.id),
        meeting: Some(meeting.id),
        organisation: guest.organisation_id,
        payload: serde_json::json!({ "guest": guest.id }),
        ..NewEvent::default()
    };
    record(tx, ctx, EventKind::GuestWithdrawn, event).await?;
    let l = Locale::from_code(&guest.locale);
    let link = format!("{}{}", ctx.app.settings.public_url, paths::localised(l, paths::meeting(&agreement.slug, meeting.number, &meeting.slug)));
    let day = dates::weekday_day(l, meeting.starts_local.date(), ctx.today());
    let body = guest.organisation_name.clone().unwrap_or_default();
    let text = t::mail_called_off_text(l, &meeting.title, day, body, link);
    let mail = Mail { to: guest.email.clone(), locale: l, subject: t::mail_called_off_subject(l, &meeting.title), text, end_url: None };
    jobs::enqueue(tx, ctx, &Job::Mail(mail)).await?;
    move_up(tx, ctx, agreement, meeting).await?;
    Ok(())
}
