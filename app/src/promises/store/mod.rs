//! SQL of promises and talks.

mod agenda;
mod ledger;
mod talks;
mod write;

pub use agenda::*;
pub use ledger::*;
pub use talks::*;
pub use write::*;

use super::types::{PromiseKind, PromiseState};
use crate::agreements::types::Side;
use crate::db::Conn;
use crate::error::Result;
use crate::fetch;
use crate::ids::{AgendaItemId, AgreementId, IssueId, MeetingId, OrganisationId, PromiseId};
use crate::meetings::types::MeetingKind;
use chrono::NaiveDate;

/// A promise with all that is shown of it.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct PromiseRow {
    /// Id.
    pub id: PromiseId,
    /// Number within the agreement.
    pub number: i64,
    /// State.
    pub state: PromiseState,
    /// Kind.
    pub kind: PromiseKind,
    /// What was promised.
    pub words: String,
    /// Language of it.
    pub lang: String,
    /// Who promised: a political party or a body.
    pub party: String,
    /// What one is there.
    pub function: String,
    /// Owner.
    pub owner_id: OrganisationId,
    /// Owner's name.
    pub owner_name: String,
    /// Owner's slug.
    pub owner_slug: String,
    /// Owner's side.
    pub owner_side: Side,
    /// When it is to be kept, or looked at.
    pub due_on: NaiveDate,
    /// When it was made.
    pub made_on: NaiveDate,
    /// When it was kept or taken back.
    pub closed_on: Option<NaiveDate>,
    /// Where one can see what was done.
    pub evidence_url: String,
    /// Version.
    pub version: i64,
    /// Meeting at which it was made.
    pub meeting_id: MeetingId,
    /// Its number.
    pub meeting_number: i64,
    /// Its slug.
    pub meeting_slug: String,
    /// Its title.
    pub meeting_title: String,
    /// Its language.
    pub meeting_lang: String,
    /// Its kind.
    pub meeting_kind: MeetingKind,
    /// Item of that meeting's agenda.
    pub item_id: Option<AgendaItemId>,
    /// Its title.
    pub item_title: Option<String>,
    /// Issue that it is about.
    pub issue_id: Option<IssueId>,
    /// Number of it.
    pub issue_number: Option<i64>,
    /// Slug of it; empty where it is hidden.
    pub issue_slug: Option<String>,
    /// Title of it; likewise.
    pub issue_title: Option<String>,
    /// Language of it.
    pub issue_lang: Option<String>,
    /// When the next thing is expected; none once it is closed.
    pub expected_on: Option<NaiveDate>,
    /// Of whom.
    pub expected_of: Option<OrganisationId>,
    /// Their name.
    pub expected_name: Option<String>,
}

/// `$1` agreement.
macro_rules! promises {
    ($tail:literal) => {
        concat!(
            "SELECT p.id, p.number, p.state, p.kind, p.words, p.lang, p.party, p.function, p.owner_id, o.name AS owner_name, o.slug AS owner_slug,
                o.side AS owner_side, p.due_on, p.made_on, p.closed_on, p.evidence_url, p.version, p.meeting_id, m.number AS meeting_number,
                m.slug AS meeting_slug, m.title AS meeting_title, m.lang AS meeting_lang, m.kind AS meeting_kind, p.agenda_item_id AS item_id,
                COALESCE(NULLIF(g.title, ''), gi.title) AS item_title, i.id AS issue_id, i.number AS issue_number,
                CASE WHEN NOT i.withheld THEN i.slug END AS issue_slug, CASE WHEN NOT i.withheld THEN i.title END AS issue_title, i.lang AS issue_lang, k.due_on AS expected_on, k.owner_id AS expected_of, ko.name AS expected_name
            FROM promise p
            JOIN organisation o ON o.id = p.owner_id
            JOIN meeting m ON m.id = p.meeting_id
            LEFT JOIN agenda_item g ON g.id = p.agenda_item_id
            LEFT JOIN issue gi ON gi.id = g.issue_id AND NOT gi.withheld
            LEFT JOIN issue i ON i.id = p.issue_id
            LEFT JOIN clock k ON k.promise_id = p.id AND k.closed_by IS NULL
            LEFT JOIN organisation ko ON ko.id = k.owner_id
            WHERE p.agreement_id = $1 ",
            $tail
        )
    };
}
pub(super) use promises;

/// A promise by its number.
pub async fn by_number(conn: &mut Conn, agreement: AgreementId, number: i64) -> Result<Option<PromiseRow>> {
    const SQL: &str = promises!("AND p.number = $2");
    Ok(fetch!(conn, PromiseRow, fetch_optional, SQL, agreement, number)?)
}

/// What a promise points at, and the agendas that it stood on.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct TieRow {
    /// `principle`, `commitment` or `talk`.
    pub what: String,
    /// Number of it.
    pub number: i64,
    /// Slug of a talk.
    pub slug: Option<String>,
    /// Title of a talk.
    pub title: Option<String>,
    /// Language of a talk.
    pub lang: Option<String>,
    /// Its day and time.
    pub starts_local: Option<chrono::NaiveDateTime>,
}

/// What a promise points at, by number, then the talks on whose agenda it stood or stands, in order of time. Not drafts.
pub async fn ties(conn: &mut Conn, promise: PromiseId) -> Result<Vec<TieRow>> {
    const SQL: &str = "SELECT t.* FROM (
            SELECT 'commitment' AS what, c.number AS number, CAST(NULL AS TEXT) AS slug, CAST(NULL AS TEXT) AS title, CAST(NULL AS TEXT) AS lang,
                CAST(NULL AS TIMESTAMP) AS starts_local
            FROM promise_commitment x JOIN commitment c ON c.id = x.commitment_id WHERE x.promise_id = $1
            UNION ALL
            SELECT 'principle', c.number, NULL, NULL, NULL, NULL FROM promise_principle x JOIN principle c ON c.id = x.principle_id WHERE x.promise_id = $1
            UNION ALL
            SELECT 'talk', m.number, m.slug, m.title, m.lang, m.starts_local
            FROM agenda_item g JOIN meeting m ON m.id = g.meeting_id WHERE g.promise_id = $1 AND m.state <> 'draft'
        ) t ORDER BY t.what, t.starts_local, t.number";
    Ok(fetch!(conn, TieRow, fetch_all, SQL, promise)?)
}
