//! Attachments (M02): pictures and PDFs with an issue, a contribution or a meeting. They follow the visibility of what they are attached to.
//!
//! A file is taken in as a stream ([`upload`]), its type told by its content, and it is never held in memory. Pictures are drawn anew by
//! a child process (`dialogforum picture`), so that what an eye does not see (place and time, hidden data) is left behind and
//! a hostile picture costs the server nothing; PDFs stay as they are. Both lie outside the web root under random names ([`files`]) and are given
//! out as downloads only.

#[cfg(feature = "ssr")]
pub mod files;
#[cfg(feature = "ssr")]
pub mod forms;
#[cfg(feature = "ssr")]
pub mod of_meeting;
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
#[cfg(feature = "ssr")]
pub mod upload;
#[cfg(feature = "ssr")]
pub mod view;
