//! Saved phrases (M08): what those who curate write often, put into a reason where it is written and changed there.
//!
//! With script a phrase goes in at the cursor. Without, a button of the same form sends it to be drawn again with the phrase at the
//! end of the reason: everything typed comes along, and nothing is saved.

#[cfg(feature = "ssr")]
pub mod forms;
pub mod islands;
#[cfg(feature = "ssr")]
pub mod pages;
#[cfg(feature = "ssr")]
pub mod service;
#[cfg(feature = "ssr")]
pub mod store;
#[cfg(all(test, feature = "ssr"))]
mod tests;
