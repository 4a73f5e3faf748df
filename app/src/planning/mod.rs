//! Planning meetings (M04): wishes from organisations, choosing among issues, the calendar of the year, areas that are left out.
//!
//! A wish is public once it is posted, and the kansli answers it within three weeks: a meeting is planned of it, it is taken into
//! another wish, or it is declined, each with a reason in the public log. Of issues that could stand on an agenda every choice and
//! every non-choice for a meeting has a published reason: what was chosen goes on the agenda by [`crate::meetings::service::edit`], what
//! was not is an event of the issue and a row of `issue_choice`. The calendar shows the meetings of all forums and bodies beside the
//! dates that the agreement's file names, and says where they clash.

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
