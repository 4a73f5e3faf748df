//! Issues, with what is said about them and done with them.

use super::{FILES, Moment};
use crate::demo::Result;
use serde::Deserialize;

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
