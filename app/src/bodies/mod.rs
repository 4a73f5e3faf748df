//! Bodies and seats (M06, M21): council, steering group, collaboration group, platform … as the agreement's file says, who sits there for
//! which side, until when, what they know and whether they come.
//!
//! A row of `seat` is an ordinary seat and alone gives rights; substitutes and co-opted experts are rows of `associate`, which no right
//! reads. Each side fills its own seats: nobody of the public side ever appoints or ends a seat of civil society (rule 1), and the kansli
//! does not choose who hears appeals against it. A name is shown where its holder agreed; all see the function and who appointed.

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
pub mod types;
