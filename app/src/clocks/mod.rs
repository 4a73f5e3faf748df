//! Promised dates (X2): each is a row with an owner and a side, open until an event closes it.
//!
//! The *next expected date* of a thing is the earliest open one, never a field of its own. A date is late from the midnight
//! after it in Stockholm, in public, whoever owns it: the city, civil society or the kansli itself.

#[cfg(feature = "ssr")]
pub mod store;
pub mod types;

pub use types::ClockKind;
