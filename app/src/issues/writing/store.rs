//! SQL of terms.

use crate::db::{Conn, Tx};
use crate::error::Result;
use crate::ids::{AgreementId, IssueId};
use crate::issues::store::withheld;
use crate::issues::types::IssueState;
use crate::text::terms::{ANALYSIS, terms};
use crate::{by_dialect, execute, fetch};

/// Stores the terms of an issue in place of those it had.
pub async fn put_terms(tx: &mut Tx, agreement: AgreementId, issue: IssueId, title: &str, text: &str, lang: &str) -> Result<()> {
    const SQLITE: &str = "INSERT INTO issue_term (agreement_id, issue_id, term, in_title)
        SELECT $1, $2, json_extract(t.value, '$[0]'), json_extract(t.value, '$[1]') FROM json_each($3) t";
    const POSTGRES: &str = "INSERT INTO issue_term (agreement_id, issue_id, term, in_title)
        SELECT $1, $2, t.value ->> 0, CAST(t.value ->> 1 AS BOOLEAN) FROM jsonb_array_elements(CAST($3 AS JSONB)) AS t (value)";
    let of_title = terms(title, lang);
    let all: Vec<(String, bool)> = terms(&format!("{title}\n{text}"), lang)
        .into_iter()
        .map(|term| {
            let in_title = of_title.contains(&term);
            (term, in_title)
        })
        .collect();
    execute!(tx, "DELETE FROM issue_term WHERE issue_id = $1", issue)?;
    let sql = by_dialect!(tx, sqlite: SQLITE, postgres: POSTGRES);
    execute!(tx, sql, agreement, issue, serde_json::to_string(&all)?)?;
    execute!(tx, "UPDATE issue SET analysis = $2 WHERE id = $1", issue, ANALYSIS)?;
    Ok(())
}

/// A term that an issue holds.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Held {
    /// The term.
    pub term: String,
    /// It stands in the title.
    pub in_title: bool,
    /// Number of the issue.
    pub number: i64,
    /// Its slug.
    pub slug: String,
    /// Its title.
    pub title: String,
    /// Language of that.
    pub lang: String,
    /// Its state.
    pub state: IssueState,
    /// How many issues there are in all.
    pub n: i64,
}

/// Who of the issues that all may read holds which of twelve terms (empty ones are none), what moved last first.
pub async fn holders(conn: &mut Conn, agreement: AgreementId, terms: &[String; 12]) -> Result<Vec<Held>> {
    const SQL: &str = concat!(
        "SELECT t.term, t.in_title, i.number, i.slug, i.title, i.lang, i.state,
            (SELECT COUNT(*) FROM issue x WHERE x.agreement_id = $1 AND x.published_at IS NOT NULL) AS n
        FROM issue_term t JOIN issue i ON i.id = t.issue_id
        WHERE t.agreement_id = $1 AND t.term IN ($2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
          AND i.published_at IS NOT NULL AND i.state <> 'merged' AND NOT ",
        withheld!(),
        " ORDER BY i.moved_at DESC, i.id DESC LIMIT 5000"
    );
    let [a, b, c, d, e, f, g, h, i, j, k, l] = terms;
    Ok(fetch!(conn, Held, fetch_all, SQL, agreement, a, b, c, d, e, f, g, h, i, j, k, l)?)
}

/// An issue whose terms an older analysis made.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct OldTerms {
    /// Id.
    pub id: IssueId,
    /// Agreement.
    pub agreement_id: AgreementId,
    /// Title.
    pub title: String,
    /// What is wrong.
    pub what: String,
    /// What is asked for.
    pub ask: String,
    /// Language.
    pub lang: String,
}

/// A hundred of them.
pub async fn old(tx: &mut Tx) -> Result<Vec<OldTerms>> {
    const SQL: &str = "SELECT id, agreement_id, title, what, ask, lang FROM issue WHERE analysis < $1 ORDER BY id LIMIT 100";
    Ok(fetch!(tx, OldTerms, fetch_all, SQL, ANALYSIS)?)
}

/// Whether there are any.
pub async fn any_old(conn: &mut Conn) -> Result<bool> {
    Ok(crate::scalar!(conn, i64, fetch_optional, "SELECT id FROM issue WHERE analysis < $1 LIMIT 1", ANALYSIS)?.is_some())
}
