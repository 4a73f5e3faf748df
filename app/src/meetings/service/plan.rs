//! Announcing, changing and cancelling a meeting.

use super::{Created, check, check_version, earlier, keep, mail_all, managed};
use crate::agreements::types::{Agreement, Side};
use crate::clocks::ClockKind;
use crate::clocks::store::{self as clocks, NewClock, Thing};
use crate::context::Ctx;
use crate::curation::service::{Act, perform};
use crate::db::Tx;
use crate::error::{AppError, Fault, Faults, Refusal, Result};
use crate::events::{EventKind, NewEvent, record};
use crate::i18n::{Locale, dates, meetings as t};
use crate::ids::{EventId, IssueId, MeetingId};
use crate::issues::rules::transition;
use crate::issues::types::IssueAct;
use crate::jobs::{self, Job, PUBLIC_MAIL_DELAY};
use crate::meetings::inputs::{CancelForm, MeetingForm, at};
use crate::meetings::store::{self, Details, Item, ItemDetails, LockedIssue, Meeting};
use crate::paths;
use crate::promises::agenda;
use crate::ui::form::check_acting;
use chrono::{NaiveDate, TimeDelta};
use std::collections::BTreeMap;

/// Days the kansli has to publish the minutes *(ours)*.
pub const MINUTES_DAYS: i64 = 14;

/// Announces a meeting with its agenda.
///
/// # Errors
/// `ActingChanged`, `Refused(NotAllowed)` for everybody but the kansli, `Invalid`.
pub async fn create(ctx: &Ctx, agreement: &str, form: &MeetingForm) -> Result<Created> {
    check_acting(ctx, &form.r#as)?;
    let agreement = managed(ctx, agreement)?;
    let mut faults = Faults::default();
    let details = check::details(ctx, &agreement, form, None, &mut faults);
    let rows = check::rows(form, &mut faults);
    let mut tx = ctx.write().await?;
    // issues before people, here as everywhere; what is wrong with them is told below, since a second sending finds them on the agenda
    let mut standing = Faults::default();
    let issues = lock_issues(&mut tx, &agreement, &rows, &[], &mut standing).await?;
    // one announcement of a person at a time: a second sending of the same form finds the first one's result
    store::lock_planner(&mut tx, ctx.signed_in()?.person_id).await?;
    if let Some(created) = earlier(&mut tx, ctx, "meeting", &form.key).await? {
        return Ok(created);
    }
    faults.0.extend(standing.0);
    faults.done()?;
    let details = details.ok_or_else(|| AppError::Internal("meeting without details".into()))?;
    let number = store::next_number(&mut tx, agreement.id).await?;
    let person = ctx.signed_in()?.person_id;
    let host = url::Url::parse(&ctx.app.settings.public_url).ok().and_then(|u| u.host_str().map(str::to_string)).unwrap_or_else(|| "dialogforum".into());
    let uid = format!("{}@{host}", ctx.rng.secret());
    let id = store::insert(&mut tx, agreement.id, number, &uid, person, ctx.now(), &details).await?;
    let day = details.starts_local.date();
    let event = NewEvent { agreement: Some(agreement.id), meeting: Some(id), next_on: Some(day), ..NewEvent::default() };
    let event = record(&mut tx, ctx, EventKind::MeetingAnnounced, event).await?;
    open_minutes_clock(&mut tx, &agreement, id, day, event).await?;
    jobs::enqueue_at(&mut tx, &Job::MeetingHeld { meeting: id }, details.ends_at).await?;
    for (position, row) in (1..).zip(&rows) {
        let issue = row.issue.and_then(|n| issues.get(&n)).map(|i| i.id);
        let item = ItemDetails { position, title: row.title.clone(), issue_id: issue, reason: row.reason.clone(), minutes: row.minutes };
        store::insert_item(&mut tx, agreement.id, id, &item).await?;
        if let Some(issue) = issue {
            put_on(&mut tx, ctx, &agreement, id, &details, issue, row).await?;
        }
    }
    agenda::meeting_changed(&mut tx, ctx, agreement.id, id).await?;
    let created = Created { id, number, slug: details.slug };
    keep(&mut tx, ctx, "meeting", &form.key, &created).await?;
    tx.commit().await?;
    Ok(created)
}

async fn open_minutes_clock(tx: &mut Tx, agreement: &Agreement, meeting: MeetingId, day: NaiveDate, event: EventId) -> Result<()> {
    let clock = NewClock {
        agreement: agreement.id,
        kind: ClockKind::Minutes,
        thing: Thing::Meeting(meeting),
        owner: agreement.curator_id,
        side: Side::CivilSociety,
        due_on: day + TimeDelta::days(MINUTES_DAYS),
        opened_by: event,
    };
    clocks::open(tx, &clock).await
}

/// Faults of an act on an issue, at the fields of its row.
pub(super) fn at_row(e: AppError, row: usize, names: &[(&str, &'static str)], otherwise: &'static str) -> AppError {
    match e {
        AppError::Invalid(faults) => AppError::Invalid(Faults(
            faults
                .0
                .into_iter()
                .map(|(field, fault)| (at(names.iter().find(|(from, _)| *from == field).map_or(otherwise, |(_, to)| to), row), fault))
                .collect(),
        )),
        e => e,
    }
}

async fn put_on(tx: &mut Tx, ctx: &Ctx, agreement: &Agreement, meeting: MeetingId, d: &Details, issue: IssueId, row: &check::Row) -> Result<()> {
    let mut act = Act::new(IssueAct::PutOnAgenda, row.reason.clone());
    act.next_on = Some(d.starts_local.date());
    act.meeting = Some(meeting);
    act.lang = Some(Locale::from_code(&d.lang));
    perform(tx, ctx, agreement, issue, None, &act).await.map_err(|e| at_row(e, row.row, &[("reason", "item_reason")], "item_issue"))?;
    Ok(())
}

/// Locks the issues of the rows in one order, and checks that each can stand on an agenda. `there` are items that the agenda has already.
async fn lock_issues(tx: &mut Tx, agreement: &Agreement, rows: &[check::Row], there: &[Item], faults: &mut Faults) -> Result<BTreeMap<i64, LockedIssue>> {
    let mut issues = BTreeMap::new();
    let mut numbers: Vec<i64> = rows.iter().filter_map(|r| r.issue).chain(there.iter().filter_map(|i| i.issue_number)).collect();
    numbers.sort_unstable();
    numbers.dedup();
    for number in numbers {
        let issue = store::lock_issue(tx, agreement.id, number).await?;
        let stands = there.iter().any(|i| i.issue_number == Some(number));
        match issue {
            Some(issue) if stands || transition(issue.state, IssueAct::PutOnAgenda).is_some() => {
                issues.insert(number, issue);
            }
            _ => {
                if let Some(row) = rows.iter().find(|r| r.issue == Some(number)) {
                    faults.add(at("item_issue", row.row), Fault::Choice);
                }
            }
        }
    }
    Ok(issues)
}

/// Changes a meeting and its agenda.
///
/// # Errors
/// As [`create`]; `Stale` when somebody else changed it meanwhile, `Refused(Closed)` once it is documented or cancelled.
pub async fn edit(ctx: &Ctx, agreement: &str, number: i64, form: &MeetingForm) -> Result<Created> {
    check_acting(ctx, &form.r#as)?;
    let agreement = managed(ctx, agreement)?;
    let mut tx = ctx.write().await?;
    let seen = store::by_number(&mut tx, agreement.id, number, ctx.now()).await?.ok_or(AppError::NotFound)?;
    let there = store::items(&mut tx, seen.id).await?;
    let mut faults = Faults::default();
    let rows = check::rows(form, &mut faults);
    let issues = lock_issues(&mut tx, &agreement, &rows, &there, &mut faults).await?;
    let before = store::lock(&mut tx, agreement.id, number, ctx.now()).await?;
    if let Some(created) = earlier(&mut tx, ctx, "meeting_edit", &form.key).await? {
        return Ok(created);
    }
    if before.version != seen.version {
        return Err(AppError::Stale { current: before.version });
    }
    // read again now that the issues stand still
    let there = store::items(&mut tx, seen.id).await?;
    check_version(&form.version, before.version)?;
    if !before.state.is_standing() {
        return Err(Refusal::Closed.into());
    }
    let details = check::details(ctx, &agreement, form, Some(&before), &mut faults);
    if details.as_ref().is_some_and(|d| d.capacity < before.taken - before.lapsed) {
        faults.add("capacity", Fault::Number(before.taken - before.lapsed, check::MOST_PLACES));
    }
    let gone: Vec<&Item> = there.iter().filter(|item| !rows.iter().any(|row| is_of(row, item))).collect();
    let off = gone.iter().any(|i| i.here).then(|| {
        let reason = faults.text("off_reason", &form.off_reason, check::REASON.0, check::REASON.1);
        (reason, check::promised(&mut faults, "off_next", &form.off_next, ctx.today()))
    });
    faults.done()?;
    let details = details.ok_or_else(|| AppError::Internal("meeting without details".into()))?;
    if before.lapsed > 0 {
        super::sign_up::release_lapsed(&mut tx, ctx, &agreement, before.id).await?;
    }
    save_changes(&mut tx, ctx, &agreement, &before, &details).await?;
    for item in gone {
        store::delete_item(&mut tx, item.id).await?;
        if let (true, Some(issue), Some((reason, next))) = (item.here, item.issue_id, &off) {
            take_off(&mut tx, ctx, &agreement, &before, issue, reason, *next).await?;
        }
    }
    save_rows(&mut tx, ctx, &agreement, before.id, &details, &rows, &there, &issues).await?;
    agenda::meeting_changed(&mut tx, ctx, agreement.id, before.id).await?;
    let created = Created { id: before.id, number, slug: details.slug };
    keep(&mut tx, ctx, "meeting_edit", &form.key, &created).await?;
    tx.commit().await?;
    Ok(created)
}

/// True where a row is that of an item: the same issue, or the same free item.
fn is_of(row: &check::Row, item: &Item) -> bool {
    match item.issue_number {
        Some(number) => row.issue == Some(number),
        None => row.issue.is_none() && row.id == Some(item.id.0),
    }
}

async fn take_off(tx: &mut Tx, ctx: &Ctx, agreement: &Agreement, meeting: &Meeting, issue: IssueId, reason: &str, next: Option<NaiveDate>) -> Result<()> {
    let mut act = Act::new(IssueAct::TakeOffAgenda, reason);
    act.next_on = next;
    act.meeting = Some(meeting.id);
    act.lang = Some(Locale::from_code(&meeting.lang));
    perform(tx, ctx, agreement, issue, None, &act).await?;
    Ok(())
}

#[allow(clippy::too_many_arguments)]
async fn save_rows(
    tx: &mut Tx,
    ctx: &Ctx,
    agreement: &Agreement,
    meeting: MeetingId,
    details: &Details,
    rows: &[check::Row],
    there: &[Item],
    issues: &BTreeMap<i64, LockedIssue>,
) -> Result<()> {
    for (position, row) in (1..).zip(rows) {
        let issue = row.issue.and_then(|n| issues.get(&n));
        let old = there.iter().find(|old| is_of(row, old));
        let item = ItemDetails { position, title: row.title.clone(), issue_id: issue.map(|i| i.id), reason: row.reason.clone(), minutes: row.minutes };
        match old {
            Some(old) => store::update_item(tx, old.id, &item).await?,
            None => {
                store::insert_item(tx, agreement.id, meeting, &item).await?;
            }
        }
        if let (None, Some(issue)) = (old, issue) {
            put_on(tx, ctx, agreement, meeting, details, issue.id, row).await?;
        }
    }
    Ok(())
}

/// Writes the details; tells calendars and those who have a place when time or place changed; moves the clocks with the date.
async fn save_changes(tx: &mut Tx, ctx: &Ctx, agreement: &Agreement, before: &Meeting, d: &Details) -> Result<()> {
    let moved = before.starts_at != d.starts_at
        || before.ends_at != d.ends_at
        || before.place != d.place
        || before.address != d.address
        || before.online_url != d.online_url;
    store::update(tx, before.id, ctx.now(), moved || before.title != d.title, d).await?;
    let day = d.starts_local.date();
    let event = NewEvent {
        agreement: Some(agreement.id),
        meeting: Some(before.id),
        next_on: Some(day),
        payload: serde_json::json!({ "moved": moved }),
        ..NewEvent::default()
    };
    let event = record(tx, ctx, EventKind::MeetingChanged, event).await?;
    if before.starts_local.date() != day {
        clocks::close(tx, Thing::Meeting(before.id), ClockKind::Minutes, event, ctx.today()).await?;
        open_minutes_clock(tx, agreement, before.id, day, event).await?;
        for issue in store::items(tx, before.id).await?.into_iter().filter(|i| i.here).filter_map(|i| i.issue_id) {
            // with the step that was promised when the first date was thought to have been held
            for kind in [ClockKind::Hearing, ClockKind::NextStep] {
                clocks::close(tx, Thing::Issue(issue), kind, event, ctx.today()).await?;
            }
            let clock = NewClock {
                agreement: agreement.id,
                kind: ClockKind::Hearing,
                thing: Thing::Issue(issue),
                owner: agreement.curator_id,
                side: Side::CivilSociety,
                due_on: day,
                opened_by: event,
            };
            clocks::open(tx, &clock).await?;
        }
    }
    if before.ends_at != d.ends_at {
        // the job of the old time finds that the meeting has not ended, or was told already
        jobs::enqueue_at(tx, &Job::MeetingHeld { meeting: before.id }, d.ends_at).await?;
    }
    if moved && before.ends_at > ctx.now() {
        let to = store::recipients(tx, before.id, false).await?;
        let link = |l: Locale| format!("{}{}", ctx.app.settings.public_url, paths::localised(l, paths::meeting(&agreement.slug, before.number, &d.slug)));
        let when = |l: Locale| format!("{} {}", dates::weekday_day(l, day, ctx.today()), dates::time_span(l, d.starts_local, d.ends_local));
        let place = if d.address.is_empty() { d.place.clone() } else { format!("{}, {}", d.place, d.address) };
        let online = |l: Locale| if d.online_url.is_empty() { String::new() } else { t::mail_online(l, &d.online_url) };
        mail_all(tx, ctx.now() + PUBLIC_MAIL_DELAY, to, |l| {
            (t::mail_changed_subject(l, &d.title), t::mail_changed_text(l, &d.title, when(l), &place, online(l), link(l)))
        })
        .await?;
    }
    Ok(())
}

/// Cancels a meeting: everyone who has asked for a place is told, its issues go back to their forums with a date.
///
/// # Errors
/// As [`create`]; `Refused(Closed)` once it is documented or cancelled.
pub async fn cancel(ctx: &Ctx, agreement: &str, number: i64, form: &CancelForm) -> Result<Created> {
    check_acting(ctx, &form.r#as)?;
    let agreement = managed(ctx, agreement)?;
    let mut tx = ctx.write().await?;
    let seen = store::by_number(&mut tx, agreement.id, number, ctx.now()).await?.ok_or(AppError::NotFound)?;
    let items = store::items(&mut tx, seen.id).await?;
    let mut faults = Faults::default();
    lock_issues(&mut tx, &agreement, &[], &items, &mut faults).await?;
    let meeting = store::lock(&mut tx, agreement.id, number, ctx.now()).await?;
    if let Some(created) = earlier(&mut tx, ctx, "meeting_cancel", &form.key).await? {
        return Ok(created);
    }
    if !meeting.state.is_standing() {
        return Err(Refusal::Closed.into());
    }
    if meeting.version != seen.version {
        return Err(AppError::Stale { current: meeting.version });
    }
    let items = store::items(&mut tx, meeting.id).await?;
    let on: Vec<IssueId> = items.iter().filter(|i| i.here).filter_map(|i| i.issue_id).collect();
    let reason = faults.text("reason", &form.reason, check::REASON.0, check::REASON.1);
    let next = if on.is_empty() { None } else { check::promised(&mut faults, "next", &form.next, ctx.today()) };
    faults.done()?;
    store::cancel(&mut tx, meeting.id, ctx.now()).await?;
    let event = NewEvent {
        agreement: Some(agreement.id),
        meeting: Some(meeting.id),
        reason: reason.clone(),
        lang: Some(Locale::from_code(&meeting.lang)),
        ..NewEvent::default()
    };
    let event = record(&mut tx, ctx, EventKind::MeetingCancelled, event).await?;
    clocks::close(&mut tx, Thing::Meeting(meeting.id), ClockKind::Minutes, event, ctx.today()).await?;
    for issue in on {
        take_off(&mut tx, ctx, &agreement, &meeting, issue, &reason, next).await?;
    }
    let to = store::recipients(&mut tx, meeting.id, true).await?;
    let link = |l: Locale| format!("{}{}", ctx.app.settings.public_url, paths::localised(l, paths::meeting(&agreement.slug, number, &meeting.slug)));
    mail_all(&mut tx, ctx.now() + PUBLIC_MAIL_DELAY, to, |l| {
        (
            t::mail_cancelled_subject(l, &meeting.title),
            t::mail_cancelled_text(l, &meeting.title, dates::weekday_day(l, meeting.starts_local.date(), ctx.today()), &reason, link(l)),
        )
    })
    .await?;
    agenda::meeting_changed(&mut tx, ctx, agreement.id, meeting.id).await?;
    let created = Created { id: meeting.id, number, slug: meeting.slug };
    keep(&mut tx, ctx, "meeting_cancel", &form.key, &created).await?;
    tx.commit().await?;
    Ok(created)
}
