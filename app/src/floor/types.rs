//! Types of a meeting that runs.

use serde::{Deserialize, Serialize};

codes! {
    /// Where a question from the floor stands.
    pub enum QuestionState {
        /// Waits for its turn.
        Waiting = "waiting",
        /// Is being answered.
        Taken = "taken",
        /// Was answered.
        Answered = "answered",
        /// Left for later.
        Parked = "parked",
        /// Taken back by whoever asked.
        Withdrawn = "withdrawn",
    }
}

codes! {
    /// Where somebody on the speakers' list stands.
    pub enum SpeakerState {
        /// Waits for the word.
        Waiting = "waiting",
        /// Has it.
        Speaking = "speaking",
        /// Had it.
        Done = "done",
        /// Took the request back, or was taken off.
        Withdrawn = "withdrawn",
    }
}

/// What became of a save of the minutes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Saved {
    /// The text as it is now.
    pub text: String,
    /// Its version.
    pub version: i64,
    /// Version under which what was sent is kept: what is written on from it is merged from there.
    pub sent: i64,
    /// It overlapped with what another wrote: both are kept, and somebody has to choose.
    pub beside: bool,
}
