//! SQL of initiatives.

use super::rules::{self, Quarter};
use super::types::InitiativeKind;
use crate::agreements::types::Side;
use crate::context::Ctx;
use crate::curation::store::Recipient;
use crate::db::{Conn, Tx};
use crate::error::Result;
use crate::ids::{AgreementId, ForumId, IssueId, OrganisationId, PersonId, ReceptionId, WishId};
use crate::issues::types::IssueState;
use crate::planning::types::WishState;
use crate::{execute, fetch, time};
use chrono::{DateTime, Utc};
use std::collections::BTreeMap;

/// An initiative that all can read, with what came of it.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct InitiativeRow {
    /// Its state, of an issue.
    pub issue_state: Option<IssueState>,
    /// Its state, of a wish.
    pub wish_state: Option<WishState>,
    /// Number.
    pub number: i64,
    /// Word in an issue's address; empty where its words are kept from readers.
    pub slug: Option<String>,
    /// Title; likewise.
    pub title: Option<String>,
    /// Language of that.
    pub lang: String,
    /// When it was taken.
    pub taken_at: DateTime<Utc>,
    /// Who took it.
    pub organisation: String,
    /// Slug of them.
    pub organisation_slug: String,
    /// On which side they stand.
    pub side: Side,
    /// Forum.
    pub forum_id: Option<ForumId>,
    /// It was answered.
    pub answered: bool,
    /// What came of the answer was written down; of a wish: its meeting was held.
    pub followed_up: bool,
    /// It is hidden: nothing that was said about it is read here.
    pub hidden: bool,
    /// Why it does not go on, as HTML.
    pub reason_html: Option<String>,
    /// Language of that.
    pub reason_lang: Option<String>,
    /// How they say that they were met.
    pub score: Option<i64>,
    /// All may read that, with their name.
    pub named: Option<bool>,
    /// What they say about it.
    pub words: Option<String>,
    /// Language of that.
    pub words_lang: Option<String>,
}

/// Initiatives of an agreement since a time, newest first. Issues that nobody has read yet are left out, and drafts of nobody's.
pub async fn all(conn: &mut Conn, agreement: AgreementId, since: DateTime<Utc>, now: DateTime<Utc>) -> Result<Vec<InitiativeRow>> {
    const SQL: &str = concat!(
        "SELECT i.state AS issue_state, NULL AS wish_state, i.number, CASE WHEN NOT ",
        crate::issues::store::withheld!(),
        " THEN i.slug END AS slug, CASE WHEN NOT ",
        crate::issues::store::withheld!(),
        " THEN i.title END AS title, i.lang, i.created_at AS taken_at, o.name AS organisation, o.slug AS organisation_slug, o.side, i.forum_id,
            EXISTS (SELECT 1 FROM event e WHERE e.issue_id = i.id AND e.undone_by IS NULL AND e.kind IN ('issue_answered', 'issue_concluded')) AS answered,
            EXISTS (SELECT 1 FROM event e WHERE e.issue_id = i.id AND e.undone_by IS NULL AND e.kind = 'issue_followed_up') AS followed_up,
            (i.hidden_at IS NOT NULL) AS hidden, CASE WHEN i.hidden_at IS NULL THEN v.reason_html END AS reason_html, v.lang AS reason_lang,
            r.score, r.named, CASE WHEN i.hidden_at IS NULL THEN r.words END AS words, r.lang AS words_lang
        FROM issue i JOIN organisation o ON o.id = i.organisation_id
        LEFT JOIN event v ON v.id = (SELECT MAX(e.id) FROM event e WHERE e.issue_id = i.id AND e.undone_by IS NULL AND e.kind IN ('issue_closed', 'issue_declined'))
            AND i.state IN ('closed', 'declined')
        LEFT JOIN reception r ON r.issue_id = i.id AND r.score IS NOT NULL
        WHERE i.agreement_id = $1 AND i.published_at IS NOT NULL AND i.created_at >= $2
        UNION ALL
        SELECT NULL, w.state, w.number, NULL, w.title, w.lang, w.created_at, o.name, o.slug, o.side, w.forum_id, FALSE,
            EXISTS (SELECT 1 FROM meeting m WHERE m.id = w.meeting_id AND m.ends_at <= $3 AND m.state NOT IN ('draft', 'cancelled')),
            (1 = 0), v.reason_html, v.lang, r.score, r.named,
            CASE WHEN NOT EXISTS (SELECT 1 FROM wish_hidden h WHERE h.wish_id = w.id) THEN r.words END, r.lang
        FROM wish w JOIN organisation o ON o.id = w.organisation_id
        LEFT JOIN event v ON v.id = (SELECT MAX(e.id) FROM event e JOIN wish_event x ON x.event_id = e.id WHERE x.wish_id = w.id AND e.kind = 'wish_declined')
            AND w.state = 'declined'
        LEFT JOIN reception r ON r.wish_id = w.id AND r.score IS NOT NULL
        WHERE w.agreement_id = $1 AND w.created_at >= $2
        ORDER BY 7 DESC, 3 DESC LIMIT 5000"
    );
    Ok(fetch!(conn, InitiativeRow, fetch_all, SQL, agreement, since, now)?)
}

/// An initiative whose initiator is about to be asked.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Asking {
    /// Agreement.
    pub agreement_id: AgreementId,
    /// Number.
    pub number: i64,
    /// Title.
    pub title: String,
    /// Who took it.
    pub organisation_id: OrganisationId,
}

/// An issue that is answered or closed, with its row held.
pub async fn issue_to_ask(tx: &mut Tx, id: IssueId) -> Result<Option<Asking>> {
    Ok(crate::fetch_locked!(
        tx,
        Asking,
        "SELECT agreement_id, number, title, organisation_id FROM issue WHERE id = $1 AND state IN ('answered', 'followed_up', 'closed', 'declined')",
        id
    )?)
}

/// A wish that is answered, with its row held.
pub async fn wish_to_ask(tx: &mut Tx, id: WishId) -> Result<Option<Asking>> {
    Ok(crate::fetch_locked!(
        tx,
        Asking,
        "SELECT agreement_id, number, title, organisation_id FROM wish WHERE id = $1 AND state IN ('planned', 'joined', 'declined')",
        id
    )?)
}

/// Writes down that an initiator is asked. False when they were.
pub async fn put_asked(tx: &mut Tx, ctx: &Ctx, asking: &Asking, issue: Option<IssueId>, wish: Option<WishId>) -> Result<bool> {
    const SQL: &str = "INSERT INTO reception (agreement_id, issue_id, wish_id, organisation_id, asked_at) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING";
    Ok(execute!(tx, SQL, asking.agreement_id, issue, wish, asking.organisation_id, ctx.now())? > 0)
}

/// People of an organisation who are asked.
pub async fn people_of(conn: &mut Conn, organisation: OrganisationId, today: chrono::NaiveDate) -> Result<Vec<Recipient>> {
    crate::curation::store::people_of(conn, organisation, today).await
}

/// What somebody was asked, and answered.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Reception {
    /// Id.
    pub id: ReceptionId,
    /// Who took the initiative.
    pub organisation_id: OrganisationId,
    /// Title of the initiative.
    pub title: String,
    /// Language of that.
    pub title_lang: String,
    /// Word in an issue's address.
    pub slug: Option<String>,
    /// How they were met, 1 to 5.
    pub score: Option<i64>,
    /// What they say about it.
    pub words: String,
    /// Language of that.
    pub lang: String,
    /// All may read it, with their name.
    pub named: bool,
    /// Its score is in the total of its quarter.
    pub counted: bool,
    /// Version.
    pub version: i64,
    /// When the initiative was taken.
    pub taken_at: DateTime<Utc>,
}

impl Reception {
    /// It counts without a name: with one it would tell what the others of its quarter answered.
    pub const fn stays_unnamed(&self) -> bool {
        self.counted && !self.named
    }
    /// The quarter in which it counts.
    pub fn quarter(&self) -> Quarter {
        Quarter::of(time::local_date(self.taken_at))
    }
}

macro_rules! receptions {
    ($of:literal) => {
        concat!(
            "SELECT r.id, r.organisation_id, COALESCE(i.title, w.title) AS title, COALESCE(i.lang, w.lang) AS title_lang, i.slug, r.score, r.words, r.lang, r.named, r.counted, r.version,
                COALESCE(i.created_at, w.created_at) AS taken_at
            FROM reception r LEFT JOIN issue i ON i.id = r.issue_id LEFT JOIN wish w ON w.id = r.wish_id WHERE r.agreement_id = $1 AND ",
            $of,
            ".number = $2"
        )
    };
}

/// What was asked about the initiative with a number; nothing where nobody was.
pub async fn reception(conn: &mut Conn, agreement: AgreementId, kind: InitiativeKind, number: i64) -> Result<Option<Reception>> {
    const ISSUE: &str = receptions!("i");
    const WISH: &str = receptions!("w");
    Ok(match kind {
        InitiativeKind::Issue => fetch!(conn, Reception, fetch_optional, ISSUE, agreement, number)?,
        InitiativeKind::Wish => fetch!(conn, Reception, fetch_optional, WISH, agreement, number)?,
    })
}

/// Holds the total of a quarter: whoever answers does so before all else.
pub async fn lock_total(tx: &mut Tx, agreement: AgreementId, q: Quarter) -> Result<()> {
    let (year, quarter) = (i64::from(q.year), i64::from(q.quarter));
    execute!(tx, "INSERT INTO reception_total (agreement_id, year, quarter) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING", agreement, year, quarter)?;
    crate::fetch_locked!(tx, (i64,), "SELECT answers FROM reception_total WHERE agreement_id = $1 AND year = $2 AND quarter = $3", agreement, year, quarter)?;
    Ok(())
}

/// Adds answers of a quarter to its total, if enough of them wait. The caller holds the total.
pub async fn count(tx: &mut Tx, agreement: AgreementId, q: Quarter) -> Result<()> {
    const WAITING: &str = "SELECT r.id, r.score, r.named, COALESCE(i.created_at, w.created_at) AS taken_at FROM reception r
        LEFT JOIN issue i ON i.id = r.issue_id LEFT JOIN wish w ON w.id = r.wish_id WHERE r.agreement_id = $1 AND NOT r.counted AND r.score IS NOT NULL";
    let waiting = fetch!(tx, (ReceptionId, i64, bool, DateTime<Utc>), fetch_all, WAITING, agreement)?;
    let there = waiting.into_iter().filter(|(.., taken_at)| Quarter::of(time::local_date(*taken_at)) == q);
    let batch = rules::batch(&there.map(|(id, score, named, _)| (id, score, named)).collect::<Vec<_>>());
    if batch.is_empty() {
        return Ok(());
    }
    for (id, _) in &batch {
        execute!(tx, "UPDATE reception SET counted = TRUE WHERE id = $1", id)?;
    }
    const TOTAL: &str = "UPDATE reception_total SET answers = answers + $4, scores = scores + $5 WHERE agreement_id = $1 AND year = $2 AND quarter = $3";
    let (answers, scores) = (i64::try_from(batch.len()).unwrap_or(i64::MAX), batch.iter().map(|(_, score)| score).sum::<i64>());
    execute!(tx, TOTAL, agreement, i64::from(q.year), i64::from(q.quarter), answers, scores)?;
    Ok(())
}

/// Totals of an agreement: answers and their scores, by quarter.
pub async fn totals(conn: &mut Conn, agreement: AgreementId) -> Result<BTreeMap<Quarter, (i64, i64)>> {
    const SQL: &str = "SELECT year, quarter, answers, scores FROM reception_total WHERE agreement_id = $1 AND answers > 0";
    let rows = fetch!(conn, (i64, i64, i64, i64), fetch_all, SQL, agreement)?;
    let of = |year: i64, quarter: i64| Some(Quarter { year: i32::try_from(year).ok()?, quarter: u32::try_from(quarter).ok()? });
    Ok(rows.into_iter().filter_map(|(year, quarter, answers, scores)| Some((of(year, quarter)?, (answers, scores)))).collect())
}

/// Holds the row of what was asked.
pub async fn lock(tx: &mut Tx, id: ReceptionId) -> Result<()> {
    crate::fetch_locked!(tx, (i64,), "SELECT version FROM reception WHERE id = $1", id)?;
    Ok(())
}

/// An answer about to be written.
#[derive(Debug, Clone)]
pub struct Answer<'a> {
    /// How they were met, 1 to 5.
    pub score: i64,
    /// What they say about it.
    pub words: &'a str,
    /// Language of that.
    pub lang: &'a str,
    /// All may read it, with their name.
    pub named: bool,
}

/// Writes what somebody answers.
pub async fn put_answer(tx: &mut Tx, id: ReceptionId, person: PersonId, now: DateTime<Utc>, a: &Answer<'_>) -> Result<()> {
    const SQL: &str =
        "UPDATE reception SET score = $2, words = $3, lang = $4, named = $5, answered_by = $6, answered_at = $7, version = version + 1 WHERE id = $1";
    execute!(tx, SQL, id, a.score, a.words, a.lang, a.named, person, now)?;
    Ok(())
}

/// How many initiatives of an organisation wait for its answer. For tests.
#[cfg(test)]
pub async fn waiting(conn: &mut Conn, organisation: OrganisationId) -> Result<i64> {
    Ok(crate::scalar!(conn, i64, fetch_one, "SELECT COUNT(*) FROM reception WHERE organisation_id = $1 AND score IS NULL", organisation)?)
}
