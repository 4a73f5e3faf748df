//! SQL of moderation.

use super::types::{FlagOutcome, FlagReason};
use crate::curation::store::Recipient;
use crate::db::{Conn, Tx};
use crate::error::Result;
use crate::i18n::Locale;
use crate::ids::{AgreementId, ContributionId, EventId, IssueId, PersonId};
use crate::issues::store::read::hidden_as;
use crate::issues::store::withheld;
use crate::{execute, fetch, scalar};
use chrono::{DateTime, Utc};

/// An issue or a contribution that can be reported, or was.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct ThingRow {
    /// Issue.
    pub issue_id: IssueId,
    /// Its number.
    pub number: i64,
    /// Its slug.
    pub slug: String,
    /// Its title.
    pub title: String,
    /// Contribution; none: the issue itself.
    pub contribution_id: Option<ContributionId>,
    /// Number of it.
    pub contribution: Option<i64>,
    /// What it says, as HTML.
    pub html: String,
    /// Its language.
    pub lang: String,
    /// All may read it now.
    pub readable: bool,
    /// The issue itself is hidden.
    pub issue_hidden: bool,
}

impl ThingRow {
    /// Title of the issue and the words of its address: of a hidden one its number.
    pub fn named(&self, l: Locale) -> (String, String) {
        if self.issue_hidden { hidden_as(l, self.number) } else { (self.title.clone(), self.slug.clone()) }
    }
}

macro_rules! thing {
    ($tail:expr) => {
        concat!(
            "SELECT i.id AS issue_id, i.number, i.slug, i.title, c.id AS contribution_id, c.number AS contribution, COALESCE(c.html, i.what_html) AS html,
                COALESCE(c.lang, i.lang) AS lang,
                (i.published_at IS NOT NULL AND ((c.id IS NULL AND NOT ",
            withheld!(),
            ") OR c.published_at IS NOT NULL)) AS readable, (i.hidden_at IS NOT NULL) AS issue_hidden
            FROM issue i LEFT JOIN contribution c ON c.issue_id = i.id AND c.number = $3 ",
            $tail
        )
    };
}

/// An issue by its number, or one of its contributions (0: the issue itself).
pub async fn thing(conn: &mut Conn, agreement: AgreementId, number: i64, contribution: i64) -> Result<Option<ThingRow>> {
    const SQL: &str = thing!("WHERE i.agreement_id = $1 AND i.number = $2 AND ($3 = 0 OR c.id IS NOT NULL)");
    Ok(fetch!(conn, ThingRow, fetch_optional, SQL, agreement, number, contribution)?)
}

/// Stores a report. False when the same person's report of the same thing is open already.
pub async fn insert_flag(
    tx: &mut Tx,
    agreement: AgreementId,
    thing: &ThingRow,
    reason: FlagReason,
    note: &str,
    person: Option<PersonId>,
    at: DateTime<Utc>,
) -> Result<bool> {
    const SQL: &str = "INSERT INTO flag (agreement_id, issue_id, contribution_id, reason, note, person_id, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7)
        ON CONFLICT DO NOTHING";
    Ok(execute!(tx, SQL, agreement, thing.issue_id, thing.contribution_id, reason, note, person, at)? > 0)
}

/// A report that waits for an answer. Not by whom.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct FlagRow {
    /// Number of the issue.
    pub number: i64,
    /// Its slug.
    pub slug: String,
    /// Its title.
    pub title: String,
    /// Number of the contribution; none: the issue itself.
    pub contribution: Option<i64>,
    /// What it says, as HTML.
    pub html: String,
    /// Its language.
    pub lang: String,
    /// Who wrote it, as everybody sees.
    pub author: String,
    /// Why it was reported.
    pub reason: FlagReason,
    /// In the reporter's words.
    pub note: String,
    /// When.
    pub created_at: DateTime<Utc>,
}

macro_rules! open_flags {
    ($tail:literal) => {
        concat!(
            "SELECT i.number, i.slug, i.title, c.number AS contribution, COALESCE(c.html, i.what_html) AS html, COALESCE(c.lang, i.lang) AS lang,
                COALESCE(co.name, p.name, o.name) AS author, f.reason, f.note, f.created_at
            FROM flag f JOIN issue i ON i.id = f.issue_id JOIN organisation o ON o.id = i.organisation_id
            LEFT JOIN contribution c ON c.id = f.contribution_id LEFT JOIN organisation co ON co.id = c.organisation_id LEFT JOIN person p ON p.id = c.author_id
            WHERE f.agreement_id = $1 AND f.outcome IS NULL ",
            $tail
        )
    };
}

/// Reports that wait, what came first before; those of one thing beside each other.
pub async fn open_flags(conn: &mut Conn, agreement: AgreementId) -> Result<Vec<FlagRow>> {
    const SQL: &str = open_flags!(
        "ORDER BY (SELECT MIN(x.created_at) FROM flag x WHERE x.issue_id = f.issue_id AND COALESCE(x.contribution_id, 0) = COALESCE(f.contribution_id, 0)
            AND x.outcome IS NULL), i.number, c.number, f.created_at, f.id LIMIT 500"
    );
    Ok(fetch!(conn, FlagRow, fetch_all, SQL, agreement)?)
}

/// Reports of one thing that wait: of an issue by its number, or of one of its contributions (0: the issue itself).
pub async fn open_flags_of(conn: &mut Conn, agreement: AgreementId, number: i64, contribution: i64) -> Result<Vec<FlagRow>> {
    const SQL: &str = open_flags!("AND i.number = $2 AND COALESCE(c.number, 0) = $3 ORDER BY f.created_at, f.id LIMIT 500");
    Ok(fetch!(conn, FlagRow, fetch_all, SQL, agreement, number, contribution)?)
}

/// Those who reported a thing and are told what came of it.
pub async fn reporters(conn: &mut Conn, issue: IssueId, contribution: Option<ContributionId>) -> Result<Vec<Recipient>> {
    const SQL: &str = "SELECT p.email, p.locale FROM flag f JOIN person p ON p.id = f.person_id
        WHERE f.issue_id = $1 AND COALESCE(f.contribution_id, 0) = COALESCE($2, 0) AND f.outcome IS NULL ORDER BY f.id";
    Ok(fetch!(conn, Recipient, fetch_all, SQL, issue, contribution)?)
}

/// Closes the open reports of a thing, by an event. Gives their number.
pub async fn close_flags(
    tx: &mut Tx,
    (issue, contribution): (IssueId, Option<ContributionId>),
    outcome: FlagOutcome,
    at: DateTime<Utc>,
    by: EventId,
) -> Result<u64> {
    const SQL: &str = "UPDATE flag SET outcome = $3, closed_at = $4, closed_by = $5
        WHERE issue_id = $1 AND COALESCE(contribution_id, 0) = COALESCE($2, 0) AND outcome IS NULL";
    Ok(execute!(tx, SQL, issue, contribution, outcome, at, by)?)
}

/// Opens again the reports that an event closed: it was undone.
pub async fn reopen_flags(tx: &mut Tx, event: EventId) -> Result<()> {
    execute!(tx, "UPDATE flag SET outcome = NULL, closed_at = NULL, closed_by = NULL WHERE closed_by = $1", event)?;
    Ok(())
}

/// A note of those who curate.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct NoteRow {
    /// What it says.
    pub text: String,
    /// Who wrote it.
    pub author: String,
    /// When.
    pub created_at: DateTime<Utc>,
}

/// Notes about an issue, newest first. For civil-society seats of the curating body only: whoever calls this has checked.
pub async fn notes(conn: &mut Conn, issue: IssueId) -> Result<Vec<NoteRow>> {
    const SQL: &str = "SELECT n.text, p.name AS author, n.created_at FROM staff_note n JOIN person p ON p.id = n.person_id
        WHERE n.issue_id = $1 ORDER BY n.created_at DESC, n.id DESC LIMIT 50";
    Ok(fetch!(conn, NoteRow, fetch_all, SQL, issue)?)
}

/// Stores a note.
pub async fn insert_note(tx: &mut Tx, agreement: AgreementId, issue: IssueId, person: PersonId, text: &str, at: DateTime<Utc>) -> Result<i64> {
    const SQL: &str = "INSERT INTO staff_note (agreement_id, issue_id, person_id, text, created_at) VALUES ($1, $2, $3, $4, $5) RETURNING id";
    Ok(scalar!(tx, i64, fetch_one, SQL, agreement, issue, person, text, at)?)
}
