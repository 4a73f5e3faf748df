//! Choosing issues for a meeting: what goes on its agenda, and what does not this time, each with a published reason.

use super::board::{BoardQuery, PAGE};
use super::calendar::{self, Warned};
use crate::agreements::types::Agreement;
use crate::context::Ctx;
use crate::db::Tx;
use crate::error::{AppError, Fault, Faults, Refusal, Result};
use crate::events::{EventKind, NewEvent, record};
use crate::i18n::Locale;
use crate::idempotency;
use crate::ids::{EventId, IssueId, MeetingId};
use crate::issues::rules::transition;
use crate::issues::types::IssueAct;
use crate::meetings::inputs::{ItemForm, at};
use crate::meetings::rules::may_manage;
use crate::meetings::service as meetings;
use crate::meetings::store::{self as meetings_store, Meeting};
use crate::meetings::types::MeetingState;
use crate::planning::store::{self, BoardRow, Filter, NewChoice};
use crate::planning::types::{Choice, Order};
use crate::ui::form::check_acting;
use chrono::Datelike;
use std::collections::HashMap;
use std::sync::Arc;

/// Most issues that one form decides about: a page of the board.
pub const MOST_CHOICES: usize = 25;
/// Bounds of a reason in characters: those of an item of an agenda.
const REASON: (usize, usize) = (3, 500);

/// The form that chooses. Rows have numbered fields, `choice-3`.
#[derive(Debug, Clone, Default)]
pub struct ChoiceForm {
    /// Idempotency key.
    pub key: String,
    /// For whom the form was opened.
    pub r#as: String,
    /// One for each issue that was shown.
    pub items: Vec<ChoiceItem>,
    /// Why not the others that were shown, for all of them about which nothing is decided.
    pub others: String,
}

/// What is decided about an issue.
#[derive(Debug, Clone, Default)]
pub struct ChoiceItem {
    /// Number of the issue.
    pub issue: i64,
    /// What, by its code; empty: nothing now.
    pub choice: String,
    /// Why.
    pub reason: String,
}

impl From<Vec<(String, String)>> for ChoiceForm {
    fn from(pairs: Vec<(String, String)>) -> Self {
        let mut fields: HashMap<String, String> = pairs.into_iter().collect();
        let mut take = |name: &str| fields.remove(name).unwrap_or_default();
        let items = (0..MOST_CHOICES)
            .filter_map(|i| {
                let issue = take(&format!("fraga-{i}")).parse().ok()?;
                Some(ChoiceItem { issue, choice: take(&format!("choice-{i}")), reason: take(&format!("reason-{i}")) })
            })
            .collect();
        Self { key: take("key"), r#as: take("as"), items, others: take("others") }
    }
}

/// The page that chooses issues for a meeting.
#[derive(Debug)]
pub struct Choosing {
    /// Agreement.
    pub agreement: Arc<Agreement>,
    /// The meeting.
    pub meeting: Meeting,
    /// Issues to choose among.
    pub rows: Vec<BoardRow>,
    /// There are more.
    pub more: bool,
    /// What the meeting clashes with.
    pub clashes: Vec<Warned>,
}

fn managed(ctx: &Ctx, agreement: &str) -> Result<Arc<Agreement>> {
    let agreement = ctx.app.catalogue.get(agreement)?;
    if !may_manage(ctx.signed_in()?, agreement.curator_id) {
        return Err(Refusal::NotAllowed.into());
    }
    Ok(agreement)
}

/// A meeting that issues can be chosen for: one that is announced and has not begun, or is planned.
fn is_ahead(meeting: &Meeting, ctx: &Ctx) -> bool {
    is_draft(meeting) || (meeting.state.is_standing() && meeting.starts_at > ctx.now())
}

fn is_draft(meeting: &Meeting) -> bool {
    meeting.state == MeetingState::Draft
}

/// The page that chooses issues for a meeting: those of the board that the query finds, or those of a form that was sent.
///
/// # Errors
/// `NotAllowed` for all but those who manage meetings; `NotFound`; `Closed` once the meeting has begun or is cancelled.
pub async fn choosing(ctx: &Ctx, agreement: &str, number: i64, query: &BoardQuery, typed: Option<&ChoiceForm>) -> Result<Choosing> {
    let agreement = managed(ctx, agreement)?;
    let mut conn = ctx.read().await?;
    let meeting = meetings_store::planned(&mut conn, agreement.id, number, ctx.now()).await?.ok_or(AppError::NotFound)?;
    if !is_ahead(&meeting, ctx) && typed.is_none() {
        return Err(Refusal::Closed.into());
    }
    let mut filter = Filter { meeting: Some(meeting.id), ..query.filter(&agreement) };
    if let Some(typed) = typed {
        let numbers: Vec<String> = typed.items.iter().map(|i| i.issue.to_string()).collect();
        filter = Filter { only: Some(format!(",{},", numbers.join(","))), meeting: Some(meeting.id), pattern: "%".into(), ..Filter::default() };
    }
    let mut rows = store::board(&mut conn, agreement.id, &filter, query.order(), PAGE + 1).await?;
    let more = rows.len() > MOST_CHOICES;
    rows.truncate(MOST_CHOICES);
    let year = calendar::year_of(&mut conn, &agreement, meeting.starts_local.year(), true).await?;
    let clashes = calendar::warned(ctx, &agreement, &year).into_iter().zip(&year).find(|(_, m)| m.number == number).map(|(found, _)| found).unwrap_or_default();
    Ok(Choosing { agreement, meeting, rows, more, clashes })
}

/// A decision that was found fine.
#[derive(Debug)]
struct Decided {
    row: usize,
    issue: i64,
    choice: Choice,
    reason: String,
    /// One of the others, which share a reason.
    shared: bool,
}

fn check(form: &ChoiceForm) -> Result<Vec<Decided>> {
    let mut faults = Faults::default();
    let mut decided = Vec::new();
    for (row, item) in form.items.iter().enumerate().take(MOST_CHOICES) {
        if item.choice.is_empty() {
            // a reason without a decision is one that somebody forgot
            if !item.reason.trim().is_empty() {
                faults.add(at("choice", row), Fault::Required);
            }
            continue;
        }
        let reason = faults.text(at("reason", row), &item.reason, REASON.0, REASON.1);
        match item.choice.parse() {
            Ok(choice) => decided.push(Decided { row, issue: item.issue, choice, reason, shared: false }),
            Err(_) => faults.add(at("choice", row), Fault::Choice),
        }
    }
    faults.done()?;
    Ok(decided)
}

/// Faults that the agenda's own form would show, at the rows of this one.
fn at_rows(e: AppError, chosen: &[&Decided], before: usize) -> AppError {
    let AppError::Invalid(faults) = e else { return e };
    let moved = faults.0.into_iter().map(|(field, fault)| {
        let row = field.split_once('-').and_then(|(_, row)| row.parse::<usize>().ok()).and_then(|row| row.checked_sub(before)).and_then(|n| chosen.get(n));
        let name = if field.starts_with("item_reason") { "reason" } else { "choice" };
        (row.map_or("rows", |d| at(name, d.row)), fault)
    });
    AppError::Invalid(Faults(moved.collect()))
}

/// Decides about issues for a meeting. What is chosen is put on the agenda by the service that changes meetings; what is not is said in the
/// issue's chain, on the meeting's page and in the log. Sent again, the same form acts once.
///
/// # Errors
/// Those of [`choosing`]; `ActingChanged`; `Invalid` at `choice-n`, `reason-n`, at `others` when something is chosen before others that
/// have backing and none says why, and at `rows` when the agenda is full or nothing is decided; `Stale` when somebody else changed the meeting at the same time.
pub async fn choose(ctx: &Ctx, agreement: &str, number: i64, form: &ChoiceForm) -> Result<meetings::Created> {
    check_acting(ctx, &form.r#as)?;
    let agreement = managed(ctx, agreement)?;
    let mut decided = check(form)?;
    check_standing(ctx, &agreement, number, form, &mut decided).await?;
    if decided.is_empty() {
        return Err(AppError::Invalid(Faults(vec![("rows", Fault::Required)])));
    }
    let chosen: Vec<&Decided> = decided.iter().filter(|d| d.choice == Choice::Yes).collect();
    if !chosen.is_empty() {
        put_on_agenda(ctx, &agreement, number, form, &chosen).await?;
    }
    say(ctx, &agreement, number, form, &decided).await
}

/// What is not chosen must be such as could be, before anything is written. What is chosen is tried by the service that puts it there. The
/// others that were shown, and of which nothing was said for this meeting, share a reason; it must be there once something is chosen and one
/// of them has backing.
async fn check_standing(ctx: &Ctx, agreement: &Agreement, number: i64, form: &ChoiceForm, decided: &mut Vec<Decided>) -> Result<()> {
    let numbers: Vec<String> = form.items.iter().take(MOST_CHOICES).map(|i| i.issue.to_string()).collect();
    let mut conn = ctx.read().await?;
    let meeting = meetings_store::planned(&mut conn, agreement.id, number, ctx.now()).await?.ok_or(AppError::NotFound)?;
    let filter = Filter { only: Some(format!(",{},", numbers.join(","))), meeting: Some(meeting.id), pattern: "%".into(), ..Filter::default() };
    let there = store::board(&mut conn, agreement.id, &filter, Order::Moved, PAGE).await?;
    let mut faults = Faults::default();
    for d in decided.iter().filter(|d| d.choice == Choice::No && !there.iter().any(|r| r.number == d.issue)) {
        faults.add(at("choice", d.row), Fault::Choice);
    }
    let left: Vec<&BoardRow> = there.iter().filter(|r| r.chosen.is_none() && !decided.iter().any(|d| d.issue == r.number)).collect();
    let needed = decided.iter().any(|d| d.choice == Choice::Yes) && left.iter().any(|r| r.backers > 0);
    if needed || !form.others.trim().is_empty() {
        let reason = faults.text("others", &form.others, REASON.0, REASON.1);
        let row = |issue: i64| form.items.iter().position(|i| i.issue == issue).unwrap_or_default();
        decided.extend(left.iter().map(|r| Decided { row: row(r.number), issue: r.number, choice: Choice::No, reason: reason.clone(), shared: true }));
    }
    faults.done()
}

async fn put_on_agenda(ctx: &Ctx, agreement: &Agreement, number: i64, form: &ChoiceForm, chosen: &[&Decided]) -> Result<()> {
    let page = meetings::plan_page(ctx, &agreement.slug, number, None, None).await?;
    if !page.meeting.as_ref().is_some_and(|m| is_ahead(m, ctx)) {
        return Err(Refusal::Closed.into());
    }
    let draft = page.meeting.as_ref().is_some_and(is_draft);
    let mut meeting = page.form;
    if draft {
        // it stays one
        meeting.act = "draft".into();
    }
    let before = meeting.items.len();
    // a second sending of the form finds what the first one put there
    let new: Vec<&Decided> = chosen.iter().copied().filter(|d| !meeting.items.iter().any(|i| i.issue == d.issue.to_string())).collect();
    if new.is_empty() {
        return Ok(());
    }
    meeting.items.extend(new.iter().map(|d| ItemForm { issue: d.issue.to_string(), reason: d.reason.clone(), ..ItemForm::default() }));
    meeting.key = format!("{}-a", form.key.chars().take(60).collect::<String>());
    meeting.r#as.clone_from(&form.r#as);
    meetings::edit(ctx, &agreement.slug, number, &meeting).await.map_err(|e| at_rows(e, &new, before))?;
    Ok(())
}

/// Writes the decisions down. Issues are locked before the meeting, in one order.
async fn say(ctx: &Ctx, agreement: &Agreement, number: i64, form: &ChoiceForm, decided: &[Decided]) -> Result<meetings::Created> {
    const SCOPE: &str = "choice";
    let person = ctx.signed_in()?.person_id;
    let mut tx = ctx.write().await?;
    let mut faults = Faults::default();
    let mut order: Vec<&Decided> = decided.iter().collect();
    order.sort_by_key(|d| d.issue);
    let mut issues: Vec<(&Decided, IssueId)> = Vec::new();
    for d in order {
        let issue = meetings_store::lock_issue(&mut tx, agreement.id, d.issue).await?;
        // what was chosen stands on the agenda by now
        match issue.filter(|i| d.choice == Choice::Yes || transition(i.state, IssueAct::PutOnAgenda).is_some()) {
            Some(issue) => issues.push((d, issue.id)),
            // one of the others that went elsewhere meanwhile
            None if d.shared => {}
            None => faults.add(at("choice", d.row), Fault::Choice),
        }
    }
    let meeting = meetings_store::lock_planned(&mut tx, agreement.id, number, ctx.now()).await?;
    let created = meetings::Created { id: meeting.id, number, slug: meeting.slug.clone() };
    if idempotency::earlier(&mut tx, SCOPE, &form.key, Some(person)).await?.is_some() {
        return Ok(created);
    }
    if !is_ahead(&meeting, ctx) {
        return Err(Refusal::Closed.into());
    }
    faults.done()?;
    for (d, issue) in issues {
        write(&mut tx, ctx, agreement, &meeting, issue, d).await?;
    }
    idempotency::keep(&mut tx, ctx, SCOPE, &form.key, Some(person), "done").await?;
    tx.commit().await?;
    Ok(created)
}

async fn write(tx: &mut Tx, ctx: &Ctx, agreement: &Agreement, meeting: &Meeting, issue: IssueId, d: &Decided) -> Result<()> {
    let event = match d.choice {
        // nobody else knows of a draft: what was decided is said when it is announced
        _ if is_draft(meeting) => None,
        // the act that put it there has said so in the chain and in the log
        Choice::Yes => Some(store::put_on_by(tx, issue, meeting.id).await?.ok_or(Refusal::MovedOn)?),
        Choice::No => Some(not_chosen(tx, ctx, agreement, (meeting.id, &meeting.lang), issue, &d.reason).await?),
    };
    let choice = NewChoice {
        agreement: agreement.id,
        issue,
        meeting: meeting.id,
        chosen: d.choice == Choice::Yes,
        reason: &d.reason,
        lang: &meeting.lang,
        event,
        now: ctx.now(),
    };
    store::keep_choice(tx, &choice).await
}

async fn not_chosen(tx: &mut Tx, ctx: &Ctx, agreement: &Agreement, (meeting, lang): (MeetingId, &str), issue: IssueId, reason: &str) -> Result<EventId> {
    let event = NewEvent {
        agreement: Some(agreement.id),
        issue: Some(issue),
        meeting: Some(meeting),
        reason: reason.to_string(),
        lang: Some(Locale::from_code(lang)),
        ..NewEvent::default()
    };
    record(tx, ctx, EventKind::IssueNotChosen, event).await
}

/// A draft was announced: what was decided about issues for it while it was planned is said now. Of what was chosen the act that put it on the
/// agenda has said so; of what was not, and could still have been, this does. The meeting is locked.
pub async fn announced(tx: &mut Tx, ctx: &Ctx, agreement: &Agreement, meeting: MeetingId) -> Result<()> {
    for c in store::unsaid(tx, meeting).await? {
        let event = match (c.chosen, c.on_agenda) {
            (true, true) => store::put_on_by(tx, c.issue_id, meeting).await?,
            // the agenda was changed by hand since: it says what holds
            (true, false) | (false, true) => None,
            (false, false) => Some(not_chosen(tx, ctx, agreement, (meeting, &c.lang), c.issue_id, &c.reason).await?),
        };
        if let Some(event) = event {
            store::said(tx, c.id, event).await?;
        }
    }
    Ok(())
}
