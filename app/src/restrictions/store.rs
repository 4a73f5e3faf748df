//! SQL of restrictions. Running ones come with the actor: see `accounts::store::actor`.

use super::service::Held;
use super::types::RestrictionKind;
use crate::agreements::types::Side;
use crate::db::{Conn, Tx};
use crate::error::Result;
use crate::ids::{AgreementId, ContributionId, EventId, IssueId, OrganisationId, PersonId, RegistrationId};
use crate::{execute, fetch, fetch_locked, scalar};
use chrono::{DateTime, NaiveDate, Utc};

/// Who wrote an issue or a contribution.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct AuthorRow {
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
    /// Who wrote it.
    pub person_id: PersonId,
    /// Their name.
    pub person: String,
    /// The organisation they wrote for.
    pub organisation_id: Option<OrganisationId>,
    /// Its name.
    pub organisation: Option<String>,
    /// Its side.
    pub side: Option<Side>,
}

/// Who wrote an issue, by its number, or one of its contributions (0: the issue itself).
pub async fn author(conn: &mut Conn, agreement: AgreementId, number: i64, contribution: i64) -> Result<Option<AuthorRow>> {
    const SQL: &str = "SELECT i.id AS issue_id, i.number, i.slug, i.title, c.id AS contribution_id, c.number AS contribution,
            COALESCE(c.html, i.what_html) AS html, COALESCE(c.lang, i.lang) AS lang, p.id AS person_id, p.name AS person,
            o.id AS organisation_id, o.name AS organisation, o.side
        FROM issue i LEFT JOIN contribution c ON c.issue_id = i.id AND c.number = $3
        JOIN person p ON p.id = COALESCE(c.author_id, i.author_id)
        LEFT JOIN organisation o ON o.id = CASE WHEN c.id IS NULL THEN i.organisation_id ELSE c.organisation_id END
        WHERE i.agreement_id = $1 AND i.number = $2 AND ($3 = 0 OR c.id IS NOT NULL)";
    Ok(fetch!(conn, AuthorRow, fetch_optional, SQL, agreement, number, contribution)?)
}

/// Locks whoever is about to be held back, so that two who decide at once come one after the other.
pub async fn lock(tx: &mut Tx, whom: Held) -> Result<()> {
    match whom {
        Held::Person(id) => fetch_locked!(tx, (PersonId,), "SELECT id FROM person WHERE id = $1", id)?.is_some(),
        Held::Organisation(id) => fetch_locked!(tx, (OrganisationId,), "SELECT id FROM organisation WHERE id = $1", id)?.is_some(),
    };
    Ok(())
}

/// Name of the organisation that is held back; none for a person.
pub async fn name(conn: &mut Conn, whom: Held) -> Result<Option<String>> {
    match whom {
        Held::Person(_) => Ok(None),
        Held::Organisation(id) => Ok(scalar!(conn, String, fetch_optional, "SELECT name FROM organisation WHERE id = $1", id)?),
    }
}

/// Something holds them back today in the agreement.
pub async fn runs(tx: &mut Tx, agreement: AgreementId, whom: Held, today: NaiveDate) -> Result<bool> {
    const SQL: &str = "SELECT COUNT(*) FROM restriction
        WHERE agreement_id = $1 AND (person_id = $2 OR organisation_id = $3) AND lifted_at IS NULL AND until_on >= $4";
    Ok(scalar!(tx, i64, fetch_one, SQL, agreement, whom.person(), whom.organisation(), today)? > 0)
}

/// What holds back the person whom a sign-up belongs to, by the account or the address, whoever is signed in: the harder one. None where
/// that person is `but`, whose own restrictions came with the actor.
pub async fn of_registration(
    conn: &mut Conn,
    agreement: AgreementId,
    registration: RegistrationId,
    but: Option<PersonId>,
    today: NaiveDate,
) -> Result<Option<RestrictionKind>> {
    const SQL: &str = "SELECT x.kind FROM registration r
        JOIN person p ON p.id = r.person_id OR p.email_key = r.email_key
        JOIN restriction x ON x.person_id = p.id AND x.agreement_id = $1 AND x.lifted_at IS NULL AND x.until_on >= $4
        WHERE r.id = $2 AND (CAST($3 AS BIGINT) IS NULL OR p.id <> $3)
        ORDER BY CASE x.kind WHEN 'stopped' THEN 0 ELSE 1 END LIMIT 1";
    Ok(scalar!(conn, RestrictionKind, fetch_optional, SQL, agreement, registration, but, today)?)
}

/// A restriction about to be stored.
#[derive(Debug, Clone, Copy)]
pub struct NewRestriction<'a> {
    /// Agreement.
    pub agreement: AgreementId,
    /// Whom.
    pub whom: Held,
    /// How.
    pub kind: RestrictionKind,
    /// What it was about.
    pub about: &'a AuthorRow,
    /// Since when.
    pub from_at: DateTime<Utc>,
    /// Its last day.
    pub until_on: NaiveDate,
    /// The event that tells of it.
    pub opened_by: EventId,
}

/// Stores one.
pub async fn insert(tx: &mut Tx, r: &NewRestriction<'_>) -> Result<()> {
    const SQL: &str = "INSERT INTO restriction (agreement_id, person_id, organisation_id, kind, issue_id, contribution_id, from_at, until_on, opened_by)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    let (person, organisation) = (r.whom.person(), r.whom.organisation());
    execute!(tx, SQL, r.agreement, person, organisation, r.kind, r.about.issue_id, r.about.contribution_id, r.from_at, r.until_on, r.opened_by)?;
    Ok(())
}

/// A restriction that is about to be lifted.
#[derive(Debug, Clone, Copy, sqlx::FromRow)]
pub struct LockedRestriction {
    /// The person.
    pub person_id: Option<PersonId>,
    /// The organisation.
    pub organisation_id: Option<OrganisationId>,
    /// Its last day.
    pub until_on: NaiveDate,
    /// When it was lifted.
    pub lifted_at: Option<DateTime<Utc>>,
}

/// Locks one by its id.
pub async fn lock_one(tx: &mut Tx, agreement: AgreementId, id: i64) -> Result<Option<LockedRestriction>> {
    Ok(fetch_locked!(
        tx,
        LockedRestriction,
        "SELECT person_id, organisation_id, until_on, lifted_at FROM restriction WHERE agreement_id = $1 AND id = $2",
        agreement,
        id
    )?)
}

/// Lifts it.
pub async fn lift(tx: &mut Tx, id: i64, at: DateTime<Utc>, event: EventId) -> Result<()> {
    execute!(tx, "UPDATE restriction SET lifted_at = $2, lifted_by = $3 WHERE id = $1", id, at, event)?;
    Ok(())
}

/// A restriction as it is shown to whom it holds back, and to those who curate or hear appeals.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct RestrictionRow {
    /// Id.
    pub id: i64,
    /// Person or organisation.
    pub who: String,
    /// It is an organisation.
    pub is_organisation: bool,
    /// How.
    pub kind: RestrictionKind,
    /// Since when.
    pub from_at: DateTime<Utc>,
    /// Its last day.
    pub until_on: NaiveDate,
    /// Why, as HTML.
    pub reason_html: String,
    /// Language of that.
    pub reason_lang: String,
    /// When it was lifted.
    pub lifted_at: Option<DateTime<Utc>>,
    /// Why, as HTML.
    pub lifted_html: Option<String>,
    /// Language of that.
    pub lifted_lang: Option<String>,
    /// Number of the issue that it was about.
    pub number: i64,
    /// Number of the contribution; none: the issue itself.
    pub contribution: Option<i64>,
}

impl RestrictionRow {
    /// It holds them back on a day.
    pub fn runs(&self, today: NaiveDate) -> bool {
        self.lifted_at.is_none() && self.until_on >= today
    }
}

macro_rules! restrictions {
    ($tail:literal) => {
        concat!(
            "SELECT r.id, COALESCE(o.name, p.name) AS who, r.organisation_id IS NOT NULL AS is_organisation, r.kind, r.from_at, r.until_on,
                e.reason_html, e.lang AS reason_lang, r.lifted_at, x.reason_html AS lifted_html, x.lang AS lifted_lang,
                i.number, c.number AS contribution
            FROM restriction r JOIN event e ON e.id = r.opened_by LEFT JOIN event x ON x.id = r.lifted_by JOIN issue i ON i.id = r.issue_id
            LEFT JOIN contribution c ON c.id = r.contribution_id
            LEFT JOIN organisation o ON o.id = r.organisation_id LEFT JOIN person p ON p.id = r.person_id WHERE r.agreement_id = $1 ",
            $tail
        )
    };
}

/// All of an agreement, the newest first.
pub async fn all(conn: &mut Conn, agreement: AgreementId) -> Result<Vec<RestrictionRow>> {
    const SQL: &str = restrictions!("ORDER BY r.from_at DESC, r.id DESC LIMIT 200");
    Ok(fetch!(conn, RestrictionRow, fetch_all, SQL, agreement)?)
}

/// Those of a person, and of the organisations in which they have a role or a seat; the newest first.
pub async fn own(conn: &mut Conn, agreement: AgreementId, person: PersonId, today: NaiveDate) -> Result<Vec<RestrictionRow>> {
    const SQL: &str = restrictions!(
        "AND (r.person_id = $2 OR EXISTS (SELECT 1 FROM role x
            WHERE x.person_id = $2 AND x.organisation_id = r.organisation_id AND x.from_on <= $3 AND (x.to_on IS NULL OR x.to_on >= $3))
            OR EXISTS (SELECT 1 FROM seat y
            WHERE y.person_id = $2 AND y.body_id = r.organisation_id AND y.from_on <= $3 AND (y.to_on IS NULL OR y.to_on >= $3)))
         ORDER BY r.from_at DESC, r.id DESC LIMIT 200"
    );
    Ok(fetch!(conn, RestrictionRow, fetch_all, SQL, agreement, person, today)?)
}
