//! SQL of what decisions are taken about: an issue, a contribution that waits, one to hide or to split off.

use crate::agreements::types::Side;
use crate::attachments::store::attached;
use crate::clocks::ClockKind;
use crate::db::{Conn, Tx};
use crate::error::Result;
use crate::events::types::ActorRole;
use crate::i18n::Locale;
use crate::ids::{AgreementId, ContributionId, ForumId, IssueId, OrganisationId, PersonId};
use crate::issues::store::backers;
use crate::issues::store::read::hidden_as;
use crate::issues::types::IssueState;
use crate::{execute, fetch, fetch_locked, scalar};
use chrono::{DateTime, NaiveDate, Utc};

/// An issue as a decision about it is taken.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct SubjectRow {
    /// Id.
    pub id: IssueId,
    /// Number.
    pub number: i64,
    /// Slug.
    pub slug: String,
    /// Title.
    pub title: String,
    /// Language.
    pub lang: String,
    /// State.
    pub state: IssueState,
    /// Version.
    pub version: i64,
    /// What is wrong, as HTML.
    pub what_html: String,
    /// What is asked for, as HTML.
    pub ask_html: String,
    /// Forum.
    pub forum_id: Option<ForumId>,
    /// Organisation that posted it.
    pub organisation_id: OrganisationId,
    /// Its name.
    pub organisation_name: String,
    /// Its slug.
    pub organisation_slug: String,
    /// Its side.
    pub organisation_side: Side,
    /// When it was posted.
    pub created_at: DateTime<Utc>,
    /// When it became readable by all.
    pub published_at: Option<DateTime<Utc>>,
    /// It was declined before anybody could read it, or is hidden.
    pub withheld: bool,
    /// It is hidden.
    pub hidden: bool,
    /// How many organisations stand behind it.
    pub backers: i64,
    /// The next promised date's kind.
    pub due_kind: Option<ClockKind>,
    /// The next promised date.
    pub due_on: Option<NaiveDate>,
    /// Who promised it.
    pub due_owner: Option<String>,
    /// The public body that is asked now.
    pub asked_id: Option<OrganisationId>,
    /// Its name.
    pub asked_name: Option<String>,
    /// Until when.
    pub asked_due_on: Option<NaiveDate>,
    /// The organisation is asked to add something now.
    pub asked_back: bool,
    /// Number of the contribution that was asked for.
    pub contribution_number: Option<i64>,
    /// It waits for publication.
    pub contribution_waits: bool,
    /// Its text as HTML.
    pub contribution_html: Option<String>,
    /// Its language.
    pub contribution_lang: Option<String>,
    /// Version of its text.
    pub contribution_version: Option<i64>,
    /// The organisation that it speaks for, or whoever speaks for themselves.
    pub contribution_who: Option<String>,
    /// What is attached to the issue: `attachments::view` takes it apart.
    pub attached: Option<String>,
    /// What is attached to the contribution.
    pub contribution_attached: Option<String>,
}

/// An issue by its number, with a contribution to it that is not hidden when one is asked for (0: none).
pub async fn subject(conn: &mut Conn, agreement: AgreementId, number: i64, contribution: i64) -> Result<Option<SubjectRow>> {
    const SQL: &str = concat!(
        "SELECT i.id, i.number, i.slug, i.title, i.lang, i.state, i.version, i.what_html, i.ask_html, i.forum_id, i.organisation_id,
            o.name AS organisation_name, o.slug AS organisation_slug, o.side AS organisation_side, i.created_at, i.published_at, i.withheld,
            (i.hidden_at IS NOT NULL) AS hidden, ",
        backers!(),
        " AS backers,
            k.kind AS due_kind, k.due_on, ko.name AS due_owner, q.owner_id AS asked_id, qo.name AS asked_name, q.due_on AS asked_due_on,
            EXISTS (SELECT 1 FROM clock f WHERE f.issue_id = i.id AND f.action_id IS NULL AND f.kind = 'completion' AND f.closed_by IS NULL) AS asked_back,
            c.number AS contribution_number, (c.id IS NOT NULL AND c.published_at IS NULL) AS contribution_waits, c.html AS contribution_html, c.lang AS contribution_lang, c.version AS contribution_version, COALESCE(co.name, cp.name) AS contribution_who, ",
        attached!("x.issue_id = i.id AND x.contribution_id IS NULL"),
        " AS attached, ",
        attached!("x.contribution_id = c.id"),
        " AS contribution_attached
        FROM issue i
        JOIN organisation o ON o.id = i.organisation_id
        LEFT JOIN clock k ON k.id = (SELECT f.id FROM clock f WHERE f.issue_id = i.id AND f.action_id IS NULL AND f.closed_by IS NULL ORDER BY f.due_on, f.id LIMIT 1)
        LEFT JOIN organisation ko ON ko.id = k.owner_id
        LEFT JOIN clock q ON q.issue_id = i.id AND q.action_id IS NULL AND q.kind = 'answer' AND q.closed_by IS NULL
        LEFT JOIN organisation qo ON qo.id = q.owner_id
        LEFT JOIN contribution c ON c.issue_id = i.id AND c.number = $3 AND c.hidden_at IS NULL
        LEFT JOIN organisation co ON co.id = c.organisation_id
        LEFT JOIN person cp ON cp.id = c.author_id
        WHERE i.agreement_id = $1 AND i.number = $2"
    );
    Ok(fetch!(conn, SubjectRow, fetch_optional, SQL, agreement, number, contribution)?)
}

/// A contribution that is about to be published; its row is locked.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct WaitingRow {
    /// Id.
    pub id: ContributionId,
    /// Already published when set.
    pub published_at: Option<DateTime<Utc>>,
    /// Version of its text.
    pub version: i64,
}

/// Locks a contribution by its number within an issue.
pub async fn lock_contribution(tx: &mut Tx, issue: IssueId, number: i64) -> Result<Option<WaitingRow>> {
    Ok(fetch_locked!(
        tx,
        WaitingRow,
        "SELECT id, published_at, version FROM contribution WHERE issue_id = $1 AND number = $2 AND hidden_at IS NULL",
        issue,
        number
    )?)
}

/// A contribution as a decision about showing it needs it.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct ShownRow {
    /// Id.
    pub id: ContributionId,
    /// Number within the issue.
    pub number: i64,
    /// Text as HTML.
    pub html: String,
    /// Its language.
    pub lang: String,
    /// Name of whoever wrote it.
    pub who: String,
    /// Since when all may read it.
    pub published_at: Option<DateTime<Utc>>,
    /// Since when it is hidden.
    pub hidden_at: Option<DateTime<Utc>>,
    /// Version of its text.
    pub version: i64,
    /// Slug of the issue.
    pub issue_slug: String,
    /// Title of the issue.
    pub issue_title: String,
    /// The issue itself is hidden.
    pub issue_hidden: bool,
    /// What is attached.
    pub attached: Option<String>,
}

impl ShownRow {
    /// Title of the issue and the words of its address, for whoever wrote the contribution: of a hidden one its number.
    pub fn issue_named(&self, l: Locale, number: i64) -> (String, String) {
        if self.issue_hidden { hidden_as(l, number) } else { (self.issue_title.clone(), self.issue_slug.clone()) }
    }
}

/// A contribution by its number within an issue.
pub async fn contribution(conn: &mut Conn, agreement: AgreementId, issue: i64, number: i64) -> Result<Option<ShownRow>> {
    const SQL: &str = concat!(
        "SELECT c.id, c.number, c.html, c.lang, COALESCE(o.name, p.name) AS who, c.published_at, c.hidden_at, c.version, i.slug AS issue_slug, i.title AS issue_title,
            (i.hidden_at IS NOT NULL) AS issue_hidden, ",
        attached!("x.contribution_id = c.id"),
        " AS attached
        FROM contribution c JOIN issue i ON i.id = c.issue_id JOIN person p ON p.id = c.author_id LEFT JOIN organisation o ON o.id = c.organisation_id
        WHERE i.agreement_id = $1 AND i.number = $2 AND c.number = $3"
    );
    Ok(fetch!(conn, ShownRow, fetch_optional, SQL, agreement, issue, number)?)
}

/// An issue as a decision about showing it needs it.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct ShownIssue {
    /// Number.
    pub number: i64,
    /// Slug.
    pub slug: String,
    /// Title.
    pub title: String,
    /// Its language.
    pub lang: String,
    /// What is wrong, as HTML.
    pub what_html: String,
    /// Why it matters, as HTML.
    pub why_html: String,
    /// Whom it concerns, as HTML.
    pub whom_html: String,
    /// What is asked for, as HTML.
    pub ask_html: String,
    /// Name of the organisation that posted it.
    pub who: String,
    /// Its side.
    pub side: Side,
    /// Since when all may read it.
    pub published_at: Option<DateTime<Utc>>,
    /// It was declined before anybody could read it, or is hidden.
    pub withheld: bool,
    /// Since when it is hidden.
    pub hidden_at: Option<DateTime<Utc>>,
    /// What is attached.
    pub attached: Option<String>,
}

/// An issue by its number. For those who curate: whoever calls this has checked.
pub async fn issue_to_hide(conn: &mut Conn, agreement: AgreementId, number: i64) -> Result<Option<ShownIssue>> {
    const SQL: &str = concat!(
        "SELECT i.number, i.slug, i.title, i.lang, i.what_html, i.why_html, i.whom_html, i.ask_html, o.name AS who, o.side, i.published_at, i.withheld,
            i.hidden_at, ",
        attached!("x.issue_id = i.id AND x.contribution_id IS NULL"),
        " AS attached
        FROM issue i JOIN organisation o ON o.id = i.organisation_id WHERE i.agreement_id = $1 AND i.number = $2"
    );
    Ok(fetch!(conn, ShownIssue, fetch_optional, SQL, agreement, number)?)
}

/// Hides a contribution, and keeps when it was published.
pub(super) async fn hide_contribution(tx: &mut Tx, contribution: ContributionId, at: DateTime<Utc>) -> Result<()> {
    execute!(tx, "UPDATE contribution SET hidden_at = $2, shown_at = published_at, published_at = NULL WHERE id = $1", contribution, at)?;
    Ok(())
}

/// Shows a hidden contribution again as it was: published, or waiting.
pub(super) async fn show_contribution(tx: &mut Tx, contribution: ContributionId) -> Result<()> {
    execute!(tx, "UPDATE contribution SET hidden_at = NULL, published_at = shown_at, shown_at = NULL WHERE id = $1", contribution)?;
    Ok(())
}

/// Shows a hidden contribution to all, as it was published, or now for the first time. Gives whether it waited until now.
pub(super) async fn show_to_all(tx: &mut Tx, issue: IssueId, contribution: ContributionId, at: DateTime<Utc>) -> Result<bool> {
    let shown = scalar!(tx, Option<DateTime<Utc>>, fetch_one, "SELECT shown_at FROM contribution WHERE id = $1", contribution)?;
    if shown.is_some() {
        show_contribution(tx, contribution).await?;
    } else {
        execute!(tx, "UPDATE contribution SET hidden_at = NULL WHERE id = $1", contribution)?;
        publish_contribution(tx, issue, contribution, at).await?;
    }
    Ok(shown.is_none())
}

/// Publishes a contribution: the issue has moved.
pub(super) async fn publish_contribution(tx: &mut Tx, issue: IssueId, contribution: ContributionId, at: DateTime<Utc>) -> Result<()> {
    execute!(tx, "UPDATE contribution SET published_at = $2 WHERE id = $1", contribution, at)?;
    execute!(tx, "UPDATE issue SET moved_at = $2 WHERE id = $1 AND state NOT IN ('closed', 'merged', 'declined', 'withdrawn')", issue, at)?;
    Ok(())
}

/// Address and language of whoever wrote a contribution.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct AuthorRow {
    /// Address.
    pub email: String,
    /// Language.
    pub locale: String,
}

/// Who wrote a contribution.
pub async fn author_of(conn: &mut Conn, contribution: ContributionId) -> Result<Option<AuthorRow>> {
    Ok(fetch!(
        conn,
        AuthorRow,
        fetch_optional,
        "SELECT p.email, p.locale FROM contribution c JOIN person p ON p.id = c.author_id WHERE c.id = $1",
        contribution
    )?)
}

/// A contribution that may become an issue of its own.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct SplitRow {
    /// Id.
    pub id: ContributionId,
    /// Number within the issue.
    pub number: i64,
    /// Person who wrote it.
    pub author_id: PersonId,
    /// Organisation spoken for.
    pub organisation_id: Option<OrganisationId>,
    /// In which role.
    pub role: ActorRole,
    /// Version of its text.
    pub version: i64,
    /// Name of the organisation, or of the person.
    pub who: String,
    /// Markdown.
    pub text: String,
    /// Text as HTML.
    pub html: String,
    /// Its language.
    pub lang: String,
    /// Since when all may read it.
    pub published_at: Option<DateTime<Utc>>,
    /// Slug of the issue.
    pub issue_slug: String,
    /// Title of the issue.
    pub issue_title: String,
    /// Forum of the issue.
    pub forum_id: Option<ForumId>,
    /// Number of the issue that it became already.
    pub split_number: Option<i64>,
}

/// A contribution by its number within an issue, with what splitting it off takes.
pub async fn to_split(conn: &mut Conn, agreement: AgreementId, issue: i64, number: i64) -> Result<Option<SplitRow>> {
    const SQL: &str =
        "SELECT c.id, c.number, c.author_id, c.organisation_id, c.role, c.version, COALESCE(o.name, p.name) AS who, c.text, c.html, c.lang, c.published_at,
            i.slug AS issue_slug, i.title AS issue_title, i.forum_id,
            (SELECT n.number FROM issue_split x JOIN issue n ON n.id = x.issue_id WHERE x.contribution_id = c.id) AS split_number
        FROM contribution c JOIN issue i ON i.id = c.issue_id JOIN person p ON p.id = c.author_id LEFT JOIN organisation o ON o.id = c.organisation_id
        WHERE i.agreement_id = $1 AND i.number = $2 AND c.number = $3";
    Ok(fetch!(conn, SplitRow, fetch_optional, SQL, agreement, issue, number)?)
}

/// Notes which contribution an issue was split off from.
pub(super) async fn insert_split(tx: &mut Tx, agreement: AgreementId, issue: IssueId, contribution: ContributionId) -> Result<()> {
    execute!(tx, "INSERT INTO issue_split (agreement_id, issue_id, contribution_id) VALUES ($1, $2, $3)", agreement, issue, contribution)?;
    Ok(())
}
