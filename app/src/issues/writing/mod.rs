//! Help while one writes (M02, M25): issues that are alike, so that one stands behind what is there instead of saying it again, and
//! how easy the text is to read. Both are hints: nothing is refused for them, and the preview shows them without JavaScript too.

pub mod markup;
#[cfg(feature = "ssr")]
pub mod service;
#[cfg(feature = "ssr")]
pub mod store;
#[cfg(all(test, feature = "ssr"))]
mod tests;
#[cfg(feature = "ssr")]
pub mod view;

/// An issue that is offered while somebody writes another.
#[cfg(feature = "ssr")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SimilarIssue {
    /// Number.
    pub number: i64,
    /// Its address, without the language.
    pub path: String,
    /// Title.
    pub title: String,
    /// Language of the title.
    pub lang: String,
    /// Takes contributions and backing still.
    pub open: bool,
}
