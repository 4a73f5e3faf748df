//! SQL of deciding about several issues at once.

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
