//! Cancelling a meeting, and throwing a draft away.

use super::agenda::{Must, lock_issues, take_off};
use super::{Created, check, earlier, keep, mail_all, managed};
use crate::agreements::types::Agreement;
use crate::clocks::ClockKind;
use crate::clocks::store::{self as clocks, Thing};
use crate::context::Ctx;
use crate::db::Tx;
use crate::error::{AppError, Faults, Refusal, Result};
use crate::events::{EventKind, NewEvent, record};
use crate::i18n::{Locale, dates, meetings as t, sign_up as s};
use crate::jobs::PUBLIC_MAIL_DELAY;
use crate::meetings::inputs::CancelForm;
use crate::meetings::rules::{MeetingAct, transition};
use crate::meetings::store::{self, Item, Meeting};
use crate::paths;
use crate::ui::form::check_acting;
use chrono::NaiveDate;

/// Cancels a meeting, or all that come in its series: everyone who has asked for a place is told, the issues go back to their forums with
/// a date. Drafts of the series are thrown away.
///
/// # Errors
/// As [`super::create`]; `Refused(Closed)` once it is documented or cancelled, `Refused(WrongState)` for a draft.
pub async fn cancel(ctx: &Ctx, agreement: &str, number: i64, form: &CancelForm) -> Result<Created> {
    check_acting(ctx, &form.r#as)?;
    let agreement = managed(ctx, agreement)?;
    let mut tx = ctx.write().await?;
    let seen = store::planned(&mut tx, agreement.id, number, ctx.now()).await?.ok_or(AppError::NotFound)?;
    let mut all = vec![seen.clone()];
    if let Some(series) = seen.series_id.filter(|_| form.which == "coming") {
        let rest = store::rest_of_series(&mut tx, agreement.id, ctx.now(), series, seen.starts_at).await?;
        all.extend(rest.into_iter().filter(|m| m.id != seen.id));
        // meetings in the order of their ids, as everywhere
        all.sort_by_key(|m| m.id);
    }
    let mut items = Vec::new();
    for m in &all {
        items.extend(store::items(&mut tx, m.id).await?);
    }
    lock_issues(&mut tx, &agreement, &[], &items, Must::New, &mut Faults::default()).await?;
    let mut locked: Vec<(Meeting, Vec<Item>)> = Vec::new();
    for m in &all {
        let now = store::lock_planned(&mut tx, agreement.id, m.number, ctx.now()).await?;
        locked.push((now, Vec::new()));
    }
    if let Some(created) = earlier(&mut tx, ctx, "meeting_cancel", &form.key).await? {
        return Ok(created);
    }
    for ((meeting, items), seen) in locked.iter_mut().zip(&all) {
        let is_draft = transition(meeting.state, MeetingAct::Drop).is_some();
        if meeting.number == number && is_draft {
            return Err(Refusal::WrongState.into());
        }
        if !is_draft && transition(meeting.state, MeetingAct::Cancel).is_none() {
            return Err(Refusal::Closed.into());
        }
        if meeting.version != seen.version {
            return Err(AppError::Stale { current: meeting.version });
        }
        *items = store::items(&mut tx, meeting.id).await?;
    }
    let mut faults = Faults::default();
    let reason = faults.text("reason", &form.reason, check::REASON.0, check::REASON.1);
    let any_here = locked.iter().flat_map(|(_, items)| items).any(|i| i.here && i.issue_id.is_some());
    let next = if any_here { check::promised(&mut faults, "next", &form.next, ctx.today()) } else { None };
    faults.done()?;
    for (meeting, items) in &locked {
        if transition(meeting.state, MeetingAct::Drop).is_some() {
            drop_draft(&mut tx, ctx, &agreement, meeting).await?;
        } else {
            cancel_one(&mut tx, ctx, &agreement, meeting, items, &reason, next).await?;
        }
    }
    let created = Created { id: seen.id, number, slug: seen.slug };
    keep(&mut tx, ctx, "meeting_cancel", &form.key, &created).await?;
    tx.commit().await?;
    Ok(created)
}

async fn cancel_one(tx: &mut Tx, ctx: &Ctx, agreement: &Agreement, meeting: &Meeting, items: &[Item], reason: &str, next: Option<NaiveDate>) -> Result<()> {
    super::minutes::end_open(tx, ctx, agreement, meeting).await?;
    store::cancel(tx, meeting.id, ctx.now()).await?;
    let event = NewEvent {
        agreement: Some(agreement.id),
        meeting: Some(meeting.id),
        reason: reason.to_string(),
        lang: Some(Locale::from_code(&meeting.lang)),
        ..NewEvent::default()
    };
    let event = record(tx, ctx, EventKind::MeetingCancelled, event).await?;
    clocks::close(tx, Thing::Meeting(meeting.id), ClockKind::Minutes, event, ctx.today()).await?;
    crate::planning::service::reopen_planned(tx, ctx, agreement, meeting.id).await?;
    for issue in items.iter().filter(|i| i.here).filter_map(|i| i.issue_id) {
        take_off(tx, ctx, agreement, (meeting.id, &meeting.lang), issue, reason, next).await?;
    }
    let to = store::recipients(tx, meeting.id).await?;
    let url = |l: Locale, path: String| format!("{}{}", ctx.app.settings.public_url, paths::localised(l, path));
    mail_all(tx, ctx.now() + PUBLIC_MAIL_DELAY, to, |l, r| {
        let link = url(l, paths::meeting(&agreement.slug, meeting.number, &meeting.slug));
        let calendar = url(l, paths::meeting_part(&agreement.slug, meeting.number, &meeting.slug, "kalender.ics"));
        let day = dates::weekday_day(l, meeting.starts_local.date(), ctx.today());
        let text = t::mail_cancelled_text(l, &meeting.title, day, reason, link);
        (t::mail_cancelled_subject(l, &meeting.title), if r.in_person() { format!("{text}{}", s::mail_calendar_off(l, calendar)) } else { text })
    })
    .await?;
    crate::promises::agenda::meeting_changed(tx, ctx, agreement.id, meeting.id).await
}

/// Throws a draft away. Nobody else has read it.
pub(super) async fn drop_draft(tx: &mut Tx, ctx: &Ctx, agreement: &Agreement, meeting: &Meeting) -> Result<()> {
    store::drop_draft(tx, meeting.id, ctx.now()).await?;
    record(tx, ctx, EventKind::MeetingDropped, NewEvent { agreement: Some(agreement.id), meeting: Some(meeting.id), ..NewEvent::default() }).await?;
    Ok(())
}
