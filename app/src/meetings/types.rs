//! Types of meetings.

codes! {
    /// What kind of meeting it is.
    pub enum MeetingKind {
        /// Open to all, put on by the kansli.
        Hearing = "hearing",
        /// A talk between the sides.
        DialogueMeeting = "dialogue_meeting",
        /// Work together on something.
        Workshop = "workshop",
        /// Looks at what came of it all.
        FollowUpConference = "follow_up_conference",
        /// Organisations show what they do.
        Fair = "fair",
    }
}

codes! {
    /// Where a meeting stands.
    pub enum MeetingState {
        /// Announced; whether it was held follows from the clock.
        Announced = "announced",
        /// Its minutes are published.
        Documented = "documented",
        /// Cancelled.
        Cancelled = "cancelled",
    }
}

codes! {
    /// Where a sign-up stands.
    pub enum RegistrationState {
        /// Holds a place until it is confirmed, for a while.
        Held = "held",
        /// Has a place.
        Confirmed = "confirmed",
        /// Gave the place back.
        Cancelled = "cancelled",
        /// Did not confirm in time.
        Expired = "expired",
    }
}

codes! {
    /// What the minutes do with the issue of an agenda item.
    pub enum ItemOutcome {
        /// Nothing: there is no issue behind the item, or it has moved on already.
        None = "none",
        /// A public body is asked for an answer.
        Refer = "refer",
        /// Back to its forum.
        Forum = "forum",
        /// It was answered at the meeting.
        Answered = "answered",
        /// It is closed.
        Close = "close",
    }
}
