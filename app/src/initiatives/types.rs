//! Types of initiatives.

use crate::ids::{IssueId, WishId};
use serde::{Deserialize, Serialize};

/// An initiative, for the job that asks about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Initiative {
    /// An issue.
    #[serde(rename = "issue")]
    Issue(IssueId),
    /// A wish for a meeting.
    #[serde(rename = "wish")]
    Wish(WishId),
}

codes! {
    /// What kind of initiative it is. The codes stand in addresses.
    pub enum InitiativeKind {
        /// An issue.
        Issue = "fragor",
        /// A wish for a meeting.
        Wish = "onskemal",
    }
}

codes! {
    /// What an initiative led to. The codes stand in addresses.
    pub enum Led {
        /// It goes on.
        Ongoing = "pagar",
        /// It was answered, or a meeting was held.
        Answered = "besvarad",
        /// What came of the answer is written down.
        FollowedUp = "uppfoljd",
        /// It was decided not to go on.
        NotOn = "inte-vidare",
        /// It goes on in another.
        Joined = "i-en-annan",
        /// Whoever took it took it back.
        Withdrawn = "aterkallad",
    }
}
