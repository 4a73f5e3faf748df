//! SQL of what is to be read before an item of an agenda is taken up. Published texts only.

use super::agenda::{Item, item_columns};
use crate::agreements::types::Side;
use crate::clocks::ClockKind;
use crate::db::Conn;
use crate::error::Result;
use crate::events::types::ActorRole;
use crate::fetch;
use crate::ids::{IssueId, MeetingId, OrganisationId};
use crate::issues::store::{backers, merged_tree};
use crate::promises::types::{PromiseKind, PromiseState};
use chrono::{DateTime, NaiveDate, Utc};

/// Contributions that a brief tells of each issue: the latest.
const TOLD: i64 = 12;

/// An item with the whole text of its issue.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct BriefItem {
    /// The item.
    #[sqlx(flatten)]
    pub item: Item,
    /// All may read the issue.
    pub readable: bool,
    /// What is wrong, as HTML.
    pub what_html: Option<String>,
    /// Why it matters.
    pub why_html: Option<String>,
    /// Whom it concerns.
    pub whom_html: Option<String>,
    /// What is asked for.
    pub ask_html: Option<String>,
    /// When it was posted.
    pub posted_at: Option<DateTime<Utc>>,
    /// Organisation that posted it.
    pub organisation_name: Option<String>,
    /// Its side.
    pub organisation_side: Option<Side>,
    /// Organisations that stand behind it.
    pub backers: i64,
    /// Their names, a line each.
    pub backer_names: Option<String>,
    /// Contributions that all may read.
    pub contributions: i64,
    /// The promise.
    #[sqlx(flatten)]
    pub promise: BriefPromise,
}

/// The promise that an item is about. Of other items nothing is there.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct BriefPromise {
    /// What was promised.
    pub promise_text: Option<String>,
    /// Language of it.
    pub promise_lang: Option<String>,
    /// Who promised: a political party or a body.
    pub promise_party: Option<String>,
    /// What one is there.
    pub promise_function: Option<String>,
    /// State.
    pub promise_state: Option<PromiseState>,
    /// Kind.
    pub promise_kind: Option<PromiseKind>,
    /// When it is to be kept, or looked at.
    pub promise_due_on: Option<NaiveDate>,
    /// When it was kept or taken back.
    pub promise_closed_on: Option<NaiveDate>,
    /// When the next thing is expected.
    pub promise_expected_on: Option<NaiveDate>,
    /// Owner.
    pub promise_owner_id: Option<OrganisationId>,
    /// Owner's name.
    pub promise_owner: Option<String>,
    /// Owner's side.
    pub promise_owner_side: Option<Side>,
    /// Number of the issue that it is about.
    pub promise_issue_number: Option<i64>,
    /// Slug of that; empty where it is hidden.
    pub promise_issue_slug: Option<String>,
    /// Title of it; likewise.
    pub promise_issue_title: Option<String>,
    /// Language of it.
    pub promise_issue_lang: Option<String>,
}

/// The agenda of a meeting, in order, with the texts of its issues and its promises.
pub async fn brief_items(conn: &mut Conn, meeting: MeetingId) -> Result<Vec<BriefItem>> {
    const SQL: &str = concat!(
        "SELECT ",
        item_columns!(),
        ", COALESCE(i.published_at IS NOT NULL AND NOT i.withheld, FALSE) AS readable, i.what_html, i.why_html, i.whom_html, i.ask_html,
            i.created_at AS posted_at, o.name AS organisation_name, o.side AS organisation_side, ",
        backers!(),
        " AS backers,
            (SELECT string_agg(b.name, '\n' ORDER BY b.since_at) FROM (SELECT s.name, MIN(k.since_at) AS since_at FROM backing k
                JOIN organisation s ON s.id = k.organisation_id WHERE k.issue_id IN (",
        merged_tree!(),
        ") AND k.organisation_id <> i.organisation_id
                AND k.ended_at IS NULL GROUP BY s.id, s.name) b) AS backer_names,
            (SELECT COUNT(*) FROM contribution c WHERE c.issue_id = i.id AND c.published_at IS NOT NULL) AS contributions,
            p.words AS promise_text, p.lang AS promise_lang, p.party AS promise_party, p.function AS promise_function, p.state AS promise_state,
            p.kind AS promise_kind, p.due_on AS promise_due_on, p.closed_on AS promise_closed_on, pk.due_on AS promise_expected_on,
            p.owner_id AS promise_owner_id, po.name AS promise_owner, po.side AS promise_owner_side, pi.number AS promise_issue_number,
            CASE WHEN NOT pi.withheld THEN pi.slug END AS promise_issue_slug, CASE WHEN NOT pi.withheld THEN pi.title END AS promise_issue_title,
            pi.lang AS promise_issue_lang
        FROM agenda_item g LEFT JOIN issue i ON i.id = g.issue_id LEFT JOIN organisation o ON o.id = i.organisation_id
        LEFT JOIN promise p ON p.id = g.promise_id LEFT JOIN organisation po ON po.id = p.owner_id LEFT JOIN issue pi ON pi.id = p.issue_id
        LEFT JOIN clock pk ON pk.promise_id = p.id AND pk.closed_by IS NULL
        WHERE g.meeting_id = $1 ORDER BY g.position, g.id"
    );
    Ok(fetch!(conn, BriefItem, fetch_all, SQL, meeting)?)
}

/// A contribution to an issue of an agenda (`html` is there), or what is promised about it.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct BriefLine {
    /// Issue.
    pub issue_id: IssueId,
    /// What was contributed, as HTML.
    pub html: Option<String>,
    /// Its language.
    pub lang: Option<String>,
    /// Role of whoever contributed.
    pub role: Option<ActorRole>,
    /// When.
    pub at: Option<DateTime<Utc>>,
    /// Organisation that contributed, or that promised.
    pub who: Option<String>,
    /// What is promised.
    pub kind: Option<ClockKind>,
    /// Until when.
    pub due_on: Option<NaiveDate>,
    /// What the action is.
    pub action: Option<String>,
    /// The curating body promised.
    pub by_curator: bool,
}

/// The latest contributions to the issues of an agenda, newest first, and what is promised about them, earliest first.
pub async fn brief_lines(conn: &mut Conn, meeting: MeetingId) -> Result<Vec<BriefLine>> {
    const SQL: &str = "SELECT q.issue_id, q.html, q.lang, q.role, q.at, q.who, q.kind, q.due_on, q.action, q.by_curator FROM (
            SELECT c.issue_id, c.html, c.lang, c.role, c.published_at AS at, o.name AS who, NULL AS kind, CAST(NULL AS DATE) AS due_on, NULL AS action, FALSE AS by_curator,
                ROW_NUMBER() OVER (PARTITION BY c.issue_id ORDER BY c.published_at DESC, c.id DESC) AS nth
            FROM contribution c JOIN agenda_item g ON g.issue_id = c.issue_id AND g.meeting_id = $1 LEFT JOIN organisation o ON o.id = c.organisation_id
            WHERE c.published_at IS NOT NULL
            UNION ALL
            SELECT k.issue_id, NULL, NULL, NULL, NULL, o.name, k.kind, k.due_on, a.what, k.owner_id = n.curator_id,
                ROW_NUMBER() OVER (PARTITION BY k.issue_id ORDER BY k.due_on, k.id)
            FROM clock k JOIN agenda_item g ON g.issue_id = k.issue_id AND g.meeting_id = $1 JOIN organisation o ON o.id = k.owner_id
            JOIN agreement n ON n.id = k.agreement_id LEFT JOIN action a ON a.id = k.action_id
            WHERE k.closed_by IS NULL) q
        WHERE q.nth <= $2 ORDER BY q.issue_id, q.nth";
    Ok(fetch!(conn, BriefLine, fetch_all, SQL, meeting, TOLD)?)
}
