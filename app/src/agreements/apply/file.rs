//! The file: its keys, and all that can be checked without the database.

use super::{ApplyError, Result};
use crate::agreements::store::month_day;
use crate::agreements::types::{Bilingual, ForumMark, Side, YearDateKind};
use crate::bodies::types::BodyKind;
use crate::organisations::types::OrganisationKind;
use crate::{paths, text};
use chrono::NaiveDate;
use serde::Deserialize;
use std::collections::HashSet;

/// The file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct File {
    pub(super) slug: String,
    pub(super) name: Bilingual,
    pub(super) place: Bilingual,
    pub(super) lead: Bilingual,
    pub(super) about: Bilingual,
    pub(super) vision: Bilingual,
    pub(super) signed_on: Option<NaiveDate>,
    pub(super) public_party: String,
    pub(super) curator_name: Bilingual,
    pub(super) bodies: Bodies,
    #[serde(default)]
    pub(super) principles: Vec<PointEntry>,
    #[serde(default)]
    pub(super) commitments: Vec<CommitmentEntry>,
    #[serde(default)]
    pub(super) areas: Vec<TagEntry>,
    #[serde(default)]
    pub(super) themes: Vec<TagEntry>,
    #[serde(default)]
    pub(super) forums: Vec<ForumEntry>,
    #[serde(default)]
    pub(super) representation: Vec<RepresentationEntry>,
    #[serde(default)]
    pub(super) organisations: Vec<OrganisationEntry>,
    #[serde(default)]
    pub(super) year_dates: Vec<YearDateEntry>,
}

/// A body and how it is composed.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RepresentationEntry {
    pub(super) body: String,
    pub(super) kind: BodyKind,
    pub(super) does: Bilingual,
    pub(super) convener: Option<String>,
    #[serde(default)]
    pub(super) financed_by: Vec<String>,
    #[serde(default)]
    pub(super) seats: Seats,
    #[serde(default)]
    pub(super) equal_numbers: bool,
    pub(super) size: Option<[i64; 2]>,
    #[serde(default)]
    pub(super) civil_leaders: bool,
    pub(super) term_months: Option<i64>,
    pub(super) review_months: Option<i64>,
    #[serde(default)]
    pub(super) appoints: Appoints,
    pub(super) meetings_a_year: Option<[i64; 2]>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Seats {
    pub(super) civil_society: i64,
    pub(super) public: i64,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Appoints {
    pub(super) civil_society: Vec<String>,
    pub(super) public: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Bodies {
    pub(super) curator: String,
    pub(super) confirming: String,
    pub(super) steering: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PointEntry {
    pub(super) number: i64,
    pub(super) slug: String,
    pub(super) title: Bilingual,
    pub(super) text: Bilingual,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CommitmentEntry {
    pub(super) number: i64,
    pub(super) slug: String,
    pub(super) owner: Side,
    #[serde(default)]
    pub(super) principles: Vec<i64>,
    pub(super) title: Bilingual,
    pub(super) text: Bilingual,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TagEntry {
    pub(super) slug: String,
    pub(super) name: Bilingual,
    /// Column and row of an area's tile on the schematic map.
    pub(super) tile: Option<[i64; 2]>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct YearDateEntry {
    pub(super) slug: String,
    pub(super) kind: YearDateKind,
    pub(super) title: Bilingual,
    /// Month and day, `11-05`.
    pub(super) from: String,
    /// Last day; the first one where it is left out.
    pub(super) to: Option<String>,
    pub(super) year: Option<i64>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ForumEntry {
    pub(super) slug: String,
    pub(super) mark: ForumMark,
    pub(super) name: Bilingual,
    pub(super) purpose: Bilingual,
    pub(super) participation: Bilingual,
    pub(super) led_by: Bilingual,
    pub(super) how: Option<Bilingual>,
    #[serde(default)]
    pub(super) hosts: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct OrganisationEntry {
    pub(super) slug: String,
    pub(super) name: String,
    pub(super) kind: OrganisationKind,
    pub(super) side: Side,
    pub(super) parent: Option<String>,
    pub(super) starts_on: Option<NaiveDate>,
    pub(super) ends_on: Option<NaiveDate>,
    #[serde(default)]
    pub(super) about: String,
}

/// Reads a file.
pub(super) fn parse(toml_text: &str) -> Result<File> {
    toml::from_str(toml_text).map_err(|e| {
        let before = e.span().map_or("", |span| toml_text.get(..span.start).unwrap_or_default());
        let message = e.message().trim_end_matches('\n').replace('\n', ", ");
        ApplyError::File(vec![format!("Line {}: {message}.", before.matches('\n').count() + 1)])
    })
}

/// Faults found so far.
#[derive(Default)]
pub(super) struct Check {
    pub(super) faults: Vec<String>,
}

impl Check {
    fn line(&mut self, key: &str, value: &mut String, max: usize) {
        *value = text::clean_line(value);
        self.bounds(key, value, max);
    }
    fn bounds(&mut self, key: &str, value: &str, max: usize) {
        if value.is_empty() {
            self.faults.push(format!("{key} is empty: write something there."));
        } else if value.chars().count() > max {
            self.faults.push(format!("{key} is longer than {max} characters: shorten it."));
        }
    }
    fn title(&mut self, key: &str, value: &mut Bilingual) {
        self.line(&format!("{key}.sv"), &mut value.sv, 200);
        self.line(&format!("{key}.en"), &mut value.en, 200);
    }
    fn prose(&mut self, key: &str, value: &mut Bilingual) {
        for (lang, part) in [("sv", &mut value.sv), ("en", &mut value.en)] {
            *part = text::clean(part);
            self.bounds(&format!("{key}.{lang}"), part, 20_000);
        }
    }
    fn slug(&mut self, key: &str, slug: &str) {
        if text::slug(slug) != slug {
            self.faults.push(format!("{key} is \"{slug}\": use a–z, 0–9 and single hyphens, at most 80 characters."));
        }
    }
    fn once<T: std::hash::Hash + Eq + std::fmt::Display>(&mut self, key: &str, values: impl Iterator<Item = T>) {
        let mut seen = HashSet::new();
        for value in values {
            let said = value.to_string();
            if !seen.insert(value) {
                self.faults.push(format!("{key} has {said} twice: each may stand there once."));
            }
        }
    }
    pub(super) fn done(self) -> Result<()> {
        if self.faults.is_empty() { Ok(()) } else { Err(ApplyError::File(self.faults)) }
    }
}

/// Cleans the texts and checks all that can be checked without the database.
pub(super) fn check(file: &mut File) -> Result<()> {
    let mut c = Check::default();
    c.slug("slug", &file.slug);
    if paths::RESERVED.contains(&file.slug.as_str()) {
        c.faults.push(format!("slug is \"{}\", which begins other addresses of the service: choose another word.", file.slug));
    }
    for (key, value) in [("name", &mut file.name), ("place", &mut file.place), ("curator_name", &mut file.curator_name)] {
        c.title(key, value);
    }
    for (key, value) in [("lead", &mut file.lead), ("about", &mut file.about), ("vision", &mut file.vision)] {
        c.prose(key, value);
    }
    if file.principles.is_empty() {
        c.faults.push("principles is missing: an agreement has at least one.".into());
    }
    for p in &mut file.principles {
        check_point(&mut c, "principles", p.number, &p.slug, &mut p.title, &mut p.text);
    }
    let numbers: HashSet<i64> = file.principles.iter().map(|p| p.number).collect();
    for p in &mut file.commitments {
        check_point(&mut c, "commitments", p.number, &p.slug, &mut p.title, &mut p.text);
        let key = format!("commitments {}: principles", p.number);
        c.once(&key, p.principles.iter().copied());
        for number in p.principles.iter().filter(|n| !numbers.contains(n)) {
            c.faults.push(format!("{key} names {number}, which is no principle of this file."));
        }
    }
    c.once("principles: number", file.principles.iter().map(|p| p.number));
    c.once("principles: slug", file.principles.iter().map(|p| p.slug.clone()));
    c.once("commitments: number", file.commitments.iter().map(|p| p.number));
    c.once("commitments: slug", file.commitments.iter().map(|p| p.slug.clone()));
    check_tags(&mut c, "areas", &mut file.areas);
    check_tags(&mut c, "themes", &mut file.themes);
    check_tiles(&mut c, file);
    check_year_dates(&mut c, &mut file.year_dates);
    check_forums(&mut c, &mut file.forums);
    check_representation(&mut c, &mut file.representation);
    check_organisations(&mut c, &mut file.organisations);
    c.done()
}

fn check_point(c: &mut Check, list: &str, number: i64, slug: &str, title: &mut Bilingual, text: &mut Bilingual) {
    if !(1..=999).contains(&number) {
        c.faults.push(format!("{list}: number is {number}, but must be between 1 and 999."));
    }
    c.slug(&format!("{list} {number}: slug"), slug);
    c.title(&format!("{list} {number}: title"), title);
    c.prose(&format!("{list} {number}: text"), text);
}

fn check_tags(c: &mut Check, list: &str, tags: &mut [TagEntry]) {
    for tag in tags.iter_mut() {
        c.slug(&format!("{list}: slug"), &tag.slug);
        c.title(&format!("{list} {}: name", tag.slug), &mut tag.name);
    }
    c.once(&format!("{list}: slug"), tags.iter().map(|t| t.slug.clone()));
}

/// Most columns and rows of the schematic map.
const MOST_TILES: i64 = 12;

fn check_tiles(c: &mut Check, file: &File) {
    for theme in file.themes.iter().filter(|t| t.tile.is_some()) {
        c.faults.push(format!("themes {}: tile is for areas, which have a place on the map.", theme.slug));
    }
    let tiles = || file.areas.iter().filter_map(|a| Some((a, a.tile?)));
    for (area, tile) in tiles().filter(|(_, tile)| tile.iter().any(|n| !(1..=MOST_TILES).contains(n))) {
        c.faults.push(format!("areas {}: tile is [{}, {}], but column and row must be between 1 and {MOST_TILES}.", area.slug, tile[0], tile[1]));
    }
    c.once("areas: tile", tiles().map(|(_, tile)| format!("[{}, {}]", tile[0], tile[1])));
}

fn check_year_dates(c: &mut Check, dates: &mut [YearDateEntry]) {
    for d in dates.iter_mut() {
        c.slug("year_dates: slug", &d.slug);
        c.title(&format!("year_dates {}: title", d.slug), &mut d.title);
        for (key, value) in [("from", Some(&d.from)), ("to", d.to.as_ref())] {
            if let Some(value) = value.filter(|v| month_day(v).is_none()) {
                c.faults.push(format!("year_dates {}: {key} is \"{value}\", but must be a month and a day, such as \"11-05\".", d.slug));
            }
        }
        if d.year.is_some_and(|y| !(2000..=2100).contains(&y)) {
            c.faults.push(format!("year_dates {}: year must be between 2000 and 2100.", d.slug));
        }
    }
    c.once("year_dates: slug", dates.iter().map(|d| d.slug.clone()));
}

fn check_forums(c: &mut Check, forums: &mut [ForumEntry]) {
    for f in forums.iter_mut() {
        c.slug("forums: slug", &f.slug);
        c.title(&format!("forums {}: name", f.slug), &mut f.name);
        for (key, value) in [("purpose", &mut f.purpose), ("participation", &mut f.participation), ("led_by", &mut f.led_by)] {
            c.prose(&format!("forums {}: {key}", f.slug), value);
        }
        if let Some(how) = &mut f.how {
            c.prose(&format!("forums {}: how", f.slug), how);
        }
        c.once(&format!("forums {}: hosts", f.slug), f.hosts.iter().cloned());
    }
    c.once("forums: slug", forums.iter().map(|f| f.slug.clone()));
}

fn check_representation(c: &mut Check, bodies: &mut [RepresentationEntry]) {
    for r in bodies.iter_mut() {
        let key = format!("representation {}", r.body);
        c.prose(&format!("{key}: does"), &mut r.does);
        for (side, seats) in [("civil_society", r.seats.civil_society), ("public", r.seats.public)] {
            if !(0..=200).contains(&seats) {
                c.faults.push(format!("{key}: seats.{side} is {seats}, but must be between 0 and 200."));
            }
        }
        if r.equal_numbers && r.seats.civil_society != r.seats.public {
            c.faults.push(format!("{key}: equal_numbers, but seats gives the sides different numbers."));
        }
        if let Some([least, most]) = r.size {
            let laid_down = r.seats.civil_society + r.seats.public;
            if least < 1 || most < least || most > 400 {
                c.faults.push(format!("{key}: size must be two numbers, fewest and most."));
            } else if laid_down > 0 && laid_down < least {
                c.faults.push(format!("{key}: size asks for at least {least} people, but there are {laid_down} seats."));
            }
        }
        for (what, months) in [("term_months", r.term_months), ("review_months", r.review_months)] {
            if months.is_some_and(|m| !(1..=240).contains(&m)) {
                c.faults.push(format!("{key}: {what} must be between 1 and 240."));
            }
        }
        if r.meetings_a_year.is_some_and(|[least, most]| least < 0 || most < least || most > 366) {
            c.faults.push(format!("{key}: meetings_a_year must be two numbers, fewest and most."));
        }
        c.once(&format!("{key}: financed_by"), r.financed_by.iter().cloned());
        c.once(&format!("{key}: appoints.civil_society"), r.appoints.civil_society.iter().cloned());
        c.once(&format!("{key}: appoints.public"), r.appoints.public.iter().cloned());
    }
    c.once("representation: body", bodies.iter().map(|r| r.body.clone()));
}

fn check_organisations(c: &mut Check, organisations: &mut [OrganisationEntry]) {
    for o in organisations.iter_mut() {
        c.slug("organisations: slug", &o.slug);
        c.line(&format!("organisations {}: name", o.slug), &mut o.name, 200);
        o.about = text::clean(&o.about);
        if o.ends_on.zip(o.starts_on).is_some_and(|(end, start)| end < start) {
            c.faults.push(format!("organisations {}: ends_on lies before starts_on.", o.slug));
        }
        if o.parent.as_deref() == Some(&o.slug) {
            c.faults.push(format!("organisations {}: parent names the organisation itself.", o.slug));
        }
    }
    c.once("organisations: slug", organisations.iter().map(|o| o.slug.clone()));
}
