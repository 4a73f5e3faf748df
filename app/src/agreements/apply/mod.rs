//! Applying an agreement's TOML file: it creates the agreement or changes it, all or nothing.
//!
//! The format is described in `docs/agreement-file.md`. Nothing that something else may refer to is ever deleted: areas, themes
//! and forums that are no longer in the file are retired, principles and commitments must stay.

mod bodies;
mod file;

use super::store::{apply as store, year};
use super::types::Side;
use crate::context::Ctx;
use crate::db::Tx;
use crate::error::AppError;
use crate::events::types::ActorRole;
use crate::events::{EventKind, NewEvent, store as events};
use crate::ids::{AgreementId, OrganisationId};
use file::{Check, File, OrganisationEntry, TagEntry, YearDateEntry, check, parse};
use std::collections::{HashMap, HashSet};

/// Why a file was not applied. Nothing of it is stored then.
#[derive(Debug, thiserror::Error)]
pub enum ApplyError {
    /// What is wrong in the file: one sentence for each fault, beginning with the key.
    #[error("{}", .0.join("\n"))]
    File(Vec<String>),
    /// The database refused.
    #[error(transparent)]
    App(#[from] AppError),
}
impl From<sqlx::Error> for ApplyError {
    fn from(e: sqlx::Error) -> Self {
        Self::App(e.into())
    }
}
type Result<T, E = ApplyError> = std::result::Result<T, E>;

/// What applying a file did, by key: `principles 3`, `areas norr`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Applied {
    /// The agreement.
    pub slug: String,
    /// What is new.
    pub created: Vec<String>,
    /// What was changed.
    pub changed: Vec<String>,
    /// What is no longer offered.
    pub retired: Vec<String>,
}

impl Applied {
    /// True when the file said nothing new.
    pub fn is_unchanged(&self) -> bool {
        self.created.is_empty() && self.changed.is_empty() && self.retired.is_empty()
    }
}

impl std::fmt::Display for Applied {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.is_unchanged() {
            return write!(f, "{}: nothing to change", self.slug);
        }
        write!(f, "{}: {} created, {} changed, {} retired", self.slug, self.created.len(), self.changed.len(), self.retired.len())
    }
}

/// Applies a file: creates or changes the agreement that its slug names, in one transaction.
///
/// # Errors
/// [`ApplyError::File`] names every key that is wrong; nothing is stored then.
pub async fn apply(ctx: &Ctx, toml_text: &str) -> Result<Applied> {
    let mut file = parse(toml_text)?;
    check(&mut file)?;
    let mut tx = ctx.write().await?;
    let mut done = Applied { slug: file.slug.clone(), ..Applied::default() };
    let existing = store::locked(&mut tx, &file.slug).await?;
    organisations(&mut tx, ctx, &file, &mut done).await?;
    let known = store::organisations(&mut tx).await?.into_iter().map(|o| (o.slug.clone(), o)).collect();
    check_bodies(&file, &known)?;
    let id = |slug: &str| known.get(slug).map_or(OrganisationId(0), |o| o.id);
    let row = agreement_row(&file, id);
    let agreement = match existing {
        None => {
            done.created.push(format!("agreement {}", file.slug));
            store::create(&mut tx, &file.slug, &row).await?
        }
        Some(agreement) => {
            if store::agreement(&mut tx, agreement).await? != row {
                store::change(&mut tx, agreement, &row).await?;
                done.changed.push(format!("agreement {}", file.slug));
            }
            agreement
        }
    };
    points(&mut tx, agreement, &file, &mut done).await?;
    tags(&mut tx, agreement, store::AREA, "areas", &file.areas, &mut done).await?;
    tags(&mut tx, agreement, store::THEME, "themes", &file.themes, &mut done).await?;
    tiles(&mut tx, agreement, &file.areas, &mut done).await?;
    forums(&mut tx, agreement, &file, &known, &mut done).await?;
    bodies::apply(&mut tx, agreement, &file, &known, &mut done).await?;
    year_dates(&mut tx, agreement, &file.year_dates, &mut done).await?;
    if done.is_unchanged() {
        return Ok(done);
    }
    if existing.is_some() {
        store::bump(&mut tx, agreement).await?;
    }
    let payload = serde_json::json!({ "created": done.created.len(), "changed": done.changed.len(), "retired": done.retired.len() });
    let event = NewEvent { agreement: Some(agreement), payload, ..NewEvent::default() };
    let event = events::record_as(&mut tx, ctx, EventKind::AgreementApplied, event, ActorRole::Operator, None, None).await?;
    let points = |keys: &[String]| keys.iter().any(|key| key.starts_with("principles ") || key.starts_with("commitments "));
    let revised = existing.is_some() && (points(&done.created) || points(&done.changed));
    crate::bodies::service::after_apply(&mut tx, ctx, (agreement, row.curator_id), event, revised).await?;
    crate::consensus::service::after_apply(&mut tx, ctx, (agreement, row.curator_id), row.signed_on, event).await?;
    tx.commit().await?;
    let mut conn = ctx.read().await?;
    ctx.app.catalogue.reload(&mut conn, true).await?;
    Ok(done)
}

type Known = HashMap<String, store::KnownOrganisation>;

/// The bodies that the file names must exist by now, on the side where their work belongs (rule 1).
fn check_bodies(file: &File, known: &Known) -> Result<()> {
    let mut c = Check::default();
    let bodies = [
        ("public_party", &file.public_party, Some(Side::CivilSociety), "must be of the public side"),
        ("bodies.curator", &file.bodies.curator, Some(Side::Public), "must have civil-society seats, which alone moderate"),
        ("bodies.confirming", &file.bodies.confirming, None, ""),
        ("bodies.steering", &file.bodies.steering, Some(Side::Public), "must have civil-society seats, which alone decide appeals"),
    ];
    for (key, slug, not, must) in bodies {
        match known.get(slug) {
            None => c.faults.push(format!("{key} names \"{slug}\", but there is no such organisation: add it under [[organisations]] or register it first.")),
            Some(o) if Some(o.side) == not => c.faults.push(format!("{key} names \"{slug}\", whose side is \"{}\": it {must}.", o.side)),
            Some(_) => {}
        }
    }
    for (forum, host) in file.forums.iter().flat_map(|f| f.hosts.iter().map(move |h| (f, h))) {
        if !known.contains_key(host) {
            c.faults.push(format!("forums {}: hosts names \"{host}\", but there is no such organisation.", forum.slug));
        }
    }
    bodies::check(&mut c, file, known);
    c.done()
}

/// Creates the organisations of the file that are missing. Of those that exist only what the operator settles follows the file:
/// kind, side, parent and dates; name and presentation are their own.
async fn organisations(tx: &mut Tx, ctx: &Ctx, file: &File, done: &mut Applied) -> Result<()> {
    if file.organisations.is_empty() {
        return Ok(());
    }
    let mut known: Known = store::organisations(tx).await?.into_iter().map(|o| (o.slug.clone(), o)).collect();
    let mut faults = Vec::new();
    // parents first, whatever their order in the file
    let mut waiting: Vec<&OrganisationEntry> = file.organisations.iter().collect();
    while !waiting.is_empty() {
        let in_file: HashSet<&str> = waiting.iter().map(|o| o.slug.as_str()).collect();
        let (ready, later): (Vec<&OrganisationEntry>, Vec<&OrganisationEntry>) =
            waiting.into_iter().partition(|o| o.parent.as_deref().is_none_or(|p| !in_file.contains(p)));
        if ready.is_empty() {
            let slugs: Vec<&str> = later.iter().map(|o: &&OrganisationEntry| o.slug.as_str()).collect();
            faults.push(format!("organisations: parent goes round in a ring among {}.", slugs.join(", ")));
            break;
        }
        for o in ready {
            let parent = match &o.parent {
                None => None,
                Some(p) => match known.get(p) {
                    Some(parent) => Some(parent.id),
                    None => {
                        faults.push(format!("organisations {}: parent names \"{p}\", but there is no such organisation.", o.slug));
                        continue;
                    }
                },
            };
            let settled = store::Settled { kind: o.kind, side: o.side, parent_id: parent, starts_on: o.starts_on, ends_on: o.ends_on };
            match known.get(&o.slug) {
                None => {
                    let new = store::NewOrganisation { slug: &o.slug, name: &o.name, about: &o.about, settled };
                    let id = store::create_organisation(tx, &new, ctx.now()).await?;
                    known.insert(o.slug.clone(), store::KnownOrganisation::new(id, o.slug.clone(), settled));
                    let event = NewEvent { organisation: Some(id), ..NewEvent::default() };
                    events::record_as(tx, ctx, EventKind::OrganisationRegistered, event, ActorRole::Operator, None, None).await?;
                    done.created.push(format!("organisations {}", o.slug));
                }
                Some(k) if k.settled() != settled => {
                    store::change_organisation(tx, k.id, settled).await?;
                    let event = NewEvent { organisation: Some(k.id), ..NewEvent::default() };
                    events::record_as(tx, ctx, EventKind::OrganisationChanged, event, ActorRole::Operator, None, None).await?;
                    done.changed.push(format!("organisations {}", o.slug));
                }
                Some(_) => {}
            }
        }
        waiting = later;
    }
    if faults.is_empty() { Ok(()) } else { Err(ApplyError::File(faults)) }
}

fn agreement_row(file: &File, id: impl Fn(&str) -> OrganisationId) -> store::AgreementRow {
    store::AgreementRow {
        name_sv: file.name.sv.clone(),
        name_en: file.name.en.clone(),
        place_sv: file.place.sv.clone(),
        place_en: file.place.en.clone(),
        lead_sv: file.lead.sv.clone(),
        lead_en: file.lead.en.clone(),
        about_sv: file.about.sv.clone(),
        about_en: file.about.en.clone(),
        vision_sv: file.vision.sv.clone(),
        vision_en: file.vision.en.clone(),
        curator_name_sv: file.curator_name.sv.clone(),
        curator_name_en: file.curator_name.en.clone(),
        public_party_id: id(&file.public_party),
        curator_id: id(&file.bodies.curator),
        confirming_id: id(&file.bodies.confirming),
        steering_id: id(&file.bodies.steering),
        signed_on: file.signed_on,
    }
}

/// Principles, commitments, and which principles each commitment rests on.
async fn points(tx: &mut Tx, agreement: AgreementId, file: &File, done: &mut Applied) -> Result<()> {
    let principles: Vec<_> = file.principles.iter().map(|p| store::PointRow::new(p.number, &p.slug, None, &p.title, &p.text)).collect();
    let commitments: Vec<_> = file.commitments.iter().map(|p| store::PointRow::new(p.number, &p.slug, Some(p.owner), &p.title, &p.text)).collect();
    let principle_ids = point_list(tx, agreement, "principles", false, principles, done).await?;
    let commitment_ids = point_list(tx, agreement, "commitments", true, commitments, done).await?;
    let links = store::links(tx, agreement).await?;
    for c in &file.commitments {
        let Some(id) = commitment_ids.get(&c.number) else { continue };
        let wanted: Vec<i64> = c.principles.iter().filter_map(|n| principle_ids.get(n).copied()).collect();
        let stored: Vec<i64> = links.iter().filter(|(commitment, _)| commitment == id).map(|(_, principle)| *principle).collect();
        if wanted != stored {
            store::set_links(tx, agreement, *id, &wanted).await?;
            let key = format!("commitments {}", c.number);
            if !done.created.contains(&key) && !done.changed.contains(&key) {
                done.changed.push(key);
            }
        }
    }
    Ok(())
}

/// Gives the id of each number.
async fn point_list(
    tx: &mut Tx,
    agreement: AgreementId,
    list: &str,
    commitments: bool,
    wanted: Vec<store::PointRow>,
    done: &mut Applied,
) -> Result<HashMap<i64, i64>> {
    let stored = store::points(tx, agreement, commitments).await?;
    let gone: Vec<String> = stored
        .iter()
        .filter(|s| !wanted.iter().any(|w| w.number == s.number))
        .map(|s| format!("{list} {} is missing in the file, but cannot be taken away, since other things point at it: put it back.", s.number))
        .collect();
    if !gone.is_empty() {
        return Err(ApplyError::File(gone));
    }
    let mut ids = HashMap::new();
    for w in wanted {
        let key = format!("{list} {}", w.number);
        let id = match stored.iter().find(|s| s.number == w.number) {
            None => {
                done.created.push(key);
                store::create_point(tx, agreement, commitments, &w).await?
            }
            Some(s) => {
                if !s.says_the_same(&w) {
                    if stored.iter().any(|other| other.number != w.number && other.slug == w.slug) {
                        return Err(ApplyError::File(vec![format!("{key}: slug is \"{}\", which another number has: slugs cannot change places.", w.slug)]));
                    }
                    store::change_point(tx, s.id, commitments, &w).await?;
                    done.changed.push(key);
                }
                s.id
            }
        };
        ids.insert(w.number, id);
    }
    Ok(ids)
}

/// Areas or themes. Those that are no longer in the file are retired.
async fn tags(tx: &mut Tx, agreement: AgreementId, sql: store::TagSql, list: &str, wanted: &[TagEntry], done: &mut Applied) -> Result<()> {
    let stored = store::tags(tx, &sql, agreement).await?;
    for (position, tag) in (1..).zip(wanted) {
        let w = store::TagRow { id: 0, slug: tag.slug.clone(), name_sv: tag.name.sv.clone(), name_en: tag.name.en.clone(), position, retired: false };
        match stored.iter().find(|s| s.slug == w.slug) {
            None => {
                store::create_tag(tx, &sql, agreement, &w).await?;
                done.created.push(format!("{list} {}", w.slug));
            }
            Some(s) if *s != (store::TagRow { id: s.id, ..w.clone() }) => {
                store::change_tag(tx, &sql, s.id, &w).await?;
                done.changed.push(format!("{list} {}", w.slug));
            }
            Some(_) => {}
        }
    }
    for s in stored.into_iter().filter(|s| !s.retired && !wanted.iter().any(|w| w.slug == s.slug)) {
        done.retired.push(format!("{list} {}", s.slug));
        store::change_tag(tx, &sql, s.id, &store::TagRow { retired: true, ..s.clone() }).await?;
    }
    Ok(())
}

/// Where the areas' tiles stand on the schematic map.
async fn tiles(tx: &mut Tx, agreement: AgreementId, areas: &[TagEntry], done: &mut Applied) -> Result<()> {
    let stored = year::tiles(tx, agreement).await?;
    for area in areas {
        let wanted = area.tile.map(|[column, row]| (column, row));
        let Some(s) = stored.iter().find(|s| s.slug == area.slug && s.tile() != wanted) else { continue };
        year::set_tile(tx, s.id, wanted).await?;
        let key = format!("areas {}", area.slug);
        if !done.created.contains(&key) && !done.changed.contains(&key) {
            done.changed.push(key);
        }
    }
    Ok(())
}

/// Dates of the year. Those that are no longer in the file are retired.
async fn year_dates(tx: &mut Tx, agreement: AgreementId, wanted: &[YearDateEntry], done: &mut Applied) -> Result<()> {
    let stored = year::year_dates(tx, agreement).await?;
    for (position, d) in (1..).zip(wanted) {
        let w = year::YearDateRow {
            id: 0,
            slug: d.slug.clone(),
            kind: d.kind,
            title_sv: d.title.sv.clone(),
            title_en: d.title.en.clone(),
            from_day: d.from.clone(),
            to_day: d.to.clone().unwrap_or_else(|| d.from.clone()),
            year: d.year,
            position,
            retired: false,
        };
        match stored.iter().find(|s| s.slug == w.slug) {
            None => {
                year::create_year_date(tx, agreement, &w).await?;
                done.created.push(format!("year_dates {}", w.slug));
            }
            Some(s) if *s != (year::YearDateRow { id: s.id, ..w.clone() }) => {
                year::change_year_date(tx, s.id, &w).await?;
                done.changed.push(format!("year_dates {}", w.slug));
            }
            Some(_) => {}
        }
    }
    for s in stored.into_iter().filter(|s| !s.retired && !wanted.iter().any(|w| w.slug == s.slug)) {
        done.retired.push(format!("year_dates {}", s.slug));
        year::change_year_date(tx, s.id, &year::YearDateRow { retired: true, ..s.clone() }).await?;
    }
    Ok(())
}

/// Forums and who invites to them. Those that are no longer in the file are retired.
async fn forums(tx: &mut Tx, agreement: AgreementId, file: &File, known: &Known, done: &mut Applied) -> Result<()> {
    let stored = store::forums(tx, agreement).await?;
    let hosts = store::hosts(tx, agreement).await?;
    for (position, f) in (1..).zip(&file.forums) {
        let how = f.how.clone().unwrap_or_default();
        let w = store::ForumRow {
            id: 0,
            slug: f.slug.clone(),
            mark: f.mark,
            name_sv: f.name.sv.clone(),
            name_en: f.name.en.clone(),
            purpose_sv: f.purpose.sv.clone(),
            purpose_en: f.purpose.en.clone(),
            participation_sv: f.participation.sv.clone(),
            participation_en: f.participation.en.clone(),
            led_by_sv: f.led_by.sv.clone(),
            led_by_en: f.led_by.en.clone(),
            how_sv: how.sv,
            how_en: how.en,
            position,
            retired: false,
        };
        let wanted: HashSet<OrganisationId> = f.hosts.iter().filter_map(|h| known.get(h)).map(|o| o.id).collect();
        match stored.iter().find(|s| s.slug == w.slug) {
            None => {
                let id = store::create_forum(tx, agreement, &w).await?;
                store::set_hosts(tx, id, &wanted).await?;
                done.created.push(format!("forums {}", w.slug));
            }
            Some(s) => {
                let now: HashSet<OrganisationId> = hosts.iter().filter(|(forum, _)| *forum == s.id).map(|(_, o)| *o).collect();
                let differs = *s != (store::ForumRow { id: s.id, ..w.clone() });
                if differs {
                    store::change_forum(tx, s.id, &w).await?;
                }
                if now != wanted {
                    store::set_hosts(tx, s.id, &wanted).await?;
                }
                if differs || now != wanted {
                    done.changed.push(format!("forums {}", w.slug));
                }
            }
        }
    }
    for s in stored.into_iter().filter(|s| !s.retired && !file.forums.iter().any(|f| f.slug == s.slug)) {
        done.retired.push(format!("forums {}", s.slug));
        store::change_forum(tx, s.id, &store::ForumRow { retired: true, ..s.clone() }).await?;
    }
    Ok(())
}
