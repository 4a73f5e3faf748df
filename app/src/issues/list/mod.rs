//! Lists of issues: of an agreement, of a forum, of whatever points at them. Only published ones, in public for all.
//!
//! Filters stand in the address. Pages hold 25 and are turned by the place of their first or last row (when it last moved, and
//! its id), so that nothing is skipped or repeated while other issues move to the top. The first page of a forum, unfiltered, tells more:
//! what is on the next agenda, what came of what was closed, how answers keep their time.

pub mod filter;
pub mod overview;
pub mod pages;
pub mod service;
pub mod store;
#[cfg(test)]
pub(crate) mod tests;
mod view;

pub use store::{IssueRow, Tie, TiedRow};
pub use view::{Shown, missed, rows};
