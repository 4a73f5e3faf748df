//! At the door: who has a place, found by name or code, and who has come.

use super::{managed, waiting};
use crate::agreements::types::Agreement;
use crate::context::Ctx;
use crate::error::{AppError, Refusal, Result};
use crate::events::EventKind;
use crate::ids::RegistrationId;
use crate::meetings::inputs::DoorForm;
use crate::meetings::store::{self, Meeting, Registration};
use crate::meetings::types::MeetingState;
use crate::text;
use crate::ui::form::check_acting;
use chrono::TimeDelta;
use std::sync::Arc;

/// People on the page before one must search.
const SHOWN: usize = 200;

/// The list at the door.
#[derive(Debug)]
pub struct Door {
    /// Agreement.
    pub agreement: Arc<Agreement>,
    /// Meeting.
    pub meeting: Meeting,
    /// What was searched for.
    pub find: String,
    /// Those who were found.
    pub people: Vec<Registration>,
    /// Whoever was checked in, or out again, a moment ago.
    pub just: Option<Registration>,
    /// How many have come.
    pub came: usize,
    /// How many have a place.
    pub all: usize,
    /// There are more than are shown.
    pub more: bool,
}

/// True where what was searched for is the code, however it is typed, or a part of the name or the organisation.
fn is_found(r: &Registration, find: &str) -> bool {
    let code: String = find.chars().filter(|c| c.is_ascii_alphanumeric()).map(|c| c.to_ascii_uppercase()).collect();
    let part = text::fold_key(find);
    (!r.code.is_empty() && r.code == code) || text::fold_key(&r.name).contains(&part) || text::fold_key(&r.organisation_name).contains(&part)
}

/// The list at the door, for the kansli only; whoever else is led here by a code on a phone learns nothing.
///
/// # Errors
/// `SignInFirst`, `Refused(NotAllowed)`, `NotFound`.
pub async fn door(ctx: &Ctx, agreement: &str, number: i64, find: &str, just: Option<RegistrationId>) -> Result<Door> {
    let agreement = managed(ctx, agreement)?;
    let mut conn = ctx.read().await?;
    let meeting = store::by_number(&mut conn, agreement.id, number, ctx.now()).await?.ok_or(AppError::NotFound)?;
    let everyone = store::registrants(&mut conn, meeting.id, ctx.now()).await?;
    let (all, came) = (everyone.len(), everyone.iter().filter(|r| r.checked_in_at.is_some()).count());
    let just = just.and_then(|id| everyone.iter().find(|r| r.id == id).cloned());
    let find = text::clean_line(find);
    let mut people = everyone;
    if !find.is_empty() {
        people.retain(|r| is_found(r, &find));
    }
    // those who are still to come first
    people.sort_by_key(|r| r.checked_in_at.is_some());
    let more = people.len() > SHOWN;
    people.truncate(SHOWN);
    Ok(Door { agreement, meeting, find, people, just, came, all, more })
}

/// Checks somebody in, or undoes it. Pressing twice does it once. True: they are in now.
///
/// # Errors
/// `ActingChanged`, `Refused(NotAllowed)` for everybody but the kansli, `NotFound` for who has no place, `Refused(Closed)` for a meeting
/// that was cancelled, `Refused(DoorEarly)` before the day before it.
pub async fn check_in(ctx: &Ctx, agreement: &str, number: i64, form: &DoorForm) -> Result<(RegistrationId, bool)> {
    check_acting(ctx, &form.r#as)?;
    let agreement = managed(ctx, agreement)?;
    let id: RegistrationId = form.id.parse().map_err(|_| AppError::NotFound)?;
    let on = form.on == "1";
    let mut tx = ctx.write().await?;
    let meeting = store::lock(&mut tx, agreement.id, number, ctx.now()).await?;
    if meeting.state == MeetingState::Cancelled {
        return Err(Refusal::Closed.into());
    }
    if on && ctx.today() + TimeDelta::days(1) < meeting.starts_local.date() && meeting.starts_at > ctx.now() {
        return Err(Refusal::DoorEarly.into());
    }
    waiting::settle(&mut tx, ctx, &agreement, &meeting).await?;
    let there = store::registration_by_id(&mut tx, meeting.id, id).await?.filter(|r| r.has_place(ctx.now())).ok_or(AppError::NotFound)?;
    let done = if on { store::check_in(&mut tx, meeting.id, there.id, ctx.now()).await? } else { store::undo_check_in(&mut tx, meeting.id, there.id).await? };
    if done {
        let kind = if on { EventKind::RegistrationCheckedIn } else { EventKind::CheckInUndone };
        waiting::note_act(&mut tx, ctx, kind, &agreement, meeting.id, id).await?;
        tx.commit().await?;
    }
    Ok((id, on))
}
