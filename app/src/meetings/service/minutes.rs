//! Minutes: what was said and decided, who does what, and where each issue goes from here.

use super::agenda::at_row;
use super::{Created, check, check_version, earlier, keep, managed};
use crate::agreements::types::{Agreement, Side};
use crate::clocks::ClockKind;
use crate::clocks::store::{self as clocks, NewClock, Thing};
use crate::context::Ctx;
use crate::curation::service::{Act, perform};
use crate::db::Tx;
use crate::error::{AppError, Fault, Faults, Refusal, Result};
use crate::events::{EventKind, NewEvent, record};
use crate::i18n::Locale;
use crate::ids::{ActionId, EventId, IssueId, MeetingId, OrganisationId};
use crate::issues::types::IssueAct;
use crate::meetings::inputs::{ActionForm, DoneForm, MOST_ACTIONS, MinutesForm, MinutesItem, action_row, at};
use crate::meetings::rules;
use crate::meetings::store::{self, Item, Meeting, Owner, Said};
use crate::meetings::types::ItemOutcome;
use crate::organisations::types::OrganisationKind;
use crate::text;
use crate::ui::form::check_acting;
use chrono::NaiveDate;

struct Todo {
    what: String,
    owner: OrganisationId,
    side: Side,
    due: NaiveDate,
}

struct Point<'a> {
    row: usize,
    item: &'a Item,
    said: Said,
    act: Option<Act>,
    actions: Vec<Todo>,
}

/// Keeps the form of the minutes as it was typed, to be gone on with later. Nothing is checked and nothing shows.
///
/// # Errors
/// `ActingChanged`, `Refused`, `Stale`.
pub async fn save_draft(ctx: &Ctx, agreement: &str, number: i64, form: &MinutesForm) -> Result<Created> {
    check_acting(ctx, &form.r#as)?;
    let agreement = managed(ctx, agreement)?;
    let mut tx = ctx.write().await?;
    let meeting = store::lock(&mut tx, agreement.id, number, ctx.now()).await?;
    if let Some(created) = earlier(&mut tx, ctx, "minutes", &form.key).await? {
        return Ok(created);
    }
    check_version(&form.version, meeting.version)?;
    if !meeting.state.is_standing() {
        return Err(Refusal::WrongState.into());
    }
    let draft = serde_json::to_string(form)?;
    if draft.len() > 800_000 {
        return Err(AppError::BadRequest("draft"));
    }
    store::keep_draft(&mut tx, meeting.id, &draft).await?;
    let created = Created { id: meeting.id, number, slug: meeting.slug };
    keep(&mut tx, ctx, "minutes", &form.key, &created).await?;
    tx.commit().await?;
    Ok(created)
}

/// Publishes the minutes in one transaction: what was said and decided, actions with their clocks, and each issue moves on.
///
/// # Errors
/// `ActingChanged`, `Refused(NotAllowed)`, `Refused(WrongState)` before the meeting has begun or after its minutes were published,
/// `Stale`, `Invalid` with faults at the rows.
pub async fn publish_minutes(ctx: &Ctx, agreement: &str, number: i64, form: &MinutesForm) -> Result<Created> {
    check_acting(ctx, &form.r#as)?;
    let agreement = managed(ctx, agreement)?;
    let mut tx = ctx.write().await?;
    let seen = store::by_number(&mut tx, agreement.id, number, ctx.now()).await?.ok_or(AppError::NotFound)?;
    let mut issues: Vec<i64> = store::items(&mut tx, seen.id).await?.iter().filter_map(|i| i.issue_number).collect();
    issues.sort_unstable();
    for issue in issues {
        store::lock_issue(&mut tx, agreement.id, issue).await?;
    }
    let meeting = store::lock(&mut tx, agreement.id, number, ctx.now()).await?;
    if let Some(created) = earlier(&mut tx, ctx, "minutes", &form.key).await? {
        return Ok(created);
    }
    if !meeting.state.is_standing() || meeting.starts_at > ctx.now() {
        return Err(Refusal::WrongState.into());
    }
    check_version(&form.version, meeting.version)?;
    let items = store::items(&mut tx, meeting.id).await?;
    let owners = store::owners(&mut tx, ctx.today()).await?;
    let points = checked(ctx, form, &items, &owners, &meeting)?;
    let event = NewEvent { agreement: Some(agreement.id), meeting: Some(meeting.id), ..NewEvent::default() };
    let event = record(&mut tx, ctx, EventKind::MinutesPublished, event).await?;
    clocks::close(&mut tx, Thing::Meeting(meeting.id), ClockKind::Minutes, event, ctx.today()).await?;
    store::document(&mut tx, meeting.id, ctx.now()).await?;
    for point in points {
        publish_point(&mut tx, ctx, &agreement, &meeting, event, point).await?;
    }
    let created = Created { id: meeting.id, number, slug: meeting.slug };
    keep(&mut tx, ctx, "minutes", &form.key, &created).await?;
    tx.commit().await?;
    Ok(created)
}

async fn publish_point(tx: &mut Tx, ctx: &Ctx, agreement: &Agreement, meeting: &Meeting, event: EventId, point: Point<'_>) -> Result<()> {
    store::write_minutes(tx, point.item.id, &point.said).await?;
    for (position, todo) in (1..).zip(point.actions) {
        let id = store::insert_action(tx, agreement.id, point.item.id, position, &todo.what, todo.owner, todo.due).await?;
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
    if let (Some(act), Some(issue)) = (point.act, point.item.issue_id) {
        let act = Act { meeting: Some(meeting.id), ..act };
        let names = [("reason", "reason"), ("next_on", "next"), ("to", "body")];
        perform(tx, ctx, agreement, issue, None, &act).await.map_err(|e| at_row(e, point.row, &names, "outcome"))?;
    }
    Ok(())
}

fn checked<'a>(ctx: &Ctx, form: &MinutesForm, items: &'a [Item], owners: &[Owner], meeting: &Meeting) -> Result<Vec<Point<'a>>> {
    let mut faults = Faults::default();
    let mut points = Vec::new();
    for (place, item) in items.iter().enumerate() {
        // by its id, or by its place where a form carries no ids
        let typed = form
            .items
            .iter()
            .enumerate()
            .find(|(_, f)| f.id.parse() == Ok(item.id.0))
            .or_else(|| form.items.iter().enumerate().nth(place).filter(|(_, f)| f.id.is_empty()));
        let empty = MinutesItem::default();
        let (row, typed) = typed.unwrap_or((place, &empty));
        points.push(point(ctx, &mut faults, row, item, typed, owners, meeting));
    }
    faults.done()?;
    Ok(points)
}

fn point<'a>(ctx: &Ctx, faults: &mut Faults, row: usize, item: &'a Item, typed: &MinutesItem, owners: &[Owner], meeting: &Meeting) -> Point<'a> {
    let said = faults.text(at("said", row), &typed.said, if item.is_dropped() || item.promise_id.is_some() { 0 } else { 3 }, 8000);
    let decided = faults.text(at("decided", row), &typed.decided, 0, 2000);
    let outcome = match typed.outcome.as_str() {
        "" => Ok(ItemOutcome::None),
        code => code.parse(),
    };
    // an issue that stands on the agenda must go somewhere; one that does not cannot
    let fits = outcome.as_ref().is_ok_and(|o| (*o != ItemOutcome::None) == item.here);
    if !fits {
        faults.add(at("outcome", row), Fault::Choice);
    }
    let outcome = outcome.unwrap_or(ItemOutcome::None);
    let code = match outcome {
        ItemOutcome::None => None,
        ItemOutcome::Refer => Some(IssueAct::Refer),
        ItemOutcome::Forum => Some(IssueAct::TakeOffAgenda),
        ItemOutcome::Answered => Some(IssueAct::Conclude),
        ItemOutcome::Close => Some(IssueAct::Close),
    };
    let mut reason = String::new();
    let act = code.map(|code| {
        reason = faults.text(at("reason", row), &typed.reason, check::REASON.0, check::REASON.1);
        let mut act = Act::new(code, reason.clone());
        act.meeting = Some(meeting.id);
        act.lang = Some(Locale::from_code(&meeting.lang));
        if code != IssueAct::Close {
            act.next_on = check::promised(faults, at("next", row), &typed.next, ctx.today());
        }
        if code == IssueAct::Refer {
            act.to = owners.iter().find(|o| o.slug == typed.body.trim() && o.kind == OrganisationKind::PublicBody).map(|o| o.id);
            if act.to.is_none() {
                faults.add(at("body", row), Fault::Choice);
            }
        }
        act
    });
    let actions = todos(ctx, faults, row, &typed.actions, owners);
    let said_html = text::markdown::render(&said);
    Point { row, item, said: Said { said, said_html, decided, outcome, reason }, act, actions }
}

fn todos(ctx: &Ctx, faults: &mut Faults, row: usize, typed: &[ActionForm], owners: &[Owner]) -> Vec<Todo> {
    let mut todos = Vec::new();
    for (i, action) in typed.iter().enumerate().take(MOST_ACTIONS) {
        if action.what.trim().is_empty() && action.owner.trim().is_empty() {
            continue;
        }
        let n = action_row(row, i);
        let what = faults.text(at("what", n), &text::clean_line(&action.what), 3, 300);
        let owner = owner(owners, &action.owner);
        if owner.is_none() {
            faults.add(at("owner", n), if action.owner.trim().is_empty() { Fault::Required } else { Fault::Choice });
        }
        let due = check::promised(faults, at("due", n), &action.due, ctx.today());
        if let (Some(owner), Some(due)) = (owner, due) {
            todos.push(Todo { what, owner: owner.id, side: owner.side, due });
        }
    }
    todos
}

/// An organisation by its slug or its name, whatever the case.
fn owner<'a>(owners: &'a [Owner], typed: &str) -> Option<&'a Owner> {
    let typed = text::clean_line(typed);
    let key = text::fold_key(&typed);
    owners.iter().find(|o| o.slug == typed).or_else(|| owners.iter().find(|o| o.fold_key == key))
}

/// Ticks off an action from the minutes: by who speaks for its owner, or the kansli.
///
/// # Errors
/// `NotFound`, `ActingChanged`, `Refused(NotAllowed)`, `Invalid`.
pub async fn action_done(ctx: &Ctx, agreement: &str, number: i64, id: ActionId, form: &DoneForm) -> Result<()> {
    check_acting(ctx, &form.r#as)?;
    let agreement = ctx.app.catalogue.get(agreement)?;
    let actor = ctx.signed_in()?;
    let mut tx = ctx.write().await?;
    let action = store::lock_action(&mut tx, agreement.id, id).await?.ok_or(AppError::NotFound)?;
    let (meeting, issue): (MeetingId, Option<IssueId>) = store::item_of(&mut tx, action.agenda_item_id).await?;
    let held = store::by_number(&mut tx, agreement.id, number, ctx.now()).await?.filter(|m| m.id == meeting).ok_or(AppError::NotFound)?;
    if !rules::may_tick_off(actor, agreement.curator_id, action.owner_id) {
        return Err(Refusal::NotAllowed.into());
    }
    let mut faults = Faults::default();
    let note = faults.text("note", &form.note, 0, 500);
    faults.done()?;
    // ticked off is ticked off, by whomever
    if action.done_at.is_some() {
        return Ok(());
    }
    store::finish_action(&mut tx, id, &note, ctx.now()).await?;
    let event = NewEvent {
        agreement: Some(agreement.id),
        issue,
        meeting: Some(meeting),
        organisation: Some(action.owner_id),
        reason: note,
        lang: Some(Locale::from_code(&held.lang)),
        payload: serde_json::json!({ "action": id }),
        ..NewEvent::default()
    };
    let event = record(&mut tx, ctx, EventKind::ActionDone, event).await?;
    clocks::close(&mut tx, Thing::Action(id, issue), ClockKind::Action, event, ctx.today()).await?;
    tx.commit().await
}
