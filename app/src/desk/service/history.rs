//! What the curating body did, month by month, in numbers: for its own report. Nobody is named.

use crate::agreements::types::Agreement;
use crate::context::Ctx;
use crate::desk::rules::{self, Month};
use crate::desk::store::history::{self as store, Span};
use crate::error::{AppError, Refusal, Result};
use crate::time;
use chrono::{Datelike, NaiveDate, NaiveTime};
use std::sync::Arc;

/// Years that have a history.
const YEARS: std::ops::RangeInclusive<i32> = 2000..=2100;

/// What was done in a year.
#[derive(Debug)]
pub struct History {
    /// Agreement.
    pub agreement: Arc<Agreement>,
    /// The year.
    pub year: i32,
    /// Its months that have begun, the first first.
    pub months: Vec<Month>,
    /// All of it.
    pub total: Month,
}

/// What the curating body did in a year, this one where none is asked for: one statement. Its numbers are for its own seats, of both sides.
///
/// # Errors
/// `SignInFirst`; `NotAllowed` for all but those with a seat in the body; `NotFound` for a year that has none.
pub async fn history(ctx: &Ctx, agreement: &str, year: Option<i32>) -> Result<History> {
    let agreement = ctx.app.catalogue.get(agreement)?;
    let actor = ctx.signed_in()?;
    if !actor.hats.iter().any(|h| h.organisation_id == agreement.curator_id && h.seat.is_some()) {
        return Err(Refusal::NotAllowed.into());
    }
    let today = ctx.today();
    let year = year.unwrap_or_else(|| today.year());
    if !YEARS.contains(&year) {
        return Err(AppError::NotFound);
    }
    let first = |year: i32| NaiveDate::from_ymd_opt(year, 1, 1).and_then(|d| Some((d, time::instant(d.and_time(NaiveTime::MIN))?)));
    let ((from_on, from), (to_on, to)) = first(year).zip(first(year + 1)).ok_or(AppError::NotFound)?;
    let mut conn = ctx.read().await?;
    let rows = store::done(&mut conn, agreement.id, agreement.curator_id, &Span { from, to, from_on, to_on, now: ctx.now() }).await?;
    let last = match year.cmp(&today.year()) {
        std::cmp::Ordering::Less => 12,
        std::cmp::Ordering::Equal => today.month(),
        std::cmp::Ordering::Greater => 0,
    };
    let day = |row: &store::DoneRow| row.done_on.or_else(|| row.at.map(time::local_date));
    let months = (1..=last).map(|n| rules::month_of(n, rows.iter().filter(|r| day(r).is_some_and(|d| d.month() == n)))).collect();
    Ok(History { total: rules::month_of(0, rows.iter()), agreement, year, months })
}
