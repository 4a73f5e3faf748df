//! What belongs to the minutes of a meeting, as its page shows it.

use crate::meetings::store::{InvitedBody, RecordRow};
use crate::planning::store::ChoiceRow;
use chrono::{DateTime, NaiveDate, Utc};

/// An organisation that was there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Present {
    /// Its name; empty: those who came for none.
    pub name: String,
    /// Its slug; empty: it is not registered.
    pub slug: String,
    /// How many people.
    pub people: i64,
}

/// Who adjusted the minutes.
#[derive(Debug, Clone)]
pub struct AdjustedBy {
    /// Function.
    pub function: String,
    /// Organisation, by its name; may be empty.
    pub organisation: String,
    /// When.
    pub at: Option<DateTime<Utc>>,
    /// It is the chair.
    pub chair: bool,
}

/// A correction of the minutes.
#[derive(Debug, Clone)]
pub struct Correction {
    /// Its number.
    pub number: i64,
    /// Id of the item; 0: the minutes as a whole.
    pub item: i64,
    /// What is right.
    pub text: String,
    /// Why.
    pub reason: String,
    /// Language of both.
    pub lang: String,
    /// Checksum.
    pub sha256: String,
    /// When.
    pub at: Option<DateTime<Utc>>,
}

/// Minutes that are with those who adjust them.
#[derive(Debug, Clone)]
pub struct Sent {
    /// Number of the round.
    pub number: i64,
    /// How many have to approve.
    pub needed: i64,
    /// Until when.
    pub due_on: Option<NaiveDate>,
    /// Those asked.
    pub asked: Vec<Waited>,
}

impl Sent {
    /// All whose approval it takes have approved.
    pub fn is_adjusted(&self) -> bool {
        self.asked.iter().filter(|a| a.answer == "approved").count() as i64 >= self.needed
    }
}

/// Somebody who was asked to adjust.
#[derive(Debug, Clone)]
pub struct Waited {
    /// Function.
    pub function: String,
    /// Organisation, by its name; may be empty.
    pub organisation: String,
    /// `approved`, `change` or empty.
    pub answer: String,
    /// What should change.
    pub words: String,
    /// Language of that.
    pub lang: String,
    /// When they answered.
    pub at: Option<DateTime<Utc>>,
}

/// What was written about an item while the meeting ran.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LiveText {
    /// Id of the item.
    pub item: i64,
    /// Version.
    pub version: i64,
    /// Nobody has taken it into the form of the minutes, nor left it out.
    pub is_new: bool,
    /// Who wrote what waits beside.
    pub name: String,
    /// Text.
    pub text: String,
}

/// What belongs to the minutes of a meeting.
#[derive(Debug, Clone, Default)]
pub struct Record {
    /// Checksum of the published minutes.
    pub sha256: Option<String>,
    /// Who was there.
    pub present: Vec<Present>,
    /// Who adjusted them.
    pub adjusted: Vec<AdjustedBy>,
    /// What was corrected since.
    pub corrections: Vec<Correction>,
    /// Files, as `attachments::types::Shown::list` takes them apart.
    pub files: Option<String>,
    /// What came of the meeting: HTML, its language, when.
    pub outcome: Option<super::read::Outcome>,
    /// What was chosen for it and what was not.
    pub choices: Vec<ChoiceRow>,
    /// Organisations and bodies of which somebody was invited.
    pub invited: Vec<InvitedBody>,
    /// How adjusting goes; for those who manage meetings only.
    pub sent: Option<Sent>,
    /// For the form of the minutes: people who can adjust, by id and words.
    pub seats: Vec<(String, String)>,
    /// Organisations that signed up, with how many people; an empty name: for none.
    pub signed_up: Vec<(String, i64)>,
    /// What was written while the meeting ran, by item.
    pub written: Vec<LiveText>,
    /// Texts that wait beside those for somebody to choose, the oldest first.
    pub beside: Vec<LiveText>,
    /// Public bodies that can be asked.
    pub bodies: Vec<crate::curation::store::Choice>,
}

impl Record {
    /// Sorts rows into what they are.
    pub fn of(rows: Vec<RecordRow>) -> Self {
        let mut all = Self::default();
        let mut asked = Vec::new();
        for r in rows {
            match r.what.as_str() {
                "minutes" => all.sha256 = Some(r.name),
                "attending" => all.present.push(Present { name: r.name, slug: r.organisation, people: r.number }),
                "adjuster" => {
                    all.adjusted.push(AdjustedBy { function: r.name, organisation: r.organisation, at: r.occurred_at, chair: r.number == 1 });
                }
                "correction" => all.corrections.push(Correction {
                    number: r.sort,
                    item: r.number,
                    text: r.body,
                    reason: r.more,
                    lang: r.lang,
                    sha256: r.name,
                    at: r.occurred_at,
                }),
                "chosen" | "passed" => all.choices.push(ChoiceRow {
                    chosen: r.what == "chosen",
                    reason: r.body,
                    lang: r.lang,
                    number: r.number,
                    slug: r.organisation,
                    title: r.name,
                    title_lang: r.more,
                }),
                "invited" => all.invited.push(InvitedBody { slug: r.organisation, name: r.name }),
                "files" => all.files = Some(r.body).filter(|f| !f.is_empty()),
                "outcome" => {
                    all.outcome = r.occurred_at.map(|at| super::read::Outcome { reason_html: r.body, lang: r.lang, occurred_at: at });
                }
                "round" => all.sent = Some(Sent { number: r.sort, needed: r.number, due_on: r.due_on, asked: Vec::new() }),
                "answer" => {
                    asked.push(Waited { function: r.name, organisation: r.organisation, answer: r.more, words: r.body, lang: r.lang, at: r.occurred_at })
                }
                "seat" => {
                    let function = if r.body.is_empty() { String::new() } else { format!(", {}", r.body) };
                    let id = r.number.to_string();
                    if !all.seats.iter().any(|(seat, _)| *seat == id) {
                        all.seats.push((id, format!("{}{function}, {}", r.name, r.organisation)));
                    }
                }
                "written" => all.written.push(LiveText { item: r.number, version: r.sort, is_new: !r.more.is_empty(), name: r.name, text: r.body }),
                "beside" => all.beside.push(LiveText { item: r.number, version: r.sort, is_new: true, name: r.name, text: r.body }),
                "signed_up" => all.signed_up.push((r.name, r.number)),
                "body" => all.bodies.push(crate::curation::store::Choice { slug: r.organisation, name: r.name }),
                _ => {}
            }
        }
        if let Some(sent) = &mut all.sent {
            sent.asked = asked;
        }
        all
    }
}
