//! A meeting has ended.

use super::plan::MINUTES_DAYS;
use crate::agreements::types::Side;
use crate::clocks::ClockKind;
use crate::clocks::store::{self as clocks, NewClock, Thing};
use crate::context::Ctx;
use crate::error::{AppError, Result};
use crate::events::types::ActorRole;
use crate::events::{EventKind, NewEvent, store as events};
use crate::ids::MeetingId;
use crate::meetings::store;
use chrono::TimeDelta;

/// Says that a meeting was held, and moves the dates of the issues on its agenda: they were taken up as promised, and wait for the
/// minutes now. What the job does when its time has come; nothing if the meeting was moved, cancelled or documented meanwhile.
///
/// # Errors
/// `NotFound` when there is no such meeting.
pub async fn meeting_held(ctx: &Ctx, id: MeetingId) -> Result<()> {
    let mut tx = ctx.write().await?;
    let Some((agreement, number)) = store::address_of(&mut tx, id).await? else { return Err(AppError::NotFound) };
    let agreement = ctx.app.catalogue.by_id(agreement).ok_or(AppError::NotFound)?;
    let seen = store::items(&mut tx, id).await?;
    // issues before the meeting, in one order, as everywhere
    let mut numbers: Vec<i64> = seen.iter().filter_map(|i| i.issue_number).collect();
    numbers.sort_unstable();
    for issue in numbers {
        store::lock_issue(&mut tx, agreement.id, issue).await?;
    }
    let meeting = store::lock(&mut tx, agreement.id, number, ctx.now()).await?;
    if !meeting.state.is_standing() || meeting.ends_at > ctx.now() || store::is_told_held(&mut tx, id, meeting.ends_at).await? {
        return Ok(());
    }
    let due_on = meeting.starts_local.date() + TimeDelta::days(MINUTES_DAYS);
    let event = NewEvent { agreement: Some(agreement.id), meeting: Some(id), next_on: Some(due_on), ..NewEvent::default() };
    let event = events::record_as(&mut tx, ctx, EventKind::MeetingHeld, event, ActorRole::System, None, None).await?;
    for issue in store::items(&mut tx, id).await?.into_iter().filter(|i| i.here).filter_map(|i| i.issue_id) {
        let thing = Thing::Issue(issue);
        if clocks::close(&mut tx, thing, ClockKind::Hearing, event, ctx.today()).await? > 0 {
            let clock = NewClock {
                agreement: agreement.id,
                kind: ClockKind::NextStep,
                thing,
                owner: agreement.curator_id,
                side: Side::CivilSociety,
                due_on,
                opened_by: event,
            };
            clocks::open(&mut tx, &clock).await?;
        }
    }
    if crate::promises::rules::is_talk(meeting.kind) {
        crate::promises::agenda::ask(&mut tx, ctx, agreement.id).await?;
    }
    tx.commit().await
}
