//! The activity log (M26): a public diary of what the agreement's bodies did, written from events.
//!
//! [`types::chapter`] says of each kind of event whether it stands there, and where. It is read as anybody reads it, whoever asks; acts
//! with their reasons are in the log of curation, to which each entry leads.

pub mod feed;
pub mod pages;
pub mod service;
pub mod store;
#[cfg(test)]
mod tests;
pub mod types;
