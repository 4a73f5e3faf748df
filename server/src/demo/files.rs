//! The data files, embedded in the binary.

use super::Result;
use app::accounts::types::RoleKind;
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
    pub names: Names,
    /// By the agreement's slug.
    pub newcomers: BTreeMap<String, Newcomers>,
    /// Saved phrases of those who curate, by the agreement's slug.
    pub phrases: BTreeMap<String, Vec<Phrase>>,
    /// Text of each agreement's file, by file name.
    pub agreements: Vec<(String, String)>,
    pub issues: Vec<(String, Issue)>,
    pub meetings: Vec<(String, Meeting)>,
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

/// A day counted from day 0, and a time of day.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Moment {
    pub day: i64,
    pub time: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Issue {
    pub agreement: String,
    pub key: String,
    #[serde(default)]
    pub forum: String,
    pub organisation: String,
    pub author: String,
    pub lang: String,
    pub title: String,
    pub what: String,
    pub why: String,
    pub whom: String,
    pub ask: String,
    #[serde(default)]
    pub themes: Vec<String>,
    #[serde(default)]
    pub areas: Vec<String>,
    #[serde(default)]
    pub principles: Vec<i64>,
    #[serde(default)]
    pub commitments: Vec<i64>,
    pub posted: Moment,
    #[serde(default)]
    pub backers: Vec<Backer>,
    #[serde(default)]
    pub contributions: Vec<Contribution>,
    #[serde(default)]
    pub followers: Vec<Follower>,
    #[serde(default)]
    pub acts: Vec<Act>,
    #[serde(default)]
    pub moderation: Vec<Moderation>,
    #[serde(default)]
    pub attachments: Vec<Attachment>,
}

/// A file of the folder `files` that somebody attaches.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Attachment {
    pub person: String,
    pub org: Option<String>,
    pub day: i64,
    pub time: String,
    /// Number of the contribution; 0: the issue.
    #[serde(default)]
    pub contribution: i64,
    pub file: String,
    pub title: String,
    pub lang: String,
}

impl Attachment {
    /// What the file holds.
    pub fn bytes(&self) -> Result<&'static [u8]> {
        let path = format!("files/{}", self.file);
        FILES.get_file(&path).map(include_dir::File::contents).ok_or_else(|| format!("demo/{path} is missing"))
    }
}

/// Something about what was said in the thread: `flag`, `keep` (an answer to reports), `hide`, `split`, `note`; `slow` and
/// `stop` hold back whoever wrote it, until `next_day`; `appeal`, and `decide`, which the steering group does.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Moderation {
    #[serde(rename = "do")]
    pub kind: String,
    pub person: String,
    pub day: i64,
    pub time: String,
    /// Number of the contribution; 0: the issue.
    #[serde(default)]
    pub contribution: i64,
    /// Code of why something is flagged; otherwise the reason.
    #[serde(default)]
    pub reason: String,
    /// What a report, a note or an appeal says.
    #[serde(default)]
    pub note: String,
    /// The organisation that appeals.
    pub org: Option<String>,
    /// What the steering group decided: `changed` or `stands`.
    #[serde(default)]
    pub outcome: String,
    /// Title of the issue that is split off.
    #[serde(default)]
    pub title: String,
    pub next_day: Option<i64>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Backer {
    pub org: String,
    pub person: String,
    pub day: i64,
    pub time: String,
}

/// Somebody who follows: a person of the demo, or an address without an account.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Follower {
    #[serde(default)]
    pub person: String,
    #[serde(default)]
    pub email: String,
    pub day: i64,
    pub time: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Contribution {
    pub person: String,
    pub org: Option<String>,
    pub day: i64,
    pub time: String,
    pub lang: String,
    pub text: String,
    /// Number of the contribution that it answers.
    pub quote: Option<i64>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Act {
    pub act: String,
    pub person: String,
    pub day: i64,
    pub time: String,
    #[serde(default)]
    pub reason: String,
    #[serde(default)]
    pub text: String,
    pub next_day: Option<i64>,
    /// Body that is asked.
    pub to: Option<String>,
    /// Key of the issue that it is merged into.
    pub into: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Meeting {
    pub agreement: String,
    pub key: String,
    pub kind: String,
    pub title: String,
    pub lang: String,
    pub theme: String,
    pub area: String,
    pub place: String,
    #[serde(default)]
    pub address: String,
    #[serde(default)]
    pub online_url: String,
    #[serde(default)]
    pub access: String,
    pub starts: Moment,
    pub ends_time: String,
    pub capacity: i64,
    pub person: String,
    pub created: Moment,
    #[serde(default)]
    pub registrations: usize,
    pub minutes_by: Option<String>,
    pub minutes_at: Option<Moment>,
    pub agenda: Vec<Item>,
    /// It runs while the demo is loaded: its hours are counted from then.
    pub live: Option<Live>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Live {
    pub minutes_ago: i64,
    pub minutes: i64,
    /// Number of the item that is on.
    pub item: usize,
    /// People with an account who have signed up too.
    pub people: Vec<String>,
    /// How many ask for the word.
    pub speakers: usize,
    pub in_the_room: Vec<String>,
    pub notes: String,
    pub questions: Vec<LiveQuestion>,
    pub polls: Vec<LivePoll>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LiveQuestion {
    pub text: String,
    pub lang: String,
    pub named: bool,
    pub votes: usize,
    pub state: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LivePoll {
    pub text: String,
    pub options: Vec<String>,
    pub votes: Vec<usize>,
    #[serde(default)]
    pub multiple: bool,
    #[serde(default)]
    pub closed: bool,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Item {
    #[serde(default)]
    pub title: String,
    /// Key of the issue.
    pub issue: Option<String>,
    #[serde(default)]
    pub reason: String,
    pub minutes: i64,
    #[serde(default)]
    pub said: String,
    #[serde(default)]
    pub decided: String,
    #[serde(default)]
    pub outcome: String,
    #[serde(default)]
    pub outcome_reason: String,
    #[serde(default)]
    pub to: String,
    pub next_day: Option<i64>,
    #[serde(default)]
    pub actions: Vec<Action>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Action {
    pub what: String,
    pub owner: String,
    pub due_day: i64,
    /// When the kansli ticked it off, and what came of it.
    pub done: Option<Done>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Done {
    pub day: i64,
    pub time: String,
    pub note: String,
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
        names: parsed("names.toml", text("names.toml")?)?,
        newcomers: parsed("newcomers.toml", text("newcomers.toml")?)?,
        phrases: parsed("phrases.toml", text("phrases.toml")?)?,
        agreements: folder("agreements")?.into_iter().map(|(path, text)| (path, text.to_string())).collect(),
        issues: all("issues")?,
        meetings: all("meetings")?,
    })
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_files_can_be_read() {
        let data = super::read().unwrap();
        assert_eq!(data.organisations.organisation.len(), 40);
        assert_eq!(data.people.person.len(), 63);
        assert_eq!(data.phrases.values().map(Vec::len).sum::<usize>(), 6);
        assert_eq!(data.issues.len(), 120);
        assert_eq!(data.meetings.len(), 12);
        assert_eq!(data.agreements.len(), 2);
    }
}
