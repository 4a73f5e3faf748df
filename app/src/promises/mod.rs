//! High-level talks and the promises made at them (M05, X4).
//!
//! Whoever does the kansli's work writes down at a talk what was promised, by whom, who owns it and by when. The owner tells how it
//! goes and says when it is kept; whoever judges it ([`rules::judge`]) confirms that or answers why not, so that nobody declares their
//! own promise kept. An owner can take a promise back, with a reason that all can read. What is neither kept nor taken back stands on
//! the agenda of the next talk ([`agenda`]), again and again.

pub mod types;

#[cfg(feature = "ssr")]
pub mod agenda;
#[cfg(feature = "ssr")]
pub mod feeds;
#[cfg(feature = "ssr")]
pub mod forms;
#[cfg(feature = "ssr")]
pub mod pages;
#[cfg(feature = "ssr")]
pub mod rules;
#[cfg(feature = "ssr")]
pub mod service;
#[cfg(feature = "ssr")]
pub mod store;
#[cfg(feature = "ssr")]
pub mod tell;
#[cfg(all(test, feature = "ssr"))]
mod tests;
