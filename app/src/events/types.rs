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

impl ActorRole {
    /// An act in this role can be one of curation: by those who curate, or by those who change what they did after an appeal.
    pub const fn curates(self) -> bool {
        matches!(self, Self::Curator | Self::Steering)
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
        /// What was promised at talks.
        Promises = "loften",
        /// Proposals to change how forums and bodies work, and what came of them.
        Consensus = "samsyn",
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
        /// It was taken back from the body.
        IssueTakenBack = "issue_taken_back",
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
        /// It was hidden from all but those who wrote it and those who curate.
        IssueHidden = "issue_hidden",
        /// It was shown again.
        IssueRestored = "issue_restored",
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
        /// A draft of a meeting was saved.
        MeetingDrafted = "meeting_drafted",
        /// A draft of a meeting was thrown away.
        MeetingDropped = "meeting_dropped",
        /// A meeting was announced.
        MeetingAnnounced = "meeting_announced",
        /// Its time, place or agenda changed.
        MeetingChanged = "meeting_changed",
        /// It was cancelled.
        MeetingCancelled = "meeting_cancelled",
        /// Sign-up to it opened.
        MeetingOpened = "meeting_opened",
        /// What came of it was written down.
        MeetingFollowedUp = "meeting_followed_up",
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
        /// The minutes were sent to those who adjust them.
        MinutesSent = "minutes_sent",
        /// Somebody who adjusts them approved them, or asked for a change.
        MinutesAnswered = "minutes_answered",
        /// What was wrong in published minutes was put right beside them.
        MinutesCorrected = "minutes_corrected",
        /// Files or a recording of a meeting were added.
        DocumentationAdded = "documentation_added",
        /// They were removed.
        DocumentationRemoved = "documentation_removed",
        /// It was told how an action goes.
        ActionProgressed = "action_progressed",
        /// The date of an action was moved.
        ActionMoved = "action_moved",
        /// An action from the minutes was done.
        ActionDone = "action_done",
        /// It was not, and is open again.
        ActionReopened = "action_reopened",
        /// A promise made at a talk was written down.
        PromiseRecorded = "promise_recorded",
        /// What is written about it was corrected.
        PromiseCorrected = "promise_corrected",
        /// Its owner told how it goes.
        PromiseReported = "promise_reported",
        /// Its owner says that it is kept.
        PromiseClaimed = "promise_claimed",
        /// It was confirmed that it is kept.
        PromiseKept = "promise_kept",
        /// It was answered why it is not.
        PromiseQuestioned = "promise_questioned",
        /// Its owner took it back.
        PromiseDropped = "promise_dropped",
        /// It was opened again.
        PromiseReopened = "promise_reopened",
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
        /// Somebody went on the waiting list.
        RegistrationWaiting = "registration_waiting",
        /// Somebody on the waiting list got a place that was given back.
        RegistrationMovedUp = "registration_moved_up",
        /// Somebody was checked in at the door.
        RegistrationCheckedIn = "registration_checked_in",
        /// That was undone.
        CheckInUndone = "check_in_undone",
        /// Guests were invited to a meeting.
        GuestInvited = "guest_invited",
        /// A guest said yes.
        GuestAccepted = "guest_accepted",
        /// A guest said no.
        GuestDeclined = "guest_declined",
        /// An invitation was taken back.
        GuestWithdrawn = "guest_withdrawn",
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
        /// Somebody was offered a place in a body.
        SeatOffered = "seat_offered",
        /// A seat got another post, function or last day.
        SeatChanged = "seat_changed",
        /// What a body needs to know was changed.
        CompetencesChanged = "competences_changed",
        /// Who sits in a body was reviewed.
        RepresentationReviewed = "representation_reviewed",
        /// Who of a body was at a meeting was written down.
        AttendanceNoted = "attendance_noted",
        /// An organisation was recorded as signatory.
        SignatoryRecorded = "signatory_recorded",
        /// It left the agreement.
        SignatoryEnded = "signatory_ended",
        /// The agreement's data were changed.
        AgreementApplied = "agreement_applied",
        /// An organisation wished for a meeting.
        WishPosted = "wish_posted",
        /// Another organisation wants the same meeting.
        WishSupported = "wish_supported",
        /// It no longer does.
        WishUnsupported = "wish_unsupported",
        /// A meeting was planned of a wish.
        WishPlanned = "wish_planned",
        /// A wish was taken into another.
        WishJoined = "wish_joined",
        /// A wish was declined.
        WishDeclined = "wish_declined",
        /// The organisation took its wish back.
        WishWithdrawn = "wish_withdrawn",
        /// A wish waits for an answer again, since what came of it fell through.
        WishReopened = "wish_reopened",
        /// What a wish says was hidden.
        WishHidden = "wish_hidden",
        /// It was shown again.
        WishRestored = "wish_restored",
        /// An issue was not chosen for a meeting.
        IssueNotChosen = "issue_not_chosen",
        /// Those who were at a meeting were asked how it was. What they answer is no event.
        SurveySent = "survey_sent",
        /// Words that came with answers were let through.
        SurveyWordsShown = "survey_words_shown",
        /// They are shown no longer.
        SurveyWordsHidden = "survey_words_hidden",
        /// Somebody proposed to change how a forum or a body works.
        ConsensusProposed = "consensus_proposed",
        /// One of those who are asked consents.
        ConsensusGiven = "consensus_given",
        /// One of them stands aside.
        ConsensusAside = "consensus_aside",
        /// One of them objects.
        ConsensusObjected = "consensus_objected",
        /// The words of an answer were hidden.
        ConsensusWordsHidden = "consensus_words_hidden",
        /// They were shown.
        ConsensusWordsShown = "consensus_words_shown",
        /// There is a new version of the text, and all are asked anew.
        ConsensusRevised = "consensus_revised",
        /// Those who are asked got more time.
        ConsensusProlonged = "consensus_prolonged",
        /// The proposal passed.
        ConsensusPassed = "consensus_passed",
        /// Its last day went by, and it did not pass.
        ConsensusLapsed = "consensus_lapsed",
        /// Whoever proposed took it back.
        ConsensusWithdrawn = "consensus_withdrawn",
        /// The model was reviewed.
        ModelReviewed = "model_reviewed",
    }
}

impl EventKind {
    /// Who may read events of this kind. A public event of an issue that is not published yet is read by its parties only.
    pub const fn audience(self) -> Audience {
        match self {
            Self::ContentFlagged | Self::FlagsAnswered | Self::StaffNoteAdded => Audience::Curator,
            Self::MeetingDrafted | Self::MeetingDropped | Self::MinutesAnswered => Audience::Curator,
            Self::RegistrationHeld | Self::RegistrationConfirmed | Self::RegistrationChanged | Self::RegistrationCancelled | Self::RegistrationExpired => {
                Audience::Curator
            }
            Self::RegistrationWaiting
            | Self::RegistrationMovedUp
            | Self::RegistrationCheckedIn
            | Self::CheckInUndone
            | Self::GuestInvited
            | Self::GuestAccepted
            | Self::GuestDeclined
            | Self::GuestWithdrawn => Audience::Curator,
            Self::ColleagueInvited | Self::RoleStarted | Self::RoleEnded | Self::SeatOffered => Audience::Parties,
            _ => Audience::Public,
        }
    }
    /// True for acts of curation, which stand in the public log with their reason (rule 2). Of reopening and undoing only where those who
    /// curate did it ([`ActorRole::curates`]): what an organisation does with its own issue is no act of curation.
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
                | Self::IssueTakenBack
                | Self::IssueConcluded
                | Self::IssueFollowedUp
                | Self::IssueClosed
                | Self::IssueMerged
                | Self::IssueUnmerged
                | Self::IssueReopened
                | Self::IssueMoved
                | Self::IssueHidden
                | Self::IssueRestored
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
                | Self::MeetingFollowedUp
                | Self::QuestionHidden
                | Self::QuestionRestored
                | Self::MinutesPublished
                | Self::PromiseRecorded
                | Self::PromiseCorrected
                | Self::PromiseKept
                | Self::PromiseQuestioned
                | Self::PromiseReopened
                | Self::MinutesCorrected
                | Self::ActionMoved
                | Self::ActionReopened
                | Self::SignatoryRecorded
                | Self::SignatoryEnded
                | Self::WishPlanned
                | Self::WishJoined
                | Self::WishDeclined
                | Self::WishReopened
                | Self::WishHidden
                | Self::WishRestored
                | Self::IssueNotChosen
                | Self::SurveyWordsShown
                | Self::SurveyWordsHidden
                | Self::ConsensusProposed
                | Self::ConsensusObjected
                | Self::ConsensusWordsHidden
                | Self::ConsensusWordsShown
                | Self::ConsensusRevised
                | Self::ConsensusProlonged
                | Self::ConsensusPassed
                | Self::ConsensusLapsed
                | Self::ConsensusWithdrawn
                | Self::ModelReviewed
        )
    }
}
