//! SQL of talks and of the politician's brief.

use super::{PromiseRow, promises};
use crate::db::{Conn, Tx};
use crate::error::Result;
use crate::i18n::Locale;
use crate::ids::{AgendaItemId, AgreementId, MeetingId, PromiseId};
use crate::issues::store::read::hidden_as;
use crate::meetings::types::{MeetingKind, MeetingState};
use crate::promises::types::Occasion;
use crate::{execute, fetch};
use chrono::{DateTime, NaiveDateTime, Utc};

/// A talk with politicians.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct TalkRow {
    /// Id.
    pub id: MeetingId,
    /// Number.
    pub number: i64,
    /// Slug.
    pub slug: String,
    /// Kind.
    pub kind: MeetingKind,
    /// State.
    pub state: MeetingState,
    /// Title.
    pub title: String,
    /// Language.
    pub lang: String,
    /// Place.
    pub place: String,
    /// Start by the wall clock.
    pub starts_local: NaiveDateTime,
    /// End by the wall clock.
    pub ends_local: NaiveDateTime,
    /// Start.
    pub starts_at: DateTime<Utc>,
    /// End.
    pub ends_at: DateTime<Utc>,
    /// What a small one is held beside.
    pub occasion: Option<Occasion>,
}

macro_rules! talks {
    ($tail:literal) => {
        concat!(
            "SELECT m.id, m.number, m.slug, m.kind, m.state, m.title, m.lang, m.place, m.starts_local, m.ends_local, m.starts_at, m.ends_at, t.occasion
            FROM meeting m LEFT JOIN talk t ON t.meeting_id = m.id
            WHERE m.agreement_id = $1 AND m.kind IN ('high_level_talk', 'general_assembly') AND m.state <> 'draft' ",
            $tail
        )
    };
}

/// Talks that begin before a time, latest first. Not drafts.
pub async fn talks(conn: &mut Conn, agreement: AgreementId, before: Option<DateTime<Utc>>, limit: i64) -> Result<Vec<TalkRow>> {
    const SQL: &str = talks!("AND ($2 IS NULL OR m.starts_at < $2) ORDER BY m.starts_at DESC, m.id DESC LIMIT $3");
    Ok(fetch!(conn, TalkRow, fetch_all, SQL, agreement, before, limit)?)
}

/// A talk by its number.
pub async fn talk(conn: &mut Conn, agreement: AgreementId, number: i64) -> Result<Option<TalkRow>> {
    const SQL: &str = talks!("AND m.number = $2");
    Ok(fetch!(conn, TalkRow, fetch_optional, SQL, agreement, number)?)
}

/// The next talk that is announced.
pub async fn next_talk(conn: &mut Conn, agreement: AgreementId, now: DateTime<Utc>) -> Result<Option<TalkRow>> {
    const SQL: &str = talks!("AND m.state IN ('announced', 'open') AND m.ends_at > $2 ORDER BY m.starts_at, m.id LIMIT 1");
    Ok(fetch!(conn, TalkRow, fetch_optional, SQL, agreement, now)?)
}

/// Talks at which something can have been promised: those that have begun and were not cancelled, latest first.
pub async fn talks_held(conn: &mut Conn, agreement: AgreementId, now: DateTime<Utc>) -> Result<Vec<TalkRow>> {
    const SQL: &str = talks!("AND m.state <> 'cancelled' AND m.starts_at <= $2 ORDER BY m.starts_at DESC, m.id DESC LIMIT 30");
    Ok(fetch!(conn, TalkRow, fetch_all, SQL, agreement, now)?)
}

/// Promises made at talks within a span of time, by number.
pub async fn made_between(conn: &mut Conn, agreement: AgreementId, from: DateTime<Utc>, to: DateTime<Utc>) -> Result<Vec<PromiseRow>> {
    const SQL: &str = promises!("AND m.starts_at >= $2 AND m.starts_at <= $3 ORDER BY p.number LIMIT 500");
    Ok(fetch!(conn, PromiseRow, fetch_all, SQL, agreement, from, to)?)
}

/// Says what a small talk is held beside; `None` takes that back.
pub async fn set_occasion(tx: &mut Tx, agreement: AgreementId, meeting: MeetingId, occasion: Option<Occasion>) -> Result<()> {
    execute!(tx, "DELETE FROM talk WHERE meeting_id = $1", meeting)?;
    if let Some(occasion) = occasion {
        execute!(tx, "INSERT INTO talk (meeting_id, agreement_id, occasion) VALUES ($1, $2, $3)", meeting, agreement, occasion)?;
    }
    Ok(())
}

/// An item of a talk's agenda, with the gist of its issue.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct GistRow {
    /// Id.
    pub id: AgendaItemId,
    /// Title; may be empty where there is an issue.
    pub title: String,
    /// Why it was chosen.
    pub reason: String,
    /// The promise that it is about.
    pub promise_id: Option<PromiseId>,
    /// Number of the issue.
    pub issue_number: Option<i64>,
    /// Slug of it; empty where it is hidden.
    pub issue_slug: Option<String>,
    /// Title of it; likewise.
    pub issue_title: Option<String>,
    /// Language of it.
    pub issue_lang: Option<String>,
    /// What it asks for, Markdown, shortened.
    pub issue_ask: Option<String>,
    /// What was decided.
    pub decided: String,
}

impl GistRow {
    /// What it is called, and the language of that where it is the issue's: an issue that is hidden has its number.
    pub fn name(&self, l: Locale) -> (String, Option<String>) {
        match (&self.issue_title, self.issue_number) {
            (Some(title), _) if self.title.is_empty() => (title.clone(), self.issue_lang.clone()),
            (None, Some(n)) if self.title.is_empty() => (hidden_as(l, n).0, Some(l.code().into())),
            _ => (self.title.clone(), None),
        }
    }
}

macro_rules! gists {
    ($tail:literal) => {
        concat!(
            "SELECT g.id, g.title, g.reason, g.promise_id, i.number AS issue_number, CASE WHEN NOT i.withheld THEN i.slug END AS issue_slug,
                CASE WHEN NOT i.withheld THEN i.title END AS issue_title, CASE WHEN NOT i.withheld THEN i.lang END AS issue_lang,
                CASE WHEN NOT i.withheld THEN SUBSTR(i.ask, 1, 800) END AS issue_ask, g.decided
            FROM agenda_item g LEFT JOIN issue i ON i.id = g.issue_id AND i.published_at IS NOT NULL ",
            $tail
        )
    };
}

/// The agenda of a meeting, in order.
pub async fn gists(conn: &mut Conn, meeting: MeetingId) -> Result<Vec<GistRow>> {
    const SQL: &str = gists!("WHERE g.meeting_id = $1 ORDER BY g.position, g.id LIMIT 200");
    Ok(fetch!(conn, GistRow, fetch_all, SQL, meeting)?)
}

/// What the last talk before a time was, with each point that something was decided at (one row without, where nothing was).
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct LastRow {
    /// The talk.
    pub id: MeetingId,
    /// Its number.
    pub number: i64,
    /// Its slug.
    pub slug: String,
    /// Its title.
    pub title: String,
    /// Its language.
    pub lang: String,
    /// Its day and time.
    pub starts_local: NaiveDateTime,
    /// Title of the point; none where it is that of a hidden issue.
    pub item_title: Option<String>,
    /// Number of its issue.
    pub issue_number: Option<i64>,
    /// What was decided.
    pub decided: Option<String>,
}

/// The last talk before a time whose minutes are published.
pub async fn last_talk(conn: &mut Conn, agreement: AgreementId, before: DateTime<Utc>) -> Result<Vec<LastRow>> {
    const SQL: &str = "SELECT m.id, m.number, m.slug, m.title, m.lang, m.starts_local, COALESCE(NULLIF(g.title, ''), CASE WHEN NOT i.withheld THEN i.title END) AS item_title,
            i.number AS issue_number, g.decided
        FROM meeting m LEFT JOIN agenda_item g ON g.meeting_id = m.id AND g.decided <> '' LEFT JOIN issue i ON i.id = g.issue_id AND i.published_at IS NOT NULL
        WHERE m.id = (SELECT x.id FROM meeting x WHERE x.agreement_id = $1 AND x.kind IN ('high_level_talk', 'general_assembly')
            AND x.state IN ('documented', 'followed_up') AND x.starts_at < $2 ORDER BY x.starts_at DESC, x.id DESC LIMIT 1)
        ORDER BY g.position, g.id LIMIT 30";
    Ok(fetch!(conn, LastRow, fetch_all, SQL, agreement, before)?)
}
