//! Changing issues, contributing, standing behind.

use super::insert_tags;
use crate::db::Tx;
use crate::error::Result;
use crate::events::types::ActorRole;
use crate::ids::{AgreementId, ContributionId, ForumId, IssueId, OrganisationId, PersonId};
use crate::issues::service::{Checked, Tags};
use crate::issues::types::IssueState;
use crate::issues::writing::service::keep_terms;
use crate::mentions::Mentions;
use crate::text::{self, markdown};
use crate::{execute, fetch, fetch_locked, scalar};
use chrono::{DateTime, NaiveDate, Utc};

/// An issue whose row is locked.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Locked {
    /// Id.
    pub id: IssueId,
    /// Slug.
    pub slug: String,
    /// Forum.
    pub forum_id: Option<ForumId>,
    /// State.
    pub state: IssueState,
    /// Title.
    pub title: String,
    /// What is wrong.
    pub what: String,
    /// Why it matters.
    pub why: String,
    /// Whom it concerns.
    pub whom: String,
    /// What is asked for.
    pub ask: String,
    /// Language.
    pub lang: String,
    /// Organisation that posted it.
    pub organisation_id: OrganisationId,
    /// When it was posted.
    pub created_at: DateTime<Utc>,
    /// Since when all may read it.
    pub published_at: Option<DateTime<Utc>>,
    /// Since when it is hidden.
    pub hidden_at: Option<DateTime<Utc>>,
    /// When its text was last changed.
    pub edited_at: Option<DateTime<Utc>>,
    /// Version.
    pub version: i64,
}

/// Locks an issue, by its number.
pub async fn lock(tx: &mut Tx, agreement: AgreementId, number: i64) -> Result<Option<Locked>> {
    Ok(fetch_locked!(
        tx,
        Locked,
        "SELECT id, slug, forum_id, state, title, what, why, whom, ask, lang, organisation_id, created_at, published_at, hidden_at, edited_at, version
         FROM issue WHERE agreement_id = $1 AND number = $2",
        agreement,
        number
    )?)
}

/// What a locked issue points at.
pub async fn tags(tx: &mut Tx, issue: IssueId) -> Result<Tags> {
    let rows = fetch!(
        tx, (String, i64), fetch_all,
        "SELECT 't', theme_id FROM issue_theme WHERE issue_id = $1 UNION ALL SELECT 'a', area_id FROM issue_area WHERE issue_id = $1
         UNION ALL SELECT 'p', principle_id FROM issue_principle WHERE issue_id = $1 UNION ALL SELECT 'c', commitment_id FROM issue_commitment WHERE issue_id = $1",
        issue
    )?;
    let of = |kind: &'static str| rows.iter().filter(move |(k, _)| k == kind).map(|(_, id)| *id);
    Ok(Tags {
        themes: of("t").map(crate::ids::ThemeId).collect(),
        areas: of("a").map(crate::ids::AreaId).collect(),
        principles: of("p").map(crate::ids::PrincipleId).collect(),
        commitments: of("c").map(crate::ids::CommitmentId).collect(),
    })
}

/// Keeps what a locked issue said before an edit.
pub async fn keep_revision(tx: &mut Tx, agreement: AgreementId, issue: &Locked, tags: &Tags) -> Result<()> {
    const SQL: &str = "INSERT INTO issue_revision (agreement_id, issue_id, version, title, what, why, whom, ask, written_at, lang, forum_id, themes, areas,
            principles, commitments)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)";
    let [themes, areas, principles, commitments] = tags.lists();
    execute!(
        tx,
        SQL,
        agreement,
        issue.id,
        issue.version,
        &issue.title,
        &issue.what,
        &issue.why,
        &issue.whom,
        &issue.ask,
        issue.edited_at.unwrap_or(issue.created_at),
        &issue.lang,
        issue.forum_id,
        themes,
        areas,
        principles,
        commitments
    )?;
    Ok(())
}

/// Changes a locked issue's text and what it points at. An address that changes keeps leading to it, by its number.
pub async fn change(tx: &mut Tx, agreement: AgreementId, issue: &Locked, slug: &str, checked: &Checked, now: DateTime<Utc>) -> Result<()> {
    const SQL: &str = "UPDATE issue SET slug = $2, forum_id = $3, title = $4, fold_key = $5, what = $6, why = $7, whom = $8, ask = $9, what_html = $10, why_html = $11,
            whom_html = $12, ask_html = $13, renderer = $14, lang = $15, edited_at = $16, moved_at = CASE WHEN moved_at > $16 THEN moved_at ELSE $16 END, version = version + 1
        WHERE id = $1";
    let Checked { title, texts: [what, why, whom, ask], lang, forum, mentions, .. } = checked;
    let html = [what, why, whom, ask].map(|t| mentions.render(t));
    execute!(
        tx,
        SQL,
        issue.id,
        slug,
        *forum,
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
        now
    )?;
    keep_terms(tx, agreement, issue.id, title, (what, ask), lang).await?;
    for sql in [
        "DELETE FROM issue_theme WHERE issue_id = $1",
        "DELETE FROM issue_area WHERE issue_id = $1",
        "DELETE FROM issue_principle WHERE issue_id = $1",
        "DELETE FROM issue_commitment WHERE issue_id = $1",
    ] {
        execute!(tx, sql, issue.id)?;
    }
    insert_tags(tx, agreement, issue.id, &checked.tags).await
}

/// Notes that something happened to an issue, for lists that are sorted by it.
pub async fn moved(tx: &mut Tx, issue: IssueId, at: DateTime<Utc>) -> Result<()> {
    execute!(tx, "UPDATE issue SET moved_at = $2 WHERE id = $1 AND moved_at < $2", issue, at)?;
    Ok(())
}

/// A contribution about to be stored.
#[derive(Debug)]
pub struct NewContribution<'a> {
    /// Agreement.
    pub agreement: AgreementId,
    /// Issue.
    pub issue: IssueId,
    /// Person.
    pub author: PersonId,
    /// Organisation spoken for.
    pub organisation: Option<OrganisationId>,
    /// Role.
    pub role: ActorRole,
    /// What the person is there.
    pub function: &'a str,
    /// Contribution that it answers.
    pub quoted: Option<ContributionId>,
    /// Markdown.
    pub text: &'a str,
    /// Whom it mentions.
    pub mentions: &'a Mentions,
    /// Language.
    pub lang: &'a str,
    /// Now.
    pub created_at: DateTime<Utc>,
    /// Now, or nothing while it waits.
    pub published_at: Option<DateTime<Utc>>,
}

/// Stores a contribution to a locked issue. Gives its id and number.
pub async fn insert_contribution(tx: &mut Tx, c: &NewContribution<'_>) -> Result<(ContributionId, i64)> {
    const SQL: &str = "INSERT INTO contribution (agreement_id, issue_id, number, author_id, organisation_id, role, function, quoted_id, text, html, renderer, lang, created_at, published_at)
        VALUES ($1, $2, (SELECT COALESCE(MAX(number), 0) + 1 FROM contribution WHERE issue_id = $2), $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) RETURNING id, number";
    Ok(fetch!(
        tx,
        (ContributionId, i64),
        fetch_one,
        SQL,
        c.agreement,
        c.issue,
        c.author,
        c.organisation,
        c.role,
        c.function,
        c.quoted,
        c.text,
        c.mentions.render(c.text),
        markdown::RENDERER,
        c.lang,
        c.created_at,
        c.published_at
    )?)
}

/// Id of a readable contribution by its number within an issue.
pub async fn contribution_id(tx: &mut Tx, issue: IssueId, number: i64) -> Result<Option<ContributionId>> {
    Ok(scalar!(
        tx,
        ContributionId,
        fetch_optional,
        "SELECT id FROM contribution WHERE issue_id = $1 AND number = $2 AND published_at IS NOT NULL",
        issue,
        number
    )?)
}

/// Whether a person has had a contribution published, or speaks for an organisation that has signed: the kansli knows them.
pub async fn is_known(tx: &mut Tx, agreement: AgreementId, person: PersonId, today: NaiveDate) -> Result<bool> {
    const SQL: &str = "SELECT EXISTS (SELECT 1 FROM contribution WHERE author_id = $2 AND published_at IS NOT NULL)
        OR EXISTS (SELECT 1 FROM signatory s JOIN role r ON r.organisation_id = s.organisation_id
            WHERE s.agreement_id = $1 AND r.person_id = $2 AND s.signed_on <= $3 AND (s.ended_on IS NULL OR s.ended_on > $3)
            AND r.from_on <= $3 AND (r.to_on IS NULL OR r.to_on >= $3))";
    Ok(scalar!(tx, bool, fetch_one, SQL, agreement, person, today)?)
}

/// Number of a contribution of the same person, in the same name, to a locked issue with the same text, in answer to the same one, written after a time.
pub async fn contributed_alike(
    tx: &mut Tx,
    issue: IssueId,
    (person, organisation): (PersonId, Option<OrganisationId>),
    (text, quoted): (&str, Option<ContributionId>),
    after: DateTime<Utc>,
) -> Result<Option<i64>> {
    const SQL: &str = "SELECT number FROM contribution WHERE issue_id = $1 AND author_id = $2 AND text = $3 AND COALESCE(quoted_id, 0) = $4 AND COALESCE(organisation_id, 0) = $6 AND created_at > $5
        ORDER BY id DESC LIMIT 1";
    Ok(scalar!(tx, i64, fetch_optional, SQL, issue, person, text, quoted.map_or(0, |q| q.0), after, organisation.map_or(0, |o| o.0))?)
}

/// When the `n`th latest contribution of a person within a span was written, if there are so many.
pub async fn nth_latest_contribution(tx: &mut Tx, person: PersonId, after: DateTime<Utc>, until: DateTime<Utc>, n: i64) -> Result<Option<DateTime<Utc>>> {
    Ok(scalar!(
        tx,
        DateTime<Utc>,
        fetch_optional,
        "SELECT created_at FROM contribution WHERE author_id = $1 AND created_at > $2 AND created_at <= $3 ORDER BY created_at DESC LIMIT 1 OFFSET $4",
        person,
        after,
        until,
        n - 1
    )?)
}

/// A contribution whose row is locked.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct LockedContribution {
    /// Id.
    pub id: ContributionId,
    /// Person.
    pub author_id: PersonId,
    /// Organisation spoken for.
    pub organisation_id: Option<OrganisationId>,
    /// Markdown.
    pub text: String,
    /// Language.
    pub lang: String,
    /// When it was written.
    pub created_at: DateTime<Utc>,
    /// Since when all may read it.
    pub published_at: Option<DateTime<Utc>>,
    /// Since when it is hidden.
    pub hidden_at: Option<DateTime<Utc>>,
    /// When it was last changed.
    pub edited_at: Option<DateTime<Utc>>,
    /// Version.
    pub version: i64,
}

/// Locks a contribution, by its number within an issue.
pub async fn lock_contribution(tx: &mut Tx, issue: IssueId, number: i64) -> Result<Option<LockedContribution>> {
    Ok(fetch_locked!(
        tx,
        LockedContribution,
        "SELECT id, author_id, organisation_id, text, lang, created_at, published_at, hidden_at, edited_at, version FROM contribution WHERE issue_id = $1 AND number = $2",
        issue,
        number
    )?)
}

/// Changes a locked contribution, and keeps what it said. `new` are its text, whom that mentions, and its language.
pub async fn change_contribution(
    tx: &mut Tx,
    agreement: AgreementId,
    c: &LockedContribution,
    (text, mentions, lang): (&str, &Mentions, &str),
    now: DateTime<Utc>,
) -> Result<()> {
    execute!(
        tx,
        "INSERT INTO contribution_revision (agreement_id, contribution_id, version, text, written_at, lang) VALUES ($1, $2, $3, $4, $5, $6)",
        agreement,
        c.id,
        c.version,
        &c.text,
        c.edited_at.unwrap_or(c.created_at),
        &c.lang
    )?;
    execute!(
        tx,
        "UPDATE contribution SET text = $2, html = $3, renderer = $4, lang = $5, edited_at = $6, version = version + 1 WHERE id = $1",
        c.id,
        text,
        mentions.render(text),
        markdown::RENDERER,
        lang,
        now
    )?;
    Ok(())
}

/// Puts an organisation behind an issue: one row for each, used again. False when it stood there already.
pub async fn back(tx: &mut Tx, agreement: AgreementId, issue: IssueId, organisation: OrganisationId, person: PersonId, now: DateTime<Utc>) -> Result<bool> {
    const SQL: &str = "INSERT INTO backing (agreement_id, issue_id, organisation_id, person_id, since_at) VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (issue_id, organisation_id) DO UPDATE SET person_id = excluded.person_id, since_at = excluded.since_at, ended_at = NULL
        WHERE backing.ended_at IS NOT NULL";
    Ok(execute!(tx, SQL, agreement, issue, organisation, person, now)? > 0)
}

/// Takes it back. False when it did not stand there.
pub async fn unback(tx: &mut Tx, issue: IssueId, organisation: OrganisationId, now: DateTime<Utc>) -> Result<bool> {
    Ok(execute!(tx, "UPDATE backing SET ended_at = $3 WHERE issue_id = $1 AND organisation_id = $2 AND ended_at IS NULL", issue, organisation, now)? > 0)
}

/// How many organisations stand behind an issue.
pub async fn backers(tx: &mut Tx, issue: IssueId) -> Result<i64> {
    Ok(scalar!(tx, i64, fetch_one, concat!("SELECT ", super::backers!(), " FROM issue i WHERE i.id = $1"), issue)?)
}
