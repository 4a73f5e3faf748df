//! A meeting while it runs (M04): the item that is on and the time left, questions from the floor, the speakers' list, quick polls, a
//! projector's view, and minutes that several write at once.
//!
//! Whoever has a confirmed sign-up takes part: by their account, or by the own link of their mail, whose secret lies in a cookie and in no
//! page. What all readers see is drawn once for each change, language and kind of page ([`hub`]) and sent whole to all of them; what
//! is one's own stands on one's own page only. Questions, votes and speakers are rows, not events: there are many, and minutes are
//! what is kept of a meeting.

#[cfg(feature = "ssr")]
pub mod merge;
#[cfg(feature = "ssr")]
pub mod rules;
pub mod types;

pub mod actions;
#[cfg(feature = "hydrate")]
mod browser;
#[cfg(not(feature = "hydrate"))]
#[path = "no_browser.rs"]
mod browser;
#[cfg(feature = "ssr")]
pub mod forms;
#[cfg(feature = "ssr")]
pub mod fragment;
#[cfg(feature = "ssr")]
pub mod hub;
pub mod islands;
#[cfg(feature = "ssr")]
pub mod live;
#[cfg(feature = "ssr")]
pub mod pages;
#[cfg(feature = "ssr")]
pub mod service;
#[cfg(feature = "ssr")]
pub mod store;
#[cfg(all(test, feature = "ssr"))]
mod tests;
#[cfg(feature = "ssr")]
pub mod token;
