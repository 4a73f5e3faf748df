//! Files of a meeting that was held: what the kansli documents it with. Taken in, drawn anew and given out like all others.

use super::service::{AttachForm, PER_HOUR, RemoveForm, SentFile, checked};
use super::store::{self, FileRow, NewAttachment};
use super::types::Shown;
use crate::agreements::types::Agreement;
use crate::context::Ctx;
use crate::db::Conn;
use crate::error::{AppError, Fault, Refusal, Result};
use crate::events::{self, EventKind, NewEvent};
use crate::i18n::Locale;
use crate::idempotency;
use crate::jobs::{self, Job};
use crate::meetings::rules::may_manage;
use crate::meetings::store::{self as meetings, Meeting};
use crate::meetings::types::MeetingState;
use crate::paths;
use crate::ui::form::check_acting;
use chrono::TimeDelta;
use std::sync::Arc;

/// Files of one meeting *(ours)*.
pub const MOST: i64 = 20;

/// A meeting to which files are attached.
#[derive(Debug)]
pub struct OfMeeting {
    /// Agreement.
    pub agreement: Arc<Agreement>,
    /// The meeting.
    pub meeting: Meeting,
    /// What is attached.
    pub attached: Vec<Shown>,
    /// It has begun and was not cancelled.
    pub may_add: bool,
}

impl OfMeeting {
    /// More can be attached.
    pub fn has_room(&self) -> bool {
        (self.attached.len() as i64) < MOST
    }
    /// # Errors
    /// `Refused(WrongState)` before the meeting.
    pub fn check_add(&self) -> Result<()> {
        if self.may_add { Ok(()) } else { Err(Refusal::WrongState.into()) }
    }
    /// The page with its files.
    pub fn path(&self) -> String {
        paths::meeting_part(&self.agreement.slug, self.meeting.number, &self.meeting.slug, "dokumentation")
    }
}

fn agreement_of(ctx: &Ctx, agreement: &str) -> Result<Arc<Agreement>> {
    let agreement = ctx.app.catalogue.get(agreement)?;
    if !may_manage(ctx.signed_in()?, agreement.curator_id) {
        return Err(Refusal::NotAllowed.into());
    }
    Ok(agreement)
}

async fn place(ctx: &Ctx, conn: &mut Conn, agreement: Arc<Agreement>, meeting: Meeting) -> Result<OfMeeting> {
    let attached = Shown::list(store::of_meeting(conn, meeting.id).await?.as_deref());
    let may_add = meeting.state != MeetingState::Cancelled && meeting.starts_at <= ctx.now();
    Ok(OfMeeting { agreement, meeting, attached, may_add })
}

/// The files of a meeting, for those who manage it.
///
/// # Errors
/// `SignInFirst`, `Refused(NotAllowed)`, `NotFound`, also for a draft.
pub async fn open(ctx: &Ctx, agreement: &str, number: i64) -> Result<OfMeeting> {
    let agreement = agreement_of(ctx, agreement)?;
    let mut conn = ctx.read().await?;
    let meeting = meetings::by_number(&mut conn, agreement.id, number, ctx.now()).await?.ok_or(AppError::NotFound)?;
    place(ctx, &mut conn, agreement, meeting).await
}

/// Attaches a file to a meeting that has begun.
///
/// # Errors
/// As [`open`]; `ActingChanged`, `Refused(WrongState)`, `TooOften`, `Invalid` at `file` (also when there are as many as there may be) and `title`.
pub async fn add(ctx: &Ctx, agreement: &str, number: i64, form: &AttachForm, file: SentFile) -> Result<OfMeeting> {
    const SCOPE: &str = "attach_to_meeting";
    check_acting(ctx, &form.r#as)?;
    let agreement = agreement_of(ctx, agreement)?;
    let actor = ctx.signed_in()?;
    let (title, received) = checked(form, file)?;
    ctx.app.limits.count(ctx, "attach by", &actor.person_id.to_string(), PER_HOUR, TimeDelta::hours(1))?;
    let stored = ctx.app.files.store(&ctx.rng, received).await?;
    let mut tx = ctx.write().await?;
    let meeting = meetings::lock(&mut tx, agreement.id, number, ctx.now()).await?;
    let place = place(ctx, &mut tx, agreement, meeting).await?;
    if idempotency::earlier(&mut tx, SCOPE, &form.key, Some(actor.person_id)).await?.is_some() {
        return Ok(place);
    }
    place.check_add()?;
    if !place.has_room() {
        return Err(super::files::faulty(Fault::FilesFull(usize::try_from(MOST).unwrap_or(0))));
    }
    let new = NewAttachment {
        agreement: place.agreement.id,
        issue: None,
        meeting: Some(place.meeting.id),
        contribution: None,
        stored: &stored,
        title: &title,
        lang: Locale::chosen(&form.lang).unwrap_or(ctx.locale).code(),
        organisation: actor.acting_as,
        person: actor.person_id,
        created_at: ctx.now(),
    };
    let attachment = store::insert(&mut tx, &new).await?;
    events::record(&mut tx, ctx, EventKind::DocumentationAdded, event(&place, attachment)).await?;
    idempotency::keep(&mut tx, ctx, SCOPE, &form.key, Some(actor.person_id), "done").await?;
    // a file without a row is swept away; a row without its file would be worse
    stored.keep();
    tx.commit().await?;
    Ok(place)
}

fn event(place: &OfMeeting, attachment: i64) -> NewEvent {
    NewEvent {
        agreement: Some(place.agreement.id),
        meeting: Some(place.meeting.id),
        payload: serde_json::json!({ "attachment": attachment }),
        ..NewEvent::default()
    }
}

/// Removes a file of a meeting: somebody in a picture may ask for it at any time.
///
/// # Errors
/// As [`open`]; `ActingChanged`, `Refused(Already)`.
pub async fn remove(ctx: &Ctx, agreement: &str, number: i64, attachment: i64, form: &RemoveForm) -> Result<OfMeeting> {
    const SCOPE: &str = "remove_from_meeting";
    check_acting(ctx, &form.r#as)?;
    let agreement = agreement_of(ctx, agreement)?;
    let person = ctx.signed_in()?.person_id;
    let mut tx = ctx.write().await?;
    let meeting = meetings::lock(&mut tx, agreement.id, number, ctx.now()).await?;
    let place = place(ctx, &mut tx, agreement, meeting).await?;
    if idempotency::earlier(&mut tx, SCOPE, &form.key, Some(person)).await?.is_some() {
        return Ok(place);
    }
    let removed = store::remove_of_meeting(&mut tx, place.meeting.id, attachment, person, ctx.now()).await?.ok_or(Refusal::Already)?;
    events::record(&mut tx, ctx, EventKind::DocumentationRemoved, event(&place, attachment)).await?;
    jobs::enqueue(&mut tx, ctx, &Job::DeleteFiles { attachment: removed }).await?;
    idempotency::keep(&mut tx, ctx, SCOPE, &form.key, Some(person), "done").await?;
    tx.commit().await?;
    Ok(place)
}

/// A file of a meeting about to be given out: all who read the meeting may have it.
///
/// # Errors
/// `NotFound`.
pub async fn file(ctx: &Ctx, agreement: &str, meeting: i64, number: i64) -> Result<FileRow> {
    let agreement = ctx.app.catalogue.get(agreement)?;
    let mut conn = ctx.read().await?;
    store::file_of_meeting(&mut conn, agreement.id, meeting, number).await?.ok_or(AppError::NotFound)
}
