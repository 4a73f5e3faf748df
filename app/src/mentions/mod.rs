//! Mentions (M02): `@handle` in an issue's text, a contribution or a public body's answer names an organisation. It becomes a link when
//! the text is saved, stands on the organisation's page, and is told to its representatives once, when all may read it.
//!
//! The handle is the slug of the organisation's page in the register; one that it had before still works. Handles that nobody has stay
//! as typed. A quotation mentions nobody: who is quoted has done so already *(ours)*.

#[cfg(feature = "ssr")]
pub mod service;
#[cfg(feature = "ssr")]
pub mod store;
#[cfg(all(test, feature = "ssr"))]
mod tests;
#[cfg(feature = "ssr")]
pub mod view;

#[cfg(feature = "ssr")]
pub use found::Mentions;
#[cfg(feature = "ssr")]
mod found;

use crate::ids::{ContributionId, EventId, IssueId};
use serde::{Deserialize, Serialize};

/// The text that mentions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// The issue whose text it is, or in whose thread or chain it stands.
    pub issue: IssueId,
    /// The contribution.
    pub contribution: Option<ContributionId>,
    /// The event of a public body's answer.
    pub event: Option<EventId>,
}

impl Place {
    /// An issue's own text.
    pub fn issue(issue: IssueId) -> Self {
        Self { issue, contribution: None, event: None }
    }
    /// A contribution to it.
    pub fn contribution(issue: IssueId, contribution: ContributionId) -> Self {
        Self { contribution: Some(contribution), ..Self::issue(issue) }
    }
    /// An answer to it.
    pub fn answer(issue: IssueId, event: EventId) -> Self {
        Self { event: Some(event), ..Self::issue(issue) }
    }
}
