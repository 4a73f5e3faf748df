//! SQL of issues: new ones here, the rest in the files beside.

pub mod read;
pub mod write;

/// The issue `i` and all that was merged into it, directly or through others: what stands behind one of them stands behind it.
macro_rules! merged_tree {
    () => {
        "WITH RECURSIVE tree (id) AS (SELECT i.id UNION SELECT m.id FROM issue m JOIN tree ON m.merged_into_id = tree.id) SELECT id FROM tree"
    };
}
/// Organisations that stand behind the issue `i` or what was merged into it, each counted once; not the one that posted it.
macro_rules! backers {
    () => {
        concat!(
            "(SELECT COUNT(DISTINCT b.organisation_id) FROM backing b WHERE b.ended_at IS NULL AND b.organisation_id <> i.organisation_id AND b.issue_id IN (",
            $crate::issues::store::merged_tree!(),
            "))"
        )
    };
}
/// The issue `i` was declined before anybody could read it, or is hidden: no list names it, and its title is as secret as its text.
macro_rules! withheld {
    () => {
        "i.withheld"
    };
}
pub(crate) use {backers, merged_tree, withheld};

use super::service::{Checked, Tags};
use super::types::IssueState;
use super::writing::service::keep_terms;
use crate::db::{Conn, Kind, Tx};
use crate::error::{AppError, Result};
use crate::ids::{AgreementId, IssueId, OrganisationId, PersonId};
use crate::text::{self, markdown};
use crate::{execute, fetch, fetch_locked, scalar};
use chrono::{DateTime, NaiveDate, Utc};

/// An issue about to be stored.
#[derive(Debug)]
pub struct NewIssue<'a> {
    /// Agreement.
    pub agreement: AgreementId,
    /// Number within it.
    pub number: i64,
    /// Slug.
    pub slug: String,
    /// First state.
    pub state: IssueState,
    /// Organisation that posts it.
    pub organisation: OrganisationId,
    /// Person.
    pub author: PersonId,
    /// Now.
    pub created_at: DateTime<Utc>,
    /// Now, or nothing while it waits.
    pub published_at: Option<DateTime<Utc>>,
    /// Title, texts, language, forum.
    pub checked: &'a Checked,
}

/// Holds a person's row, so that their writing goes one by one, and keeps the organisation from going away meanwhile (before
/// the agreement's sequence is locked: everybody takes locks in this order).
pub async fn lock_poster(tx: &mut Tx, person: PersonId, organisation: OrganisationId) -> Result<()> {
    fetch_locked!(tx, (PersonId,), "SELECT id FROM person WHERE id = $1", person)?.ok_or(AppError::NotFound)?;
    if tx.kind() == Kind::Postgres {
        execute!(tx, "SELECT id FROM organisation WHERE id = $1 FOR KEY SHARE", organisation)?;
    }
    Ok(())
}

/// When the `n`th latest issue of a person within a span was posted, if there are so many.
pub async fn nth_latest_post(tx: &mut Tx, person: PersonId, after: DateTime<Utc>, until: DateTime<Utc>, n: i64) -> Result<Option<DateTime<Utc>>> {
    Ok(scalar!(
        tx,
        DateTime<Utc>,
        fetch_optional,
        "SELECT created_at FROM issue i WHERE author_id = $1 AND created_at > $2 AND created_at <= $3
            AND NOT EXISTS (SELECT 1 FROM issue_split x WHERE x.issue_id = i.id) ORDER BY created_at DESC LIMIT 1 OFFSET $4",
        person,
        after,
        until,
        n - 1
    )?)
}

/// Number and slug of an issue of the same organisation with the same title and texts, posted after a time.
pub async fn posted_alike(
    tx: &mut Tx,
    agreement: AgreementId,
    organisation: OrganisationId,
    checked: &Checked,
    after: DateTime<Utc>,
) -> Result<Option<(i64, String)>> {
    const SQL: &str = "SELECT number, slug FROM issue WHERE agreement_id = $1 AND organisation_id = $2 AND fold_key = $3 AND what = $4 AND why = $5
            AND whom = $6 AND ask = $7 AND created_at > $8 AND state <> 'withdrawn' ORDER BY id DESC LIMIT 1";
    let [what, why, whom, ask] = &checked.texts;
    Ok(fetch!(tx, (i64, String), fetch_optional, SQL, agreement, organisation, text::fold_key(&checked.title), what, why, whom, ask, after)?)
}

/// Whether an organisation has signed the agreement, is the public party or one of its bodies, or has had an issue accepted.
pub async fn is_trusted(conn: &mut Conn, agreement: AgreementId, organisation: OrganisationId, today: NaiveDate) -> Result<bool> {
    const SQL: &str = "SELECT EXISTS (SELECT 1 FROM signatory s WHERE s.agreement_id = $1 AND s.organisation_id = $2 AND s.signed_on <= $3 AND (s.ended_on IS NULL OR s.ended_on > $3))
        OR EXISTS (SELECT 1 FROM agreement a JOIN organisation o ON o.id = $2 LEFT JOIN organisation p ON p.id = o.parent_id
            WHERE a.id = $1 AND o.kind = 'public_body' AND (o.id = a.public_party_id OR o.parent_id = a.public_party_id OR p.parent_id = a.public_party_id))
        OR EXISTS (SELECT 1 FROM issue i JOIN event e ON e.issue_id = i.id AND e.kind = 'issue_accepted' AND e.undone_by IS NULL WHERE i.agreement_id = $1 AND i.organisation_id = $2)";
    Ok(scalar!(conn, bool, fetch_one, SQL, agreement, organisation, today)?)
}

/// The next number of an issue, under the lock of the agreement's sequence.
pub async fn next_number(tx: &mut Tx, agreement: AgreementId) -> Result<i64> {
    Ok(scalar!(tx, i64, fetch_one, "UPDATE agreement_sequence SET issue_number = issue_number + 1 WHERE agreement_id = $1 RETURNING issue_number", agreement)?)
}

/// Stores a new issue; its Markdown is rendered here, once.
pub async fn insert(tx: &mut Tx, issue: &NewIssue<'_>) -> Result<IssueId> {
    const SQL: &str =
        "INSERT INTO issue (agreement_id, number, slug, forum_id, state, title, fold_key, what, why, whom, ask, what_html, why_html, whom_html, ask_html,
            renderer, lang, organisation_id, author_id, created_at, published_at, moved_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $20) RETURNING id";
    let Checked { title, texts: [what, why, whom, ask], lang, forum, mentions, .. } = issue.checked;
    let html = [what, why, whom, ask].map(|t| mentions.render(t));
    let id = scalar!(
        tx,
        IssueId,
        fetch_one,
        SQL,
        issue.agreement,
        issue.number,
        &issue.slug,
        *forum,
        issue.state,
        title,
        text::fold_key(title),
        what,
        why,
        whom,
        ask,
        &html[0],
        &html[1],
        &html[2],
        &html[3],
        markdown::RENDERER,
        *lang,
        issue.organisation,
        issue.author,
        issue.created_at,
        issue.published_at
    )?;
    keep_terms(tx, issue.agreement, id, title, (what, ask), lang).await?;
    Ok(id)
}

/// Stores what an issue points at.
pub async fn insert_tags(tx: &mut Tx, agreement: AgreementId, issue: IssueId, tags: &Tags) -> Result<()> {
    for id in &tags.themes {
        execute!(tx, "INSERT INTO issue_theme (agreement_id, issue_id, theme_id) VALUES ($1, $2, $3)", agreement, issue, *id)?;
    }
    for id in &tags.areas {
        execute!(tx, "INSERT INTO issue_area (agreement_id, issue_id, area_id) VALUES ($1, $2, $3)", agreement, issue, *id)?;
    }
    for id in &tags.principles {
        execute!(tx, "INSERT INTO issue_principle (agreement_id, issue_id, principle_id) VALUES ($1, $2, $3)", agreement, issue, *id)?;
    }
    for id in &tags.commitments {
        execute!(tx, "INSERT INTO issue_commitment (agreement_id, issue_id, commitment_id) VALUES ($1, $2, $3)", agreement, issue, *id)?;
    }
    Ok(())
}
