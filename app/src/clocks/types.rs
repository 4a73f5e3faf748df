//! Kinds of promised dates.

codes! {
    /// What is promised by a clock's date.
    pub enum ClockKind {
        /// The kansli decides about a new issue.
        Acceptance = "acceptance",
        /// The organisation adds what it was asked for.
        Completion = "completion",
        /// The kansli takes the next step with an issue in its forum.
        NextStep = "next_step",
        /// The issue is taken up at a meeting.
        Hearing = "hearing",
        /// A public body answers.
        Answer = "answer",
        /// The kansli follows up an answer.
        FollowUp = "follow_up",
        /// The kansli publishes the minutes of a meeting.
        Minutes = "minutes",
        /// Those who adjust the minutes of a meeting have answered.
        Adjustment = "adjustment",
        /// Whoever took on an action has done it.
        Action = "action",
        /// The steering group answers an appeal.
        Appeal = "appeal",
        /// Who sits in a body is reviewed.
        Representation = "representation",
        /// The kansli answers a wish for a meeting.
        Wish = "wish",
        /// What was promised at a talk is kept, or looked at again.
        Promise = "promise",
        /// Those who are asked answer a proposal to change how a forum or a body works.
        Consensus = "consensus",
        /// The model itself is reviewed.
        ModelReview = "model_review",
    }
}
