//! Meetings and what came of them.

use super::{Attachment, Moment};
use serde::Deserialize;

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
    /// Places online; as many as want to where nothing is said.
    pub places_online: Option<i64>,
    /// Places for each organisation.
    pub seats: Option<i64>,
    #[serde(default)]
    pub registrations: usize,
    /// How many wait for a place.
    #[serde(default)]
    pub waiting: usize,
    /// How many of the registrations came.
    #[serde(default)]
    pub checked_in: usize,
    /// Organisations and bodies that are invited; then nobody else can sign up.
    #[serde(default)]
    pub guests: Vec<Guests>,
    pub minutes_by: Option<String>,
    pub minutes_at: Option<Moment>,
    /// When the minutes were sent to be adjusted; otherwise the chair adjusts them as they are published.
    pub sent_at: Option<Moment>,
    #[serde(default)]
    pub adjusters: Vec<Adjuster>,
    /// Who was there, as the form of the minutes has it.
    #[serde(default)]
    pub attending: String,
    #[serde(default)]
    pub alone: String,
    /// Address of a recording.
    #[serde(default)]
    pub recording: String,
    #[serde(default)]
    pub attachments: Vec<Attachment>,
    #[serde(default)]
    pub corrections: Vec<Correction>,
    /// It is prepared, and read by those who manage meetings alone.
    #[serde(default)]
    pub draft: bool,
    /// Day on which sign-up opens.
    pub opens_day: Option<i64>,
    /// Body whose meeting it is.
    #[serde(default)]
    pub body: String,
    /// Forum whose meeting it is.
    #[serde(default)]
    pub forum: String,
    /// It is for those invited.
    #[serde(default)]
    pub invited: bool,
    /// Those of the body who were there; not noted where nobody is named.
    #[serde(default)]
    pub present: Vec<String>,
    /// What a small talk is held beside.
    #[serde(default)]
    pub occasion: String,
    pub agenda: Vec<Item>,
    /// What was promised there.
    #[serde(default)]
    pub promises: Vec<Promise>,
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

/// A promise made at a talk, written down by the meeting's `person`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Promise {
    pub words: String,
    pub party: String,
    pub function: String,
    /// Slug of its owner.
    pub owner: String,
    pub kind: String,
    pub due_day: i64,
    /// Key of the issue.
    pub issue: Option<String>,
    #[serde(default)]
    pub principles: Vec<i64>,
    #[serde(default)]
    pub commitments: Vec<i64>,
    pub day: i64,
    pub time: String,
    #[serde(default)]
    pub acts: Vec<PromiseAct>,
}

/// Something that happened to a promise.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PromiseAct {
    pub act: String,
    pub person: String,
    /// For whom; otherwise for the body that does the kansli's work.
    pub org: Option<String>,
    pub day: i64,
    pub time: String,
    #[serde(default)]
    pub text: String,
    #[serde(default)]
    pub url: String,
    pub next_day: Option<i64>,
}

/// Somebody who adjusts minutes, and when they approved them.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Adjuster {
    pub function: String,
    #[serde(default)]
    pub organisation: String,
    pub email: String,
    pub approved_at: Option<Moment>,
}

/// What was wrong in published minutes.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Correction {
    pub day: i64,
    pub time: String,
    /// Place on the agenda.
    pub item: i64,
    pub text: String,
    pub reason: String,
}

/// What the agenda of a kind of meeting begins with.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Template {
    pub kind: String,
    pub items: Vec<TemplateItem>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TemplateItem {
    pub sv: String,
    pub en: String,
    pub minutes: i64,
    #[serde(default)]
    pub sub: bool,
}

/// The people of an organisation or body, invited to a meeting.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Guests {
    pub org: String,
    pub day: i64,
    pub time: String,
    /// What they answered: `yes`, `no` or nothing.
    #[serde(default)]
    pub answer: String,
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
    /// It stands under the item above.
    #[serde(default)]
    pub sub: bool,
    #[serde(default)]
    pub presenter: String,
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
    /// Function of whoever does it.
    #[serde(default)]
    pub function: String,
    /// Dates that the kansli moved.
    #[serde(default)]
    pub moved: Vec<Moved>,
    /// When the kansli ticked it off, and what came of it.
    pub done: Option<Done>,
}

/// A date that was moved.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Moved {
    pub day: i64,
    pub time: String,
    pub to_day: i64,
    pub reason: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Done {
    pub day: i64,
    pub time: String,
    pub note: String,
}
