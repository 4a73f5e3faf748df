//! Moderation (M03): anybody can report content, the kansli answers each report, and keeps notes of its own. The public side has no
//! part in it, and nobody learns who reported what (rule 1): a report's person is read only to mail them what came of it.
//!
//! Hiding and restoring stand in [`crate::curation`], since they are acts with a reason in the public log.

#[cfg(feature = "ssr")]
pub mod forms;
#[cfg(feature = "ssr")]
pub mod pages;
#[cfg(feature = "ssr")]
pub mod service;
#[cfg(feature = "ssr")]
pub mod store;
#[cfg(all(test, feature = "ssr"))]
mod tests;
pub mod types;
