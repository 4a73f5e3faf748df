//! Pages of curation.

mod decision;
mod desk;
mod log;

pub use decision::{contribution_page, decide, decision_page};
pub use desk::desk;
pub use log::log;
