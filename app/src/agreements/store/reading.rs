//! SQL of the reading pages of agreements.

use crate::db::Conn;
use crate::error::Result;
use crate::fetch;
use crate::ids::{AgreementId, ForumId, OrganisationId};
use crate::issues::types::IssueState;
use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};

/// Counts of an agreement.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct AgreementCounts {
    /// Agreement.
    pub id: AgreementId,
    /// Published issues, merged ones too.
    pub issues: i64,
    /// Those that something is expected of.
    pub open: i64,
    /// Organisations that have signed it.
    pub signatories: i64,
}

/// Counts of every agreement.
pub async fn agreement_counts(conn: &mut Conn, today: NaiveDate) -> Result<Vec<AgreementCounts>> {
    const SQL: &str = "SELECT a.id,
            (SELECT COUNT(*) FROM issue i WHERE i.agreement_id = a.id AND i.published_at IS NOT NULL AND NOT i.withheld) AS issues,
            (SELECT COUNT(*) FROM issue i WHERE i.agreement_id = a.id AND i.published_at IS NOT NULL AND NOT i.withheld
                AND i.state IN ('submitted', 'in_forum', 'on_agenda', 'referred')) AS open,
            (SELECT COUNT(*) FROM signatory s WHERE s.agreement_id = a.id AND s.signed_on <= $1 AND (s.ended_on IS NULL OR s.ended_on > $1)) AS signatories
        FROM agreement a";
    Ok(fetch!(conn, AgreementCounts, fetch_all, SQL, today)?)
}

/// The next meeting.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct NextMeeting {
    /// Number.
    pub number: i64,
    /// Slug.
    pub slug: String,
    /// Kind.
    pub kind: String,
    /// Title.
    pub title: String,
    /// Language of the title.
    pub lang: String,
    /// Place.
    pub place: String,
    /// Address on the net, if one can take part there.
    pub online_url: String,
    /// Beginning by the wall clock.
    pub starts_local: NaiveDateTime,
    /// End by the wall clock.
    pub ends_local: NaiveDateTime,
    /// Every place is taken, at the place and online.
    pub is_full: bool,
    /// Only those who are invited sign up.
    pub by_invitation: bool,
    /// Issues on the agenda.
    pub issues: i64,
    /// Anybody can sign up now.
    pub open: bool,
}

/// The next announced meeting that has not begun.
pub async fn next_meeting(conn: &mut Conn, agreement: AgreementId, now: DateTime<Utc>) -> Result<Option<NextMeeting>> {
    const SQL: &str = "SELECT m.number, m.slug, m.kind, m.title, m.lang, m.place, m.online_url, m.starts_local, m.ends_local, m.by_invitation,
            (m.taken >= m.capacity AND (m.online_url = '' OR m.online_taken >= COALESCE(m.online_capacity, 100000))) AS is_full,
            (SELECT COUNT(*) FROM agenda_item g WHERE g.meeting_id = m.id AND g.issue_id IS NOT NULL) AS issues,
            m.state = 'open' AND NOT m.by_invitation AS open
        FROM meeting m WHERE m.agreement_id = $1 AND m.state IN ('announced', 'open') AND m.starts_at > $2 ORDER BY m.starts_at, m.id LIMIT 1";
    Ok(fetch!(conn, NextMeeting, fetch_optional, SQL, agreement, now)?)
}

/// How many published issues are in a state, within a forum or a theme.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct PartCount {
    /// The forum or theme.
    pub part: Option<i64>,
    /// State.
    pub state: IssueState,
    /// How many.
    pub count: i64,
    /// Answers given in the whole agreement since the given time: the same in every row.
    pub answers: i64,
}

macro_rules! answers {
    () => {
        "(SELECT COUNT(*) FROM event e JOIN issue a ON a.id = e.issue_id
            WHERE e.agreement_id = $1 AND e.kind = 'issue_answered' AND e.undone_by IS NULL AND e.occurred_at >= $2 AND a.published_at IS NOT NULL AND NOT a.withheld) AS answers"
    };
}

/// Counts by forum and state.
pub async fn counts_by_forum(conn: &mut Conn, agreement: AgreementId, since: DateTime<Utc>) -> Result<Vec<PartCount>> {
    const SQL: &str = concat!(
        "SELECT i.forum_id AS part, i.state, COUNT(*) AS count, ",
        answers!(),
        " FROM issue i WHERE i.agreement_id = $1 AND i.published_at IS NOT NULL AND NOT i.withheld GROUP BY i.forum_id, i.state"
    );
    Ok(fetch!(conn, PartCount, fetch_all, SQL, agreement, since)?)
}

/// Counts by theme and state; issues without a theme count under none.
pub async fn counts_by_theme(conn: &mut Conn, agreement: AgreementId, since: DateTime<Utc>) -> Result<Vec<PartCount>> {
    const SQL: &str = concat!(
        "SELECT t.theme_id AS part, i.state, COUNT(*) AS count, ",
        answers!(),
        " FROM issue i LEFT JOIN issue_theme t ON t.issue_id = i.id
        WHERE i.agreement_id = $1 AND i.published_at IS NOT NULL AND NOT i.withheld GROUP BY t.theme_id, i.state"
    );
    Ok(fetch!(conn, PartCount, fetch_all, SQL, agreement, since)?)
}

/// How many published issues point at each principle and each commitment.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct PointCount {
    /// True for a commitment.
    pub commitment: bool,
    /// Id of the principle or commitment.
    pub id: i64,
    /// How many.
    pub count: i64,
}

/// Issues by principle and by commitment. Points without issues are left out.
pub async fn counts_by_point(conn: &mut Conn, agreement: AgreementId) -> Result<Vec<PointCount>> {
    const SQL: &str = "SELECT FALSE AS commitment, x.principle_id AS id, COUNT(*) AS count
            FROM issue_principle x JOIN issue i ON i.id = x.issue_id WHERE i.agreement_id = $1 AND i.published_at IS NOT NULL AND NOT i.withheld GROUP BY x.principle_id
        UNION ALL SELECT TRUE, x.commitment_id, COUNT(*)
            FROM issue_commitment x JOIN issue i ON i.id = x.issue_id WHERE i.agreement_id = $1 AND i.published_at IS NOT NULL AND NOT i.withheld GROUP BY x.commitment_id";
    Ok(fetch!(conn, PointCount, fetch_all, SQL, agreement)?)
}

/// A body that the agreement names.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Body {
    /// Id.
    pub id: OrganisationId,
    /// Slug.
    pub slug: String,
    /// Name.
    pub name: String,
}

/// The bodies that an agreement names.
pub async fn bodies(conn: &mut Conn, agreement: AgreementId) -> Result<Vec<Body>> {
    const SQL: &str = "SELECT o.id, o.slug, o.name FROM organisation o JOIN agreement a ON a.id = $1
        WHERE o.id IN (a.public_party_id, a.curator_id, a.confirming_id, a.steering_id)";
    Ok(fetch!(conn, Body, fetch_all, SQL, agreement)?)
}

/// Counts of a part: open, and all.
pub fn open_and_all(counts: &[PartCount], part: i64) -> (i64, i64) {
    use crate::issues::list::filter::Group;
    let of_part = || counts.iter().filter(move |c| c.part == Some(part));
    (of_part().filter(|c| Group::Open.has(c.state)).map(|c| c.count).sum(), of_part().map(|c| c.count).sum())
}

/// Counts of a forum: open, and all.
pub fn of_forum(counts: &[PartCount], forum: ForumId) -> (i64, i64) {
    open_and_all(counts, forum.0)
}
