//! The data files, embedded in the binary.

mod issues;
mod meetings;

pub use issues::*;
pub use meetings::*;

use super::Result;
use app::accounts::types::RoleKind;
use app::bodies::types::{AssociateKind, OwnRole, SeatPost};
use app::organisations::types::OrganisationKind;
use chrono::NaiveDate;
use include_dir::{Dir, include_dir};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::collections::BTreeMap;

static FILES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/demo");

/// All data.
#[derive(Debug)]
pub struct Data {
    pub organisations: Organisations,
    pub people: People,
    pub competences: Competences,
    pub names: Names,
    /// By the agreement's slug.
    pub newcomers: BTreeMap<String, Newcomers>,
    /// Saved phrases of those who curate, by the agreement's slug.
    pub phrases: BTreeMap<String, Vec<Phrase>>,
    /// What those who curate keep for their own desk, by the agreement's slug.
    pub desk: BTreeMap<String, DeskOwn>,
    /// What agendas begin with, by the agreement's slug.
    pub templates: BTreeMap<String, Vec<Template>>,
    /// Text of each agreement's file, by file name.
    pub agreements: Vec<(String, String)>,
    pub issues: Vec<(String, Issue)>,
    pub meetings: Vec<(String, Meeting)>,
    pub planning: Planning,
    pub after: After,
    pub consensus: Consensus,
}

/// Proposals to change how a forum or a body works.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Consensus {
    pub proposal: Vec<Proposal>,
    pub review: Vec<ModelReview>,
}

/// The model was reviewed.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ModelReview {
    pub agreement: String,
    pub person: String,
    pub day: i64,
    pub time: String,
    pub reason: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Proposal {
    pub agreement: String,
    pub key: String,
    /// What it is about: `forum-` or `organ-` and its slug.
    pub om: String,
    /// Whom the person acts for.
    pub organisation: String,
    pub person: String,
    pub title: String,
    pub now: String,
    pub text: String,
    pub why: String,
    pub lang: String,
    pub posted: Moment,
    pub until_day: i64,
    #[serde(default)]
    pub answers: Vec<ProposalAnswer>,
    /// A second version of the text, by whoever proposed.
    pub revision: Option<ProposalRevision>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProposalAnswer {
    pub person: String,
    pub organisation: String,
    pub day: i64,
    pub time: String,
    pub answer: String,
    #[serde(default)]
    pub reason: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProposalRevision {
    pub day: i64,
    pub time: String,
    pub text: String,
    pub reason: String,
    pub until_day: i64,
}

/// What was answered after meetings, and by those who took initiatives.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct After {
    pub survey: Vec<Survey>,
    pub reception: Vec<Reception>,
}

/// Answers about a meeting.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Survey {
    pub meeting: String,
    pub answers: Vec<SurveyAnswer>,
}

/// An answer.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SurveyAnswer {
    pub met: i64,
    pub learned: i64,
    #[serde(default)]
    pub words: String,
    /// Its words were let through.
    #[serde(default)]
    pub shown: bool,
}

/// How the author of an issue says that they were met.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reception {
    pub issue: String,
    pub score: i64,
    #[serde(default)]
    pub words: String,
    /// All may read it.
    #[serde(default)]
    pub named: bool,
}

/// Wishes for meetings, and choices among issues.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Planning {
    pub wish: Vec<Wish>,
    pub choice: Vec<Choice>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Wish {
    pub agreement: String,
    pub key: String,
    pub organisation: String,
    pub author: String,
    pub title: String,
    pub why: String,
    pub kind: String,
    #[serde(default)]
    pub forum: String,
    pub area: String,
    pub period: String,
    /// Key of the issue that it is about.
    pub issue: Option<String>,
    pub lang: String,
    pub posted: Moment,
    #[serde(default)]
    pub supporters: Vec<Backer>,
    pub answer: Option<WishAnswer>,
}

/// What those who curate answered: `plan` with the key of a meeting, `join` with that of another wish, or `decline`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WishAnswer {
    pub act: String,
    pub person: String,
    pub day: i64,
    pub time: String,
    pub meeting: Option<String>,
    pub into: Option<String>,
    pub reason: String,
}

/// Whether an issue was chosen for a meeting, `yes` or `no`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    pub agreement: String,
    pub meeting: String,
    pub issue: String,
    pub choice: String,
    pub person: String,
    pub day: i64,
    pub time: String,
    pub reason: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Organisations {
    pub organisation: Vec<Organisation>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Organisation {
    pub slug: String,
    pub name: String,
    pub kind: OrganisationKind,
    pub side: String,
    pub parent: Option<String>,
    pub about: String,
    pub starts_on: Option<NaiveDate>,
    pub ends_on: Option<NaiveDate>,
    /// Agreements that it has signed, and when.
    #[serde(default)]
    pub signed: BTreeMap<String, NaiveDate>,
    /// Areas of each agreement in which it works.
    #[serde(default)]
    pub areas: BTreeMap<String, Vec<String>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct People {
    pub person: Vec<Person>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Person {
    pub key: String,
    pub name: String,
    pub email: String,
    pub locale: String,
    pub demo: Option<String>,
    #[serde(default)]
    pub roles: Vec<Role>,
    #[serde(default)]
    pub seats: Vec<Seat>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Role {
    pub org: String,
    pub kind: RoleKind,
    pub function: String,
    pub from_day: i64,
    pub to_day: Option<i64>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Seat {
    pub body: String,
    pub side: String,
    pub function: String,
    pub from_day: i64,
    pub to_day: Option<i64>,
    /// Substitute or expert, who have no seat.
    pub kind: Option<AssociateKind>,
    pub post: Option<SeatPost>,
    pub place: Option<i64>,
    /// The organisation that the person comes from.
    pub from: Option<String>,
    /// What they are there.
    pub own_role: Option<OwnRole>,
    pub appointed_by: Option<String>,
    /// The name is shown to all.
    #[serde(default)]
    pub shows: bool,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Competences {
    pub competence: Vec<Competence>,
}

/// Something that a body needs to know, and who of it does.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Competence {
    pub agreement: String,
    pub body: String,
    pub name: String,
    pub by: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Names {
    pub first: Vec<String>,
    pub last: Vec<String>,
}

/// Who lets newcomers' first contributions through.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Newcomers {
    pub person: String,
    pub reason: String,
}

/// What those who curate write often.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Phrase {
    pub title: String,
    pub text: String,
    pub lang: String,
}

/// What those who curate keep for their own desk.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DeskOwn {
    #[serde(default)]
    pub effort: Vec<Effort>,
    #[serde(default)]
    pub view: Vec<View>,
}

/// An information effort aimed at the public side.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Effort {
    pub title: String,
    pub whom: String,
    pub due_day: i64,
    pub done_day: Option<i64>,
}

/// A saved view of the desk.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct View {
    pub name: String,
    pub queue: String,
    #[serde(default)]
    pub shared: bool,
    #[serde(default)]
    pub forum: String,
    #[serde(default)]
    pub side: String,
    #[serde(default)]
    pub days: String,
}

/// A day counted from day 0, and a time of day.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Moment {
    pub day: i64,
    pub time: String,
}

fn text(path: &str) -> Result<&'static str> {
    FILES.get_file(path).and_then(include_dir::File::contents_utf8).ok_or_else(|| format!("demo/{path} is missing"))
}

fn parsed<T: DeserializeOwned>(path: &str, text: &str) -> Result<T> {
    toml::from_str(text).map_err(|e| format!("demo/{path}: {}", e.to_string().trim()))
}

fn folder(name: &str) -> Result<Vec<(String, &'static str)>> {
    let dir = FILES.get_dir(name).ok_or_else(|| format!("demo/{name} is missing"))?;
    let mut files: Vec<_> =
        dir.files().filter_map(|f| Some((f.path().to_string_lossy().into_owned(), f.contents_utf8()?))).filter(|(name, _)| name.ends_with(".toml")).collect();
    files.sort();
    Ok(files)
}

fn all<T: DeserializeOwned>(name: &str) -> Result<Vec<(String, T)>> {
    folder(name)?.into_iter().map(|(path, text)| parsed(&path, text).map(|t| (path, t))).collect()
}

/// Reads everything.
pub fn read() -> Result<Data> {
    Ok(Data {
        organisations: parsed("organisations.toml", text("organisations.toml")?)?,
        people: parsed("people.toml", text("people.toml")?)?,
        competences: parsed("competences.toml", text("competences.toml")?)?,
        names: parsed("names.toml", text("names.toml")?)?,
        newcomers: parsed("newcomers.toml", text("newcomers.toml")?)?,
        phrases: parsed("phrases.toml", text("phrases.toml")?)?,
        desk: parsed("desk.toml", text("desk.toml")?)?,
        templates: parsed("templates.toml", text("templates.toml")?)?,
        agreements: folder("agreements")?.into_iter().map(|(path, text)| (path, text.to_string())).collect(),
        issues: all("issues")?,
        meetings: all("meetings")?,
        planning: parsed("planning.toml", text("planning.toml")?)?,
        after: parsed("after.toml", text("after.toml")?)?,
        consensus: parsed("consensus.toml", text("consensus.toml")?)?,
    })
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_files_can_be_read() {
        let data = super::read().unwrap();
        assert_eq!(data.organisations.organisation.len(), 47);
        assert_eq!(data.people.person.len(), 63);
        assert_eq!(data.phrases.values().map(Vec::len).sum::<usize>(), 6);
        assert_eq!(data.issues.len(), 120);
        assert_eq!(data.meetings.len(), 23);
        assert_eq!(data.meetings.iter().map(|(_, m)| m.promises.len()).sum::<usize>(), 14);
        assert_eq!(data.agreements.len(), 2);
        assert_eq!((data.consensus.proposal.len(), data.consensus.review.len()), (3, 1));
        assert_eq!((data.planning.wish.len(), data.planning.choice.len()), (6, 3));
        assert_eq!((data.after.survey.len(), data.after.reception.len()), (3, 42));
    }
}
