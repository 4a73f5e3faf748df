//! SQL of lists of issues.

pub mod overview;

use super::filter::{Answered, Cursor, Filter, Group, Late, Place};
use crate::clocks::ClockKind;
use crate::db::Conn;
use crate::error::Result;
use crate::fetch;
use crate::ids::{AgreementId, ForumId, IssueId, OrganisationId};
use crate::issues::types::IssueState;
use chrono::{DateTime, NaiveDate, Utc};

/// An issue as lists show it.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct IssueRow {
    /// Id.
    pub id: IssueId,
    /// Number.
    pub number: i64,
    /// Slug.
    pub slug: String,
    /// Title.
    pub title: String,
    /// Language of the title.
    pub lang: String,
    /// State.
    pub state: IssueState,
    /// Forum, if the agreement has any.
    pub forum_id: Option<ForumId>,
    /// Name of the organisation that posted it.
    pub organisation_name: String,
    /// Slug of it.
    pub organisation_slug: String,
    /// When something last happened.
    pub moved_at: DateTime<Utc>,
    /// How many organisations stand behind it.
    pub backers: i64,
    /// Next expected date: the earliest open clock of the issue itself.
    pub next_on: Option<NaiveDate>,
    /// What is expected then.
    pub next_kind: Option<ClockKind>,
    /// The earliest open date of an action that came from it.
    pub action_on: Option<NaiveDate>,
    /// Number of the issue that it was merged into.
    pub merged_into: Option<i64>,
}

impl IssueRow {
    /// Its place in a list.
    pub const fn cursor(&self) -> Cursor {
        Cursor { moved_at: self.moved_at, id: self.id }
    }
}

/// Columns of [`IssueRow`], of `issue i` and `organisation o`.
macro_rules! issue_columns {
    () => {
        concat!("i.id, i.number, i.slug, i.title, i.lang, i.state, i.forum_id, o.name AS organisation_name, o.slug AS organisation_slug, i.moved_at, ",
            $crate::issues::store::backers!(),
            " AS backers,
            (SELECT MIN(k.due_on) FROM clock k WHERE k.issue_id = i.id AND k.action_id IS NULL AND k.closed_by IS NULL) AS next_on,
            (SELECT k.kind FROM clock k WHERE k.issue_id = i.id AND k.action_id IS NULL AND k.closed_by IS NULL ORDER BY k.due_on, k.id LIMIT 1) AS next_kind,
            (SELECT MIN(k.due_on) FROM clock k WHERE k.issue_id = i.id AND k.action_id IS NOT NULL AND k.closed_by IS NULL) AS action_on,
            (SELECT m.number FROM issue m WHERE m.id = i.merged_into_id) AS merged_into")
    };
}

/// Issue rows of agreement `$1` that all may read, and what follows: `issue_rows!("AND i.organisation_id = $2 ORDER BY …")`.
macro_rules! issue_rows {
    ($tail:expr) => {
        concat!(
            "SELECT ",
            $crate::issues::list::store::issue_columns!(),
            " FROM issue i JOIN organisation o ON o.id = i.organisation_id WHERE i.agreement_id = $1 AND i.published_at IS NOT NULL AND NOT ",
            $crate::issues::store::withheld!(),
            " ",
            $tail
        )
    };
}
pub(crate) use issue_columns;

/// What of a filter does not depend on the state: `$2` to `$14`.
macro_rules! filtered {
    ($tail:literal) => {
        concat!(
            "AND ($2 IS NULL OR i.forum_id = $2)
            AND ($3 IS NULL OR EXISTS (SELECT 1 FROM issue_theme x WHERE x.issue_id = i.id AND x.theme_id = $3))
            AND ($4 IS NULL OR EXISTS (SELECT 1 FROM issue_area x WHERE x.issue_id = i.id AND x.area_id = $4))
            AND ($5 IS NULL OR EXISTS (SELECT 1 FROM issue_principle x WHERE x.issue_id = i.id AND x.principle_id = $5))
            AND ($6 IS NULL OR EXISTS (SELECT 1 FROM issue_commitment x WHERE x.issue_id = i.id AND x.commitment_id = $6))
            AND ($7 IS NULL OR i.organisation_id = $7)
            AND ($8 IS NULL OR EXISTS (SELECT 1 FROM clock k WHERE k.issue_id = i.id AND k.closed_by IS NULL AND k.due_on < $9 AND ($8 = '' OR k.kind = $8)))
            AND ($14 IS NULL OR (SELECT MAX(CASE WHEN k.closed_on > k.due_on THEN 'late' ELSE 'in time' END) FROM clock k JOIN event e ON e.id = k.closed_by
                WHERE k.issue_id = i.id AND k.kind = 'answer' AND e.kind = 'issue_answered') LIKE $14)
            AND i.fold_key LIKE $10 ESCAPE '\\' AND i.fold_key LIKE $11 ESCAPE '\\' AND i.fold_key LIKE $12 ESCAPE '\\' AND i.fold_key LIKE $13 ESCAPE '\\' ",
            $tail
        )
    };
}

const fn late_code(late: Option<Late>) -> Option<&'static str> {
    match late {
        None => None,
        Some(Late::Any) => Some(""),
        Some(Late::Kind(kind)) => Some(kind.code()),
    }
}

/// How many issues a filter finds, by state, whatever state it asks for.
pub async fn counts(conn: &mut Conn, agreement: AgreementId, f: &Filter, today: NaiveDate) -> Result<Vec<(IssueState, i64)>> {
    const SQL: &str = concat!(
        "SELECT i.state, COUNT(*) FROM issue i WHERE i.agreement_id = $1 AND i.published_at IS NOT NULL AND NOT ",
        crate::issues::store::withheld!(),
        " ",
        filtered!("GROUP BY i.state")
    );
    let [a, b, c, d] = f.patterns();
    Ok(fetch!(
        conn,
        (IssueState, i64),
        fetch_all,
        SQL,
        agreement,
        f.forum,
        f.theme,
        f.area,
        f.principle,
        f.commitment,
        f.organisation,
        late_code(f.late),
        today,
        &a,
        &b,
        &c,
        &d,
        f.answered.map(Answered::pattern)
    )?)
}

/// A page of rows, newest movement first, and whether there are more in the direction of reading.
pub async fn rows(conn: &mut Conn, agreement: AgreementId, f: &Filter, today: NaiveDate, place: Place, limit: usize) -> Result<(Vec<IssueRow>, bool)> {
    macro_rules! page {
        ($tail:literal) => {
            issue_rows!(concat!(
                filtered!(
                    "AND (($15 AND i.state IN ('submitted', 'in_forum', 'on_agenda', 'referred')) OR ($16 AND i.state IN ('answered', 'followed_up'))
                        OR ($17 AND i.state IN ('closed', 'declined', 'withdrawn', 'merged')) OR i.state = $18) "
                ),
                $tail
            ))
        };
    }
    const OLDER: &str = page!("AND (i.moved_at < $19 OR (i.moved_at = $19 AND i.id < $20)) ORDER BY i.moved_at DESC, i.id DESC LIMIT $21");
    const NEWER: &str = page!("AND (i.moved_at > $19 OR (i.moved_at = $19 AND i.id > $20)) ORDER BY i.moved_at, i.id LIMIT $21");
    let end = Cursor { moved_at: DateTime::from_timestamp(253_402_300_799, 0).unwrap_or(DateTime::<Utc>::MAX_UTC), id: IssueId(i64::MAX) };
    let (sql, cursor) = match place {
        Place::First => (OLDER, end),
        Place::After(cursor) => (OLDER, cursor),
        Place::Before(cursor) => (NEWER, cursor),
    };
    let any = |group: Group| f.state.is_none() && (f.group == group || f.group == Group::All);
    let [a, b, c, d] = f.patterns();
    let one_more = i64::try_from(limit).unwrap_or(25) + 1;
    let mut rows = fetch!(
        conn,
        IssueRow,
        fetch_all,
        sql,
        agreement,
        f.forum,
        f.theme,
        f.area,
        f.principle,
        f.commitment,
        f.organisation,
        late_code(f.late),
        today,
        &a,
        &b,
        &c,
        &d,
        f.answered.map(Answered::pattern),
        any(Group::Open),
        any(Group::Answered),
        any(Group::Closed),
        f.state,
        cursor.moved_at,
        cursor.id,
        one_more
    )?;
    let more = rows.len() > limit;
    rows.truncate(limit);
    if matches!(place, Place::Before(_)) {
        rows.reverse();
    }
    Ok((rows, more))
}

/// An organisation to filter by.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Asker {
    /// Id.
    pub id: OrganisationId,
    /// Slug.
    pub slug: String,
    /// Name.
    pub name: String,
}

#[derive(sqlx::FromRow)]
struct Around {
    host: bool,
    #[sqlx(flatten)]
    organisation: Asker,
}

/// Organisations around a list, in order of their names: those who invite to the forum, if it is one, and those that have published issues
/// in the agreement.
pub async fn around(conn: &mut Conn, agreement: AgreementId, forum: Option<ForumId>) -> Result<(Vec<Asker>, Vec<Asker>)> {
    const SQL: &str = concat!(
        "SELECT TRUE AS host, o.id AS id, o.slug AS slug, o.name AS name, o.sort_key AS sort_key
            FROM forum_host h JOIN organisation o ON o.id = h.organisation_id WHERE h.forum_id = $2
        UNION ALL SELECT FALSE AS host, o.id AS id, o.slug AS slug, o.name AS name, o.sort_key AS sort_key FROM organisation o
            WHERE EXISTS (SELECT 1 FROM issue i WHERE i.organisation_id = o.id AND i.agreement_id = $1 AND i.published_at IS NOT NULL AND NOT ",
        crate::issues::store::withheld!(),
        ") ORDER BY sort_key, id"
    );
    let (hosts, askers): (Vec<Around>, Vec<Around>) = fetch!(conn, Around, fetch_all, SQL, agreement, forum)?.into_iter().partition(|a| a.host);
    let names = |list: Vec<Around>| -> Vec<Asker> { list.into_iter().map(|a| a.organisation).collect() };
    Ok((names(hosts), names(askers)))
}

codes! {
    /// What ties an issue to an organisation or body.
    pub enum Tie {
        /// It posted it.
        Posted = "posted",
        /// It stands behind it.
        Backed = "backed",
        /// It was asked for an answer.
        Asked = "asked",
    }
}

/// An issue in the lists of an organisation or body.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct TiedRow {
    /// What ties it.
    pub tie: Tie,
    /// The issue.
    #[sqlx(flatten)]
    pub row: IssueRow,
}

/// Issues that an organisation posted, stands behind or was asked to answer: the latest 25 of each, newest movement first.
/// `waiting` adds those of its own that the kansli has not decided about yet: for whoever speaks for it.
pub async fn of_organisation(conn: &mut Conn, agreement: AgreementId, organisation: OrganisationId, waiting: bool) -> Result<Vec<TiedRow>> {
    const SQL: &str = concat!(
        "WITH tied(tie, id) AS (
            SELECT * FROM (SELECT 'posted', i.id FROM issue i WHERE i.agreement_id = $1 AND i.organisation_id = $2
                AND ($3 OR i.published_at IS NOT NULL AND NOT ",
        crate::issues::store::withheld!(),
        ") ORDER BY i.moved_at DESC, i.id DESC LIMIT 25) AS posted
            UNION ALL
            SELECT * FROM (SELECT 'backed', b.issue_id FROM backing b JOIN issue i ON i.id = b.issue_id
                WHERE b.agreement_id = $1 AND b.organisation_id = $2 AND b.ended_at IS NULL AND i.published_at IS NOT NULL AND NOT i.withheld
                ORDER BY i.moved_at DESC, i.id DESC LIMIT 25) AS backed
            UNION ALL
            SELECT * FROM (SELECT 'asked', i.id FROM issue i
                WHERE i.agreement_id = $1 AND i.published_at IS NOT NULL AND NOT i.withheld
                AND i.id IN (SELECT e.issue_id FROM event e WHERE e.agreement_id = $1 AND e.kind = 'issue_referred' AND e.undone_by IS NULL AND e.organisation_id = $2)
                ORDER BY i.moved_at DESC, i.id DESC LIMIT 25) AS asked)
        SELECT tied.tie, ",
        issue_columns!(),
        " FROM tied JOIN issue i ON i.id = tied.id JOIN organisation o ON o.id = i.organisation_id ORDER BY i.moved_at DESC, i.id DESC"
    );
    Ok(fetch!(conn, TiedRow, fetch_all, SQL, agreement, organisation, waiting)?)
}

/// A row of an agreement's start page.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct StartRow {
    /// The issue.
    #[sqlx(flatten)]
    pub row: IssueRow,
    /// Its rank by last movement.
    pub moved_rank: i64,
    /// Its rank by date of publishing, within its forum.
    pub new_rank: i64,
}

/// The issues that moved last, and the newest of each forum: one statement for both.
pub async fn for_start(conn: &mut Conn, agreement: AgreementId, moved: i64, newest: i64) -> Result<Vec<StartRow>> {
    const SQL: &str = concat!(
        "SELECT ",
        issue_columns!(),
        ", r.moved_rank, r.new_rank
        FROM (SELECT x.id, ROW_NUMBER() OVER (ORDER BY x.moved_at DESC, x.id DESC) AS moved_rank,
                ROW_NUMBER() OVER (PARTITION BY x.forum_id ORDER BY x.published_at DESC, x.id DESC) AS new_rank
            FROM issue x WHERE x.agreement_id = $1 AND x.published_at IS NOT NULL AND x.state <> 'merged'
                AND NOT x.withheld) r
        JOIN issue i ON i.id = r.id JOIN organisation o ON o.id = i.organisation_id
        WHERE r.moved_rank <= $2 OR (i.forum_id IS NOT NULL AND r.new_rank <= $3) ORDER BY r.moved_rank"
    );
    Ok(fetch!(conn, StartRow, fetch_all, SQL, agreement, moved, newest)?)
}
