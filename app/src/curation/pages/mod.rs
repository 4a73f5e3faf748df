//! Pages of curation.

mod decision;
mod desk;
mod hide;
mod log;

pub use decision::{contribution_page, decide, decision_page};
pub use desk::desk;
pub use hide::{hide, hide_page};
pub use log::log;
