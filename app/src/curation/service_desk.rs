//! The kansli's desk: what waits, and an issue with what can be decided about it now.

use super::store_desk::{self as desk_store, ItemRow, MeetingRow, SubjectRow};
use super::{service, service_undo, store};
use crate::agreements::types::Agreement;
use crate::clocks::ClockKind;
use crate::context::Ctx;
use crate::error::{AppError, Faults, Refusal, Result};
use crate::events::store::{self as events, EventRow, Reader};
use crate::events::{EventKind, NewEvent, record};
use crate::i18n::{Locale, curation as t};
use crate::issues::rules::{self, NextDate, Standing, Transition, Who};
use crate::issues::types::{IssueAct, IssueState};
use crate::jobs::{self, Mail};
use crate::moderation::store::{self as moderation, NoteRow};
use crate::ui::form::check_acting;
use crate::{idempotency, paths};
use chrono::{Datelike, NaiveDate, TimeDelta, Weekday};
use serde::Deserialize;
use std::sync::Arc;

codes! {
    /// A queue of the desk. The codes stand in addresses.
    pub enum Queue {
        /// Issues and contributions that wait for publication.
        Publication = "publicering",
        /// Content that somebody reported.
        Flags = "anmalt",
        /// New issues in a forum, about which nothing is decided yet.
        New = "nya",
        /// Issues whose organisation was asked for an addition.
        AskedBack = "komplettering",
        /// Passed dates: the kansli's own and others'.
        Overdue = "forsenat",
        /// Meetings ahead.
        Meetings = "moten",
        /// Meetings that were held and wait for their minutes.
        Minutes = "anteckningar",
    }
}

/// The desk of an agreement.
#[derive(Debug)]
pub struct Desk {
    /// The agreement.
    pub agreement: Arc<Agreement>,
    /// The queue that is shown.
    pub queue: Queue,
    /// Everything that waits, oldest duty first.
    pub items: Vec<ItemRow>,
    /// Meetings that are not documented.
    pub meetings: Vec<MeetingRow>,
    /// The issue that was chosen.
    pub chosen: Option<Subject>,
    /// What the reader just decided and may still undo.
    pub undoable: Option<store::LastAct>,
}

/// An issue, and what the reader may decide about it now.
#[derive(Debug)]
pub struct Subject {
    /// The agreement.
    pub agreement: Arc<Agreement>,
    /// The issue.
    pub issue: SubjectRow,
    /// What may be done, in the order of the state machine.
    pub acts: Vec<&'static Transition>,
    /// Public bodies that can be asked; filled when that is among the acts.
    pub bodies: Vec<store::Choice>,
    /// The newest thing that happened, where the reader has to be told.
    pub newest: Option<EventRow>,
    /// Notes of those who curate; empty for everybody else.
    pub notes: Vec<NoteRow>,
}

/// What the desk's address says.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct DeskQuery {
    /// Queue.
    pub ko: String,
    /// Number of the chosen issue.
    pub fraga: Option<i64>,
    /// Number of the chosen contribution that waits.
    pub inlagg: Option<i64>,
    /// Act that is about to be taken.
    pub akt: String,
    /// Number of the issue about which something was just decided.
    pub gjort: Option<i64>,
}

/// True for an item that belongs in a queue.
pub fn belongs(item: &ItemRow, queue: Queue, today: NaiveDate) -> bool {
    match queue {
        Queue::Flags => item.flags > 0,
        _ if item.flags > 0 => false,
        Queue::Publication => item.kind == Some(ClockKind::Acceptance) || item.contribution_number.is_some(),
        Queue::New => item.kind == Some(ClockKind::NextStep) && item.from_posting && item.state == Some(IssueState::InForum),
        Queue::AskedBack => item.kind == Some(ClockKind::Completion),
        Queue::Overdue => item.due_on.is_some_and(|d| d < today),
        Queue::Meetings | Queue::Minutes => false,
    }
}

/// Whether a meeting waits for its minutes (or is still to come).
pub fn is_held(meeting: &MeetingRow, ctx: &Ctx) -> bool {
    meeting.ends_at <= ctx.now()
}

impl Desk {
    /// Items of a queue, oldest duty first.
    pub fn of(&self, queue: Queue, today: NaiveDate) -> Vec<&ItemRow> {
        self.items.iter().filter(|i| belongs(i, queue, today)).collect()
    }
    /// How many things a queue holds.
    pub fn count(&self, queue: Queue, ctx: &Ctx) -> usize {
        match queue {
            Queue::Meetings => self.meetings.iter().filter(|m| !is_held(m, ctx)).count(),
            Queue::Minutes => self.meetings.iter().filter(|m| is_held(m, ctx)).count(),
            queue => self.of(queue, ctx.today()).len(),
        }
    }
    /// Whether anything in a queue is late.
    pub fn is_late(&self, queue: Queue, ctx: &Ctx) -> bool {
        let today = ctx.today();
        match queue {
            Queue::Meetings => false,
            Queue::Minutes => self.meetings.iter().any(|m| m.minutes_due_on.is_some_and(|d| d < today)),
            queue => self.of(queue, today).iter().any(|i| i.due_on.is_some_and(|d| d < today)),
        }
    }
}

/// Whoever has a moderating seat may see the desk; to decide they must act for the body too.
///
/// # Errors
/// `SignInFirst`, or `NotAllowed` for everybody else (rule 1: no public seat either).
pub fn may_see_desk(ctx: &Ctx, agreement: &Agreement) -> Result<()> {
    let actor = ctx.signed_in()?;
    if actor.has_civil_seat(agreement.curator_id) {
        return Ok(());
    }
    let sits_there = actor.hats.iter().any(|h| h.organisation_id == agreement.curator_id && h.seat.is_some());
    Err(if sits_there { Refusal::CivilSeatsOnly } else { Refusal::NotAllowed }.into())
}

/// Loads the desk. `None` for somebody with a seat who acts for another organisation now: they are offered to switch.
pub async fn desk(ctx: &Ctx, agreement: &str, query: &DeskQuery) -> Result<(Arc<Agreement>, Option<Desk>)> {
    let agreement = ctx.app.catalogue.get(agreement)?;
    may_see_desk(ctx, &agreement)?;
    if !ctx.signed_in()?.acts_by_civil_seat(agreement.curator_id) {
        return Ok((agreement, None));
    }
    let today = ctx.today();
    let mut conn = ctx.read().await?;
    let mut items = desk_store::items(&mut conn, agreement.id, agreement.curator_id, today).await?;
    // what has no date waits since it came
    items.sort_by_key(|i| (i.due_on.or_else(|| i.since_at.map(crate::time::local_date)), i.since_at));
    let meetings = desk_store::meetings(&mut conn, agreement.id).await?;
    let chosen = match query.fraga {
        Some(number) => Some(load(ctx, &mut conn, &agreement, number, query.inlagg.unwrap_or(0)).await?),
        None => None,
    };
    let undoable = match query.gjort {
        Some(number) => service_undo::undoable(ctx, &mut conn, agreement.id, number).await?,
        None => None,
    };
    let mut desk = Desk { agreement: agreement.clone(), queue: Queue::Publication, items, meetings, chosen, undoable };
    desk.queue = query.ko.parse().unwrap_or_else(|_| first_queue(&desk, ctx, query.fraga));
    Ok((agreement, Some(desk)))
}

/// The queue to open where none is asked for: the one that holds the chosen issue, else the first that is not empty.
fn first_queue(desk: &Desk, ctx: &Ctx, chosen: Option<i64>) -> Queue {
    let today = ctx.today();
    let holds = |q: Queue| match chosen {
        Some(n) => desk.of(q, today).iter().any(|i| i.issue_number == Some(n)),
        None => desk.count(q, ctx) > 0,
    };
    Queue::ALL.iter().copied().find(|q| holds(*q)).unwrap_or(Queue::Publication)
}

async fn load(ctx: &Ctx, conn: &mut crate::db::Conn, agreement: &Arc<Agreement>, number: i64, contribution: i64) -> Result<Subject> {
    let actor = ctx.signed_in()?;
    let mut issue = desk_store::subject(conn, agreement.id, number, contribution).await?.ok_or(AppError::NotFound)?;
    let seat = actor.has_civil_seat(agreement.curator_id);
    let author = actor.hats.iter().any(|h| h.organisation_id == issue.organisation_id && h.role.is_some());
    if issue.published_at.is_none() && !seat && !author {
        return Err(AppError::NotFound);
    }
    // declined before anybody could read it: the same text is kept from the issue's own page
    if issue.withheld && !seat && !author {
        issue.what_html.clear();
        issue.ask_html.clear();
        (issue.title, issue.slug) = crate::issues::store::read::withheld_as(ctx.locale, issue.number);
    }
    let mut acts = rules::acts_of(actor, &standing(agreement, &issue));
    acts.retain(|t| t.act != IssueAct::Complete || issue.asked_back);
    // what leads on before what ends
    acts.sort_by_key(|t| match t.act {
        IssueAct::Accept | IssueAct::Answer | IssueAct::PutOnAgenda | IssueAct::Complete => 0,
        IssueAct::Refer | IssueAct::Remind | IssueAct::FollowUp | IssueAct::Conclude | IssueAct::Reopen | IssueAct::Unmerge => 1,
        IssueAct::AskBack | IssueAct::Move | IssueAct::TakeOffAgenda => 2,
        IssueAct::Merge | IssueAct::Close => 3,
        IssueAct::Decline | IssueAct::Withdraw => 4,
    });
    let bodies =
        if acts.iter().any(|t| t.act == IssueAct::Refer) { store::askable_bodies(conn, agreement.public_party_id, ctx.today()).await? } else { Vec::new() };
    let notes = if actor.acts_by_civil_seat(agreement.curator_id) { moderation::notes(conn, issue.id).await? } else { Vec::new() };
    Ok(Subject { agreement: agreement.clone(), issue, acts, bodies, newest: None, notes })
}

fn standing(agreement: &Agreement, issue: &SubjectRow) -> Standing {
    Standing { state: issue.state, organisation_id: issue.organisation_id, curator_id: agreement.curator_id, asked_id: issue.asked_id }
}

/// An issue with what the reader may decide about it. `again` loads the newest thing that happened too, and lets through somebody
/// who may not act any more, so that nothing typed is lost.
///
/// # Errors
/// `SignInFirst`, `NotFound`, `NotAllowed` for somebody who could not act on it in any state, whatever they act as.
pub async fn subject(ctx: &Ctx, agreement: &str, number: i64, again: bool) -> Result<Subject> {
    let agreement = ctx.app.catalogue.get(agreement)?;
    let actor = ctx.signed_in()?;
    let mut conn = ctx.read().await?;
    let mut subject = load(ctx, &mut conn, &agreement, number, 0).await?;
    let seat = actor.has_civil_seat(agreement.curator_id);
    let party = [Who::Author, Who::AskedBody].iter().any(|who| rules::is(actor, *who, &standing(&agreement, &subject.issue)));
    if !again && !seat && !party {
        return Err(Refusal::NotAllowed.into());
    }
    if again {
        let reader = Reader::of(ctx, &agreement);
        subject.newest = events::chain_of_issue(&mut conn, agreement.id, reader, subject.issue.id).await?.pop();
    }
    Ok(subject)
}

/// The date that is filled in before anybody types, per act *(ours)*: a working day.
pub fn preset(act: IssueAct, today: NaiveDate) -> NaiveDate {
    let days = match act {
        IssueAct::Remind => 7,
        IssueAct::AskBack => 10,
        IssueAct::Refer | IssueAct::Answer | IssueAct::Conclude => 30,
        IssueAct::FollowUp => 90,
        _ => service::NEXT_STEP_DAYS,
    };
    let date = today + TimeDelta::days(days);
    match date.weekday() {
        Weekday::Sat => date + TimeDelta::days(2),
        Weekday::Sun => date + TimeDelta::days(1),
        _ => date,
    }
}

/// Whether an act's form asks for a date.
pub const fn wants_date(t: &Transition) -> bool {
    matches!(t.next, NextDate::Required(_))
}

/// The form that publishes a waiting contribution.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct PublishForm {
    /// Idempotency key.
    pub key: String,
    /// For whom the form was opened.
    pub r#as: String,
    /// Reason, shown to all.
    pub reason: String,
    /// Language of the reason; the interface's when empty.
    pub lang: String,
    /// Version of the text that was read.
    pub version: String,
    /// Queue to come back to.
    pub ko: String,
}

/// Publishes a contribution that waits. The reason stands in the public log.
///
/// # Errors
/// `NotFound`, `NotAllowed` for anybody but the curating body, `Already` when it is published, `Stale`, `Invalid` at `reason`.
pub async fn publish_contribution(ctx: &Ctx, agreement: &str, issue: i64, contribution: i64, form: &PublishForm) -> Result<()> {
    check_acting(ctx, &form.r#as)?;
    let agreement = ctx.app.catalogue.get(agreement)?;
    let actor = ctx.signed_in()?;
    if !actor.acts_by_civil_seat(agreement.curator_id) {
        return Err(Refusal::NotAllowed.into());
    }
    let mut faults = Faults::default();
    let reason = faults.text("reason", &form.reason, 3, 2000);
    faults.done()?;
    let mut tx = ctx.write().await?;
    let id = store::id_of(&mut tx, agreement.id, issue).await?.ok_or(AppError::NotFound)?;
    let issue = store::lock(&mut tx, agreement.id, id).await?.ok_or(AppError::NotFound)?;
    if idempotency::earlier(&mut tx, "publish_contribution", &form.key, Some(actor.person_id)).await?.is_some() {
        return Ok(());
    }
    let waiting = desk_store::lock_contribution(&mut tx, id, contribution).await?.ok_or(AppError::NotFound)?;
    if waiting.published_at.is_some() {
        return Err(Refusal::Already.into());
    }
    // its author may have changed it meanwhile: nobody publishes what they have not read
    if form.version.parse().is_ok_and(|read: i64| read != waiting.version) {
        return Err(AppError::Stale { current: waiting.version });
    }
    desk_store::publish_contribution(&mut tx, id, waiting.id, ctx.now()).await?;
    let event = NewEvent {
        agreement: Some(agreement.id),
        issue: Some(id),
        contribution: Some(waiting.id),
        reason,
        lang: Locale::chosen(&form.lang),
        ..NewEvent::default()
    };
    let event = record(&mut tx, ctx, EventKind::ContributionPublished, event).await?;
    crate::mentions::service::tell_published(&mut tx, ctx, crate::mentions::Place::contribution(id, waiting.id), event).await?;
    if let Some(author) = desk_store::author_of(&mut tx, waiting.id).await? {
        let l = Locale::from_code(&author.locale);
        let path = paths::contribution(&agreement.slug, issue.number, &issue.slug, contribution);
        let link = format!("{}{}", ctx.app.settings.public_url, paths::localised(l, path));
        let mail =
            Mail { to: author.email, locale: l, subject: t::mail_published_subject(l, &issue.title), text: t::mail_published_text(l, &issue.title, link) };
        jobs::enqueue_about(&mut tx, ctx, event, mail).await?;
    }
    idempotency::keep(&mut tx, ctx, "publish_contribution", &form.key, Some(actor.person_id), "published").await?;
    tx.commit().await
}
