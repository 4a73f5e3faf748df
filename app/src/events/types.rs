//! Kinds of events, and who may read each.

codes! {
    /// Who may read an event.
    pub enum Audience {
        /// Everybody.
        Public = "public",
        /// The organisations and bodies that the thing concerns, and the kansli.
        Parties = "parties",
        /// The body that does the kansli's work.
        Curator = "curator",
        /// The civil-society seats of the body that hears appeals.
        CivilSeats = "civil_seats",
    }
}

codes! {
    /// In which role somebody acted. Shown in public in place of the person.
    pub enum ActorRole {
        /// For the body that does the kansli's work.
        Curator = "curator",
        /// For civil society in the body that hears appeals.
        Steering = "steering",
        /// For a public body.
        Officer = "officer",
        /// As a politician.
        Politician = "politician",
        /// For an organisation of civil society.
        Representative = "representative",
        /// As themselves.
        Individual = "individual",
        /// Not signed in.
        Visitor = "visitor",
        /// By an operator's command.
        Operator = "operator",
        /// By itself, as time passed.
        System = "system",
    }
}

codes! {
    /// What the log can be narrowed to. The codes stand in addresses.
    pub enum Topic {
        /// What happened to issues.
        Issues = "fragor",
        /// What happened to contributions.
        Contributions = "inlagg",
        /// Meetings and their minutes.
        Meetings = "moten",
        /// Restrictions of those who write.
        Order = "ordning",
        /// Signatories and organisations.
        Parties = "anslutna",
        /// Appeals and what came of them.
        Appeals = "overklaganden",
    }
}

codes! {
    /// What happened.
    pub enum EventKind {
        /// An issue was posted.
        IssuePosted = "issue_posted",
        /// Its text was changed.
        IssueEdited = "issue_edited",
        /// It was accepted into its forum.
        IssueAccepted = "issue_accepted",
        /// The organisation was asked to add something.
        IssueAskedBack = "issue_asked_back",
        /// The organisation added what was asked for.
        IssueCompleted = "issue_completed",
        /// It was declined.
        IssueDeclined = "issue_declined",
        /// It was put on the agenda of a meeting.
        IssuePutOnAgenda = "issue_put_on_agenda",
        /// It was taken off an agenda.
        IssueTakenOffAgenda = "issue_taken_off_agenda",
        /// A public body was asked for an answer.
        IssueReferred = "issue_referred",
        /// The body was reminded.
        IssueReminded = "issue_reminded",
        /// The body answered.
        IssueAnswered = "issue_answered",
        /// It was answered at the meeting.
        IssueConcluded = "issue_concluded",
        /// What came of the answer was written down.
        IssueFollowedUp = "issue_followed_up",
        /// It was closed.
        IssueClosed = "issue_closed",
        /// It was merged into another.
        IssueMerged = "issue_merged",
        /// The merge was undone.
        IssueUnmerged = "issue_unmerged",
        /// The organisation withdrew it.
        IssueWithdrawn = "issue_withdrawn",
        /// It was opened again.
        IssueReopened = "issue_reopened",
        /// It was moved to another forum.
        IssueMoved = "issue_moved",
        /// The act before was undone within a minute.
        ActUndone = "act_undone",
        /// It was split off from a contribution to another issue.
        IssueSplit = "issue_split",
        /// A contribution became an issue of its own.
        ContributionSplit = "contribution_split",
        /// Somebody contributed.
        ContributionPosted = "contribution_posted",
        /// A waiting contribution was published.
        ContributionPublished = "contribution_published",
        /// A contribution was hidden.
        ContributionHidden = "contribution_hidden",
        /// A hidden contribution was shown again.
        ContributionRestored = "contribution_restored",
        /// Somebody reported content. By whom is not recorded.
        ContentFlagged = "content_flagged",
        /// Reports of something were answered.
        FlagsAnswered = "flags_answered",
        /// Somebody who curates kept a note.
        StaffNoteAdded = "staff_note_added",
        /// A person or an organisation was slowed or stopped. Whom is not recorded.
        ParticipantRestricted = "participant_restricted",
        /// That was lifted early.
        RestrictionLifted = "restriction_lifted",
        /// An act of curation was appealed by whoever wrote what it was against.
        AppealMade = "appeal_made",
        /// The steering group decided an appeal.
        AppealDecided = "appeal_decided",
        /// An appeal was taken back.
        AppealWithdrawn = "appeal_withdrawn",
        /// Those who curate changed what was appealed themselves.
        AppealSettled = "appeal_settled",
        /// A contribution was changed.
        ContributionEdited = "contribution_edited",
        /// A file was attached to an issue or a contribution.
        AttachmentAdded = "attachment_added",
        /// It was removed.
        AttachmentRemoved = "attachment_removed",
        /// Those who curate took one down.
        AttachmentTakenDown = "attachment_taken_down",
        /// An organisation stands behind an issue.
        BackingGiven = "backing_given",
        /// It no longer does.
        BackingWithdrawn = "backing_withdrawn",
        /// A meeting was announced.
        MeetingAnnounced = "meeting_announced",
        /// Its time, place or agenda changed.
        MeetingChanged = "meeting_changed",
        /// It was cancelled.
        MeetingCancelled = "meeting_cancelled",
        /// It was held.
        MeetingHeld = "meeting_held",
        /// Those who lead it began it.
        MeetingStarted = "meeting_started",
        /// They ended it.
        MeetingEnded = "meeting_ended",
        /// A question from the floor was hidden.
        QuestionHidden = "question_hidden",
        /// It was shown again.
        QuestionRestored = "question_restored",
        /// Its minutes were published.
        MinutesPublished = "minutes_published",
        /// An action from the minutes was done.
        ActionDone = "action_done",
        /// Somebody asked for a place.
        RegistrationHeld = "registration_held",
        /// The place was confirmed.
        RegistrationConfirmed = "registration_confirmed",
        /// The sign-up was changed.
        RegistrationChanged = "registration_changed",
        /// The place was given back.
        RegistrationCancelled = "registration_cancelled",
        /// The place was let go since nobody confirmed it.
        RegistrationExpired = "registration_expired",
        /// An organisation was registered.
        OrganisationRegistered = "organisation_registered",
        /// What it says about itself was changed.
        OrganisationChanged = "organisation_changed",
        /// A colleague was invited.
        ColleagueInvited = "colleague_invited",
        /// A person took on a role in an organisation.
        RoleStarted = "role_started",
        /// The role ended.
        RoleEnded = "role_ended",
        /// A person took a seat in a body.
        SeatStarted = "seat_started",
        /// The seat was left.
        SeatEnded = "seat_ended",
        /// An organisation was recorded as signatory.
        SignatoryRecorded = "signatory_recorded",
        /// It left the agreement.
        SignatoryEnded = "signatory_ended",
        /// The agreement's data were changed.
        AgreementApplied = "agreement_applied",
    }
}

impl EventKind {
    /// Who may read events of this kind. A public event of an issue that is not published yet is read by its parties only.
    pub const fn audience(self) -> Audience {
        match self {
            Self::ContentFlagged | Self::FlagsAnswered | Self::StaffNoteAdded => Audience::Curator,
            Self::RegistrationHeld | Self::RegistrationConfirmed | Self::RegistrationChanged | Self::RegistrationCancelled | Self::RegistrationExpired => {
                Audience::Curator
            }
            Self::ColleagueInvited | Self::RoleStarted | Self::RoleEnded => Audience::Parties,
            _ => Audience::Public,
        }
    }
    /// True for acts of curation, which stand in the public log with their reason (rule 2).
    pub const fn is_curation(self) -> bool {
        matches!(
            self,
            Self::IssueAccepted
                | Self::IssueAskedBack
                | Self::IssueDeclined
                | Self::IssuePutOnAgenda
                | Self::IssueTakenOffAgenda
                | Self::IssueReferred
                | Self::IssueReminded
                | Self::IssueConcluded
                | Self::IssueFollowedUp
                | Self::IssueClosed
                | Self::IssueMerged
                | Self::IssueUnmerged
                | Self::IssueReopened
                | Self::IssueMoved
                | Self::ActUndone
                | Self::IssueSplit
                | Self::ContributionSplit
                | Self::ContributionPublished
                | Self::ContributionHidden
                | Self::ContributionRestored
                | Self::AttachmentTakenDown
                | Self::ParticipantRestricted
                | Self::RestrictionLifted
                | Self::AppealMade
                | Self::AppealDecided
                | Self::AppealWithdrawn
                | Self::AppealSettled
                | Self::MeetingAnnounced
                | Self::MeetingChanged
                | Self::MeetingCancelled
                | Self::QuestionHidden
                | Self::QuestionRestored
                | Self::MinutesPublished
                | Self::SignatoryRecorded
                | Self::SignatoryEnded
        )
    }
}
