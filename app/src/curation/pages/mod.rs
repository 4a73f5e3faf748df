//! Pages of curation.

pub mod decision;
mod hide;
mod hide_issue;
mod log;
mod split;
mod undo;

pub use decision::{contribution_page, decide, decision_page};
pub use hide::{HideQuery, hide, hide_page};
pub use hide_issue::{hide_issue, hide_issue_page};
pub use log::{LogQuery, log, log_entry, log_feed};
pub use split::{split, split_page};
pub use undo::{form as undo_form, offer as undo_offer};
