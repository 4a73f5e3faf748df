//! SQL of attachments.

use super::files::Stored;
use super::types::AttachmentKind;
use crate::db::{Conn, Tx};
use crate::error::Result;
use crate::events::store::Reader;
use crate::ids::{AgreementId, AttachmentId, ContributionId, IssueId, MeetingId, OrganisationId, PersonId};
use crate::issues::types::IssueState;
use crate::{by_dialect, execute, fetch, scalar};
use chrono::{DateTime, Utc};

/// What is attached to a thing, as one text that `types::Shown::list` takes apart: a column in the statement that reads the thing itself.
macro_rules! attached {
    ($of:literal) => {
        concat!(
            "(SELECT string_agg(CAST(x.number AS TEXT) || '\u{1f}' || x.kind || '\u{1f}' || x.lang || '\u{1f}' || x.title || '\u{1f}' || CAST(x.bytes AS TEXT)
                || '\u{1f}' || CAST(COALESCE(x.preview_width, 0) AS TEXT) || '\u{1f}' || CAST(COALESCE(x.preview_height, 0) AS TEXT), '\u{1e}' ORDER BY x.number)
                FROM attachment x WHERE ",
            $of,
            " AND x.removed_at IS NULL)"
        )
    };
}
pub(crate) use attached;

/// An issue, or one of its contributions, that something can be attached to.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct PlaceRow {
    /// Issue.
    pub issue_id: IssueId,
    /// Its number.
    pub number: i64,
    /// Its slug.
    pub slug: String,
    /// Its title; empty, as is its slug, where the issue of a contribution is hidden from the reader.
    pub title: String,
    /// Its state.
    pub state: IssueState,
    /// Organisation that posted it.
    pub organisation_id: OrganisationId,
    /// The contribution; none: the issue itself.
    pub contribution_id: Option<ContributionId>,
    /// Number of it.
    pub contribution: Option<i64>,
    /// Who wrote it.
    pub author_id: Option<PersonId>,
    /// For whom.
    pub spoke_for_id: Option<OrganisationId>,
    /// It is hidden.
    pub hidden: bool,
    /// All may read it.
    pub published: bool,
    /// What is attached.
    pub attached: Option<String>,
}

/// The issue `i` or its contribution `c` (which stays readable where the issue is hidden) is what a reader may read: `$3` curator, `$4` organisation acted for, `$5` person.
macro_rules! readable {
    () => {
        concat!(
            "($3 OR i.organisation_id = $4 OR (i.published_at IS NOT NULL AND (c.id IS NOT NULL OR NOT ",
            $crate::issues::store::withheld!(),
            "))) AND (c.id IS NULL OR c.published_at IS NOT NULL OR $3 OR c.author_id = $5)"
        )
    };
}

/// An issue by its number, or one of its contributions (0: the issue itself), if the reader may read it.
pub async fn place(
    conn: &mut Conn,
    agreement: AgreementId,
    (number, contribution): (i64, i64),
    reader: Reader,
    person: Option<PersonId>,
) -> Result<Option<PlaceRow>> {
    const SQL: &str = concat!(
        "SELECT i.id AS issue_id, i.number, CASE WHEN NOT i.withheld OR $3 OR i.organisation_id = $4 THEN i.slug ELSE '' END AS slug,
            CASE WHEN NOT i.withheld OR $3 OR i.organisation_id = $4 THEN i.title ELSE '' END AS title, i.state, i.organisation_id,
            c.id AS contribution_id, c.number AS contribution, c.author_id, c.organisation_id AS spoke_for_id,
            COALESCE(c.hidden_at, CASE WHEN c.id IS NULL THEN i.hidden_at END) IS NOT NULL AS hidden,
            (c.id IS NULL AND i.published_at IS NOT NULL) OR c.published_at IS NOT NULL AS published, ",
        attached!("x.issue_id = i.id AND COALESCE(x.contribution_id, 0) = COALESCE(c.id, 0)"),
        " AS attached
        FROM issue i LEFT JOIN contribution c ON c.issue_id = i.id AND c.number = $6
        WHERE i.agreement_id = $1 AND i.number = $2 AND ($6 = 0 OR c.id IS NOT NULL) AND ",
        readable!()
    );
    Ok(fetch!(conn, PlaceRow, fetch_optional, SQL, agreement, number, reader.curator, reader.organisation, person, contribution)?)
}

/// A file about to be given out.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct FileRow {
    /// Name in the folder.
    pub file: String,
    /// Name of the smaller picture.
    pub preview: Option<String>,
    /// What it is.
    pub kind: AttachmentKind,
    /// Alternative text or title.
    pub title: String,
    /// Hash of the file.
    pub sha256: String,
}

/// An attachment by its number within an issue, if the reader may read what it is attached to. The civil-society seats that hear appeals
/// read what an appeal is about.
pub async fn file(conn: &mut Conn, agreement: AgreementId, issue: i64, number: i64, reader: Reader, person: Option<PersonId>) -> Result<Option<FileRow>> {
    const SQL: &str = concat!(
        "SELECT x.file, x.preview, x.kind, x.title, x.sha256 FROM attachment x JOIN issue i ON i.id = x.issue_id LEFT JOIN contribution c ON c.id = x.contribution_id
        WHERE i.agreement_id = $1 AND i.number = $2 AND x.number = $6 AND x.removed_at IS NULL AND ((",
        readable!(),
        ") OR ($7 AND EXISTS (SELECT 1 FROM appeal a WHERE a.issue_id = i.id AND COALESCE(a.contribution_id, 0) = COALESCE(c.id, 0)
            AND (a.outcome IS NULL OR a.outcome <> 'withdrawn'))))"
    );
    Ok(fetch!(conn, FileRow, fetch_optional, SQL, agreement, issue, reader.curator, reader.organisation, person, number, reader.civil_seat)?)
}

/// An attachment about to be stored.
#[derive(Debug)]
pub struct NewAttachment<'a> {
    /// Agreement.
    pub agreement: AgreementId,
    /// Issue, locked; none: attached to a meeting.
    pub issue: Option<IssueId>,
    /// Meeting, locked.
    pub meeting: Option<MeetingId>,
    /// Contribution; none: the issue itself.
    pub contribution: Option<ContributionId>,
    /// The files.
    pub stored: &'a Stored,
    /// Alternative text or title.
    pub title: &'a str,
    /// Its language.
    pub lang: &'a str,
    /// For whom.
    pub organisation: Option<OrganisationId>,
    /// By whom.
    pub person: PersonId,
    /// Now.
    pub created_at: DateTime<Utc>,
}

/// Stores an attachment to a locked issue or meeting. Gives its number.
pub async fn insert(tx: &mut Tx, a: &NewAttachment<'_>) -> Result<i64> {
    const SQL: &str = "INSERT INTO attachment (agreement_id, issue_id, contribution_id, number, kind, file, preview, title, lang, bytes, sha256, width, height,
            preview_width, preview_height, organisation_id, person_id, created_at, meeting_id)
        VALUES ($1, $2, $3, (SELECT COALESCE(MAX(number), 0) + 1 FROM attachment WHERE issue_id = $2 OR meeting_id = $18), $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)
        RETURNING number";
    let s = a.stored;
    let picture = s.picture.as_ref();
    Ok(scalar!(
        tx,
        i64,
        fetch_one,
        SQL,
        a.agreement,
        a.issue,
        a.contribution,
        s.kind,
        &s.file,
        picture.map(|p| p.preview.as_str()),
        a.title,
        a.lang,
        s.bytes,
        &s.sha256,
        picture.map(|p| p.size.0),
        picture.map(|p| p.size.1),
        picture.map(|p| p.preview_size.0),
        picture.map(|p| p.preview_size.1),
        a.organisation,
        a.person,
        a.created_at,
        a.meeting
    )?)
}

/// Those who publish a text see what is attached to it: while it waits, attaching and removing make a new version of it.
pub async fn touch(tx: &mut Tx, issue: IssueId, contribution: Option<ContributionId>) -> Result<()> {
    match contribution {
        None => execute!(tx, "UPDATE issue SET version = version + 1 WHERE id = $1 AND published_at IS NULL", issue)?,
        Some(c) => execute!(tx, "UPDATE contribution SET version = version + 1 WHERE id = $1 AND published_at IS NULL AND hidden_at IS NULL", c)?,
    };
    Ok(())
}

/// The contribution that an attachment belongs to, by its number within an issue: 0 for the issue itself.
pub async fn contribution_of(conn: &mut Conn, agreement: AgreementId, issue: i64, number: i64) -> Result<Option<i64>> {
    const SQL: &str = "SELECT COALESCE(c.number, 0) FROM attachment x JOIN issue i ON i.id = x.issue_id LEFT JOIN contribution c ON c.id = x.contribution_id
        WHERE i.agreement_id = $1 AND i.number = $2 AND x.number = $3";
    Ok(scalar!(conn, i64, fetch_optional, SQL, agreement, issue, number)?)
}

/// Marks an attachment of a locked issue as removed. Nothing when it was already.
pub async fn remove(tx: &mut Tx, issue: IssueId, number: i64, by: PersonId, at: DateTime<Utc>) -> Result<Option<AttachmentId>> {
    const SQL: &str = "UPDATE attachment SET removed_at = $3, remover_id = $4 WHERE issue_id = $1 AND number = $2 AND removed_at IS NULL RETURNING id";
    Ok(scalar!(tx, AttachmentId, fetch_optional, SQL, issue, number, at, by)?)
}

/// An attachment that those who curate are about to take down.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct TakenRow {
    /// What it is.
    pub kind: AttachmentKind,
    /// Alternative text or title.
    pub title: String,
    /// Its language.
    pub lang: String,
    /// Size of the file.
    pub bytes: i64,
    /// Width of the preview.
    pub preview_width: Option<i64>,
    /// Height of it.
    pub preview_height: Option<i64>,
    /// When it was removed.
    pub removed_at: Option<DateTime<Utc>>,
    /// By those who curate, or its title was taken out of the history by them: it is told no longer.
    pub taken_down: bool,
    /// Issue.
    pub issue_id: IssueId,
    /// Its slug.
    pub slug: String,
    /// Its title.
    pub issue_title: String,
    /// It is hidden.
    pub issue_hidden: bool,
    /// Contribution; none: the issue itself.
    pub contribution_id: Option<ContributionId>,
    /// Number of it.
    pub contribution: Option<i64>,
    /// Address of whoever attached it.
    pub email: String,
    /// Their language.
    pub locale: String,
}

/// An attachment by its number within an issue, with whoever attached it.
pub async fn to_take_down(conn: &mut Conn, agreement: AgreementId, issue: i64, number: i64) -> Result<Option<TakenRow>> {
    const SQL: &str =
        "SELECT x.kind, x.title, x.lang, x.bytes, x.preview_width, x.preview_height, x.removed_at, x.taken_down, x.issue_id, i.slug, i.title AS issue_title,
            (i.hidden_at IS NOT NULL) AS issue_hidden, x.contribution_id, c.number AS contribution, p.email, p.locale
        FROM attachment x JOIN issue i ON i.id = x.issue_id JOIN person p ON p.id = x.person_id LEFT JOIN contribution c ON c.id = x.contribution_id
        WHERE i.agreement_id = $1 AND i.number = $2 AND x.number = $3";
    Ok(fetch!(conn, TakenRow, fetch_optional, SQL, agreement, issue, number)?)
}

/// Marks an attachment of a locked issue as taken down, also one that whoever attached it has removed. Nothing when it was already.
pub async fn take_down(tx: &mut Tx, issue: IssueId, number: i64, by: PersonId, at: DateTime<Utc>) -> Result<Option<AttachmentId>> {
    const SQL: &str = "UPDATE attachment SET removed_at = COALESCE(removed_at, $3), remover_id = COALESCE(remover_id, $4), taken_down = TRUE
        WHERE issue_id = $1 AND number = $2 AND NOT taken_down RETURNING id";
    Ok(scalar!(tx, AttachmentId, fetch_optional, SQL, issue, number, at, by)?)
}

/// The mark of this installation, if it has one.
pub async fn installation(conn: &mut Conn) -> Result<Option<String>> {
    Ok(scalar!(conn, String, fetch_optional, "SELECT mark FROM installation WHERE id = 1")?)
}

/// Gives this installation a mark. Another process may have been faster.
pub async fn mark_installation(tx: &mut Tx, mark: &str) -> Result<()> {
    execute!(tx, "INSERT INTO installation (id, mark) VALUES (1, $1) ON CONFLICT (id) DO NOTHING", mark)?;
    Ok(())
}

/// Names of the files of a removed attachment.
pub async fn removed_files(conn: &mut Conn, id: AttachmentId) -> Result<Option<(String, Option<String>)>> {
    const SQL: &str = "SELECT file, preview FROM attachment WHERE id = $1 AND removed_at IS NOT NULL";
    Ok(fetch!(conn, (String, Option<String>), fetch_optional, SQL, id)?)
}

/// Which of these names belong to attachments that stand.
pub async fn in_use(conn: &mut Conn, names: &[String]) -> Result<Vec<String>> {
    let list = serde_json::to_string(names)?;
    let sql = by_dialect!(
        conn,
        sqlite: "SELECT x.file FROM attachment x WHERE x.removed_at IS NULL AND x.file IN (SELECT value FROM json_each($1))
            UNION ALL SELECT x.preview FROM attachment x WHERE x.removed_at IS NULL AND x.preview IN (SELECT value FROM json_each($1))",
        postgres: "SELECT x.file FROM attachment x WHERE x.removed_at IS NULL AND x.file IN (SELECT json_array_elements_text(CAST($1 AS JSON)))
            UNION ALL SELECT x.preview FROM attachment x WHERE x.removed_at IS NULL AND x.preview IN (SELECT json_array_elements_text(CAST($1 AS JSON)))"
    );
    Ok(scalar!(conn, String, fetch_all, sql, list)?)
}

/// An attachment in the history of its thing.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct PastRow {
    /// Number within the issue.
    pub number: i64,
    /// What it is.
    pub kind: AttachmentKind,
    /// Alternative text or title.
    pub title: String,
    /// Its language.
    pub lang: String,
    /// When it was attached.
    pub created_at: DateTime<Utc>,
    /// When it was removed.
    pub removed_at: Option<DateTime<Utc>>,
    /// By those who curate, or its title was taken out of the history by them: it is told no longer.
    pub taken_down: bool,
    /// Whoever attached it removed it.
    pub by_author: bool,
}

impl PastRow {
    /// It was there when all could read the thing: what went before that is nobody's business.
    pub fn was_public(&self, published_at: Option<DateTime<Utc>>) -> bool {
        self.removed_at.is_none_or(|removed| published_at.is_some_and(|published| removed > published))
    }
}

/// All that was ever attached to a thing, in order.
pub async fn history(conn: &mut Conn, issue: IssueId, contribution: Option<ContributionId>) -> Result<Vec<PastRow>> {
    const SQL: &str = "SELECT number, kind, CASE WHEN taken_down THEN '' ELSE title END AS title, lang, created_at, removed_at, taken_down,
            COALESCE(remover_id = person_id, FALSE) AS by_author FROM attachment
        WHERE issue_id = $1 AND COALESCE(contribution_id, 0) = COALESCE($2, 0) ORDER BY number LIMIT 200";
    Ok(fetch!(conn, PastRow, fetch_all, SQL, issue, contribution)?)
}

/// What is attached to a meeting.
pub async fn of_meeting(conn: &mut Conn, meeting: MeetingId) -> Result<Option<String>> {
    const SQL: &str = concat!("SELECT ", attached!("x.meeting_id = $1"), " AS attached");
    Ok(scalar!(conn, Option<String>, fetch_one, SQL, meeting)?)
}

/// A file of a meeting that all may read of, by its number.
pub async fn file_of_meeting(conn: &mut Conn, agreement: AgreementId, meeting: i64, number: i64) -> Result<Option<FileRow>> {
    const SQL: &str = "SELECT x.file, x.preview, x.kind, x.title, x.sha256 FROM attachment x JOIN meeting m ON m.id = x.meeting_id
        WHERE m.agreement_id = $1 AND m.number = $2 AND x.number = $3 AND x.removed_at IS NULL AND m.state <> 'draft' AND m.dropped_at IS NULL";
    Ok(fetch!(conn, FileRow, fetch_optional, SQL, agreement, meeting, number)?)
}

/// Marks an attachment of a locked meeting as removed. Nothing when it was already.
pub async fn remove_of_meeting(tx: &mut Tx, meeting: MeetingId, number: i64, by: PersonId, at: DateTime<Utc>) -> Result<Option<AttachmentId>> {
    const SQL: &str = "UPDATE attachment SET removed_at = $3, remover_id = $4 WHERE meeting_id = $1 AND number = $2 AND removed_at IS NULL RETURNING id";
    Ok(scalar!(tx, AttachmentId, fetch_optional, SQL, meeting, number, at, by)?)
}
