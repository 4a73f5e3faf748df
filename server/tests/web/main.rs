//! Tests through the router, on both databases. One program, since each would be linked with all of the server.
#![allow(clippy::unwrap_used)]

mod access;
mod answers;
mod calendars;
mod canaries;
mod common;
mod demo;
mod floor;
mod following;
mod harmless;
mod languages;
mod mailed;
mod passwords;
mod statements;
mod things;
mod uploads;
mod xss;
