//! Preparing, announcing and changing a meeting.

use super::agenda::{Agenda, Must, find_promises, is_of, lock_issues, take_off};
use super::sign_up::KEPT;
use super::{Created, check, check_opened, earlier, keep, mail_all, managed};
use crate::agreements::types::{Agreement, Side};
use crate::bodies::service as bodies;
use crate::clocks::ClockKind;
use crate::clocks::store::{self as clocks, NewClock, Thing};
use crate::context::Ctx;
use crate::db::Tx;
use crate::error::{AppError, Fault, Faults, Refusal, Result};
use crate::events::{EventKind, NewEvent, record};
use crate::i18n::{Locale, dates, meetings as t, sign_up as s};
use crate::ids::{EventId, MeetingId};
use crate::jobs::{self, Job, PUBLIC_MAIL_DELAY};
use crate::meetings::inputs::MeetingForm;
use crate::meetings::rules::{MeetingAct, transition};
use crate::meetings::store::{self, Details, Invitee, Item, Meeting, New, Recipient};
use crate::meetings::types::{GuestState, MeetingKind, MeetingState, Opening};
use crate::planning::store as planning;
use crate::promises::agenda as promises;
use crate::ui::form::check_acting;
use crate::{paths, time};
use chrono::{NaiveDate, NaiveTime, TimeDelta};

/// Days the kansli has to publish the minutes *(ours)*.
pub const MINUTES_DAYS: i64 = 14;

/// The state of a meeting that is announced now.
fn announced(ctx: &Ctx, d: &Details) -> MeetingState {
    let open = match d.opens {
        Opening::Now => true,
        Opening::OnDay => d.opens_on.is_some_and(|on| on <= ctx.today()),
        Opening::ByHand => false,
    };
    let act = if open { MeetingAct::AnnounceOpen } else { MeetingAct::Announce };
    transition(MeetingState::Draft, act).unwrap_or(MeetingState::Announced)
}

/// The body or the forum whose meeting it is.
async fn belongs(tx: &mut Tx, ctx: &Ctx, agreement: &Agreement, form: &MeetingForm, details: Option<Details>, faults: &mut Faults) -> Result<Option<Details>> {
    let (body, forum) = (form.of_body.trim(), form.of_forum.trim());
    let body_id = if body.is_empty() { None } else { store::own_bodies(tx, ctx.today()).await?.into_iter().find(|b| b.slug == body).map(|b| b.id) };
    let forum_id = agreement.forum(forum).map(|f| f.id);
    if (!body.is_empty() && body_id.is_none()) || (details.as_ref().is_some_and(|d| d.kind == MeetingKind::GroupMeeting) && body.is_empty()) {
        faults.add("of_body", if body.is_empty() { Fault::Required } else { Fault::Choice });
    }
    if !forum.is_empty() && (forum_id.is_none() || !body.is_empty()) {
        faults.add("of_forum", Fault::Choice);
    }
    Ok(details.map(|d| Details { body_id, forum_id, ..d }))
}

/// Announces a meeting with its agenda, or a series of them; or keeps it as a draft.
///
/// # Errors
/// `ActingChanged`, `Refused(NotAllowed)` for everybody but the kansli, `Invalid`.
pub async fn create(ctx: &Ctx, agreement: &str, form: &MeetingForm) -> Result<Created> {
    check_acting(ctx, &form.r#as)?;
    let agreement = managed(ctx, agreement)?;
    let mut faults = Faults::default();
    let details = check::details(ctx, &agreement, form, None, &mut faults);
    let rows = check::rows(form, &mut faults);
    let places = check::places(form, &mut faults);
    let mut tx = ctx.write().await?;
    // issues before people, here as everywhere; what is wrong with them is told below, since a second sending finds them on the agenda
    let mut standing = Faults::default();
    let moves = if form.is_draft() { Must::None } else { Must::All };
    let issues = lock_issues(&mut tx, &agreement, &rows, &[], moves, &mut standing).await?;
    // one announcement of a person at a time: a second sending of the same form finds the first one's result
    store::lock_planner(&mut tx, ctx.signed_in()?.person_id).await?;
    if let Some(created) = earlier(&mut tx, ctx, "meeting", &form.key).await? {
        return Ok(created);
    }
    faults.0.extend(standing.0);
    let chosen = find_promises(&mut tx, &agreement, &rows, &[], &mut faults).await?;
    // a wish before the agreement's sequence, here as everywhere
    let wish = match form.wish.parse() {
        Ok(number) => planning::lock(&mut tx, agreement.id, number).await?,
        Err(_) => None,
    };
    let details = belongs(&mut tx, ctx, &agreement, form, details, &mut faults).await?;
    let all = details.map(|d| check::series(ctx, form, &d, &mut faults)).unwrap_or_default();
    faults.done()?;
    // an issue stands on one agenda: that of the first
    let free: Vec<check::Row> = rows.iter().filter(|r| r.issue.is_none()).cloned().collect();
    let mut first: Option<Created> = None;
    for details in &all {
        let series = first.as_ref().map(|c| c.id);
        let created = insert(&mut tx, ctx, &agreement, form.is_draft(), series, details).await?;
        store::set_places(&mut tx, created.id, &places).await?;
        let rows = if first.is_none() { rows.clone() } else { fitting(&free) };
        let agenda = Agenda { meeting: created.id, details, rows: &rows, there: &[], issues: &issues, promises: &chosen, moves };
        agenda.write(&mut tx, ctx, &agreement).await?;
        promises::meeting_changed(&mut tx, ctx, agreement.id, created.id).await?;
        if !form.is_draft() {
            call_members(&mut tx, ctx, &agreement, created.number).await?;
        }
        if first.is_none() {
            first = Some(created);
        }
    }
    let first = first.ok_or_else(|| AppError::Internal("meeting without details".into()))?;
    if let Some(wish) = wish {
        planning::plan(&mut tx, wish.id, first.id).await?;
    }
    if all.len() > 1 {
        store::begin_series(&mut tx, first.id).await?;
    }
    keep(&mut tx, ctx, "meeting", &form.key, &first).await?;
    tx.commit().await?;
    Ok(first)
}

/// Rows whose first one stands under nothing.
fn fitting(rows: &[check::Row]) -> Vec<check::Row> {
    let mut rows = rows.to_vec();
    if let Some(first) = rows.first_mut() {
        first.sub = false;
    }
    rows
}

async fn insert(tx: &mut Tx, ctx: &Ctx, agreement: &Agreement, draft: bool, series: Option<MeetingId>, details: &Details) -> Result<Created> {
    let number = store::next_number(tx, agreement.id).await?;
    let host = url::Url::parse(&ctx.app.settings.public_url).ok().and_then(|u| u.host_str().map(str::to_string)).unwrap_or_else(|| "dialogforum".into());
    let uid = format!("{}@{host}", ctx.rng.secret());
    let state = if draft { MeetingState::Draft } else { announced(ctx, details) };
    let new = New { number, state, uid: &uid, by: ctx.signed_in()?.person_id, now: ctx.now(), series };
    let id = store::insert(tx, agreement.id, &new, details).await?;
    if draft {
        record(tx, ctx, EventKind::MeetingDrafted, NewEvent { agreement: Some(agreement.id), meeting: Some(id), ..NewEvent::default() }).await?;
    } else {
        tell(tx, ctx, agreement, id, state, details).await?;
    }
    Ok(Created { id, number, slug: details.slug.clone() })
}

/// Says that a meeting is announced, promises its minutes, and asks for what happens by itself.
async fn tell(tx: &mut Tx, ctx: &Ctx, agreement: &Agreement, id: MeetingId, state: MeetingState, details: &Details) -> Result<()> {
    let day = details.starts_local.date();
    let event = NewEvent { agreement: Some(agreement.id), meeting: Some(id), next_on: Some(day), ..NewEvent::default() };
    let event = record(tx, ctx, EventKind::MeetingAnnounced, event).await?;
    open_minutes_clock(tx, agreement, id, day, event).await?;
    jobs::enqueue_at(tx, &Job::MeetingHeld { meeting: id }, details.ends_at).await?;
    crate::surveys::service::plan(tx, id, details.ends_at).await?;
    super::remind::plan(tx, ctx, id, details.starts_at).await?;
    if state == MeetingState::Announced {
        open_later(tx, id, details.opens_on).await?;
    }
    Ok(())
}

/// A meeting of a body has its members as invited. Those who were invited already are not again, unless they declined.
async fn call_members(tx: &mut Tx, ctx: &Ctx, agreement: &Agreement, number: i64) -> Result<()> {
    let meeting = store::by_number(tx, agreement.id, number, ctx.now()).await?.ok_or(AppError::NotFound)?;
    let Some(body) = meeting.body_id.filter(|_| meeting.starts_at > ctx.now()) else { return Ok(()) };
    let members = bodies::members_to_invite(tx, body, meeting.starts_local.date()).await?;
    let there = store::guests(tx, meeting.id).await?;
    let is_there = |p: &Invitee| there.iter().any(|g| g.email_key == p.email_key && g.state != GuestState::Declined);
    let people: Vec<Invitee> = members.into_iter().filter(|m| !m.email.is_empty()).map(Invitee::from).filter(|p| !is_there(p)).collect();
    match super::invite_all(tx, ctx, agreement, &meeting, &people, Some(body)).await {
        Err(AppError::Refused(Refusal::Full)) => {
            // each of them needs a place, beside those that are taken
            let needed = meeting.taken + i64::try_from(people.len()).unwrap_or(check::MOST_PLACES);
            Err(AppError::Invalid(Faults(vec![("capacity", Fault::Number(needed, check::MOST_PLACES))])))
        }
        other => other.map(|_| ()),
    }
}

/// Asks for the job that opens sign-up in the morning of a day.
async fn open_later(tx: &mut Tx, id: MeetingId, on: Option<NaiveDate>) -> Result<()> {
    let morning = NaiveTime::from_hms_opt(6, 0, 0).unwrap_or_default();
    let Some(at) = on.and_then(|on| time::instant(on.and_time(morning))) else { return Ok(()) };
    jobs::enqueue_at(tx, &Job::OpenSignUp { meeting: id }, at).await
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

/// Changes a meeting and its agenda; announces a draft, unless it is to stay one.
///
/// # Errors
/// As [`create`]; `Stale` when somebody else changed it meanwhile, `Refused(Closed)` once it is documented or cancelled.
pub async fn edit(ctx: &Ctx, agreement: &str, number: i64, form: &MeetingForm) -> Result<Created> {
    check_acting(ctx, &form.r#as)?;
    let agreement = managed(ctx, agreement)?;
    let mut tx = ctx.write().await?;
    let seen = store::planned(&mut tx, agreement.id, number, ctx.now()).await?.ok_or(AppError::NotFound)?;
    let there = store::items(&mut tx, seen.id).await?;
    let mut faults = Faults::default();
    // what was announced cannot become a draft again
    let form = &MeetingForm { act: if seen.state == MeetingState::Draft { form.act.clone() } else { String::new() }, ..form.clone() };
    let moves = match seen.state {
        MeetingState::Draft if form.is_draft() => Must::None,
        MeetingState::Draft => Must::All,
        _ => Must::New,
    };
    let rows = check::rows(form, &mut faults);
    let mut standing = Faults::default();
    let issues = lock_issues(&mut tx, &agreement, &rows, &there, moves, &mut standing).await?;
    let before = store::lock_planned(&mut tx, agreement.id, number, ctx.now()).await?;
    if let Some(created) = earlier(&mut tx, ctx, "meeting_edit", &form.key).await? {
        return Ok(created);
    }
    faults.0.extend(standing.0);
    if before.version != seen.version {
        return Err(AppError::Stale { current: before.version });
    }
    // read again now that the issues stand still
    let there = store::items(&mut tx, seen.id).await?;
    check_opened(&form.version, before.version)?;
    if transition(before.state, MeetingAct::Change).is_none() {
        return Err(Refusal::Closed.into());
    }
    let chosen = find_promises(&mut tx, &agreement, &rows, &there, &mut faults).await?;
    // what is announced now must lie ahead, whatever day the draft had
    let details = check::details(ctx, &agreement, form, Some(&before).filter(|_| moves != Must::All), &mut faults);
    let details = belongs(&mut tx, ctx, &agreement, form, details, &mut faults).await?;
    // who came is forgotten by then, so that nobody could be told
    if moves == Must::New && before.ends_at + KEPT <= ctx.now() && details.as_ref().is_some_and(|d| d.starts_local.date() != before.starts_local.date()) {
        faults.add("date", Fault::HeldLongAgo(KEPT.num_days()));
    }
    if details.as_ref().is_some_and(|d| d.capacity < before.taken - before.lapsed) {
        faults.add("capacity", Fault::PlacesTaken(before.taken - before.lapsed));
    }
    let places = check::places(form, &mut faults);
    if places.online.is_some_and(|online| online < before.online_taken - before.online_lapsed) {
        faults.add("places_online", Fault::PlacesTaken(before.online_taken - before.online_lapsed));
    }
    let gone: Vec<&Item> = there.iter().filter(|item| !rows.iter().any(|row| is_of(row, item))).collect();
    let off = gone.iter().any(|i| i.here).then(|| {
        let reason = faults.text("off_reason", &form.off_reason, check::REASON.0, check::REASON.1);
        (reason, check::promised(&mut faults, "off_next", &form.off_next, ctx.today()))
    });
    faults.done()?;
    let details = details.ok_or_else(|| AppError::Internal("meeting without details".into()))?;
    if before.lapsed > 0 || before.online_lapsed > 0 {
        super::waiting::release_lapsed(&mut tx, ctx, &agreement, before.id).await?;
    }
    store::set_places(&mut tx, before.id, &places).await?;
    match moves {
        Must::New => save_changes(&mut tx, ctx, &agreement, &before, &details).await?,
        Must::None => save_draft(&mut tx, ctx, &agreement, before.id, &details).await?,
        Must::All => announce(&mut tx, ctx, &agreement, before.id, &details).await?,
    }
    store::flatten(&mut tx, before.id).await?;
    for item in gone {
        store::delete_item(&mut tx, item.id).await?;
        if let (true, Some(issue), Some((reason, next))) = (item.here, item.issue_id, &off) {
            take_off(&mut tx, ctx, &agreement, (before.id, &before.lang), issue, reason, *next).await?;
        }
    }
    let agenda = Agenda { meeting: before.id, details: &details, rows: &rows, there: &there, issues: &issues, promises: &chosen, moves };
    agenda.write(&mut tx, ctx, &agreement).await?;
    if moves == Must::All {
        crate::planning::service::announced(&mut tx, ctx, &agreement, before.id).await?;
    }
    promises::meeting_changed(&mut tx, ctx, agreement.id, before.id).await?;
    settle_people(&mut tx, ctx, &agreement, &before, moves).await?;
    let created = Created { id: before.id, number, slug: details.slug.clone() };
    keep(&mut tx, ctx, "meeting_edit", &form.key, &created).await?;
    tx.commit().await?;
    Ok(created)
}

/// What a change means for people: more places go to those who wait, a new time is reminded of, a body's members are called to the new day
/// and those of another body in place of the first one's, and guests who could not come on the first day are asked about the new one.
async fn settle_people(tx: &mut Tx, ctx: &Ctx, agreement: &Agreement, before: &Meeting, moves: Must) -> Result<()> {
    let after = match moves {
        Must::None => return Ok(()),
        Must::All => return call_members(tx, ctx, agreement, before.number).await,
        Must::New => store::by_number(tx, agreement.id, before.number, ctx.now()).await?.ok_or(AppError::NotFound)?,
    };
    let other = before.body_id != after.body_id;
    if let Some(body) = before.body_id.filter(|_| other) {
        super::guests::withdraw_of(tx, ctx, agreement, &after, body).await?;
    }
    if other {
        call_members(tx, ctx, agreement, after.number).await?;
    }
    super::waiting::move_up(tx, ctx, agreement, &after).await?;
    if before.starts_at != after.starts_at {
        super::remind::plan(tx, ctx, after.id, after.starts_at).await?;
    }
    if before.starts_local.date() != after.starts_local.date() {
        if !other {
            call_members(tx, ctx, agreement, after.number).await?;
        }
        super::guests::ask_anew(tx, ctx, agreement, &after, before.body_id.filter(|_| other)).await?;
    }
    Ok(())
}

async fn save_draft(tx: &mut Tx, ctx: &Ctx, agreement: &Agreement, id: MeetingId, d: &Details) -> Result<()> {
    store::update(tx, id, ctx.now(), false, d).await?;
    record(tx, ctx, EventKind::MeetingDrafted, NewEvent { agreement: Some(agreement.id), meeting: Some(id), ..NewEvent::default() }).await?;
    Ok(())
}

async fn announce(tx: &mut Tx, ctx: &Ctx, agreement: &Agreement, id: MeetingId, d: &Details) -> Result<()> {
    let state = announced(ctx, d);
    store::update(tx, id, ctx.now(), false, d).await?;
    store::set_state(tx, id, state).await?;
    tell(tx, ctx, agreement, id, state, d).await
}

/// Writes the details; tells calendars and those who have a place when time or place changed; moves the clocks with the date.
async fn save_changes(tx: &mut Tx, ctx: &Ctx, agreement: &Agreement, before: &Meeting, d: &Details) -> Result<()> {
    let moved = before.starts_local != d.starts_local
        || before.ends_local != d.ends_local
        || before.place != d.place
        || before.address != d.address
        || before.online_url != d.online_url;
    // the kind stands before the title in calendars, and the theme is the description there
    let told = moved || before.title != d.title || before.kind != d.kind || before.theme != d.theme;
    store::update(tx, before.id, ctx.now(), told, d).await?;
    let day = d.starts_local.date();
    let event = NewEvent {
        agreement: Some(agreement.id),
        meeting: Some(before.id),
        next_on: Some(day),
        payload: serde_json::json!({ "moved": moved }),
        ..NewEvent::default()
    };
    let event = record(tx, ctx, EventKind::MeetingChanged, event).await?;
    if before.state == MeetingState::Announced {
        match announced(ctx, d) {
            MeetingState::Open => super::states::open(tx, ctx, agreement, before.id).await?,
            _ if d.opens_on != before.opens_on => open_later(tx, before.id, d.opens_on).await?,
            _ => {}
        }
    }
    if before.starts_local.date() != day {
        clocks::close(tx, Thing::Meeting(before.id), ClockKind::Minutes, event, ctx.today()).await?;
        open_minutes_clock(tx, agreement, before.id, day, event).await?;
        move_issues(tx, ctx, agreement, before.id, day, event).await?;
        super::minutes::end_open(tx, ctx, agreement, before).await?;
        store::begin_anew(tx, before.id, time::instant(day.and_time(NaiveTime::MIN)).unwrap_or(d.starts_at)).await?;
    }
    if before.ends_at != d.ends_at {
        // the job of the old time finds that the meeting has not ended, or was told already
        jobs::enqueue_at(tx, &Job::MeetingHeld { meeting: before.id }, d.ends_at).await?;
        crate::surveys::service::plan(tx, before.id, d.ends_at).await?;
    }
    if moved && d.ends_at > ctx.now() {
        mail_moved(tx, ctx, agreement, before, d).await?;
    }
    Ok(())
}

/// The issues on an agenda are promised for the meeting's new day.
async fn move_issues(tx: &mut Tx, ctx: &Ctx, agreement: &Agreement, meeting: MeetingId, day: NaiveDate, event: EventId) -> Result<()> {
    for issue in store::items(tx, meeting).await?.into_iter().filter(|i| i.here).filter_map(|i| i.issue_id) {
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
    Ok(())
}

async fn mail_moved(tx: &mut Tx, ctx: &Ctx, agreement: &Agreement, before: &Meeting, d: &Details) -> Result<()> {
    let to = store::recipients(tx, before.id).await?;
    let url = |l: Locale, path: String| format!("{}{}", ctx.app.settings.public_url, paths::localised(l, path));
    let link = |l: Locale| url(l, paths::meeting(&agreement.slug, before.number, &d.slug));
    let calendar = |l: Locale| s::mail_calendar_moved(l, url(l, paths::meeting_part(&agreement.slug, before.number, &d.slug, "kalender.ics")));
    let when = |l: Locale| format!("{} {}", dates::weekday_day(l, d.starts_local.date(), ctx.today()), dates::time_span(l, d.starts_local, d.ends_local));
    let place = if d.address.is_empty() { d.place.clone() } else { format!("{}, {}", d.place, d.address) };
    // the link for taking part online is for those who have a place
    let online = |l: Locale, r: &Recipient| if d.online_url.is_empty() || !r.has_place() { String::new() } else { t::mail_online(l, &d.online_url) };
    mail_all(tx, ctx.now() + PUBLIC_MAIL_DELAY, to, |l, r| {
        let text = t::mail_changed_text(l, &d.title, when(l), &place, online(l, r), link(l));
        let leave = if r.signed_up() { t::mail_changed_leave(l) } else { "" };
        let calendar = if r.in_person() { calendar(l) } else { String::new() };
        (t::mail_changed_subject(l, &d.title), format!("{text}{leave}{calendar}"))
    })
    .await
}
