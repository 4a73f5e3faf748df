//! Many clients at once, over real connections, on both databases: what is promised once happens once.
#![allow(clippy::unwrap_used)]

mod client;
#[allow(dead_code)]
#[path = "../web/common.rs"]
mod common;
mod floor;
mod kills;
mod seats;
