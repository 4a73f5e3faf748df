//! Types of talks and promises.

codes! {
    /// Where a promise stands. That it is overdue follows from its clock.
    pub enum PromiseState {
        /// It was made.
        Open = "open",
        /// Its owner has told how it goes.
        UnderWay = "under_way",
        /// Its owner says that it is kept; whoever judges that has not answered.
        Claimed = "claimed",
        /// It is kept.
        Kept = "kept",
        /// Its owner took it back, with a reason.
        Dropped = "dropped",
    }
}

impl PromiseState {
    /// It is neither kept nor taken back.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Open | Self::UnderWay | Self::Claimed)
    }
}

codes! {
    /// What kind of promise it is.
    pub enum PromiseKind {
        /// Something will be done by a day.
        Commitment = "commitment",
        /// How one will act from now on; it is looked at again on a day.
        Principle = "principle",
    }
}

codes! {
    /// What can be done with a promise.
    pub enum PromiseAct {
        /// Tells how it goes.
        Report = "report",
        /// Says that it is kept.
        Claim = "claim",
        /// Confirms that it is.
        Confirm = "confirm",
        /// Answers why it is not.
        Question = "question",
        /// Takes it back.
        Drop = "drop",
        /// Opens it again.
        Reopen = "reopen",
    }
}

codes! {
    /// What the ledger counts together. The codes stand in addresses.
    pub enum Bucket {
        /// On its way, and not late.
        UnderWay = "pagar",
        /// Late.
        Overdue = "forsenade",
        /// Kept.
        Kept = "hallna",
        /// Taken back.
        Dropped = "tillbakatagna",
    }
}

codes! {
    /// What a small talk is held beside.
    pub enum Occasion {
        /// The budget.
        Budget = "budget",
        /// The annual accounts.
        Accounts = "accounts",
    }
}
