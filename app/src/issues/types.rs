//! Types of issues.

codes! {
    /// Where an issue stands (M03). Being hidden or appealed is not a state.
    pub enum IssueState {
        /// Waits for the kansli.
        Submitted = "submitted",
        /// Discussed in its forum.
        InForum = "in_forum",
        /// On the agenda of a meeting.
        OnAgenda = "on_agenda",
        /// With a public body for an answer.
        Referred = "referred",
        /// Answered.
        Answered = "answered",
        /// What came of the answer is written down.
        FollowedUp = "followed_up",
        /// Closed.
        Closed = "closed",
        /// Merged into another.
        Merged = "merged",
        /// Declined by the kansli.
        Declined = "declined",
        /// Withdrawn by the organisation.
        Withdrawn = "withdrawn",
    }
}

impl IssueState {
    /// True while something more is expected to happen.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Submitted | Self::InForum | Self::OnAgenda | Self::Referred | Self::Answered | Self::FollowedUp)
    }
}

codes! {
    /// An act that moves an issue, or leaves it where it is with a new date.
    pub enum IssueAct {
        /// The kansli takes it into its forum.
        Accept = "accept",
        /// The kansli asks the organisation to add something.
        AskBack = "ask_back",
        /// The organisation adds it.
        Complete = "complete",
        /// The kansli declines it.
        Decline = "decline",
        /// The kansli moves it to another forum.
        Move = "move",
        /// The kansli puts it on the agenda of a meeting.
        PutOnAgenda = "put_on_agenda",
        /// The kansli takes it off again.
        TakeOffAgenda = "take_off_agenda",
        /// The kansli asks a public body for an answer.
        Refer = "refer",
        /// The kansli reminds the body.
        Remind = "remind",
        /// The kansli takes it back from the body into its forum.
        TakeBack = "take_back",
        /// The body answers.
        Answer = "answer",
        /// It was answered at the meeting.
        Conclude = "conclude",
        /// The kansli writes down what came of the answer.
        FollowUp = "follow_up",
        /// The kansli closes it.
        Close = "close",
        /// The kansli merges it into another.
        Merge = "merge",
        /// The kansli undoes the merge.
        Unmerge = "unmerge",
        /// The organisation withdraws it.
        Withdraw = "withdraw",
        /// It is opened again: by the kansli, or by the organisation when it was withdrawn.
        Reopen = "reopen",
    }
}
