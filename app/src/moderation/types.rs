//! Types of moderation.

codes! {
    /// Why somebody reports content.
    pub enum FlagReason {
        /// It tells something about a person that is nobody's business.
        Personal = "personal",
        /// It insults or degrades.
        Hateful = "hateful",
        /// It threatens.
        Threat = "threat",
        /// It advertises, or has nothing to do with the issue.
        Advertising = "advertising",
        /// Something else, which the note says.
        Other = "other",
    }
}

codes! {
    /// What came of a report.
    pub enum FlagOutcome {
        /// Something was done: hidden, declined, asked to change.
        Acted = "acted",
        /// It stays as it is.
        Kept = "kept",
    }
}
