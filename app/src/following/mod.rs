//! Following an issue (M02): with an account by one click, or by e-mail alone after the mailbox has said yes. Who follows is told of
//! public events at most once a day for each issue, and at once of what is decided; one click in any mail ends it.
//!
//! An address that follows is shown to nobody and goes with the row as soon as the following ends, and so do the mails to it that wait
//! to be sent. Writing an event asks for one job ([`store::ask_to_tell`]); the jobs ([`tell`]) go through the mailboxes a page at a
//! time.

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
#[cfg(feature = "ssr")]
pub mod tell;
#[cfg(all(test, feature = "ssr"))]
mod tests;
