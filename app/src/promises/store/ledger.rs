//! SQL of the ledger.

use super::{PromiseRow, promises};
use crate::db::Conn;
use crate::error::Result;
use crate::fetch;
use crate::ids::{AgreementId, CommitmentId, IssueId, PrincipleId};
use crate::promises::types::Bucket;
use chrono::NaiveDate;

/// What of the ledger is asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Kept, on its way, late, taken back.
    pub bucket: Option<Bucket>,
    /// Party or body of whoever promised.
    pub party: Option<String>,
    /// Slug of the owner.
    pub owner: Option<String>,
    /// Year in which it was made.
    pub year: Option<i64>,
    /// Principle that it points at.
    pub principle: Option<PrincipleId>,
    /// Commitment that it points at.
    pub commitment: Option<CommitmentId>,
}

/// `$2` today.
macro_rules! bucket {
    () => {
        "CASE WHEN p.state = 'kept' THEN 'hallna' WHEN p.state = 'dropped' THEN 'tillbakatagna'
            WHEN p.state IN ('open', 'under_way') AND k.due_on < $2 THEN 'forsenade' ELSE 'pagar' END"
    };
}

/// `$3` party, `$4` owner, `$5` year, `$6` principle, `$7` commitment.
macro_rules! chosen {
    () => {
        " AND ($3 IS NULL OR p.party = $3) AND ($4 IS NULL OR o.slug = $4) AND ($5 IS NULL OR p.year = $5)
          AND ($6 IS NULL OR EXISTS (SELECT 1 FROM promise_principle x WHERE x.promise_id = p.id AND x.principle_id = $6))
          AND ($7 IS NULL OR EXISTS (SELECT 1 FROM promise_commitment x WHERE x.promise_id = p.id AND x.commitment_id = $7)) "
    };
}

/// How many promises there are of each, whichever of the four is asked for.
pub async fn counts(conn: &mut Conn, agreement: AgreementId, today: NaiveDate, f: &Filter) -> Result<Vec<(Bucket, i64)>> {
    const SQL: &str = concat!(
        "SELECT b.bucket, COUNT(*) FROM (SELECT ",
        bucket!(),
        " AS bucket FROM promise p JOIN organisation o ON o.id = p.owner_id LEFT JOIN clock k ON k.promise_id = p.id AND k.closed_by IS NULL
            WHERE p.agreement_id = $1",
        chosen!(),
        ") b GROUP BY b.bucket"
    );
    Ok(fetch!(conn, (Bucket, i64), fetch_all, SQL, agreement, today, f.party.as_deref(), f.owner.as_deref(), f.year, f.principle, f.commitment)?)
}

/// Promises, newest first; those before a number, for paging.
pub async fn list(conn: &mut Conn, agreement: AgreementId, today: NaiveDate, f: &Filter, before: Option<i64>, limit: i64) -> Result<Vec<PromiseRow>> {
    const SQL: &str =
        concat!(promises!(""), chosen!(), " AND ($8 IS NULL OR ", bucket!(), " = $8) AND ($9 IS NULL OR p.number < $9) ORDER BY p.number DESC LIMIT $10");
    let bucket = f.bucket.map(Bucket::code);
    Ok(fetch!(
        conn,
        PromiseRow,
        fetch_all,
        SQL,
        agreement,
        today,
        f.party.as_deref(),
        f.owner.as_deref(),
        f.year,
        f.principle,
        f.commitment,
        bucket,
        before,
        limit
    )?)
}

/// Something that the ledger can be narrowed to.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct ChoiceRow {
    /// `party`, `owner` or `year`.
    pub what: String,
    /// As it stands in addresses.
    pub code: String,
    /// Name.
    pub name: String,
}

/// Parties, owners and years that there are promises of.
pub async fn choices(conn: &mut Conn, agreement: AgreementId) -> Result<Vec<ChoiceRow>> {
    const SQL: &str = "SELECT c.what, c.code, c.name FROM (
            SELECT DISTINCT 'party' AS what, p.party AS code, p.party AS name, LOWER(p.party) AS sort FROM promise p WHERE p.agreement_id = $1
            UNION ALL
            SELECT DISTINCT 'owner', o.slug, o.name, o.sort_key FROM promise p JOIN organisation o ON o.id = p.owner_id WHERE p.agreement_id = $1
            UNION ALL
            SELECT DISTINCT 'year', CAST(p.year AS TEXT), CAST(p.year AS TEXT), CAST(9999 - p.year AS TEXT) FROM promise p WHERE p.agreement_id = $1
        ) c ORDER BY c.what, c.sort LIMIT 600";
    Ok(fetch!(conn, ChoiceRow, fetch_all, SQL, agreement)?)
}

/// Number and slug of an issue that all can read, by its number: what a promise can be about.
pub async fn readable_issue(conn: &mut Conn, agreement: AgreementId, number: i64) -> Result<Option<(IssueId,)>> {
    const SQL: &str = "SELECT id FROM issue WHERE agreement_id = $1 AND number = $2 AND published_at IS NOT NULL AND NOT withheld";
    Ok(fetch!(conn, (IssueId,), fetch_optional, SQL, agreement, number)?)
}
