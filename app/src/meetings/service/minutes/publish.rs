//! Publishing minutes: each issue moves on, each action gets its clock, and the text is frozen.

use super::adjust::is_adjusted;
use super::live;
use super::text::{body, is_same, sha256, whole};
use super::write::{Point, Written, checked};
use crate::agreements::types::Agreement;
use crate::clocks::ClockKind;
use crate::clocks::store::{self as clocks, NewClock, Thing};
use crate::context::Ctx;
use crate::curation::service::{Act, perform};
use crate::db::Tx;
use crate::error::{AppError, Faults, Refusal, Result};
use crate::events::{EventKind, NewEvent, record};
use crate::i18n::Locale;
use crate::ids::{EventId, RoundId};
use crate::meetings::inputs::MinutesForm;
use crate::meetings::inputs::after::RoundForm;
use crate::meetings::service::agenda::at_row;
use crate::meetings::service::{Created, check_opened, earlier, keep, managed};
use crate::meetings::store::{self, Meeting, NewAction, NewAdjuster, NewRound, Owner};
use crate::ui::form::check_acting;
use crate::{text, time};
use chrono::NaiveDate;

const SCOPE: &str = "minutes";

/// A meeting whose minutes are about to be published, its issues and itself locked in that order.
async fn lock(tx: &mut Tx, ctx: &Ctx, agreement: &Agreement, number: i64) -> Result<Meeting> {
    let seen = store::by_number(tx, agreement.id, number, ctx.now()).await?.ok_or(AppError::NotFound)?;
    let mut issues: Vec<i64> = store::items(tx, seen.id).await?.iter().filter_map(|i| i.issue_number).collect();
    issues.sort_unstable();
    for issue in issues {
        store::lock_issue(tx, agreement.id, issue).await?;
    }
    store::lock(tx, agreement.id, number, ctx.now()).await
}

fn check_time(ctx: &Ctx, meeting: &Meeting) -> Result<()> {
    if !meeting.state.is_standing() || meeting.starts_at > ctx.now() {
        return Err(Refusal::WrongState.into());
    }
    Ok(())
}

/// Publishes the minutes in one transaction, adjusted by whoever publishes them and declares to have chaired the meeting, in the function that
/// the form names: what was said and decided, actions with their clocks, and each issue moves on.
///
/// # Errors
/// `ActingChanged`, `Refused(NotAllowed)`, `Refused(WrongState)` before the meeting has begun or after its minutes were published,
/// `Refused(RoundOpen)` while others adjust them, `Stale`, `Invalid` with faults at the rows and at `chair`.
pub async fn publish_minutes(ctx: &Ctx, agreement: &str, number: i64, form: &MinutesForm) -> Result<Created> {
    check_acting(ctx, &form.r#as)?;
    let agreement = managed(ctx, agreement)?;
    let by = ctx.signed_in()?.person_id;
    let mut tx = ctx.write().await?;
    let meeting = lock(&mut tx, ctx, &agreement, number).await?;
    if let Some(created) = earlier(&mut tx, ctx, SCOPE, &form.key).await? {
        return Ok(created);
    }
    check_time(ctx, &meeting)?;
    // what somebody was asked to adjust is not adjusted by somebody else meanwhile
    if store::open_round(&mut tx, meeting.id).await?.is_some() {
        return Err(Refusal::RoundOpen.into());
    }
    check_opened(&form.version, meeting.version)?;
    let items = store::items(&mut tx, meeting.id).await?;
    let owners = store::owners(&mut tx, ctx.today()).await?;
    let mut faults = Faults::default();
    let written = checked(form, &items, &owners, &meeting, ctx.today(), &mut faults);
    live::check(&mut tx, meeting.id, &items, form, &mut faults).await?;
    let chair = faults.text("chair", &text::clean_line(&form.chair), 2, 120);
    faults.done()?;
    let text = body(&agreement, &meeting, &written.points, &written.attending);
    let new = NewRound { form: "", text: &text, sha256: &sha256(&text), needed: 1, by, now: ctx.now(), due_on: ctx.today() };
    let round = store::insert_round(&mut tx, agreement.id, meeting.id, &new).await?;
    let of = owners.iter().find(|o: &&Owner| o.id == agreement.curator_id);
    let chair = NewAdjuster {
        function: chair,
        organisation: of.map(|o| o.id),
        organisation_name: of.map(|o| o.name.clone()).unwrap_or_default(),
        person: Some(by),
        locale: ctx.locale.code().to_string(),
        ..NewAdjuster::default()
    };
    let adjuster = store::insert_adjuster(&mut tx, agreement.id, round, 1, &chair).await?;
    store::answer(&mut tx, adjuster, "approved", "", "", ctx.now()).await?;
    let adjusted = Adjusted { round, needed: 1, text, by: vec![(chair, ctx.today())] };
    finish(tx, ctx, &agreement, meeting, written, &adjusted, &form.key).await
}

/// Publishes the minutes that were adjusted, as they were sent.
///
/// # Errors
/// `ActingChanged`, `Refused(NotAllowed)`, `Refused(WrongState)` while approvals are missing, `Refused(TextChanged)` when the meeting or its agenda
/// changed since, `Refused(LiveText)` when more was written while it ran, `Invalid` when an issue cannot go any more where the minutes send it.
pub async fn publish_adjusted(ctx: &Ctx, agreement: &str, number: i64, form: &RoundForm) -> Result<Created> {
    check_acting(ctx, &form.r#as)?;
    let agreement = managed(ctx, agreement)?;
    let mut tx = ctx.write().await?;
    let meeting = lock(&mut tx, ctx, &agreement, number).await?;
    if let Some(created) = earlier(&mut tx, ctx, SCOPE, &form.key).await? {
        return Ok(created);
    }
    check_time(ctx, &meeting)?;
    let round = store::open_round(&mut tx, meeting.id).await?.filter(|r| r.number.to_string() == form.round).ok_or(Refusal::WrongState)?;
    let adjusters = store::adjusters(&mut tx, round.id).await?;
    if !is_adjusted(&round, &adjusters) {
        return Err(Refusal::WrongState.into());
    }
    let sent: MinutesForm = serde_json::from_str(&round.form)?;
    let items = store::items(&mut tx, meeting.id).await?;
    let owners = store::owners(&mut tx, ctx.today()).await?;
    if !live::waiting(&mut tx, meeting.id, &items, &sent).await?.is_empty() {
        return Err(Refusal::LiveText.into());
    }
    let mut faults = Faults::default();
    let written = checked(&sent, &items, &owners, &meeting, time::local_date(round.sent_at), &mut faults);
    let l = Locale::from_code(&meeting.lang);
    // what can no longer be done was not what they approved either
    if !faults.0.is_empty() || !is_same(l, &body(&agreement, &meeting, &written.points, &written.attending), &round.text, &items) {
        return Err(Refusal::TextChanged.into());
    }
    let by = adjusters.into_iter().filter(|a| a.answer.as_deref() == Some("approved")).map(|a| {
        let on = a.answered_at.map_or(ctx.today(), time::local_date);
        (NewAdjuster { function: a.function, organisation_name: a.organisation.unwrap_or_default(), ..NewAdjuster::default() }, on)
    });
    let adjusted = Adjusted { round: round.id, needed: round.needed, text: round.text, by: by.collect() };
    finish(tx, ctx, &agreement, meeting, written, &adjusted, &form.key).await
}

/// A text, and those who approved it.
struct Adjusted {
    round: RoundId,
    needed: i64,
    text: String,
    by: Vec<(NewAdjuster, NaiveDate)>,
}

async fn finish(mut tx: Tx, ctx: &Ctx, agreement: &Agreement, meeting: Meeting, written: Written<'_>, adjusted: &Adjusted, key: &str) -> Result<Created> {
    store::end_round(&mut tx, adjusted.round, "published", ctx.now()).await?;
    let event = NewEvent { agreement: Some(agreement.id), meeting: Some(meeting.id), ..NewEvent::default() };
    let event = record(&mut tx, ctx, EventKind::MinutesPublished, event).await?;
    for kind in [ClockKind::Minutes, ClockKind::Adjustment] {
        clocks::close(&mut tx, Thing::Meeting(meeting.id), kind, event, ctx.today()).await?;
    }
    store::document(&mut tx, meeting.id, ctx.now()).await?;
    store::insert_attendance(&mut tx, agreement.id, meeting.id, &written.attending).await?;
    for point in &written.points {
        store::write_minutes(&mut tx, point.item.id, &point.said).await?;
        move_on(&mut tx, ctx, agreement, &meeting, point).await?;
    }
    // their numbers are taken under the agreement's lock: after everything that locks an issue or a person
    for point in &written.points {
        take_on(&mut tx, agreement, event, point).await?;
    }
    let text = whole(Locale::from_code(&meeting.lang), &adjusted.text, adjusted.needed, &adjusted.by);
    store::freeze(&mut tx, agreement.id, meeting.id, adjusted.round, (&text, &sha256(&text)), ctx.now()).await?;
    let created = Created { id: meeting.id, number: meeting.number, slug: meeting.slug };
    keep(&mut tx, ctx, SCOPE, key, &created).await?;
    tx.commit().await?;
    Ok(created)
}

/// The issue of an item goes where the minutes send it.
async fn move_on(tx: &mut Tx, ctx: &Ctx, agreement: &Agreement, meeting: &Meeting, point: &Point<'_>) -> Result<()> {
    let (Some(act), Some(issue)) = (&point.act, point.item.issue_id) else { return Ok(()) };
    let names = [("reason", "reason"), ("next_on", "next"), ("to", "body")];
    // a date that passed while the minutes were adjusted is due at once
    let act = Act { meeting: Some(meeting.id), next_on: act.next_on.map(|on| on.max(ctx.today())), ..act.clone() };
    perform(tx, ctx, agreement, issue, None, &act).await.map_err(|e| at_row(e, point.row, &names, "outcome"))?;
    Ok(())
}

/// Writes the actions of an item, each with its clock.
async fn take_on(tx: &mut Tx, agreement: &Agreement, event: EventId, point: &Point<'_>) -> Result<()> {
    for (position, todo) in (1..).zip(&point.actions) {
        let new =
            NewAction { item: point.item.id, position, what: &todo.what, owner: todo.owner, function: &todo.function, person: &todo.person, due_on: todo.due };
        let id = store::insert_action(tx, agreement.id, &new).await?;
        let clock = NewClock {
            agreement: agreement.id,
            kind: ClockKind::Action,
            thing: Thing::Action(id, point.item.issue_id),
            owner: todo.owner,
            side: todo.side,
            due_on: todo.due,
            opened_by: event,
        };
        clocks::open(tx, &clock).await?;
    }
    Ok(())
}

/// Published minutes as text, with their checksum.
///
/// # Errors
/// `NotFound`, also for minutes that were published before there were checksums.
pub async fn minutes_text(ctx: &Ctx, agreement: &str, number: i64) -> Result<(String, String)> {
    let agreement = ctx.app.catalogue.get(agreement)?;
    let mut conn = ctx.read().await?;
    let (text, sum) = store::frozen(&mut conn, agreement.id, number).await?.ok_or(AppError::NotFound)?;
    let meeting = store::by_number(&mut conn, agreement.id, number, ctx.now()).await?.ok_or(AppError::NotFound)?;
    let items = store::items(&mut conn, meeting.id).await?;
    Ok((super::text::without_hidden(Locale::from_code(&meeting.lang), &text, &items), sum))
}
