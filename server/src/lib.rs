//! The server: settings, the router with its middleware, the accept loop, jobs, the demo's loader and the operator's command.

// tests say what they expect by unwrapping it
#![cfg_attr(test, allow(clippy::unwrap_used))]

pub mod assets;
pub mod cli;
pub mod config;
pub mod demo;
pub mod http;
pub mod jobs;
mod patience;
pub mod picture;
pub mod serve;
pub mod telemetry;

pub use http::{Options, build_router};
