//! Meetings (M04) and signing up to them by e-mail alone (X7).
//!
//! The kansli announces a hearing with its agenda; each issue on it has a published reason. Anybody signs up: a place is held
//! for 30 minutes until the mailed link is confirmed, and the database refuses one place too many. Minutes are published whole,
//! in one transaction: what was said and decided, actions with owner and date, and each issue moves on
//! ([`crate::curation::service::perform`]). Who signed up is read by the kansli and by the one who holds the link.
//!
//! Minutes are approved by the chair or by two adjusters, each by a mailed link of their own; an approval belongs to a text. What is published is frozen
//! with a checksum, by triggers too, and corrections stand beside it. An action has a number for life, a clock and a chain of what happened since.

pub mod islands;
pub mod rules;
pub mod types;

#[cfg(feature = "ssr")]
pub mod calendar;
#[cfg(feature = "ssr")]
pub mod forms;
#[cfg(feature = "ssr")]
pub mod forms_people;
#[cfg(feature = "ssr")]
pub mod inputs;
#[cfg(feature = "ssr")]
pub mod pages;
#[cfg(feature = "ssr")]
pub mod service;
#[cfg(feature = "ssr")]
pub mod store;
#[cfg(all(test, feature = "ssr"))]
mod tests;
