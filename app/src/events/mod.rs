//! What happened: every act is an event, written in the transaction in which it happens.
//!
//! The chain of an issue, the public log, feeds, mails and live pages all read events. An event carries the actor's role, what
//! was done, the reason and ids, never a name or an address. Who may read one is fixed by its kind ([`EventKind::audience`])
//! and applied in one place ([`store`]). Its order within the agreement is a position taken under a lock, last in the
//! transaction; nobody pages by id, since ids commit out of order.

#[cfg(feature = "ssr")]
pub mod store;
#[cfg(all(test, feature = "ssr"))]
mod tests;
pub mod types;

pub use types::{Audience, EventKind};

#[cfg(feature = "ssr")]
pub use store::{NewEvent, record};
