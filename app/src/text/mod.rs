//! Text on its way in: cleaned once, with keys for sorting and comparing, and Markdown rendered once. How easy it is to read.

#[cfg(feature = "ssr")]
mod handles;
#[cfg(feature = "ssr")]
mod keys;
#[cfg(feature = "ssr")]
pub mod lix;
#[cfg(feature = "ssr")]
pub mod markdown;
#[cfg(feature = "ssr")]
pub mod terms;

#[cfg(feature = "ssr")]
pub use keys::{clean, clean_line, email_key, fold_key, is_email, shorten, slug, sort_key};
