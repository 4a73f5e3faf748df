//! Noting who of a body was at its meeting.

use super::read::{BodyView, was_held};
use super::{find, managed};
use crate::accounts::store as people;
use crate::agreements::types::Agreement;
use crate::bodies::rules::Managed;
use crate::bodies::store::{self, Body, BodyMeeting, PresentRow};
use crate::context::Ctx;
use crate::db::Conn;
use crate::error::{AppError, Refusal, Result};
use crate::events::{self, EventKind, NewEvent};
use crate::ids::SeatId;
use crate::ui::form::check_acting;
use crate::{idempotency, organisations};
use serde::Deserialize;
use std::sync::Arc;

/// The form that notes who came.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct AttendanceForm {
    /// Idempotency key.
    pub key: String,
    /// For whom the form was opened.
    pub r#as: String,
    /// Seats that were there: ids.
    pub present: Vec<String>,
    /// Seats for which a substitute was there: ids.
    pub substituted: Vec<String>,
}

/// The page on which it is noted.
#[derive(Debug)]
pub struct AttendancePage {
    /// Agreement.
    pub agreement: Arc<Agreement>,
    /// Body.
    pub body: Body,
    /// Meeting.
    pub meeting: BodyMeeting,
    /// Seats of that day.
    pub seats: Vec<PresentRow>,
    /// What the reader may do in the body.
    managed: Managed,
}

impl AttendancePage {
    /// The name of a seat's holder, where they agreed that it is shown, or for those who fill that side's seats.
    pub fn name_of<'a>(&self, seat: &'a PresentRow) -> Option<&'a str> {
        (seat.shows_name || self.managed.side(seat.side)).then_some(seat.name.as_str())
    }
}

async fn load(ctx: &Ctx, conn: &mut Conn, agreement: &str, slug: &str, number: i64) -> Result<AttendancePage> {
    ctx.signed_in()?;
    let agreement = ctx.app.catalogue.get(agreement)?;
    let body = find(ctx, conn, &agreement, slug).await?;
    let (parties, _) = store::tied(conn, agreement.id, body.body_id).await?;
    let managed = managed(ctx, &agreement, &body, &parties);
    if !managed.runs {
        return Err(Refusal::NotAllowed.into());
    }
    let meeting = store::meeting(conn, agreement.id, body.body_id, number).await?.ok_or(AppError::NotFound)?;
    if !was_held(ctx, &meeting) {
        return Err(Refusal::WrongState.into());
    }
    let seats = store::presence(conn, body.body_id, meeting.id, meeting.starts_local.date()).await?;
    Ok(AttendancePage { agreement, body, meeting, seats, managed })
}

/// The page on which it is noted who came, for those who run the body.
///
/// # Errors
/// `SignInFirst`, `NotFound`, `Refused(NotAllowed)`, `Refused(WrongState)` for a meeting that was not held.
pub async fn attendance(ctx: &Ctx, agreement: &str, slug: &str, number: i64) -> Result<AttendancePage> {
    let mut conn = ctx.read().await?;
    load(ctx, &mut conn, agreement, slug, number).await
}

/// Notes who came: a row for each seat of that day, there by its holder or by a substitute, or not.
///
/// # Errors
/// As [`attendance`].
pub async fn note(ctx: &Ctx, agreement: &str, slug: &str, number: i64, form: &AttendanceForm) -> Result<()> {
    const SCOPE: &str = "body_attendance";
    check_acting(ctx, &form.r#as)?;
    let person = ctx.signed_in()?.person_id;
    let mut tx = ctx.write().await?;
    let seen = load(ctx, &mut tx, agreement, slug, number).await?;
    organisations::store::lock(&mut tx, seen.body.body_id).await?;
    people::lock_person(&mut tx, person).await?;
    if idempotency::earlier(&mut tx, SCOPE, &form.key, Some(person)).await?.is_some() {
        return Ok(());
    }
    let ticked = |ids: &[String], seat: SeatId| ids.contains(&seat.to_string());
    let seats: Vec<(SeatId, bool, bool)> = seen
        .seats
        .iter()
        .map(|s| {
            // one that was there by its holder needed nobody else
            let (own, other) = (ticked(&form.present, s.id), s.has_substitutes && ticked(&form.substituted, s.id));
            (s.id, own || other, other && !own)
        })
        .collect();
    store::note_presence(&mut tx, seen.agreement.id, seen.meeting.id, &seats).await?;
    let event = NewEvent { agreement: Some(seen.agreement.id), meeting: Some(seen.meeting.id), organisation: Some(seen.body.body_id), ..NewEvent::default() };
    events::record(&mut tx, ctx, EventKind::AttendanceNoted, event).await?;
    idempotency::keep(&mut tx, ctx, SCOPE, &form.key, Some(person), "done").await?;
    tx.commit().await
}

impl BodyView {
    /// Meetings to whose list of attendance the reader has a form.
    pub fn may_note(&self, ctx: &Ctx, meeting: &BodyMeeting) -> bool {
        self.managed.runs && was_held(ctx, meeting)
    }
}
