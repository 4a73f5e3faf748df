//! What pages of talks and promises show: few statements each, on one connection.

use crate::agreements::types::Agreement;
use crate::context::Ctx;
use crate::error::{AppError, Result};
use crate::events::store::{self as events, EventRow, Reader};
use crate::meetings::types::{MeetingKind, MeetingState};
use crate::promises::rules::{self, Transition};
use crate::promises::store::{self, ChoiceRow, Filter, GistRow, PromiseRow, TalkRow, TieRow};
use crate::promises::types::{Bucket, Occasion};
use crate::{text, time};
use chrono::Datelike;
use serde::Deserialize;
use std::sync::Arc;

/// Promises on a page of the ledger.
pub const PAGE: usize = 25;
/// Promises in a file.
const MOST: i64 = 5000;
/// Talks on a page.
const TALKS: usize = 30;

/// What the address of the ledger says.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct LedgerQuery {
    /// Kept, on its way, late, taken back.
    pub lage: String,
    /// Party or body of whoever promised.
    pub parti: String,
    /// Slug of the owner.
    pub agare: String,
    /// Year.
    pub ar: String,
    /// Number of a principle.
    pub princip: String,
    /// Number of a commitment.
    pub atagande: String,
    /// Number before which promises are shown.
    pub fore: String,
}

impl LedgerQuery {
    /// What it asks for, as far as it exists.
    pub fn filter(&self, agreement: &Agreement) -> Filter {
        let word = |s: &str| Some(text::clean_line(s)).filter(|s| !s.is_empty() && s.len() <= 200);
        Filter {
            bucket: self.lage.parse().ok(),
            party: word(&self.parti),
            owner: word(&self.agare),
            year: self.ar.parse().ok(),
            principle: self.princip.parse().ok().and_then(|n| agreement.principle(n)).map(|p| p.id),
            commitment: self.atagande.parse().ok().and_then(|n| agreement.commitment(n)).map(|c| c.id),
        }
    }
}

/// The ledger.
#[derive(Debug)]
pub struct Ledger {
    /// Agreement.
    pub agreement: Arc<Agreement>,
    /// What is asked for.
    pub filter: Filter,
    /// How many there are of each.
    pub counts: Vec<(Bucket, i64)>,
    /// Promises, newest first.
    pub promises: Vec<PromiseRow>,
    /// What it can be narrowed to.
    pub choices: Vec<ChoiceRow>,
    /// Number before which older ones stand.
    pub older: Option<i64>,
}

/// The ledger: three statements.
pub async fn ledger(ctx: &Ctx, agreement: &str, query: &LedgerQuery) -> Result<Ledger> {
    let agreement = ctx.app.catalogue.get(agreement)?;
    let filter = query.filter(&agreement);
    let mut conn = ctx.read().await?;
    let counts = store::counts(&mut conn, agreement.id, ctx.today(), &filter).await?;
    let limit = i64::try_from(PAGE + 1).unwrap_or(i64::MAX);
    let mut promises = store::list(&mut conn, agreement.id, ctx.today(), &filter, query.fore.parse().ok(), limit).await?;
    let choices = store::choices(&mut conn, agreement.id).await?;
    let more = promises.len() > PAGE;
    promises.truncate(PAGE);
    let older = if more { promises.last().map(|p| p.number) } else { None };
    Ok(Ledger { agreement, filter, counts, promises, choices, older })
}

/// All that the ledger holds, for a file.
pub async fn ledger_all(ctx: &Ctx, agreement: &str, query: &LedgerQuery) -> Result<(Arc<Agreement>, Vec<PromiseRow>)> {
    let agreement = ctx.app.catalogue.get(agreement)?;
    let filter = query.filter(&agreement);
    let mut conn = ctx.read().await?;
    let promises = store::list(&mut conn, agreement.id, ctx.today(), &filter, None, MOST).await?;
    Ok((agreement, promises))
}

/// A promise with its chain.
#[derive(Debug)]
pub struct PromiseView {
    /// Agreement.
    pub agreement: Arc<Agreement>,
    /// The promise.
    pub promise: PromiseRow,
    /// What happened, oldest first.
    pub chain: Vec<EventRow>,
    /// What it points at, and the agendas that it stood on.
    pub ties: Vec<TieRow>,
    /// What the reader may do now.
    pub acts: Vec<&'static Transition>,
    /// The reader may correct it.
    pub corrects: bool,
}

/// A promise by its number: three statements.
///
/// # Errors
/// `NotFound`.
pub async fn promise(ctx: &Ctx, agreement: &str, number: i64) -> Result<PromiseView> {
    let agreement = ctx.app.catalogue.get(agreement)?;
    let mut conn = ctx.read().await?;
    let promise = store::by_number(&mut conn, agreement.id, number).await?.ok_or(AppError::NotFound)?;
    let chain = events::chain_of_promise(&mut conn, agreement.id, Reader::of(ctx, &agreement), promise.id).await?;
    let ties = store::ties(&mut conn, promise.id).await?;
    let actor = ctx.actor.as_deref();
    let acts = rules::TRANSITIONS.iter().filter(|t| t.from == promise.state && actor.is_some_and(|a| rules::is(a, t.who, &agreement, promise.owner_id)));
    let acts = acts.collect();
    let corrects = actor.is_some_and(|a| rules::may_record(a, &agreement));
    Ok(PromiseView { agreement, promise, chain, ties, acts, corrects })
}

/// The talks of a year, by type.
#[derive(Debug, Clone)]
pub struct YearOfTalks {
    /// The year.
    pub year: i32,
    /// Those that were not cancelled, earliest first.
    pub talks: Vec<TalkRow>,
    /// Those that were.
    pub cancelled: Vec<TalkRow>,
}

impl YearOfTalks {
    /// The general assembly of the year.
    pub fn assembly(&self) -> Vec<&TalkRow> {
        self.talks.iter().filter(|t| t.kind == MeetingKind::GeneralAssembly).collect()
    }
    /// The small talks beside the budget or the accounts; `None`: those of which nobody has said.
    pub fn beside(&self, occasion: Option<Occasion>) -> Vec<&TalkRow> {
        self.talks.iter().filter(|t| t.kind == MeetingKind::HighLevelTalk && t.occasion == occasion).collect()
    }
}

/// The talks page.
#[derive(Debug)]
pub struct Talks {
    /// Agreement.
    pub agreement: Arc<Agreement>,
    /// Years, latest first.
    pub years: Vec<YearOfTalks>,
    /// What was promised at them.
    pub promises: Vec<PromiseRow>,
    /// The next talk with its agenda; on the first page only.
    pub next: Option<(TalkRow, Vec<GistRow>)>,
    /// This is not the first page.
    pub paged: bool,
    /// The year before which older ones follow.
    pub older: Option<i32>,
    /// The reader says what small talks are held beside.
    pub manages: bool,
}

/// Talks by year, those of earlier years than one after it: three statements.
pub async fn talks(ctx: &Ctx, agreement: &str, before: Option<i32>) -> Result<Talks> {
    let agreement = ctx.app.catalogue.get(agreement)?;
    let mut conn = ctx.read().await?;
    let cut = before.and_then(|year| chrono::NaiveDate::from_ymd_opt(year, 1, 1)).and_then(|d| time::instant(d.and_time(chrono::NaiveTime::MIN)));
    let mut rows = store::talks(&mut conn, agreement.id, cut, i64::try_from(TALKS + 1).unwrap_or(i64::MAX)).await?;
    let mut older = None;
    if rows.len() > TALKS {
        // a year is shown whole
        let last = rows.last().map_or(0, |t| t.starts_local.year());
        rows.retain(|t| t.starts_local.year() != last);
        older = Some(last + 1);
    }
    let span = rows.last().zip(rows.first()).map(|(from, to)| (from.starts_at, to.starts_at));
    let promises = match span {
        Some((from, to)) => store::made_between(&mut conn, agreement.id, from, to).await?,
        None => Vec::new(),
    };
    let next = rows.iter().rev().find(|t| t.state.is_standing() && t.ends_at > ctx.now() && before.is_none()).cloned();
    let next = match next {
        Some(talk) => {
            let items = store::gists(&mut conn, talk.id).await?;
            Some((talk, items))
        }
        None => None,
    };
    let manages = ctx.actor.as_ref().is_some_and(|a| rules::may_record(a, &agreement));
    Ok(Talks { years: by_year(rows, ctx.today().year(), before.is_none()), agreement, promises, next, paged: before.is_some(), older, manages })
}

/// Talks that come latest first, by year; this year is there whatever happens in it.
fn by_year(rows: Vec<TalkRow>, this_year: i32, first: bool) -> Vec<YearOfTalks> {
    let mut years: Vec<YearOfTalks> = Vec::new();
    for talk in rows {
        let year = talk.starts_local.year();
        if years.last().is_none_or(|y| y.year != year) {
            years.push(YearOfTalks { year, talks: Vec::new(), cancelled: Vec::new() });
        }
        if let Some(of) = years.last_mut() {
            let to = if talk.state == MeetingState::Cancelled { &mut of.cancelled } else { &mut of.talks };
            to.insert(0, talk);
        }
    }
    if first && !years.iter().any(|y| y.year == this_year) {
        years.push(YearOfTalks { year: this_year, talks: Vec::new(), cancelled: Vec::new() });
        years.sort_by_key(|y| std::cmp::Reverse(y.year));
    }
    years
}

/// Promises that were made at a talk.
pub fn talks_for(promises: &[PromiseRow], talk: &TalkRow) -> Vec<PromiseRow> {
    promises.iter().filter(|p| p.meeting_id == talk.id).cloned().collect()
}
