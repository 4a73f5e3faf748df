//! The waiting list moves by itself: when a place comes free, the first who waits and fits gets it in the same transaction, and a mail.

use super::letters::{self, Letter, Reader};
use crate::agreements::types::Agreement;
use crate::context::{Ctx, secret_hash};
use crate::db::Tx;
use crate::error::Result;
use crate::events::types::ActorRole;
use crate::events::{EventKind, NewEvent, record, store as events};
use crate::i18n::Locale;
use crate::ids::{MeetingId, RegistrationId};
use crate::meetings::store::{self, Meeting};

/// Writes what people did with a sign-up or invitation of their own. Who they are stands there alone, and is erased there: not here.
pub(super) async fn by_nobody(tx: &mut Tx, ctx: &Ctx, kind: EventKind, event: NewEvent) -> Result<()> {
    events::record_as(tx, ctx, kind, event, ActorRole::Visitor, None, None).await?;
    Ok(())
}

/// Writes what somebody did with their sign-up.
pub(super) async fn note(tx: &mut Tx, ctx: &Ctx, kind: EventKind, agreement: &Agreement, meeting: MeetingId, id: RegistrationId) -> Result<()> {
    by_nobody(tx, ctx, kind, event(agreement, meeting, id)).await
}

/// Writes what whoever looks after the meeting did with a sign-up.
pub(super) async fn note_act(tx: &mut Tx, ctx: &Ctx, kind: EventKind, agreement: &Agreement, meeting: MeetingId, id: RegistrationId) -> Result<()> {
    record(tx, ctx, kind, event(agreement, meeting, id)).await?;
    Ok(())
}

fn event(agreement: &Agreement, meeting: MeetingId, id: RegistrationId) -> NewEvent {
    NewEvent { agreement: Some(agreement.id), meeting: Some(meeting), payload: serde_json::json!({ "registration": id }), ..NewEvent::default() }
}

/// Lets go of places whose holders did not confirm in time. Gives how many sign-ups ended. The meeting is locked.
pub(super) async fn release_lapsed(tx: &mut Tx, ctx: &Ctx, agreement: &Agreement, meeting: MeetingId) -> Result<usize> {
    let lapsed = store::expire_holds(tx, meeting, ctx.now()).await?;
    for (id, ..) in &lapsed {
        events::record_as(tx, ctx, EventKind::RegistrationExpired, event(agreement, meeting, *id), ActorRole::System, None, None).await?;
    }
    for kind in [false, true] {
        let places = lapsed.iter().filter(|(_, held, online)| *held && *online == kind).count();
        store::give_back(tx, meeting, kind, i64::try_from(places).unwrap_or(0)).await?;
    }
    Ok(lapsed.len())
}

/// Lets go of what lapsed, and gives what is free to those who wait. Every use case that looks at what is left begins with this.
pub(super) async fn settle(tx: &mut Tx, ctx: &Ctx, agreement: &Agreement, meeting: &Meeting) -> Result<usize> {
    let ended = release_lapsed(tx, ctx, agreement, meeting.id).await?;
    Ok(ended + move_up(tx, ctx, agreement, meeting).await?)
}

/// There is a place of this kind, and the organisation may have one more. `but` is a sign-up that counts no more.
pub(super) async fn fits(tx: &mut Tx, meeting: MeetingId, online: bool, organisation_key: &str, but: Option<RegistrationId>) -> Result<bool> {
    let room = store::room(tx, meeting).await?;
    Ok(room.has(online) && seats_left(tx, meeting, room.seats_per_organisation, organisation_key, but).await?)
}

/// The organisation may have one more place.
pub(super) async fn seats_left(tx: &mut Tx, meeting: MeetingId, most: Option<i64>, organisation_key: &str, but: Option<RegistrationId>) -> Result<bool> {
    match most {
        Some(most) if !organisation_key.is_empty() => Ok(store::seats_of(tx, meeting, organisation_key, but).await? < most),
        _ => Ok(true),
    }
}

/// Gives free places to those who wait, in the order of the list; who does not fit is passed over and keeps the place in it. Gives how many
/// moved up. The meeting is locked, and holds are let go of.
pub(super) async fn move_up(tx: &mut Tx, ctx: &Ctx, agreement: &Agreement, meeting: &Meeting) -> Result<usize> {
    if !meeting.state.is_standing() || meeting.starts_at <= ctx.now() {
        return Ok(0);
    }
    let mut room = store::room(tx, meeting.id).await?;
    if !room.has(false) && !room.has(true) {
        return Ok(0);
    }
    let mut moved = 0;
    for r in store::waiting(tx, meeting.id).await? {
        if !room.has(r.online) || !seats_left(tx, meeting.id, room.seats_per_organisation, &r.organisation_key, None).await? {
            continue;
        }
        if !store::take_place(tx, meeting.id, r.online).await? {
            continue;
        }
        room.take(r.online);
        moved += 1;
        store::confirm_registration(tx, r.id, ctx.now()).await?;
        events::record_as(tx, ctx, EventKind::RegistrationMovedUp, event(agreement, meeting.id, r.id), ActorRole::System, None, None).await?;
        let token = ctx.rng.secret();
        store::add_link(tx, r.id, &secret_hash(&token), ctx.now()).await?;
        let to = Reader { locale: Locale::from_code(&r.locale), email: &r.email, token: &token, code: &r.code };
        letters::send(tx, ctx, agreement, meeting, &to, Letter::MovedUp).await?;
    }
    Ok(moved)
}
