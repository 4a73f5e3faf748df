//! How dialogue works (M17): who took each initiative, how they say that they were met, what it led to, over time.
//!
//! Initiatives are issues and wishes for meetings. What one led to follows from where it stands ([`rules::outcome_of_issue`],
//! [`rules::outcome_of_wish`]). How they were met is asked once it is answered or closed; what is answered is read by all, with a name,
//! where whoever answered lets it; otherwise it is counted, from [`rules::FEW`] answers on.

pub mod forms;
pub mod pages;
pub mod rules;
pub mod service;
pub mod store;
#[cfg(test)]
mod tests;
pub mod types;
