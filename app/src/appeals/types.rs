//! Types of appeals.

use crate::events::EventKind;
use crate::issues::types::IssueAct;

codes! {
    /// What came of an appeal.
    pub enum AppealOutcome {
        /// The act was changed back: by the steering group, or by the curating body itself meanwhile.
        Changed = "changed",
        /// The act stands.
        Stands = "stands",
        /// Whoever appealed took it back.
        Withdrawn = "withdrawn",
    }
}

codes! {
    /// An act of curation that whoever wrote the text can appeal, by the code of its event.
    pub enum Appealable {
        /// The issue was declined.
        Declined = "issue_declined",
        /// The issue was merged into another.
        Merged = "issue_merged",
        /// The issue was moved to another forum.
        Moved = "issue_moved",
        /// The issue was closed.
        Closed = "issue_closed",
        /// The issue was hidden.
        IssueHidden = "issue_hidden",
        /// The contribution was hidden.
        Hidden = "contribution_hidden",
    }
}

impl Appealable {
    /// The act that an event records, if it is one of these.
    pub fn of(kind: EventKind) -> Option<Self> {
        kind.code().parse().ok()
    }
    /// The same of an act on an issue.
    pub const fn of_act(act: IssueAct) -> Option<Self> {
        match act {
            IssueAct::Decline => Some(Self::Declined),
            IssueAct::Merge => Some(Self::Merged),
            IssueAct::Move => Some(Self::Moved),
            IssueAct::Close => Some(Self::Closed),
            _ => None,
        }
    }
    /// The act on the issue that changes it back; what is hidden is shown again instead.
    pub const fn way_back(self) -> Option<IssueAct> {
        match self {
            Self::Declined | Self::Closed => Some(IssueAct::Reopen),
            Self::Merged => Some(IssueAct::Unmerge),
            Self::Moved => Some(IssueAct::Move),
            Self::IssueHidden | Self::Hidden => None,
        }
    }
}
