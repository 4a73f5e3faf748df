//! People: signing in by e-mail link or with a password, sessions, roles in organisations and seats in bodies (rule 7).
//!
//! A person signs in as themselves and acts for one organisation or body at a time ("acting as"). Rights follow seats: the
//! kansli is whoever has a civil-society seat in the body that the agreement names.

#[cfg(feature = "ssr")]
pub mod device;
#[cfg(feature = "ssr")]
pub mod forms;
#[cfg(feature = "ssr")]
pub mod http;
#[cfg(feature = "ssr")]
pub mod limits;
#[cfg(feature = "ssr")]
pub mod pages;
#[cfg(feature = "ssr")]
pub mod passwords;
#[cfg(feature = "ssr")]
pub mod rules;
#[cfg(feature = "ssr")]
pub mod service;
#[cfg(feature = "ssr")]
pub mod sessions;
#[cfg(feature = "ssr")]
pub mod store;
#[cfg(all(test, feature = "ssr"))]
pub(crate) mod tests;
pub mod types;
