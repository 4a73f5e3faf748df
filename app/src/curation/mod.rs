//! Curation (M03): the kansli takes issues on, and every act has a reason that all can read.
//!
//! [`sentences`] tells an event in words.

#[cfg(feature = "ssr")]
pub mod sentences;
