//! Issues (M02): an organisation says what is wrong, why it matters, whom it concerns and what it asks for.
//!
//! Others contribute and stand behind it as organisations. Its state moves by the table in [`rules`]; who may move it is
//! decided there, and the moves themselves are made in [`crate::curation`].

pub mod rules;
pub mod types;
pub mod writing;

pub mod actions;
#[cfg(feature = "hydrate")]
pub(crate) mod browser;
#[cfg(not(feature = "hydrate"))]
#[path = "no_browser.rs"]
pub(crate) mod browser;
#[cfg(feature = "ssr")]
pub mod forms;
pub mod islands;
#[cfg(feature = "ssr")]
pub mod list;
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
