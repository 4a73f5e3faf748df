//! Types of consensus.

codes! {
    /// Where a proposal stands.
    pub enum ProposalState {
        /// Those who are asked answer.
        Open = "open",
        /// All have answered, and nobody objects.
        Passed = "passed",
        /// Its last day went by without that.
        Lapsed = "lapsed",
        /// Whoever proposed took it back.
        Withdrawn = "withdrawn",
    }
}

codes! {
    /// What somebody who is asked answers.
    pub enum Answer {
        /// It may be so.
        Consent = "consent",
        /// Neither for nor against: it may be so without them.
        Aside = "aside",
        /// It may not be so, and why.
        Object = "object",
    }
}

codes! {
    /// What can happen to a proposal.
    pub enum ProposalAct {
        /// Somebody who is asked answers, or changes the answer.
        Answer = "answer",
        /// A new version of the text, after an objection.
        Revise = "revise",
        /// More time.
        Prolong = "prolong",
        /// It is taken back.
        Withdraw = "withdraw",
        /// All have answered, and nobody objects.
        Pass = "pass",
        /// Its last day has passed.
        Lapse = "lapse",
    }
}

codes! {
    /// Which proposals a list shows. The codes stand in addresses.
    pub enum Shown {
        /// Those that are answered now.
        Open = "oppna",
        /// Those that passed.
        Passed = "antagna",
        /// Those that did not.
        Lapsed = "inte-antagna",
        /// Those that were taken back.
        Withdrawn = "aterkallade",
    }
}

impl Shown {
    /// The state of those that are shown.
    pub const fn state(self) -> ProposalState {
        match self {
            Self::Open => ProposalState::Open,
            Self::Passed => ProposalState::Passed,
            Self::Lapsed => ProposalState::Lapsed,
            Self::Withdrawn => ProposalState::Withdrawn,
        }
    }
}
