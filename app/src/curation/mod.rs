//! Curation (M03): the kansli moves issues on, in the open. Each act has a reason, a next expected date where one follows, and
//! stands in the public log (rule 2).
//!
//! [`service::perform`] is the only way in which an issue changes its state; meetings and their minutes use it too.
//! [`sentences`] tells an event in words, [`service_subject`] says what somebody may decide about an issue now. What waits for whom is
//! gathered in [`crate::desk`].

#[cfg(feature = "ssr")]
pub mod forms;
#[cfg(feature = "ssr")]
pub mod pages;
#[cfg(feature = "ssr")]
pub mod sentences;
#[cfg(feature = "ssr")]
pub mod service;
#[cfg(feature = "ssr")]
pub mod service_hide;
#[cfg(feature = "ssr")]
pub mod service_hide_issue;
#[cfg(feature = "ssr")]
pub mod service_log;
#[cfg(feature = "ssr")]
pub mod service_publish;
#[cfg(feature = "ssr")]
pub mod service_split;
#[cfg(feature = "ssr")]
pub mod service_subject;
#[cfg(feature = "ssr")]
pub mod service_undo;
#[cfg(feature = "ssr")]
pub mod store;
#[cfg(feature = "ssr")]
pub mod store_subject;
#[cfg(all(test, feature = "ssr"))]
pub(crate) mod tests;
