//! Types of phrases.

use crate::ids::PhraseId;

/// A phrase that can be put into a reason.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Phrase {
    /// Id.
    pub id: PhraseId,
    /// What it is called in the list.
    pub title: String,
    /// What it says (Markdown).
    pub text: String,
    /// Its language.
    pub lang: String,
}
