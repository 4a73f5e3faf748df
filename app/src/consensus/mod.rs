//! Consensus (M22): a forum, or a body, changes its own way of working only when everyone who is asked has answered and nobody objects.
//!
//! A proposal is public at once. Who is asked is fixed when it opens: of a forum those who have taken part there, of a body its
//! seats. One proposal at a time is open about a forum or body. Silence is not consent: on its last day a proposal without all answers has not passed, and can be prolonged once. After an
//! objection whoever proposed writes a new version of the text, and everyone is asked anew; all versions and all answers are kept. A seat without an
//! answer that nobody holds any more on the last day is set aside, so that it does not block for ever.
//! Organisations and seats answer in public; persons are never shown. What has passed stands on the page of the forum or body until the
//! agreement's file says it too. The model itself is reviewed every four years.

pub mod types;

#[cfg(feature = "ssr")]
pub mod forms;
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
