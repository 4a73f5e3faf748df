//! What Dialogforum does: one folder for each feature, shared by the server and the browser.
//!
//! Inside a feature folder there is one file for each layer; `docs/architecture.md` follows a request through them.

// release keeps the types of views, which nest as deep as the part of a page that they draw
#![recursion_limit = "256"]
// tests say what they expect by unwrapping it
#![cfg_attr(test, allow(clippy::unwrap_used))]

#[macro_use]
mod codes;
pub mod i18n;
pub mod ids;
pub mod paths;
pub mod text;

pub mod accounts;
#[cfg(feature = "ssr")]
pub mod activity;
pub mod agreements;
pub mod appeals;
pub mod attachments;
pub mod bodies;
pub mod clocks;
pub mod consensus;
pub mod curation;
pub mod desk;
pub mod events;
pub mod floor;
pub mod following;
#[cfg(feature = "ssr")]
pub mod initiatives;
pub mod issues;
pub mod meetings;
pub mod mentions;
pub mod moderation;
pub mod organisations;
pub mod phrases;
pub mod planning;
pub mod promises;
pub mod restrictions;
#[cfg(feature = "ssr")]
pub mod surveys;

#[cfg(feature = "ssr")]
pub mod context;
#[cfg(feature = "ssr")]
pub mod db;
#[cfg(feature = "ssr")]
pub mod error;
#[cfg(feature = "ssr")]
pub mod idempotency;
#[cfg(feature = "ssr")]
pub mod jobs;
#[cfg(feature = "ssr")]
pub mod live;
#[cfg(feature = "ssr")]
pub mod routes;
#[cfg(feature = "ssr")]
pub mod shell;
#[cfg(feature = "ssr")]
pub mod time;
#[cfg(feature = "ssr")]
pub mod ui;

/// Entry point of the browser's module: sets islands up; the loader then hydrates each island it finds.
#[cfg(feature = "hydrate")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    leptos::mount::hydrate_islands();
}
