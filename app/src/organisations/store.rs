//! SQL of organisations.

use super::types::OrganisationKind;
use crate::agreements::types::Side;
use crate::db::{Conn, Tx};
use crate::error::{AppError, Result};
use crate::ids::{AgreementId, AreaId, OrganisationId};
use crate::{execute, fetch, fetch_locked, scalar, text};
use chrono::{DateTime, NaiveDate, Utc};

/// An organisation to add. Start from `Default`: an association of civil society that writes Swedish.
#[derive(Debug, Clone)]
pub struct NewOrganisation {
    /// Name.
    pub name: String,
    /// Word in addresses; made of the name when empty. A number follows where it is taken.
    pub slug: String,
    /// Kind.
    pub kind: OrganisationKind,
    /// Side.
    pub side: Side,
    /// The organisation that it is part of.
    pub parent: Option<OrganisationId>,
    /// What it says about itself: plain text, paragraphs parted by an empty line.
    pub about: String,
    /// Language of that.
    pub lang: String,
    /// First day of its existence, where it is known.
    pub starts_on: Option<NaiveDate>,
    /// Last day of its existence.
    pub ends_on: Option<NaiveDate>,
    /// When it was added.
    pub created_at: DateTime<Utc>,
}

impl Default for NewOrganisation {
    fn default() -> Self {
        Self {
            name: String::new(),
            slug: String::new(),
            kind: OrganisationKind::Association,
            side: Side::CivilSociety,
            parent: None,
            about: String::new(),
            lang: "sv".into(),
            starts_on: None,
            ends_on: None,
            created_at: DateTime::default(),
        }
    }
}

/// Adds an organisation.
pub async fn insert(tx: &mut Tx, new: &NewOrganisation) -> Result<OrganisationId> {
    const SQL: &str = "INSERT INTO organisation (slug, name, sort_key, fold_key, kind, side, parent_id, about, lang, starts_on, ends_on, created_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) ON CONFLICT (slug) DO NOTHING RETURNING id";
    let name = text::clean_line(&new.name);
    let (sort_key, fold_key) = (text::sort_key(&name), text::fold_key(&name));
    let wanted = if new.slug.is_empty() { text::slug(&name) } else { new.slug.clone() };
    // somebody else may take the same word at the same moment: then the next one
    for _ in 0..5 {
        let slug = free_slug(tx, &wanted, None).await?;
        let id = scalar!(
            tx,
            OrganisationId,
            fetch_optional,
            SQL,
            &slug,
            &name,
            &sort_key,
            &fold_key,
            new.kind,
            new.side,
            new.parent,
            &new.about,
            &new.lang,
            new.starts_on,
            new.ends_on,
            new.created_at
        )?;
        if let Some(id) = id {
            return Ok(id);
        }
    }
    Err(AppError::Internal("no free address for the organisation".into()))
}

/// The wanted word, or the word with the first free number after it. Words that once led to another organisation are not free.
pub(super) async fn free_slug(conn: &mut Conn, wanted: &str, own: Option<OrganisationId>) -> Result<String> {
    const SQL: &str = "SELECT slug FROM organisation WHERE (slug = $1 OR slug LIKE $2) AND ($3 IS NULL OR id <> $3)
        UNION SELECT slug FROM organisation_old_slug WHERE (slug = $1 OR slug LIKE $2) AND ($3 IS NULL OR organisation_id <> $3)";
    let taken = scalar!(conn, String, fetch_all, SQL, wanted, format!("{wanted}-%"), own)?;
    let free = std::iter::once(wanted.to_string()).chain((2..).map(|n| format!("{wanted}-{n}"))).find(|s| !taken.contains(s));
    Ok(free.unwrap_or_else(|| wanted.to_string()))
}

/// The organisation at an address.
pub async fn by_slug(conn: &mut Conn, slug: &str) -> Result<Option<OrganisationId>> {
    Ok(scalar!(conn, OrganisationId, fetch_optional, "SELECT id FROM organisation WHERE slug = $1", slug)?)
}

/// An organisation in the register.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Listed {
    /// Slug.
    pub slug: String,
    /// Name.
    pub name: String,
    /// Kind.
    pub kind: OrganisationKind,
    /// Side.
    pub side: Side,
    /// Last day of its existence.
    pub ends_on: Option<NaiveDate>,
    /// When it signed this agreement.
    pub signed_on: Option<NaiveDate>,
    /// When it left it.
    pub left_on: Option<NaiveDate>,
}

/// Which organisations belong to which agreement, for the register of `$1`.
macro_rules! of_register {
    ($select:literal, $tail:literal) => {
        concat!(
            "WITH RECURSIVE named(agreement_id, id) AS (
            SELECT id, public_party_id FROM agreement UNION SELECT id, curator_id FROM agreement
            UNION SELECT id, confirming_id FROM agreement UNION SELECT id, steering_id FROM agreement
            UNION SELECT agreement_id, body_id FROM body),
        tree(agreement_id, id) AS (
            SELECT agreement_id, id FROM named
            UNION SELECT t.agreement_id, c.id FROM organisation c JOIN tree t ON c.parent_id = t.id),
        tie(agreement_id, id) AS (
            SELECT agreement_id, id FROM tree
            UNION SELECT agreement_id, organisation_id FROM signatory
            UNION SELECT agreement_id, organisation_id FROM organisation_area
            UNION SELECT agreement_id, organisation_id FROM issue WHERE published_at IS NOT NULL
            UNION SELECT agreement_id, organisation_id FROM backing WHERE ended_at IS NULL)
        ",
            $select,
            " AND (o.id IN (SELECT id FROM tie WHERE agreement_id = $1) OR o.id NOT IN (SELECT id FROM tie)) ",
            $tail
        )
    };
}

/// A text as part of a pattern of `LIKE … ESCAPE '\'`.
fn like(find: &str) -> String {
    find.replace('\\', r"\\").replace('%', r"\%").replace('_', r"\_")
}

/// The register of an agreement, in Swedish order: what belongs to it, and organisations that belong to no other agreement.
/// `find` is a part of a name, case-folded.
pub async fn register(conn: &mut Conn, agreement: AgreementId, find: Option<&str>) -> Result<Vec<Listed>> {
    const SQL: &str = of_register!(
        r"SELECT o.slug, o.name, o.kind, o.side, o.ends_on, s.signed_on, s.ended_on AS left_on
        FROM organisation o LEFT JOIN signatory s ON s.organisation_id = o.id AND s.agreement_id = $1
        WHERE ($2 IS NULL OR o.fold_key LIKE $2 ESCAPE '\')",
        "ORDER BY o.sort_key, o.id"
    );
    let pattern = find.map(|f| format!("%{}%", like(f)));
    Ok(fetch!(conn, Listed, fetch_all, SQL, agreement, pattern.as_deref())?)
}

/// An organisation that is offered while somebody writes.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Offered {
    /// Slug.
    pub slug: String,
    /// Name.
    pub name: String,
}

/// Organisations of the same register that exist on a day and whose name or slug holds `find` (case-folded, not empty): names that begin
/// with it, then those in which a word does, then the others; so many at most.
pub async fn offered(conn: &mut Conn, agreement: AgreementId, find: &str, today: NaiveDate, most: i64) -> Result<Vec<Offered>> {
    const SQL: &str = of_register!(
        r"SELECT o.slug, o.name FROM organisation o
        WHERE (o.fold_key LIKE $2 ESCAPE '\' OR o.slug LIKE $2 ESCAPE '\') AND (o.ends_on IS NULL OR o.ends_on >= $5)",
        r"ORDER BY CASE WHEN o.fold_key LIKE $3 ESCAPE '\' OR o.slug LIKE $3 ESCAPE '\' THEN 0 WHEN o.fold_key LIKE $4 ESCAPE '\' THEN 1 ELSE 2 END, o.sort_key, o.id LIMIT $6"
    );
    let find = like(find);
    Ok(fetch!(conn, Offered, fetch_all, SQL, agreement, format!("%{find}%"), format!("{find}%"), format!("% {find}%"), today, most)?)
}

/// An organisation, as one agreement sees it.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Organisation {
    /// Id.
    pub id: OrganisationId,
    /// Slug.
    pub slug: String,
    /// Name.
    pub name: String,
    /// Kind.
    pub kind: OrganisationKind,
    /// Side.
    pub side: Side,
    /// What it says about itself: plain text.
    pub about: String,
    /// Language of that.
    pub lang: String,
    /// First day of its existence.
    pub starts_on: Option<NaiveDate>,
    /// Last day of its existence.
    pub ends_on: Option<NaiveDate>,
    /// Version.
    pub version: i64,
    /// Name of what it is part of.
    pub parent_name: Option<String>,
    /// Slug of that.
    pub parent_slug: Option<String>,
    /// When it signed the agreement.
    pub signed_on: Option<NaiveDate>,
    /// When it left it.
    pub left_on: Option<NaiveDate>,
}

/// The organisation at an address, or at an address that it once had.
pub async fn find(conn: &mut Conn, agreement: AgreementId, slug: &str) -> Result<Option<Organisation>> {
    const SQL: &str =
        "SELECT o.id, o.slug, o.name, o.kind, o.side, o.about, o.lang, o.starts_on, o.ends_on, o.version, p.name AS parent_name, p.slug AS parent_slug,
            s.signed_on, s.ended_on AS left_on
        FROM organisation o LEFT JOIN organisation p ON p.id = o.parent_id LEFT JOIN signatory s ON s.organisation_id = o.id AND s.agreement_id = $1
        WHERE o.slug = $2 OR o.id = (SELECT organisation_id FROM organisation_old_slug WHERE slug = $2) ORDER BY (o.slug = $2) DESC LIMIT 1";
    Ok(fetch!(conn, Organisation, fetch_optional, SQL, agreement, slug)?)
}

/// What hangs on an organisation.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Attached {
    /// `area`, `part`, `role`, `seat`, `body` or `mention`.
    pub what: String,
    /// Name of the person (of a seat only where its holder agreed) or part, title of the issue that mentions it.
    pub name: String,
    /// Function of the person, slug of the part or issue.
    pub detail: String,
    /// Kind of the role or part, side of the seat, language of the issue or meeting.
    pub code: String,
    /// Area.
    pub area_id: AreaId,
    /// Number of the issue that mentions it.
    pub number: i64,
    /// Number of the contribution that does.
    pub contribution: Option<i64>,
    /// Position of the answer that does.
    pub position: Option<i64>,
    /// Who wrote that.
    pub who: Option<String>,
    /// When.
    pub mentioned_at: Option<DateTime<Utc>>,
}

/// Texts that mention an organisation which its page shows at most.
pub const MENTIONS: i64 = 20;

/// Areas in the agreement, parts, who speaks for it on a day, and the latest texts that mention it and all may read.
pub async fn attached(conn: &mut Conn, agreement: AgreementId, organisation: OrganisationId, today: NaiveDate) -> Result<Vec<Attached>> {
    const SQL: &str = concat!(
        "SELECT 'mention' AS what, x.title AS name, x.slug AS detail, x.lang AS code, CAST(0 AS BIGINT) AS area_id, '' AS sort_key,
            x.number, x.contribution, x.position, x.who, x.mentioned_at
        FROM (SELECT i.title, i.slug, i.lang, i.number, c.number AS contribution, e.position, COALESCE(b.name, p.name) AS who, m.created_at AS mentioned_at
            FROM mention m JOIN issue i ON i.id = m.issue_id
            LEFT JOIN contribution c ON c.id = m.contribution_id LEFT JOIN event e ON e.id = m.event_id LEFT JOIN person p ON p.id = c.author_id
            LEFT JOIN organisation b ON b.id = CASE WHEN c.id IS NOT NULL THEN c.organisation_id WHEN e.id IS NOT NULL THEN e.actor_organisation_id
                ELSE i.organisation_id END
            WHERE m.organisation_id = $2 AND m.agreement_id = $1 AND ",
        crate::mentions::store::readable!(),
        " ORDER BY m.created_at DESC, m.id DESC LIMIT $4) x
        UNION ALL SELECT 'attended', x.title, x.slug, x.lang, 0, '', x.number, NULL, NULL, NULL, x.starts_at
            FROM (SELECT m.title, m.slug, m.lang, m.number, m.starts_at FROM minutes_attendance t JOIN meeting m ON m.id = t.meeting_id
                WHERE t.agreement_id = $1 AND t.organisation_id = $2 ORDER BY m.starts_at DESC, m.id DESC LIMIT $4) x
        UNION ALL SELECT 'area', '', '', '', a.area_id, '', 0, NULL, NULL, NULL, NULL FROM organisation_area a WHERE a.agreement_id = $1 AND a.organisation_id = $2
        UNION ALL SELECT 'part', o.name, o.slug, o.kind, 0, o.sort_key, 0, NULL, NULL, NULL, NULL
            FROM organisation o WHERE o.parent_id = $2 AND (o.ends_on IS NULL OR o.ends_on >= $3)
        UNION ALL SELECT 'role', p.name, r.function, r.kind, 0, p.name, 0, NULL, NULL, NULL, NULL FROM role r JOIN person p ON p.id = r.person_id
            WHERE r.organisation_id = $2 AND r.from_on <= $3 AND (r.to_on IS NULL OR r.to_on >= $3)
        UNION ALL SELECT 'seat', CASE WHEN s.shows_name THEN p.name ELSE '' END, s.function, s.side, 0, CASE WHEN s.shows_name THEN p.name ELSE s.function END, 0, NULL, NULL, NULL, NULL
            FROM seat s JOIN person p ON p.id = s.person_id
            WHERE s.body_id = $2 AND s.from_on <= $3 AND (s.to_on IS NULL OR s.to_on >= $3)
        UNION ALL SELECT 'body', '', o.slug, b.kind, 0, '', 0, NULL, NULL, NULL, NULL FROM body b JOIN organisation o ON o.id = b.body_id
            WHERE b.agreement_id = $1 AND b.body_id = $2
        ORDER BY what, sort_key"
    );
    Ok(fetch!(conn, Attached, fetch_all, SQL, agreement, organisation, today, MENTIONS)?)
}

/// Areas of the agreement in which an organisation is at work.
pub async fn areas(conn: &mut Conn, agreement: AgreementId, organisation: OrganisationId) -> Result<Vec<AreaId>> {
    Ok(scalar!(conn, AreaId, fetch_all, "SELECT area_id FROM organisation_area WHERE agreement_id = $1 AND organisation_id = $2", agreement, organisation)?)
}

/// Sets the areas of the agreement in which an organisation is at work.
pub async fn set_areas(tx: &mut Tx, agreement: AgreementId, organisation: OrganisationId, areas: &[AreaId]) -> Result<()> {
    execute!(tx, "DELETE FROM organisation_area WHERE agreement_id = $1 AND organisation_id = $2", agreement, organisation)?;
    for area in areas {
        execute!(tx, "INSERT INTO organisation_area (agreement_id, organisation_id, area_id) VALUES ($1, $2, $3)", agreement, organisation, *area)?;
    }
    Ok(())
}

/// Locks an organisation until the transaction ends, and gives its version and slug.
pub async fn lock(tx: &mut Tx, organisation: OrganisationId) -> Result<(i64, String)> {
    fetch_locked!(tx, (i64, String), "SELECT version, slug FROM organisation WHERE id = $1", organisation)?.ok_or(AppError::NotFound)
}

/// Changes what an organisation says about itself. The old address keeps leading to it. Gives the new one.
pub async fn update(tx: &mut Tx, id: OrganisationId, old_slug: &str, name: &str, about: &str, lang: &str) -> Result<String> {
    let wanted = text::slug(name);
    // a name that is told apart by its number only keeps its number
    let number = old_slug.strip_prefix(&wanted).and_then(|rest| rest.strip_prefix('-')).is_some_and(|n| n.bytes().all(|b| b.is_ascii_digit()));
    let slug = if number { old_slug.to_string() } else { free_slug(tx, &wanted, Some(id)).await? };
    execute!(
        tx,
        "UPDATE organisation SET slug = $2, name = $3, sort_key = $4, fold_key = $5, about = $6, lang = $7, version = version + 1 WHERE id = $1",
        id,
        &slug,
        name,
        text::sort_key(name),
        text::fold_key(name),
        about,
        lang
    )?;
    if slug != old_slug {
        const KEEP: &str = "INSERT INTO organisation_old_slug (slug, organisation_id) VALUES ($1, $2) ON CONFLICT (slug) DO UPDATE SET organisation_id = $2";
        execute!(tx, KEEP, old_slug, id)?;
        execute!(tx, "DELETE FROM organisation_old_slug WHERE slug = $1", &slug)?;
    }
    Ok(slug)
}

/// Slug, name and key of every organisation that exists on a day.
pub async fn names(conn: &mut Conn, today: NaiveDate) -> Result<Vec<(String, String, String)>> {
    const SQL: &str = "SELECT slug, name, fold_key FROM organisation WHERE ends_on IS NULL OR ends_on >= $1 ORDER BY sort_key, id";
    Ok(fetch!(conn, (String, String, String), fetch_all, SQL, today)?)
}

/// When an organisation signed, and when it left.
pub async fn signatory(conn: &mut Conn, agreement: AgreementId, organisation: OrganisationId) -> Result<Option<(NaiveDate, Option<NaiveDate>)>> {
    const SQL: &str = "SELECT signed_on, ended_on FROM signatory WHERE agreement_id = $1 AND organisation_id = $2";
    Ok(fetch!(conn, (NaiveDate, Option<NaiveDate>), fetch_optional, SQL, agreement, organisation)?)
}

/// Records that an organisation signed; also one that had left.
pub async fn put_signatory(tx: &mut Tx, agreement: AgreementId, organisation: OrganisationId, signed_on: NaiveDate) -> Result<()> {
    const SQL: &str = "INSERT INTO signatory (agreement_id, organisation_id, signed_on) VALUES ($1, $2, $3)
        ON CONFLICT (agreement_id, organisation_id) DO UPDATE SET signed_on = $3, ended_on = NULL";
    execute!(tx, SQL, agreement, organisation, signed_on)?;
    Ok(())
}

/// Records that it left.
pub async fn end_signatory(tx: &mut Tx, agreement: AgreementId, organisation: OrganisationId, ended_on: NaiveDate) -> Result<()> {
    execute!(tx, "UPDATE signatory SET ended_on = $3 WHERE agreement_id = $1 AND organisation_id = $2", agreement, organisation, ended_on)?;
    Ok(())
}
