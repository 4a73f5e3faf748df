//! The desk (M08): what waits for the kansli, in queues with counts and ages, and what waits for an organisation or a public body.
//!
//! A queue is an entry of [`types::Queue`], rows that [`store::items`] gathers for it, and a line in [`service::belongs`]. What is
//! decided is decided in [`crate::curation`]; the desk only leads there.

#[cfg(feature = "ssr")]
pub mod filter;
#[cfg(feature = "ssr")]
pub mod forms;
pub mod islands;
#[cfg(feature = "ssr")]
pub mod pages;
#[cfg(feature = "ssr")]
pub mod rules;
#[cfg(feature = "ssr")]
pub mod service;
#[cfg(feature = "ssr")]
pub mod store;
#[cfg(all(test, feature = "ssr"))]
mod tests;
pub mod types;
