//! SQL of applying an agreement's file.

use crate::agreements::types::{Bilingual, ForumMark, Side};
use crate::db::Tx;
use crate::error::Result;
use crate::ids::{AgreementId, OrganisationId};
use crate::organisations::types::OrganisationKind;
use crate::{execute, fetch, fetch_locked, scalar, text};
use chrono::{DateTime, NaiveDate, Utc};
use std::collections::HashSet;

/// What the operator settles about an organisation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Settled {
    /// Kind.
    pub kind: OrganisationKind,
    /// Side.
    pub side: Side,
    /// What it is a part of.
    pub parent_id: Option<OrganisationId>,
    /// First day.
    pub starts_on: Option<NaiveDate>,
    /// Last day.
    pub ends_on: Option<NaiveDate>,
}

/// An organisation that exists.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct KnownOrganisation {
    /// Id.
    pub id: OrganisationId,
    /// Slug.
    pub slug: String,
    /// Side.
    pub side: Side,
    kind: OrganisationKind,
    parent_id: Option<OrganisationId>,
    starts_on: Option<NaiveDate>,
    ends_on: Option<NaiveDate>,
}

impl KnownOrganisation {
    /// One that was just created.
    pub fn new(id: OrganisationId, slug: String, s: Settled) -> Self {
        Self { id, slug, side: s.side, kind: s.kind, parent_id: s.parent_id, starts_on: s.starts_on, ends_on: s.ends_on }
    }
    /// What is settled about it.
    pub const fn settled(&self) -> Settled {
        Settled { kind: self.kind, side: self.side, parent_id: self.parent_id, starts_on: self.starts_on, ends_on: self.ends_on }
    }
}

/// All organisations.
pub async fn organisations(tx: &mut Tx) -> Result<Vec<KnownOrganisation>> {
    Ok(fetch!(tx, KnownOrganisation, fetch_all, "SELECT id, slug, side, kind, parent_id, starts_on, ends_on FROM organisation")?)
}

/// An organisation to create.
#[derive(Debug)]
pub struct NewOrganisation<'a> {
    /// Slug.
    pub slug: &'a str,
    /// Name.
    pub name: &'a str,
    /// Presentation.
    pub about: &'a str,
    /// The rest.
    pub settled: Settled,
}

/// Creates an organisation.
pub async fn create_organisation(tx: &mut Tx, o: &NewOrganisation<'_>, now: DateTime<Utc>) -> Result<OrganisationId> {
    let s = o.settled;
    Ok(scalar!(
        tx,
        OrganisationId,
        fetch_one,
        "INSERT INTO organisation (slug, name, sort_key, fold_key, kind, side, parent_id, about, starts_on, ends_on, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) RETURNING id",
        o.slug,
        o.name,
        text::sort_key(o.name),
        text::fold_key(o.name),
        s.kind,
        s.side,
        s.parent_id,
        o.about,
        s.starts_on,
        s.ends_on,
        now
    )?)
}

/// Changes what the operator settles about an organisation.
pub async fn change_organisation(tx: &mut Tx, id: OrganisationId, s: Settled) -> Result<()> {
    execute!(
        tx,
        "UPDATE organisation SET kind = $2, side = $3, parent_id = $4, starts_on = $5, ends_on = $6, version = version + 1 WHERE id = $1",
        id,
        s.kind,
        s.side,
        s.parent_id,
        s.starts_on,
        s.ends_on
    )?;
    Ok(())
}

/// An agreement's own columns but its slug.
#[allow(missing_docs)]
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct AgreementRow {
    pub name_sv: String,
    pub name_en: String,
    pub place_sv: String,
    pub place_en: String,
    pub lead_sv: String,
    pub lead_en: String,
    pub about_sv: String,
    pub about_en: String,
    pub vision_sv: String,
    pub vision_en: String,
    pub curator_name_sv: String,
    pub curator_name_en: String,
    pub public_party_id: OrganisationId,
    pub curator_id: OrganisationId,
    pub confirming_id: OrganisationId,
    pub steering_id: OrganisationId,
    pub signed_on: Option<NaiveDate>,
}

/// Id of an agreement, whose row is locked.
pub async fn locked(tx: &mut Tx, slug: &str) -> Result<Option<AgreementId>> {
    Ok(fetch_locked!(tx, (AgreementId,), "SELECT id FROM agreement WHERE slug = $1", slug)?.map(|(id,)| id))
}

/// An agreement as it is stored.
pub async fn agreement(tx: &mut Tx, id: AgreementId) -> Result<AgreementRow> {
    Ok(fetch!(
        tx,
        AgreementRow,
        fetch_one,
        "SELECT name_sv, name_en, place_sv, place_en, lead_sv, lead_en, about_sv, about_en, vision_sv, vision_en, curator_name_sv, curator_name_en,
            public_party_id, curator_id, confirming_id, steering_id, signed_on FROM agreement WHERE id = $1",
        id
    )?)
}

/// Creates an agreement and its sequences.
pub async fn create(tx: &mut Tx, slug: &str, a: &AgreementRow) -> Result<AgreementId> {
    let id = scalar!(
        tx,
        AgreementId,
        fetch_one,
        "INSERT INTO agreement (slug, name_sv, name_en, place_sv, place_en, lead_sv, lead_en, about_sv, about_en, vision_sv, vision_en, curator_name_sv,
            curator_name_en, public_party_id, curator_id, confirming_id, steering_id, signed_on)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18) RETURNING id",
        slug,
        &a.name_sv,
        &a.name_en,
        &a.place_sv,
        &a.place_en,
        &a.lead_sv,
        &a.lead_en,
        &a.about_sv,
        &a.about_en,
        &a.vision_sv,
        &a.vision_en,
        &a.curator_name_sv,
        &a.curator_name_en,
        a.public_party_id,
        a.curator_id,
        a.confirming_id,
        a.steering_id,
        a.signed_on
    )?;
    execute!(tx, "INSERT INTO agreement_sequence (agreement_id) VALUES ($1)", id)?;
    Ok(id)
}

/// Changes an agreement's own columns.
pub async fn change(tx: &mut Tx, id: AgreementId, a: &AgreementRow) -> Result<()> {
    execute!(
        tx,
        "UPDATE agreement SET name_sv = $2, name_en = $3, place_sv = $4, place_en = $5, lead_sv = $6, lead_en = $7, about_sv = $8, about_en = $9,
            vision_sv = $10, vision_en = $11, curator_name_sv = $12, curator_name_en = $13, public_party_id = $14, curator_id = $15,
            confirming_id = $16, steering_id = $17, signed_on = $18 WHERE id = $1",
        id,
        &a.name_sv,
        &a.name_en,
        &a.place_sv,
        &a.place_en,
        &a.lead_sv,
        &a.lead_en,
        &a.about_sv,
        &a.about_en,
        &a.vision_sv,
        &a.vision_en,
        &a.curator_name_sv,
        &a.curator_name_en,
        a.public_party_id,
        a.curator_id,
        a.confirming_id,
        a.steering_id,
        a.signed_on
    )?;
    Ok(())
}

/// Raises the version, so that caches read the agreement again.
pub async fn bump(tx: &mut Tx, id: AgreementId) -> Result<()> {
    execute!(tx, "UPDATE agreement SET version = version + 1 WHERE id = $1", id)?;
    Ok(())
}

/// A principle or a commitment.
#[allow(missing_docs)]
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct PointRow {
    pub id: i64,
    pub number: i64,
    pub slug: String,
    pub owner: Option<Side>,
    pub title_sv: String,
    pub title_en: String,
    pub text_sv: String,
    pub text_en: String,
}

impl PointRow {
    /// One to store.
    pub fn new(number: i64, slug: &str, owner: Option<Side>, title: &Bilingual, text: &Bilingual) -> Self {
        let (title, text) = (title.clone(), text.clone());
        Self { id: 0, number, slug: slug.into(), owner, title_sv: title.sv, title_en: title.en, text_sv: text.sv, text_en: text.en }
    }
    /// True when only the id differs.
    pub fn says_the_same(&self, o: &Self) -> bool {
        (&self.slug, self.owner, &self.title_sv, &self.title_en, &self.text_sv, &self.text_en)
            == (&o.slug, o.owner, &o.title_sv, &o.title_en, &o.text_sv, &o.text_en)
    }
}

/// Principles, or commitments, of an agreement.
pub async fn points(tx: &mut Tx, agreement: AgreementId, commitments: bool) -> Result<Vec<PointRow>> {
    Ok(if commitments {
        fetch!(
            tx,
            PointRow,
            fetch_all,
            "SELECT id, number, slug, owner, title_sv, title_en, text_sv, text_en FROM commitment WHERE agreement_id = $1",
            agreement
        )?
    } else {
        const SQL: &str = "SELECT id, number, slug, CAST(NULL AS TEXT) AS owner, title_sv, title_en, text_sv, text_en FROM principle WHERE agreement_id = $1";
        fetch!(tx, PointRow, fetch_all, SQL, agreement)?
    })
}

/// Creates a principle or a commitment.
pub async fn create_point(tx: &mut Tx, agreement: AgreementId, commitment: bool, p: &PointRow) -> Result<i64> {
    Ok(if commitment {
        scalar!(
            tx,
            i64,
            fetch_one,
            "INSERT INTO commitment (agreement_id, number, slug, title_sv, title_en, text_sv, text_en, owner) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id",
            agreement,
            p.number,
            &p.slug,
            &p.title_sv,
            &p.title_en,
            &p.text_sv,
            &p.text_en,
            p.owner
        )?
    } else {
        scalar!(
            tx,
            i64,
            fetch_one,
            "INSERT INTO principle (agreement_id, number, slug, title_sv, title_en, text_sv, text_en) VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id",
            agreement,
            p.number,
            &p.slug,
            &p.title_sv,
            &p.title_en,
            &p.text_sv,
            &p.text_en
        )?
    })
}

/// Changes a principle or a commitment.
pub async fn change_point(tx: &mut Tx, id: i64, commitment: bool, p: &PointRow) -> Result<()> {
    if commitment {
        execute!(
            tx,
            "UPDATE commitment SET slug = $2, title_sv = $3, title_en = $4, text_sv = $5, text_en = $6, owner = $7 WHERE id = $1",
            id,
            &p.slug,
            &p.title_sv,
            &p.title_en,
            &p.text_sv,
            &p.text_en,
            p.owner
        )?;
    } else {
        execute!(
            tx,
            "UPDATE principle SET slug = $2, title_sv = $3, title_en = $4, text_sv = $5, text_en = $6 WHERE id = $1",
            id,
            &p.slug,
            &p.title_sv,
            &p.title_en,
            &p.text_sv,
            &p.text_en
        )?;
    }
    Ok(())
}

/// Which principles each commitment rests on, in order: ids of commitment and principle.
pub async fn links(tx: &mut Tx, agreement: AgreementId) -> Result<Vec<(i64, i64)>> {
    const SQL: &str = "SELECT commitment_id, principle_id FROM commitment_principle WHERE agreement_id = $1 ORDER BY commitment_id, position";
    Ok(fetch!(tx, (i64, i64), fetch_all, SQL, agreement)?)
}

/// Sets the principles that a commitment rests on.
pub async fn set_links(tx: &mut Tx, agreement: AgreementId, commitment: i64, principles: &[i64]) -> Result<()> {
    execute!(tx, "DELETE FROM commitment_principle WHERE commitment_id = $1", commitment)?;
    for (position, principle) in (1i64..).zip(principles) {
        execute!(
            tx,
            "INSERT INTO commitment_principle (agreement_id, commitment_id, principle_id, position) VALUES ($1, $2, $3, $4)",
            agreement,
            commitment,
            *principle,
            position
        )?;
    }
    Ok(())
}

/// The statements for areas or for themes, which are alike.
#[derive(Debug, Clone, Copy)]
pub struct TagSql {
    select: &'static str,
    insert: &'static str,
    update: &'static str,
}

macro_rules! tag_sql {
    ($table:literal) => {
        TagSql {
            select: concat!("SELECT id, slug, name_sv, name_en, position, retired FROM ", $table, " WHERE agreement_id = $1"),
            insert: concat!("INSERT INTO ", $table, " (agreement_id, slug, name_sv, name_en, position) VALUES ($1, $2, $3, $4, $5)"),
            update: concat!("UPDATE ", $table, " SET name_sv = $2, name_en = $3, position = $4, retired = $5 WHERE id = $1"),
        }
    };
}

/// Areas.
pub const AREA: TagSql = tag_sql!("area");
/// Themes.
pub const THEME: TagSql = tag_sql!("theme");

/// An area or a theme.
#[allow(missing_docs)]
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct TagRow {
    pub id: i64,
    pub slug: String,
    pub name_sv: String,
    pub name_en: String,
    pub position: i64,
    pub retired: bool,
}

/// Areas or themes of an agreement.
pub async fn tags(tx: &mut Tx, sql: &TagSql, agreement: AgreementId) -> Result<Vec<TagRow>> {
    Ok(fetch!(tx, TagRow, fetch_all, sql.select, agreement)?)
}

/// Creates an area or a theme.
pub async fn create_tag(tx: &mut Tx, sql: &TagSql, agreement: AgreementId, t: &TagRow) -> Result<()> {
    execute!(tx, sql.insert, agreement, &t.slug, &t.name_sv, &t.name_en, t.position)?;
    Ok(())
}

/// Changes an area or a theme.
pub async fn change_tag(tx: &mut Tx, sql: &TagSql, id: i64, t: &TagRow) -> Result<()> {
    execute!(tx, sql.update, id, &t.name_sv, &t.name_en, t.position, t.retired)?;
    Ok(())
}

/// A forum.
#[allow(missing_docs)]
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct ForumRow {
    pub id: i64,
    pub slug: String,
    pub mark: ForumMark,
    pub name_sv: String,
    pub name_en: String,
    pub purpose_sv: String,
    pub purpose_en: String,
    pub participation_sv: String,
    pub participation_en: String,
    pub led_by_sv: String,
    pub led_by_en: String,
    pub how_sv: String,
    pub how_en: String,
    pub position: i64,
    pub retired: bool,
}

/// Forums of an agreement.
pub async fn forums(tx: &mut Tx, agreement: AgreementId) -> Result<Vec<ForumRow>> {
    Ok(fetch!(
        tx,
        ForumRow,
        fetch_all,
        "SELECT id, slug, mark, name_sv, name_en, purpose_sv, purpose_en, participation_sv, participation_en, led_by_sv, led_by_en, how_sv, how_en,
            position, retired FROM forum WHERE agreement_id = $1",
        agreement
    )?)
}

/// Creates a forum.
pub async fn create_forum(tx: &mut Tx, agreement: AgreementId, f: &ForumRow) -> Result<i64> {
    Ok(scalar!(
        tx, i64, fetch_one,
        "INSERT INTO forum (agreement_id, slug, mark, name_sv, name_en, purpose_sv, purpose_en, participation_sv, participation_en, led_by_sv, led_by_en, position,
            how_sv, how_en)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) RETURNING id",
        agreement, &f.slug, f.mark, &f.name_sv, &f.name_en, &f.purpose_sv, &f.purpose_en, &f.participation_sv, &f.participation_en, &f.led_by_sv,
        &f.led_by_en, f.position, &f.how_sv, &f.how_en
    )?)
}

/// Changes a forum.
pub async fn change_forum(tx: &mut Tx, id: i64, f: &ForumRow) -> Result<()> {
    execute!(
        tx,
        "UPDATE forum SET mark = $2, name_sv = $3, name_en = $4, purpose_sv = $5, purpose_en = $6, participation_sv = $7, participation_en = $8,
            led_by_sv = $9, led_by_en = $10, position = $11, retired = $12, how_sv = $13, how_en = $14 WHERE id = $1",
        id,
        f.mark,
        &f.name_sv,
        &f.name_en,
        &f.purpose_sv,
        &f.purpose_en,
        &f.participation_sv,
        &f.participation_en,
        &f.led_by_sv,
        &f.led_by_en,
        f.position,
        f.retired,
        &f.how_sv,
        &f.how_en
    )?;
    Ok(())
}

/// Who invites to each forum of an agreement.
pub async fn hosts(tx: &mut Tx, agreement: AgreementId) -> Result<Vec<(i64, OrganisationId)>> {
    const SQL: &str = "SELECT h.forum_id, h.organisation_id FROM forum_host h JOIN forum f ON f.id = h.forum_id WHERE f.agreement_id = $1";
    Ok(fetch!(tx, (i64, OrganisationId), fetch_all, SQL, agreement)?)
}

/// Sets who invites to a forum.
pub async fn set_hosts(tx: &mut Tx, forum: i64, hosts: &HashSet<OrganisationId>) -> Result<()> {
    execute!(tx, "DELETE FROM forum_host WHERE forum_id = $1", forum)?;
    for host in hosts {
        execute!(tx, "INSERT INTO forum_host (forum_id, organisation_id) VALUES ($1, $2)", forum, *host)?;
    }
    Ok(())
}
