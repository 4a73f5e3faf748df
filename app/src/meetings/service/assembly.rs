//! A general assembly is for all of civil society and the politicians (M05): whoever speaks for an organisation behind the agreement, and
//! each politician, is told of it once. No place is held for them; they sign up as everybody else.

use super::guests::{PER_HOUR, is_ahead};
use super::managed;
use crate::context::Ctx;
use crate::error::{AppError, Refusal, Result};
use crate::events::{EventKind, NewEvent, record};
use crate::i18n::{Locale, dates, sign_up as s};
use crate::ids::MeetingId;
use crate::jobs::{self, Job, Mail};
use crate::meetings::store;
use crate::meetings::types::MeetingKind;
use crate::paths;
use crate::ui::form::check_acting;
use chrono::TimeDelta;

/// Mails that one run of the job writes.
const AT_ONCE: i64 = 200;

/// Invites all who stand behind the agreement and all politicians to a general assembly: those who were not told of it yet, however often it
/// is asked for. Gives how many are new.
///
/// # Errors
/// `ActingChanged`, `Refused(NotAllowed)` for everybody but the kansli, `NotFound`, `Refused(Closed)` once it has begun or is cancelled,
/// `Refused(WrongState)` for another kind of meeting, `TooOften`.
pub async fn invite_everyone(ctx: &Ctx, agreement: &str, number: i64, acting: &str) -> Result<u64> {
    check_acting(ctx, acting)?;
    let agreement = managed(ctx, agreement)?;
    let person = ctx.signed_in()?.person_id;
    let mut tx = ctx.write().await?;
    let meeting = store::lock(&mut tx, agreement.id, number, ctx.now()).await?;
    if meeting.kind != MeetingKind::GeneralAssembly {
        return Err(Refusal::WrongState.into());
    }
    is_ahead(ctx, &meeting)?;
    ctx.app.limits.count(ctx, "meeting_invite", &person.to_string(), PER_HOUR, TimeDelta::hours(1))?;
    let new = store::ask_everyone(&mut tx, &agreement, meeting.id, ctx.now(), ctx.today()).await?;
    if new > 0 {
        let event = NewEvent { agreement: Some(agreement.id), meeting: Some(meeting.id), payload: serde_json::json!({ "guests": new }), ..NewEvent::default() };
        record(&mut tx, ctx, EventKind::GuestInvited, event).await?;
        jobs::enqueue(&mut tx, ctx, &Job::InviteToAssembly { meeting: meeting.id }).await?;
    }
    tx.commit().await?;
    Ok(new)
}

/// Mails those who are invited to a general assembly, some at a time; nothing once it has begun or is cancelled.
///
/// # Errors
/// `NotFound` when there is no such meeting.
pub async fn mail_assembly(ctx: &Ctx, id: MeetingId) -> Result<()> {
    let mut tx = ctx.write().await?;
    let (agreement, number) = store::address_of(&mut tx, id).await?.ok_or(AppError::NotFound)?;
    let agreement = ctx.app.catalogue.by_id(agreement).ok_or(AppError::NotFound)?;
    let meeting = store::lock(&mut tx, agreement.id, number, ctx.now()).await?;
    if is_ahead(ctx, &meeting).is_err() {
        return Ok(());
    }
    let people = store::take_unmailed(&mut tx, id, ctx.now(), AT_ONCE).await?;
    let place = if meeting.address.is_empty() { meeting.place.clone() } else { format!("{}, {}", meeting.place, meeting.address) };
    for (_, email, locale) in &people {
        let l = Locale::from_code(locale);
        let to = paths::localised(l, paths::meeting(&agreement.slug, meeting.number, &meeting.slug));
        let link = format!("{}{to}#anmalan", ctx.app.settings.public_url);
        let when =
            format!("{} {}", dates::weekday_day(l, meeting.starts_local.date(), ctx.today()), dates::time_span(l, meeting.starts_local, meeting.ends_local));
        let text = s::mail_assembly_text(l, agreement.curator_name.get(l), &meeting.title, when, &place, link);
        let mail = Mail { to: email.clone(), locale: l, subject: s::mail_invitation_subject(l, &meeting.title), text, end_url: None };
        jobs::enqueue_one_of_many(&mut tx, ctx, mail).await?;
    }
    if i64::try_from(people.len()).unwrap_or(0) == AT_ONCE {
        jobs::enqueue(&mut tx, ctx, &Job::InviteToAssembly { meeting: id }).await?;
    }
    tx.commit().await
}
