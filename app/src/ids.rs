//! Row ids as types of their own, so that one is never passed for another.

macro_rules! ids {
    ($($(#[$meta:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
        #[cfg_attr(feature = "ssr", derive(sqlx::Type), sqlx(transparent))]
        #[serde(transparent)]
        pub struct $name(pub i64);
        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { self.0.fmt(f) }
        }
        impl std::str::FromStr for $name {
            type Err = std::num::ParseIntError;
            fn from_str(s: &str) -> Result<Self, Self::Err> { s.parse().map(Self) }
        }
    )+};
}

ids! {
    /// An agreement (M10, M23).
    AgreementId,
    /// An organisation, network, public body or group.
    OrganisationId,
    /// A person.
    PersonId,
    /// One of an agreement's forums (M01).
    ForumId,
    /// An area of the city or region.
    AreaId,
    /// A theme.
    ThemeId,
    /// A principle of an agreement.
    PrincipleId,
    /// A commitment of an agreement.
    CommitmentId,
    /// An issue (M02).
    IssueId,
    /// A contribution to an issue (M02).
    ContributionId,
    /// A file attached to an issue or a contribution (M02).
    AttachmentId,
    /// A meeting (M04).
    MeetingId,
    /// An item of a meeting's agenda.
    AgendaItemId,
    /// An action that somebody took on at a meeting.
    ActionId,
    /// A round of minutes sent to be adjusted.
    RoundId,
    /// Somebody who adjusts one.
    AdjusterId,
    /// A sign-up to a meeting.
    RegistrationId,
    /// Somebody invited to a meeting.
    GuestId,
    /// An event: something that happened.
    EventId,
    /// A clock: a promised date.
    ClockId,
    /// A job to be done later.
    JobId,
    /// A mailed single-purpose secret.
    TokenId,
    /// A role of a person in an organisation.
    RoleId,
    /// A seat of a person in a body.
    SeatId,
    /// Somebody who follows an issue.
    FollowId,
    /// A saved phrase of those who curate.
    PhraseId,
    /// An information effort aimed at the public side (M08).
    EffortId,
    /// A filter of the desk that is saved under a name.
    ViewId,
    /// What the agenda of a kind of meeting begins with.
    AgendaTemplateId,
    /// Somebody who takes part in a body without a seat there (M21).
    AssociateId,
    /// A place in a body that was offered by e-mail.
    OfferId,
    /// A competence that a body needs.
    CompetenceId,
    /// A wish for a meeting (M04).
    WishId,
    /// A promise made at a talk (M05).
    PromiseId,
    /// A question from the floor of a meeting.
    QuestionId,
    /// Somebody on the speakers' list of a meeting.
    SpeakerId,
    /// A quick poll at a meeting.
    PollId,
    /// The questions after a meeting (M24).
    SurveyId,
    /// How somebody who took an initiative says that they were met (M17).
    ReceptionId,
    /// A proposal to change how a forum or a body works (M22).
    ConsensusId,
    /// Somebody who is asked about one.
    AskedId,
}
