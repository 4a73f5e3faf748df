//! Reading the diary.

use super::store::{self, BodyChoice};
use super::types::{Chapter, kinds};
use crate::agreements::types::Agreement;
use crate::context::Ctx;
use crate::error::Result;
use crate::events::store::{self as events, DiaryFilter, EventRow};
use crate::time;
use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};
use serde::Deserialize;
use std::sync::Arc;

/// Entries on a page.
const PAGE: i64 = 50;
/// Entries on a page that is to be printed.
pub const PRINTED: i64 = 1000;

/// What the address of the diary says.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct DiaryQuery {
    /// Slug of a body.
    pub organ: String,
    /// Chapter.
    pub slag: String,
    /// Number of a principle.
    pub princip: String,
    /// Slug of an area.
    pub omrade: String,
    /// First day.
    pub fran: String,
    /// Last day.
    pub till: String,
    /// Position before which entries are shown.
    pub fore: String,
    /// `1`: the whole period on one page, for paper.
    pub utskrift: String,
}

impl DiaryQuery {
    /// The chapter.
    pub fn chapter(&self) -> Option<Chapter> {
        self.slag.parse().ok()
    }
    /// First and last day.
    pub fn days(&self) -> (Option<NaiveDate>, Option<NaiveDate>) {
        let day = |s: &str| s.trim().parse::<NaiveDate>().ok().filter(|d| (1900..3000).contains(&chrono::Datelike::year(d)));
        (day(&self.fran), day(&self.till))
    }
    /// The whole period on one page.
    pub fn printed(&self) -> bool {
        self.utskrift == "1"
    }
    /// What of it stands in an address, without the page.
    pub fn pairs(&self) -> Vec<(&'static str, String)> {
        [("organ", &self.organ), ("slag", &self.slag), ("princip", &self.princip), ("omrade", &self.omrade), ("fran", &self.fran), ("till", &self.till)]
            .into_iter()
            .filter(|(_, value)| !value.is_empty())
            .map(|(key, value)| (key, value.clone()))
            .collect()
    }
}

/// A page of the diary.
#[derive(Debug)]
pub struct Diary {
    /// The agreement.
    pub agreement: Arc<Agreement>,
    /// Entries, newest first.
    pub entries: Vec<EventRow>,
    /// Position before which older entries stand.
    pub older: Option<i64>,
    /// Bodies by which it can be narrowed.
    pub bodies: Vec<BodyChoice>,
}

fn midnight(day: NaiveDate) -> Option<DateTime<Utc>> {
    time::instant(day.and_time(NaiveTime::MIN))
}

fn filter(a: &Agreement, query: &DiaryQuery) -> DiaryFilter {
    let (from, until) = query.days();
    DiaryFilter {
        kinds: kinds(query.chapter()),
        body: query.organ.clone(),
        principle: query.princip.parse().ok().and_then(|n| a.principle(n)).map(|p| p.id),
        area: a.area(&query.omrade).map(|x| x.id),
        from: from.and_then(midnight),
        until: until.and_then(|d| midnight(d + TimeDelta::days(1))),
    }
}

/// The diary, as anybody reads it.
pub async fn diary(ctx: &Ctx, agreement: &str, query: &DiaryQuery) -> Result<Diary> {
    let agreement = ctx.app.catalogue.get(agreement)?;
    let (before, limit) = if query.printed() { (None, PRINTED) } else { (query.fore.parse().ok(), PAGE) };
    let mut conn = ctx.read().await?;
    let mut entries = events::diary(&mut conn, agreement.id, &filter(&agreement, query), before, limit + 1).await?;
    let bodies = store::bodies(&mut conn, &agreement).await?;
    let most = usize::try_from(limit).unwrap_or(usize::MAX);
    let more = entries.len() > most;
    entries.truncate(most);
    let older = if more { entries.last().map(|e| e.position) } else { None };
    Ok(Diary { agreement, entries, older, bodies })
}
