//! What the forms carry that come after the minutes are written.

use serde::Deserialize;

/// The form that publishes adjusted minutes, or calls them back from those who adjust them.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct RoundForm {
    /// Idempotency key.
    pub key: String,
    /// For whom the form was opened.
    pub r#as: String,
    /// `publish` or `call_back`.
    pub act: String,
    /// Number of the round that it was opened for.
    pub round: String,
}

/// An adjuster's answer.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct AnswerForm {
    /// `approved` or `change`.
    pub answer: String,
    /// What should change.
    pub words: String,
    /// Language of that.
    pub lang: String,
}

/// The form that corrects published minutes.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct CorrectionForm {
    /// Idempotency key.
    pub key: String,
    /// For whom the form was opened.
    pub r#as: String,
    /// Place of the item on the agenda, from 1; empty: the minutes as a whole.
    pub item: String,
    /// What is right.
    pub correction: String,
    /// Why.
    pub reason: String,
    /// Language of both.
    pub lang: String,
}

/// The form of what happens to an action.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct StepForm {
    /// Idempotency key.
    pub key: String,
    /// For whom the form was opened.
    pub r#as: String,
    /// `progress`, `moved`, `done` or `reopened`.
    pub act: String,
    /// How it goes, why its date is moved, what came of it, or why it is open again.
    pub note: String,
    /// Language of that.
    pub lang: String,
    /// The new date, where it is moved or opened again.
    pub due: String,
}

/// The form of a meeting's recording.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct RecordingForm {
    /// Idempotency key.
    pub key: String,
    /// For whom the form was opened.
    pub r#as: String,
    /// Version that was opened.
    pub version: String,
    /// Address of the recording; empty: there is none.
    pub recording: String,
}
