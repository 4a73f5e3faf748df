//! The kansli's desk: what waits, in queues.

pub mod bulk;
pub mod bulk_waiting;
pub mod efforts;
pub mod history;
pub mod link;
pub mod todo;
pub mod views;

use super::filter::Filter;
use super::rules;
use super::store::{self, Asked, ItemRow, MeetingRow};
use super::types::{Age, Queue, Source};
use crate::agreements::types::Agreement;
use crate::appeals::service::{self as appeals, Appeal};
use crate::clocks::ClockKind;
use crate::context::Ctx;
use crate::curation::service_subject::{self, Shown, Subject};
use crate::curation::service_undo;
use crate::curation::store::LastAct;
use crate::db::Conn;
use crate::error::{AppError, Refusal, Result};
use crate::events::store::{self as events, EventRow, Reader};
use crate::issues::types::IssueState;
use crate::meetings::store::{self as meetings, Item, Meeting};
use crate::moderation::store::{self as moderation, FlagRow};
use crate::phrases::store::{self as phrases, PhraseRow};
use crate::{paths, time};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use serde::Deserialize;
use std::sync::Arc;

/// Things that "my day" shows of what came in.
const NEWS: i64 = 20;

/// The desk of an agreement.
#[derive(Debug)]
pub struct Desk {
    /// The agreement.
    pub agreement: Arc<Agreement>,
    /// The queue that is shown.
    pub queue: Queue,
    /// Everything that waits, oldest duty first.
    pub items: Vec<ItemRow>,
    /// Meetings that are announced and not documented.
    pub meetings: Vec<MeetingRow>,
    /// Meetings that are prepared and not announced yet.
    pub drafts: Vec<MeetingRow>,
    /// Saved views that the reader sees.
    pub views: Vec<ItemRow>,
    /// What all of it is narrowed to.
    pub filter: Filter,
    /// The issue that was chosen.
    pub chosen: Option<Subject>,
    /// Something else that was chosen.
    pub beside: Option<Beside>,
    /// What the reader just decided and may still undo.
    pub undoable: Option<LastAct>,
    /// What others did since the last working day's morning; on "my day" only.
    pub news: Vec<EventRow>,
    /// That day.
    pub since: NaiveDate,
    /// Areas without a meeting for half a year, and with none planned; while nothing is chosen.
    pub left_out: usize,
}

/// What stands beside a queue where it is no issue that a decision is taken about.
#[derive(Debug)]
pub enum Beside {
    /// The reports of one thing that wait, with the phrases for their answer; none where they are answered already.
    Reports(Vec<FlagRow>, Vec<PhraseRow>),
    /// An appeal.
    Appeal(Box<Appeal>),
    /// A meeting with its agenda.
    Meeting(Box<Meeting>, Vec<Item>),
}

/// What the desk's address says.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct DeskQuery {
    /// Queue.
    pub ko: String,
    /// Number of the chosen issue.
    pub fraga: Option<i64>,
    /// Number of the chosen contribution.
    pub inlagg: Option<i64>,
    /// Number of the chosen appeal.
    pub overklagande: Option<i64>,
    /// Number of the chosen meeting.
    pub mote: Option<i64>,
    /// Act that is about to be taken.
    pub akt: String,
    /// Number of the issue about which something was just decided.
    pub gjort: Option<i64>,
    /// Not empty: all issues of the queue are marked.
    pub alla: String,
    /// Only what stands in this forum.
    pub forum: String,
    /// Only what has this theme.
    pub tema: String,
    /// Only what is about this area.
    pub omrade: String,
    /// Only what is promised by this side.
    pub sida: String,
    /// Only what has waited so many days.
    pub alder: String,
}

/// True for an item that belongs in a queue.
pub fn belongs(item: &ItemRow, queue: Queue, today: NaiveDate) -> bool {
    match queue {
        Queue::Flags => item.source == Source::Flag,
        Queue::Newcomers => item.source == Source::Newcomer,
        Queue::Publication => item.kind == Some(ClockKind::Acceptance) || item.source == Source::Waiting,
        Queue::New => item.kind == Some(ClockKind::NextStep) && item.from_posting && item.state == Some(IssueState::InForum),
        Queue::AskedBack => item.kind == Some(ClockKind::Completion),
        Queue::Appeals => item.kind == Some(ClockKind::Appeal),
        Queue::Bodies => item.source == Source::Body || item.kind == Some(ClockKind::Representation),
        Queue::Wishes => item.source == Source::Wish,
        Queue::Consensus => item.source == Source::Consensus || item.kind == Some(ClockKind::ModelReview),
        Queue::Efforts => item.source == Source::Effort,
        Queue::Promises => item.kind == Some(ClockKind::Promise) && item.due_on.is_some_and(|d| d < today),
        Queue::Actions => item.kind == Some(ClockKind::Action) && item.due_on.is_some_and(|d| d < today),
        Queue::Adjusting => item.source == Source::Round,
        Queue::Overdue => is_promise(item) && item.due_on.is_some_and(|d| d < today),
        // its own promises until today; the page shows more
        Queue::Day => is_promise(item) && item.by_curator && item.due_on.is_some_and(|d| d <= today) && !is_hearing_ahead(item, today),
        Queue::Meetings | Queue::Drafts | Queue::Minutes | Queue::Plans | Queue::Week => false,
    }
}

/// Something with a date by which it is to be done.
pub fn is_promise(item: &ItemRow) -> bool {
    matches!(item.source, Source::Clock | Source::Wish | Source::Effort | Source::Consensus)
}

/// A promise to take something up that the meeting itself keeps: "my day" shows that, once, whatever stands on its agenda.
pub fn is_hearing_ahead(item: &ItemRow, today: NaiveDate) -> bool {
    item.kind == Some(ClockKind::Hearing) && item.due_on.is_some_and(|d| d >= today)
}

/// Whether a meeting waits for its minutes (or is still to come).
pub fn is_held(meeting: &MeetingRow, ctx: &Ctx) -> bool {
    meeting.ends_at <= ctx.now()
}

impl Desk {
    /// Something is chosen and stands beside the queue.
    pub fn is_open(&self) -> bool {
        self.chosen.is_some() || self.beside.is_some()
    }
    /// The address of a queue, narrowed as this one is.
    pub fn path(&self, queue: Queue) -> String {
        format!("{}?{}", paths::desk(&self.agreement.slug), self.filter.query(&self.agreement, queue))
    }
    /// Meetings ahead, also those that are prepared, in their order.
    pub fn planned<'a>(&'a self, ctx: &Ctx) -> impl Iterator<Item = &'a MeetingRow> {
        let now = ctx.now();
        let mut all: Vec<_> = self.meetings.iter().chain(&self.drafts).filter(|m| m.ends_at > now).collect();
        all.sort_by_key(|m| m.starts_local);
        all.into_iter()
    }
    /// The queue that is shown as forms carry it, with what it is narrowed to.
    pub fn carried(&self) -> String {
        rules::queue_and_place(self.queue, &self.narrowed(), None)
    }
    /// What all of it is narrowed to, as an address says it after the queue: `&forum=rost`.
    pub fn narrowed(&self) -> String {
        self.filter.pairs(&self.agreement).iter().map(|(key, value)| format!("&{key}={value}")).collect()
    }
    /// Meetings that were held, and whose minutes are to be written.
    pub fn to_write<'a>(&'a self, ctx: &Ctx) -> impl Iterator<Item = &'a MeetingRow> {
        let now = ctx.now();
        self.meetings.iter().filter(move |m| m.ends_at <= now && !m.adjusting)
    }
    /// Days that the oldest of a queue has waited.
    pub fn oldest(&self, queue: Queue, ctx: &Ctx) -> Option<i64> {
        let today = ctx.today();
        let age = |at: DateTime<Utc>| (today - time::local_date(at)).num_days();
        match queue {
            Queue::Minutes => self.to_write(ctx).map(|m| age(m.ends_at)).max(),
            Queue::Drafts => self.drafts.iter().map(|m| age(m.created_at)).max(),
            queue => self.of(queue, today).iter().filter_map(|i| i.since_at).map(age).max(),
        }
    }
    /// How old the oldest of a queue is, or how late or near the first of its dates. None for one that is empty.
    pub fn age(&self, queue: Queue, ctx: &Ctx) -> Option<Age> {
        let today = ctx.today();
        let due = |items: Vec<&ItemRow>| items.iter().filter_map(|i| i.due_on).min().map(|d| Age::of_date(d, today));
        let day = |all: &mut dyn Iterator<Item = &MeetingRow>| all.map(|m| m.starts_local.date()).min();
        let waited = self.oldest(queue, ctx).map(Age::Waited);
        match queue {
            Queue::Day => {
                let ahead = day(&mut self.meetings.iter().filter(|m| !is_held(m, ctx) && m.starts_local.date() <= today));
                self.of(queue, today).iter().filter_map(|i| i.due_on).chain(ahead).min().map(|d| Age::of_date(d, today))
            }
            Queue::Week => rules::week(ctx, self).iter().find(|(_, all)| !all.is_empty()).map(|(on, _)| Age::of_date(*on, today)),
            Queue::Meetings => day(&mut self.meetings.iter().filter(|m| !is_held(m, ctx))).map(|d| Age::of_date(d, today)),
            Queue::Plans => day(&mut self.planned(ctx)).map(|d| Age::of_date(d, today)).or_else(|| self.age(Queue::Wishes, ctx)),
            // what all have approved waits for nobody's answer
            Queue::Adjusting => due(self.of(queue, today).into_iter().filter(|i| i.taken < i.capacity).collect()).or(waited),
            Queue::Overdue | Queue::Promises | Queue::Actions | Queue::Bodies | Queue::Efforts => due(self.of(queue, today)).or(waited),
            _ => waited,
        }
    }
    /// Items of a queue, oldest duty first.
    pub fn of(&self, queue: Queue, today: NaiveDate) -> Vec<&ItemRow> {
        self.items.iter().filter(|i| belongs(i, queue, today)).collect()
    }
    /// How many things a queue holds.
    pub fn count(&self, queue: Queue, ctx: &Ctx) -> usize {
        match queue {
            Queue::Meetings => self.meetings.iter().filter(|m| !is_held(m, ctx)).count(),
            Queue::Minutes => self.to_write(ctx).count(),
            Queue::Drafts => self.drafts.len(),
            Queue::Plans => self.planned(ctx).count() + self.of(Queue::Wishes, ctx.today()).len(),
            Queue::Week => rules::week(ctx, self).iter().map(|(_, all)| all.len()).sum(),
            Queue::Day => {
                let today = ctx.today();
                self.of(queue, today).len() + self.meetings.iter().filter(|m| !is_held(m, ctx) && m.starts_local.date() <= today).count()
            }
            queue => self.of(queue, ctx.today()).len(),
        }
    }
    /// Whether anything in a queue is late.
    pub fn is_late(&self, queue: Queue, ctx: &Ctx) -> bool {
        let today = ctx.today();
        match queue {
            Queue::Meetings | Queue::Drafts | Queue::Plans | Queue::Week => false,
            Queue::Minutes => self.to_write(ctx).any(|m| m.minutes_due_on.is_some_and(|d| d < today)),
            // what all have approved waits for nobody's answer
            Queue::Adjusting => self.of(queue, today).iter().any(|i| i.taken < i.capacity && i.due_on.is_some_and(|d| d < today)),
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
    let filter = Filter::of(&agreement, query);
    let mut conn = ctx.read().await?;
    let asked = Asked {
        agreement: agreement.id,
        curator: agreement.curator_id,
        steering: agreement.steering_id,
        today,
        newcomers_before: rules::newcomers_before(ctx.now()),
        until: today + TimeDelta::days(rules::WEEK),
        terms_until: crate::bodies::rules::soon(today),
        theme: filter.theme,
        area: filter.area,
        person: ctx.signed_in()?.person_id,
    };
    let mut items = store::items(&mut conn, &asked).await?;
    let (views, rest): (Vec<_>, Vec<_>) = items.into_iter().partition(|i| i.source == Source::View);
    items = rest;
    items.retain(|i| filter.lets(i, today));
    let (drafts, meetings): (Vec<_>, Vec<_>) = items.iter().filter_map(ItemRow::meeting).partition(|m| m.draft);
    items.retain(|i| i.source != Source::Meeting);
    // what has no date waits since it came
    items.sort_by_key(|i| (i.due_on.or_else(|| i.since_at.map(crate::time::local_date)), i.since_at));
    let beside = beside(ctx, &mut conn, &agreement, query).await?;
    let chosen = match query.fraga.filter(|_| beside.is_none()) {
        Some(number) => {
            let shown = Shown { contribution: query.inlagg.unwrap_or(0), act: &query.akt, chain: true };
            Some(service_subject::load(ctx, &mut conn, &agreement, number, shown).await?)
        }
        None => None,
    };
    let undoable = match query.gjort {
        Some(number) => service_undo::undoable(ctx, &mut conn, agreement.id, number).await?,
        None => None,
    };
    let since = rules::last_working_day(today);
    let mut desk = Desk {
        agreement: agreement.clone(),
        queue: Queue::Day,
        items,
        meetings,
        drafts,
        views,
        filter,
        chosen,
        beside,
        undoable,
        news: Vec::new(),
        since,
        left_out: 0,
    };
    if !desk.is_open() && !filter.is_any() {
        desk.left_out = crate::planning::service::left_out(ctx, &mut conn, &agreement).await?;
    }
    desk.queue = query.ko.parse().unwrap_or_else(|_| first_queue(&desk, ctx, query.fraga));
    if desk.queue == Queue::Day && !desk.is_open() {
        let after = time::instant(since.and_time(chrono::NaiveTime::MIN)).unwrap_or_else(|| ctx.now() - TimeDelta::days(1));
        desk.news = events::since(&mut conn, agreement.id, Reader::of(ctx, &agreement), after, false, NEWS).await?;
    }
    Ok((agreement, Some(desk)))
}

/// What was chosen, where it is no issue to decide about.
async fn beside(ctx: &Ctx, conn: &mut Conn, agreement: &Arc<Agreement>, query: &DeskQuery) -> Result<Option<Beside>> {
    Ok(match (query.ko.parse(), query.fraga, query.overklagande, query.mote) {
        (Ok(Queue::Flags), Some(number), ..) => {
            let open = moderation::open_flags_of(conn, agreement.id, number, query.inlagg.unwrap_or(0)).await?;
            let phrases = if open.is_empty() { Vec::new() } else { phrases::all(conn, agreement.id, agreement.curator_id).await? };
            Some(Beside::Reports(open, phrases))
        }
        (_, _, Some(number), _) => Some(Beside::Appeal(Box::new(appeals::load(ctx, conn, agreement, number).await?))),
        (_, _, _, Some(number)) => {
            // a draft too: whoever sees the desk prepares it
            let meeting = meetings::planned(conn, agreement.id, number, ctx.now()).await?.ok_or(AppError::NotFound)?;
            let items = meetings::items(conn, meeting.id).await?;
            Some(Beside::Meeting(Box::new(meeting), items))
        }
        _ => None,
    })
}

/// The queue to open where none is asked for: my day, or the one that holds the chosen issue.
fn first_queue(desk: &Desk, ctx: &Ctx, chosen: Option<i64>) -> Queue {
    let today = ctx.today();
    let Some(n) = chosen else { return Queue::Day };
    let holds = |q: &Queue| *q != Queue::Day && desk.of(*q, today).iter().any(|i| i.issue_number == Some(n));
    Queue::ALL.iter().copied().find(holds).unwrap_or(Queue::Day)
}
