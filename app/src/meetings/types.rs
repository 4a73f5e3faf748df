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
        /// A meeting of a body's own group (M06).
        GroupMeeting = "group_meeting",
        /// A talk of the steering group and its guests with politicians (M05).
        HighLevelTalk = "high_level_talk",
        /// The yearly talk to which all of civil society and the politicians are invited (M05).
        GeneralAssembly = "general_assembly",
    }
}

codes! {
    /// Where a meeting stands.
    pub enum MeetingState {
        /// Prepared by those who manage meetings; read by nobody else.
        Draft = "draft",
        /// Announced; whether it was held follows from the clock.
        Announced = "announced",
        /// Announced, and people can sign up.
        Open = "open",
        /// Its minutes are published.
        Documented = "documented",
        /// Its actions are done, or somebody has written down what came of them.
        FollowedUp = "followed_up",
        /// Cancelled.
        Cancelled = "cancelled",
    }
}

codes! {
    /// When people can begin to sign up.
    pub enum Opening {
        /// As soon as the meeting is announced.
        Now = "now",
        /// On a day, by itself.
        OnDay = "on_day",
        /// When somebody opens it.
        ByHand = "by_hand",
    }
}

impl MeetingState {
    /// It is to be held, or was and has no minutes yet.
    pub const fn is_standing(self) -> bool {
        matches!(self, Self::Announced | Self::Open)
    }
    /// Its minutes are published.
    pub const fn has_minutes(self) -> bool {
        matches!(self, Self::Documented | Self::FollowedUp)
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
        /// Wants to stand on the waiting list, and has not confirmed yet.
        Asked = "asked",
        /// Stands on the waiting list.
        Waiting = "waiting",
    }
}

codes! {
    /// What somebody needs to be able to take part, beside what they write in own words.
    pub enum NeedKind {
        /// An interpreter; it says which.
        Interpreter = "interpreter",
        /// Room for a wheelchair.
        Wheelchair = "wheelchair",
        /// Child care; how many, how old.
        ChildCare = "child_care",
        /// Food; allergies and the like.
        Food = "food",
    }
}

codes! {
    /// What somebody who was invited has answered.
    pub enum GuestState {
        /// Nothing yet.
        Invited = "invited",
        /// Yes.
        Accepted = "accepted",
        /// No.
        Declined = "declined",
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
