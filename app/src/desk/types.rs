//! Types of the desk.

codes! {
    /// A queue of the desk. The codes stand in addresses.
    pub enum Queue {
        /// What is due today and overdue, what came in, and the meetings of the week.
        Day = "min-dag",
        /// The next seven days, day by day.
        Week = "veckan",
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
        /// Decisions of one's own that were appealed: the steering group answers.
        Appeals = "overklagat",
        /// Passed dates: the kansli's own and others'.
        Overdue = "forsenat",
        /// What was promised at talks and is not kept in time.
        Promises = "loften",
        /// Actions from minutes that are not done in time.
        Actions = "atgarder",
        /// Bodies in which something has to be done about who sits there.
        Bodies = "organ",
        /// Information efforts aimed at the public side.
        Efforts = "insatser",
        /// Wishes for meetings that wait for an answer.
        Wishes = "onskemal",
        /// Meetings that are prepared and not announced yet.
        Drafts = "utkast",
        /// Proposals that are answered now, and the review of the model.
        Consensus = "samsyn",
        /// Meetings ahead.
        Meetings = "moten",
        /// Meetings that were held and wait for their minutes.
        Minutes = "anteckningar",
        /// Minutes that those who adjust them have.
        Adjusting = "justering",
        /// What forums and bodies plan: coming meetings and wishes side by side.
        Plans = "planer",
    }
}

codes! {
    /// Headings under which the queues stand, in their order.
    pub enum Group {
        /// My day and the week.
        Time = "tid",
        /// Issues and contributions.
        Issues = "fragor",
        /// Dates, bodies and efforts.
        Dates = "datum",
        /// Meetings.
        Meetings = "moten",
    }
}

impl Queue {
    /// The heading under which it stands.
    pub const fn group(self) -> Group {
        match self {
            Self::Day | Self::Week => Group::Time,
            Self::Publication | Self::Flags | Self::New | Self::Newcomers | Self::AskedBack | Self::Appeals => Group::Issues,
            Self::Overdue | Self::Promises | Self::Actions | Self::Bodies | Self::Consensus | Self::Efforts => Group::Dates,
            Self::Wishes | Self::Drafts | Self::Meetings | Self::Minutes | Self::Adjusting | Self::Plans => Group::Meetings,
        }
    }
}

codes! {
    /// Whose promise it is, for a filter. The codes stand in addresses.
    pub enum Owner {
        /// The body that does the kansli's work.
        Curator = "kansliet",
        /// Others of civil society.
        Civil = "civilsamhallet",
        /// The public side.
        Public = "offentliga",
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
        /// Minutes that were sent to be adjusted.
        Round = "round",
        /// A body with terms that end soon (`place` says "terms") or with unequal numbers ("unequal").
        Body = "body",
        /// A wish for a meeting.
        Wish = "wish",
        /// An information effort.
        Effort = "effort",
        /// A saved view: it waits for nobody, and comes in the same statement.
        View = "view",
        /// A proposal to change how a forum or a body works: `meeting_number` and `meeting_title` are its own, `backers` how many have
        /// answered, `flags` how many have not, and `place` says "object" where somebody objects.
        Consensus = "consensus",
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

codes! {
    /// What is counted of what the curating body did. The codes head the columns of the file.
    pub enum Figure {
        /// Issues taken in.
        Accepted = "intagna",
        /// Additions asked for.
        AskedBack = "kompletteringar",
        /// Issues declined.
        Declined = "avbojda",
        /// Issues merged.
        Merged = "sammanslagna",
        /// Answers asked of public bodies.
        Referred = "remitterade",
        /// Reminders.
        Reminded = "paminda",
        /// Issues followed up.
        FollowedUp = "uppfoljda",
        /// Issues closed.
        Closed = "avslutade",
        /// Contributions published after reading.
        Published = "publicerade",
        /// Issues and contributions hidden.
        Hidden = "dolda",
        /// Reports answered.
        Reports = "anmalningar",
        /// Median days from a posted issue to the first decision.
        FirstDays = "mediandagar",
        /// Wishes for meetings answered.
        Wishes = "onskemal",
        /// Hearings held.
        Hearings = "hearingar",
        /// Other meetings held.
        Meetings = "andra-moten",
        /// Minutes published.
        Minutes = "anteckningar",
        /// Minutes published by the promised date.
        MinutesInTime = "anteckningar-i-tid",
        /// Information efforts done.
        Efforts = "insatser",
    }
}

/// How old the oldest of a queue is, where its things wait; how late or how near the first is, where they have dates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Age {
    /// It has waited so many days.
    Waited(i64),
    /// Its date passed so many days ago.
    Late(i64),
    /// Its date is in so many days; 0 is today.
    In(i64),
}

#[cfg(feature = "ssr")]
impl Age {
    /// Of a date.
    pub fn of_date(date: chrono::NaiveDate, today: chrono::NaiveDate) -> Self {
        match (date - today).num_days() {
            days if days < 0 => Self::Late(-days),
            days => Self::In(days),
        }
    }
}
