//! Three questions after a meeting (M24): how were you met, did you learn, what should happen next.
//!
//! The day after, whoever was checked in (or had a place, where nobody was) gets a mail with the own link of the sign-up. An answer is
//! nobody's: it carries no sign-up, no time and an id by chance, and leaves a mark on the sign-up that the link is spent. That is why it
//! can be given once and not changed. Answers are counted [`rules::FEW`] at a time: from then on their numbers are read by all, and their
//! words by the kansli, and by all once it lets them through. What is left over at the end is read by nobody, so that no single answer
//! moves anything that is shown.

pub mod forms;
pub mod pages;
pub mod rules;
pub mod service;
pub mod store;
#[cfg(test)]
mod tests;
