//! Types of planning.

codes! {
    /// Where a wish for a meeting stands.
    pub enum WishState {
        /// Waits for an answer.
        Open = "open",
        /// A meeting was planned of it.
        Planned = "planned",
        /// It was taken into another wish.
        Joined = "joined",
        /// It was declined.
        Declined = "declined",
        /// The organisation took it back.
        Withdrawn = "withdrawn",
    }
}

codes! {
    /// What the kansli answers to a wish.
    pub enum WishAct {
        /// A meeting is planned of it.
        Plan = "plan",
        /// It goes on in another wish.
        Join = "join",
        /// There will be no meeting.
        Decline = "decline",
    }
}

codes! {
    /// Which wishes a list shows. The codes stand in addresses.
    pub enum Shown {
        /// Those that wait for an answer.
        Open = "oppna",
        /// Those of which something came.
        Answered = "blev-av",
        /// Those that were declined or taken back.
        Ended = "avslutade",
    }
}

codes! {
    /// In which order the board lists issues. The codes stand in addresses.
    pub enum Order {
        /// What moved last first.
        Moved = "rorelse",
        /// What most organisations stand behind first.
        Backing = "stod",
        /// What has waited longest first.
        Age = "alder",
    }
}

codes! {
    /// What is decided about an issue for a meeting.
    pub enum Choice {
        /// It goes on the agenda.
        Yes = "yes",
        /// Not this time.
        No = "no",
    }
}

codes! {
    /// How an area fares with meetings.
    pub enum AreaState {
        /// A meeting was held there within six months.
        Fine = "fine",
        /// None was, but one is planned that is near.
        Planned = "planned",
        /// None was, and none is, or it is far ahead.
        LeftOut = "left_out",
    }
}
