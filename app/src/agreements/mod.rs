//! Agreements (M10, M23): what the parties have agreed, as data.
//!
//! An agreement names its principles and commitments, its areas and themes, its forums or none, and which body does the
//! kansli's work. Operators write it in a TOML file and apply it; all of it is settled data and is cached
//! ([`catalogue`]).

#[cfg(feature = "ssr")]
pub mod apply;
#[cfg(feature = "ssr")]
pub mod catalogue;
#[cfg(feature = "ssr")]
pub mod pages;
#[cfg(feature = "ssr")]
pub mod service;
#[cfg(feature = "ssr")]
pub mod store;
#[cfg(all(test, feature = "ssr"))]
mod tests;
pub mod types;
