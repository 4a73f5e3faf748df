//! Types of the desk.

codes! {
    /// A queue of the desk. The codes stand in addresses.
    pub enum Queue {
        /// What is due today and overdue, what came in, and the meetings of the week.
        Day = "min-dag",
        /// Issues and contributions that wait for publication.
        Publication = "publicering",
        /// Content that somebody reported.
        Flags = "anmalt",
        /// New issues in a forum, about which nothing is decided yet.
        New = "nya",
        /// Those who wrote here for the first time, and to whom nobody has answered.
        Newcomers = "nykomlingar",
        /// Issues whose organisation was asked for an addition.
        AskedBack = "komplettering",
        /// Passed dates: the kansli's own and others'.
        Overdue = "forsenat",
        /// Decisions of one's own that were appealed: the steering group answers.
        Appeals = "overklagat",
        /// Bodies in which something has to be done about who sits there.
        Bodies = "organ",
        /// Wishes for meetings that wait for an answer.
        Wishes = "onskemal",
        /// Meetings ahead.
        Meetings = "moten",
        /// Meetings that were held and wait for their minutes.
        Minutes = "anteckningar",
    }
}

codes! {
    /// Why something stands on the desk.
    pub enum Source {
        /// A promised date.
        Clock = "clock",
        /// A contribution that waits for publication.
        Waiting = "waiting",
        /// Reports of content.
        Flag = "flag",
        /// A first issue or contribution without an answer.
        Newcomer = "newcomer",
        /// A meeting that is not documented.
        Meeting = "meeting",
        /// A body with terms that end soon (`place` says "terms") or with unequal numbers ("unequal").
        Body = "body",
        /// A wish for a meeting.
        Wish = "wish",
    }
}

codes! {
    /// What can be decided about several contributions that wait. The codes stand in addresses.
    pub enum WaitingAct {
        /// All may read them.
        Publish = "publish",
        /// They are declined and hidden.
        Hide = "hide",
    }
}

codes! {
    /// How soon something is due.
    pub enum Urgency {
        /// The date has passed.
        Late = "sent",
        /// Today.
        Today = "i-dag",
        /// Within a week.
        Week = "vecka",
        /// Later, or without a date.
        Later = "senare",
    }
}
