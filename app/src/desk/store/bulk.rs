//! SQL of deciding about several issues, or several waiting contributions, at once.

use crate::db::Conn;
use crate::error::Result;
use crate::fetch;
use crate::ids::AgreementId;
use crate::issues::types::IssueState;

/// An issue that was chosen.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct ChosenRow {
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
    /// Everybody can read it.
    pub published: bool,
    /// It stands in a forum.
    pub in_forum: bool,
    /// Name of the organisation that posted it.
    pub who: String,
}

/// Issues by their numbers, in the order of these.
pub async fn chosen(conn: &mut Conn, agreement: AgreementId, numbers: &[i64]) -> Result<Vec<ChosenRow>> {
    // neither database takes a list as a parameter of the other's kind
    const SQL: &str = "SELECT i.number, i.slug, i.title, i.lang, i.state, i.version, (i.published_at IS NOT NULL) AS published,
            (i.forum_id IS NOT NULL) AS in_forum, o.name AS who
        FROM issue i JOIN organisation o ON o.id = i.organisation_id
        WHERE i.agreement_id = $1 AND $2 LIKE '%,' || CAST(i.number AS TEXT) || ',%' ORDER BY i.number";
    let list = format!(",{},", numbers.iter().map(ToString::to_string).collect::<Vec<_>>().join(","));
    Ok(fetch!(conn, ChosenRow, fetch_all, SQL, agreement, &list)?)
}

/// A contribution that was chosen.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct ChosenContributionRow {
    /// Number of the issue.
    pub issue: i64,
    /// Slug of the issue.
    pub slug: String,
    /// Title of the issue.
    pub title: String,
    /// Language of that.
    pub lang: String,
    /// Number within the issue.
    pub number: i64,
    /// Version of its text.
    pub version: i64,
    /// It waits to be published.
    pub waits: bool,
    /// Name of the organisation that it speaks for, or of whoever speaks for themselves.
    pub who: String,
    /// What it says, as HTML.
    pub html: String,
    /// Language of that.
    pub text_lang: String,
}

/// Contributions by the numbers of their issues and their own, in the order of these.
pub async fn contributions(conn: &mut Conn, agreement: AgreementId, numbers: &[(i64, i64)]) -> Result<Vec<ChosenContributionRow>> {
    const SQL: &str = "SELECT i.number AS issue, i.slug, i.title, i.lang, c.number, c.version, (c.published_at IS NULL AND c.hidden_at IS NULL) AS waits,
            COALESCE(o.name, p.name) AS who, c.html, c.lang AS text_lang
        FROM contribution c JOIN issue i ON i.id = c.issue_id JOIN person p ON p.id = c.author_id LEFT JOIN organisation o ON o.id = c.organisation_id
        WHERE i.agreement_id = $1 AND $2 LIKE '%,' || CAST(i.number AS TEXT) || '.' || CAST(c.number AS TEXT) || ',%' ORDER BY i.number, c.number";
    let list = format!(",{},", numbers.iter().map(|(issue, number)| format!("{issue}.{number}")).collect::<Vec<_>>().join(","));
    Ok(fetch!(conn, ChosenContributionRow, fetch_all, SQL, agreement, &list)?)
}
