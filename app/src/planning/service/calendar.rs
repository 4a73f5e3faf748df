//! The calendar of a year, with what clashes in it, and how meetings spread over the areas.

use crate::agreements::types::{Agreement, YearDate};
use crate::context::Ctx;
use crate::db::Conn;
use crate::error::{AppError, Result};
use crate::meetings::rules::may_manage;
use crate::planning::rules::{self, Clash, Holiday, Slot};
use crate::planning::store::{self, AreaRow, CalendarRow};
use crate::planning::types::AreaState;
use crate::time;
use chrono::{Datelike, NaiveDate, NaiveTime};
use std::sync::Arc;

/// Years that have a calendar.
const YEARS: std::ops::RangeInclusive<i32> = 2000..=2100;

/// What a meeting clashes with, as the pages say it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Warned {
    /// Another meeting at the same time: its number, slug and title.
    SameTime(i64, String, String),
    /// Another meeting on the same day.
    SameDay(i64, String, String),
    /// The week of a budget decision: what the agreement calls it.
    Budget(YearDate),
    /// A holiday.
    Holiday(Holiday),
    /// A holiday of schools.
    School(YearDate),
}

/// An area with its last and next meeting.
#[derive(Debug, Clone)]
pub struct AreaView {
    /// The area and its meetings.
    pub row: AreaRow,
    /// How it fares.
    pub state: AreaState,
    /// Column and row of its tile.
    pub tile: (i64, i64),
}

/// The calendar of a year.
#[derive(Debug)]
pub struct Calendar {
    /// Agreement.
    pub agreement: Arc<Agreement>,
    /// The year.
    pub year: i32,
    /// Meetings in their order, each with what it clashes with.
    pub meetings: Vec<(CalendarRow, Vec<Warned>)>,
    /// Dates of the year with first and last days, in their order.
    pub dates: Vec<(NaiveDate, NaiveDate, YearDate)>,
    /// Areas.
    pub areas: Vec<AreaView>,
    /// The reader manages meetings.
    pub manages: bool,
}

/// The meetings of a year.
pub(super) async fn year_of(conn: &mut Conn, agreement: &Agreement, year: i32, drafts: bool) -> Result<Vec<CalendarRow>> {
    let begins = |year: i32| NaiveDate::from_ymd_opt(year, 1, 1).and_then(|day| time::instant(day.and_time(NaiveTime::MIN)));
    let span = begins(year).zip(begins(year + 1)).ok_or(AppError::NotFound)?;
    store::meetings_between(conn, agreement.id, span, drafts).await
}

/// What each of the meetings clashes with.
pub(super) fn warned(ctx: &Ctx, agreement: &Agreement, meetings: &[CalendarRow]) -> Vec<Vec<Warned>> {
    let slots: Vec<Slot> = meetings
        .iter()
        .map(|m| Slot {
            starts: m.starts_local,
            ends: m.ends_local,
            area: m.area_id,
            forum: m.forum_id,
            body: m.body_id,
            coming: m.ends_at > ctx.now() && (m.state.is_standing() || m.state == crate::meetings::types::MeetingState::Draft),
        })
        .collect();
    let words = |clash: Clash| {
        let meeting = |n: usize| meetings.get(n).map(|m| (m.number, m.slug.clone(), m.title.clone()));
        let date = |n: usize| agreement.year_dates.get(n).cloned();
        Some(match clash {
            Clash::SameTime(n) => meeting(n).map(|(number, slug, title)| Warned::SameTime(number, slug, title))?,
            Clash::SameDay(n) => meeting(n).map(|(number, slug, title)| Warned::SameDay(number, slug, title))?,
            Clash::Budget(n) => Warned::Budget(date(n)?),
            Clash::School(n) => Warned::School(date(n)?),
            Clash::Holiday(holiday) => Warned::Holiday(holiday),
        })
    };
    rules::clashes(&slots, &agreement.year_dates).into_iter().map(|found| found.into_iter().filter_map(words).collect()).collect()
}

fn areas(ctx: &Ctx, agreement: &Agreement, rows: Vec<AreaRow>) -> Vec<AreaView> {
    let wanted: Vec<_> = rows.iter().map(|r| agreement.area_by_id(r.id).and_then(|a| a.tile)).collect();
    let state = |r: &AreaRow| rules::area_state(r.last_starts.map(|at| at.date()), r.next_starts.map(|at| at.date()), ctx.today());
    rows.into_iter().zip(rules::tiles(&wanted)).map(|(row, tile)| AreaView { state: state(&row), tile, row }).collect()
}

/// The calendar of a year, this one where none is asked for: two statements.
///
/// # Errors
/// `NotFound` for a year that has no calendar.
pub async fn calendar(ctx: &Ctx, agreement: &str, year: Option<i32>) -> Result<Calendar> {
    let agreement = ctx.app.catalogue.get(agreement)?;
    let year = year.unwrap_or_else(|| ctx.today().year());
    if !YEARS.contains(&year) {
        return Err(AppError::NotFound);
    }
    let manages = ctx.actor.as_ref().is_some_and(|a| may_manage(a, agreement.curator_id));
    let mut conn = ctx.read().await?;
    let meetings = year_of(&mut conn, &agreement, year, manages).await?;
    let rows = store::areas(&mut conn, agreement.id, ctx.now()).await?;
    let clashes = warned(ctx, &agreement, &meetings);
    let mut dates: Vec<_> =
        agreement.year_dates.iter().flat_map(|d| rules::days_of(d, year).into_iter().map(move |(from, to)| (from, to, d.clone()))).collect();
    dates.sort_by_key(|(from, to, _)| (*from, *to));
    Ok(Calendar { areas: areas(ctx, &agreement, rows), year, meetings: meetings.into_iter().zip(clashes).collect(), dates, manages, agreement })
}

/// How many areas have had no meeting for half a year, and have none planned that is near: one statement.
pub async fn left_out(ctx: &Ctx, conn: &mut Conn, agreement: &Agreement) -> Result<usize> {
    let rows = store::areas(conn, agreement.id, ctx.now()).await?;
    Ok(areas(ctx, agreement, rows).iter().filter(|a| a.state == AreaState::LeftOut).count())
}
