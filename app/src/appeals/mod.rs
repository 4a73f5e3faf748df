//! Appeals (X6, rule 1): whoever wrote what was declined, merged, moved, closed or hidden can have it tried again, by the
//! civil-society seats of the steering group alone. Who curated, or has a part in it, does not decide.
//!
//! That somebody appealed, until when they get an answer and how it ended is public; what they wrote is not, since what was
//! declined or hidden must not come back that way. An act that is changed is changed by the same code that performs every act.

#[cfg(feature = "ssr")]
pub mod forms;
#[cfg(feature = "ssr")]
pub mod offer;
#[cfg(feature = "ssr")]
pub mod pages;
#[cfg(feature = "ssr")]
pub mod rules;
#[cfg(feature = "ssr")]
pub mod service;
#[cfg(feature = "ssr")]
pub mod service_decide;
#[cfg(feature = "ssr")]
pub mod store;
#[cfg(all(test, feature = "ssr"))]
mod tests;
pub mod types;
