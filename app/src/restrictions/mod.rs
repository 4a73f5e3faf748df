//! Slowing and stopping (M03): a person or an organisation whose texts break the rules again and again is *slowed*, so that what it
//! writes is read before all see it, or *stopped* from writing, until a day and for a reason. It always sees that itself, on every page of
//! the agreement; the public log has act and reason, never the name *(ours)*. What it has been asked to answer is not touched, nor is
//! reading, and criticism is no ground (rule 1). What the register says of a person or an organisation is shared by all agreements and is not
//! touched either. Lifting it is an act with a reason too.

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
#[cfg(feature = "ssr")]
pub mod types;
