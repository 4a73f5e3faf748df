//! SQL of agreements: reading the settled data whole.

pub mod apply;
pub mod bodies;
pub mod reading;
pub mod year;

use super::types::{Agreement, Bilingual, Commitment, Forum, ForumMark, MonthDay, Principle, Side, Tag, Way, YearDate, YearDateKind};
use crate::db::Conn;
use crate::error::Result;
use crate::ids::{AgreementId, AreaId, CommitmentId, ForumId, OrganisationId, PrincipleId, ThemeId};
use crate::{fetch, scalar};

/// A number that moves whenever any agreement's data are changed.
pub async fn version(conn: &mut Conn) -> Result<i64> {
    // with that of the body that hears appeals, whose name is read along; weighed, so that one going up never hides another going down
    const SQL: &str = "SELECT CAST(COALESCE(SUM(a.version * 1000000 + o.version), 0) AS BIGINT) FROM agreement a JOIN organisation o ON o.id = a.steering_id";
    Ok(scalar!(conn, i64, fetch_one, SQL)?)
}

#[derive(sqlx::FromRow)]
struct AgreementRow {
    id: AgreementId,
    slug: String,
    name_sv: String,
    name_en: String,
    place_sv: String,
    place_en: String,
    lead_sv: String,
    lead_en: String,
    about_sv: String,
    about_en: String,
    vision_sv: String,
    vision_en: String,
    curator_name_sv: String,
    curator_name_en: String,
    public_party_id: OrganisationId,
    curator_id: OrganisationId,
    curator_slug: String,
    confirming_id: OrganisationId,
    steering_id: OrganisationId,
    steering_name: String,
    signed_on: Option<chrono::NaiveDate>,
}

#[derive(sqlx::FromRow)]
struct PointRow {
    agreement_id: AgreementId,
    id: i64,
    number: i64,
    owner: Option<Side>,
    title_sv: String,
    title_en: String,
    text_sv: String,
    text_en: String,
}

#[derive(sqlx::FromRow)]
struct TagRow {
    agreement_id: AgreementId,
    id: i64,
    slug: String,
    name_sv: String,
    name_en: String,
    retired: bool,
    tile_column: Option<i64>,
    tile_row: Option<i64>,
}

#[derive(sqlx::FromRow)]
struct WayRow {
    agreement_id: AgreementId,
    forum_id: Option<ForumId>,
    body_id: Option<OrganisationId>,
    number: i64,
    text: String,
    lang: String,
    since_on: chrono::NaiveDate,
}

#[derive(sqlx::FromRow)]
struct YearDateRow {
    agreement_id: AgreementId,
    slug: String,
    kind: YearDateKind,
    title_sv: String,
    title_en: String,
    from_day: String,
    to_day: String,
    year: Option<i64>,
}

#[derive(sqlx::FromRow)]
struct ForumRow {
    agreement_id: AgreementId,
    id: ForumId,
    slug: String,
    mark: ForumMark,
    name_sv: String,
    name_en: String,
    purpose_sv: String,
    purpose_en: String,
    participation_sv: String,
    participation_en: String,
    led_by_sv: String,
    led_by_en: String,
    how_sv: String,
    how_en: String,
    retired: bool,
}

fn both(sv: String, en: String) -> Bilingual {
    Bilingual { sv, en }
}

fn tags<Id>(rows: &[TagRow], agreement: AgreementId, id: impl Fn(i64) -> Id) -> Vec<Tag<Id>> {
    rows.iter()
        .filter(|r| r.agreement_id == agreement)
        .map(|r| Tag {
            id: id(r.id),
            slug: r.slug.clone(),
            name: both(r.name_sv.clone(), r.name_en.clone()),
            retired: r.retired,
            tile: r.tile_column.zip(r.tile_row),
        })
        .collect()
}

/// Month and day of `11-05`.
pub fn month_day(text: &str) -> Option<MonthDay> {
    let (month, day) = text.split_once('-')?;
    let date: MonthDay = (month.parse().ok()?, day.parse().ok()?);
    // a year that has every day
    chrono::NaiveDate::from_ymd_opt(2024, date.0, date.1).map(|_| date)
}

fn ways(rows: &[WayRow], agreement: AgreementId) -> Vec<Way> {
    rows.iter()
        .filter(|r| r.agreement_id == agreement)
        .map(|r| Way {
            forum_id: r.forum_id,
            body_id: r.body_id,
            number: r.number,
            html: crate::text::markdown::render(&r.text),
            text: r.text.clone(),
            lang: r.lang.clone(),
            since_on: r.since_on,
        })
        .collect()
}

fn year_dates(rows: &[YearDateRow], agreement: AgreementId) -> Vec<YearDate> {
    rows.iter()
        .filter(|r| r.agreement_id == agreement)
        .filter_map(|r| {
            Some(YearDate {
                slug: r.slug.clone(),
                kind: r.kind,
                title: both(r.title_sv.clone(), r.title_en.clone()),
                from: month_day(&r.from_day)?,
                to: month_day(&r.to_day)?,
                year: r.year.and_then(|y| i32::try_from(y).ok()),
            })
        })
        .collect()
}

/// Reads all agreements with everything that is settled about them: nine statements, whatever their number.
pub async fn load(conn: &mut Conn) -> Result<Vec<Agreement>> {
    let agreements = fetch!(
        conn,
        AgreementRow,
        fetch_all,
        "SELECT id, slug, name_sv, name_en, place_sv, place_en, lead_sv, lead_en, about_sv, about_en, vision_sv, vision_en, curator_name_sv,
            curator_name_en, public_party_id, curator_id, confirming_id, steering_id,
            (SELECT o.slug FROM organisation o WHERE o.id = curator_id) AS curator_slug,
            (SELECT o.name FROM organisation o WHERE o.id = steering_id) AS steering_name, signed_on FROM agreement ORDER BY id"
    )?;
    let principles = fetch!(
        conn,
        PointRow,
        fetch_all,
        "SELECT agreement_id, id, number, NULL AS owner, title_sv, title_en, text_sv, text_en FROM principle ORDER BY number"
    )?;
    let commitments =
        fetch!(conn, PointRow, fetch_all, "SELECT agreement_id, id, number, owner, title_sv, title_en, text_sv, text_en FROM commitment ORDER BY number")?;
    let rests_on = fetch!(
        conn,
        (i64, i64),
        fetch_all,
        "SELECT cp.commitment_id, p.number FROM commitment_principle cp JOIN principle p ON p.id = cp.principle_id ORDER BY cp.commitment_id, cp.position"
    )?;
    let areas =
        fetch!(conn, TagRow, fetch_all, "SELECT agreement_id, id, slug, name_sv, name_en, retired, tile_column, tile_row FROM area ORDER BY position, id")?;
    const THEMES: &str = "SELECT agreement_id, id, slug, name_sv, name_en, retired, CAST(NULL AS BIGINT) AS tile_column, CAST(NULL AS BIGINT) AS tile_row
        FROM theme ORDER BY position, id";
    let themes = fetch!(conn, TagRow, fetch_all, THEMES)?;
    const YEAR_DATES: &str = "SELECT agreement_id, slug, kind, title_sv, title_en, from_day, to_day, year FROM agreement_year_date
        WHERE NOT retired ORDER BY position, id";
    let dates = fetch!(conn, YearDateRow, fetch_all, YEAR_DATES)?;
    const WAYS: &str = "SELECT w.agreement_id, w.forum_id, w.body_id, c.number, w.text, w.lang, w.since_on FROM way w
        JOIN consensus c ON c.id = w.consensus_id WHERE NOT w.in_file ORDER BY w.since_on, w.id";
    let passed = fetch!(conn, WayRow, fetch_all, WAYS)?;
    let forums = fetch!(
        conn,
        ForumRow,
        fetch_all,
        "SELECT agreement_id, id, slug, mark, name_sv, name_en, purpose_sv, purpose_en, participation_sv, participation_en, led_by_sv, led_by_en, how_sv, how_en,
            retired FROM forum ORDER BY position, id"
    )?;
    Ok(agreements
        .into_iter()
        .map(|a| Agreement {
            principles: principles
                .iter()
                .filter(|p| p.agreement_id == a.id)
                .map(|p| Principle {
                    id: PrincipleId(p.id),
                    number: p.number,
                    title: both(p.title_sv.clone(), p.title_en.clone()),
                    text: both(p.text_sv.clone(), p.text_en.clone()),
                })
                .collect(),
            commitments: commitments
                .iter()
                .filter(|c| c.agreement_id == a.id)
                .map(|c| Commitment {
                    id: CommitmentId(c.id),
                    number: c.number,
                    owner: c.owner.unwrap_or(Side::Both),
                    title: both(c.title_sv.clone(), c.title_en.clone()),
                    text: both(c.text_sv.clone(), c.text_en.clone()),
                    principles: rests_on.iter().filter(|(id, _)| *id == c.id).map(|(_, number)| *number).collect(),
                })
                .collect(),
            areas: tags(&areas, a.id, AreaId),
            themes: tags(&themes, a.id, ThemeId),
            forums: forums
                .iter()
                .filter(|f| f.agreement_id == a.id)
                .map(|f| Forum {
                    id: f.id,
                    slug: f.slug.clone(),
                    mark: f.mark,
                    name: both(f.name_sv.clone(), f.name_en.clone()),
                    purpose: both(f.purpose_sv.clone(), f.purpose_en.clone()),
                    participation: both(f.participation_sv.clone(), f.participation_en.clone()),
                    led_by: both(f.led_by_sv.clone(), f.led_by_en.clone()),
                    how_html: both(crate::text::markdown::render(&f.how_sv), crate::text::markdown::render(&f.how_en)),
                    retired: f.retired,
                })
                .collect(),
            year_dates: year_dates(&dates, a.id),
            ways: ways(&passed, a.id),
            id: a.id,
            slug: a.slug,
            name: both(a.name_sv, a.name_en),
            place: both(a.place_sv, a.place_en),
            lead: both(a.lead_sv, a.lead_en),
            about_html: both(crate::text::markdown::render(&a.about_sv), crate::text::markdown::render(&a.about_en)),
            vision: both(a.vision_sv, a.vision_en),
            curator_name: both(a.curator_name_sv, a.curator_name_en),
            public_party_id: a.public_party_id,
            curator_id: a.curator_id,
            curator_slug: a.curator_slug,
            confirming_id: a.confirming_id,
            steering_id: a.steering_id,
            steering_name: a.steering_name,
            signed_on: a.signed_on.map(|d| d.to_string()),
        })
        .collect())
}
