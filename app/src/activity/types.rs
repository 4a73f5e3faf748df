//! What stands in the diary.

use crate::events::EventKind;

codes! {
    /// What an entry is about. The codes stand in addresses.
    pub enum Chapter {
        /// What was decided about issues.
        Issues = "fragor",
        /// What public bodies answered.
        Answers = "svar",
        /// Meetings, what was wished for and what came of them.
        Meetings = "moten",
        /// Promises made at talks.
        Promises = "loften",
        /// Proposals to change how a forum or a body works, and the review of the model.
        Consensus = "samsyn",
        /// Who sits in bodies.
        Bodies = "organ",
        /// The agreement and its signatories.
        Agreement = "overenskommelsen",
        /// Appeals that were decided.
        Appeals = "overklaganden",
    }
}

/// Where an event stands in the diary; nothing for what does not: contributions and what is done to them, what single organisations do
/// for themselves, and what few may read. Each new kind has to choose.
pub const fn chapter(kind: EventKind) -> Option<Chapter> {
    use EventKind as K;
    match kind {
        K::IssueAccepted
        | K::IssueAskedBack
        | K::IssueDeclined
        | K::IssuePutOnAgenda
        | K::IssueTakenOffAgenda
        | K::IssueReferred
        | K::IssueReminded
        | K::IssueTakenBack
        | K::IssueConcluded
        | K::IssueFollowedUp
        | K::IssueClosed
        | K::IssueMerged
        | K::IssueUnmerged
        | K::IssueReopened
        | K::IssueMoved
        | K::IssueSplit
        | K::IssueNotChosen => Some(Chapter::Issues),
        K::IssueAnswered => Some(Chapter::Answers),
        K::MeetingAnnounced
        | K::MeetingChanged
        | K::MeetingCancelled
        | K::MeetingOpened
        | K::MeetingFollowedUp
        | K::MeetingHeld
        | K::MinutesPublished
        | K::MinutesCorrected
        | K::DocumentationAdded
        | K::ActionProgressed
        | K::ActionMoved
        | K::ActionDone
        | K::ActionReopened
        | K::WishPlanned
        | K::WishJoined
        | K::WishDeclined
        | K::WishReopened
        | K::SurveySent => Some(Chapter::Meetings),
        K::PromiseRecorded | K::PromiseReported | K::PromiseClaimed | K::PromiseKept | K::PromiseQuestioned | K::PromiseDropped | K::PromiseReopened => {
            Some(Chapter::Promises)
        }
        K::ConsensusProposed
        | K::ConsensusRevised
        | K::ConsensusProlonged
        | K::ConsensusPassed
        | K::ConsensusLapsed
        | K::ConsensusWithdrawn
        | K::ModelReviewed => Some(Chapter::Consensus),
        K::SeatStarted | K::SeatEnded | K::SeatChanged | K::CompetencesChanged | K::RepresentationReviewed | K::AttendanceNoted => Some(Chapter::Bodies),
        K::SignatoryRecorded | K::SignatoryEnded | K::AgreementApplied => Some(Chapter::Agreement),
        K::AppealDecided | K::AppealSettled => Some(Chapter::Appeals),
        // what organisations and people do for themselves
        K::IssuePosted
        | K::IssueEdited
        | K::IssueCompleted
        | K::IssueWithdrawn
        | K::ContributionPosted
        | K::ContributionEdited
        | K::AttachmentAdded
        | K::AttachmentRemoved
        | K::BackingGiven
        | K::BackingWithdrawn
        | K::WishPosted
        | K::WishSupported
        | K::WishUnsupported
        | K::WishWithdrawn
        | K::AppealMade
        | K::AppealWithdrawn
        | K::ConsensusGiven
        | K::ConsensusAside
        | K::ConsensusObjected
        | K::OrganisationRegistered
        | K::OrganisationChanged => None,
        // acts that stand with their reasons in the log of curation
        K::ActUndone
        | K::IssueHidden
        | K::IssueRestored
        | K::QuestionHidden
        | K::WishHidden
        | K::ConsensusWordsHidden
        | K::ConsensusWordsShown
        | K::WishRestored
        | K::QuestionRestored
        | K::ContributionSplit
        | K::ContributionPublished
        | K::ContributionHidden
        | K::ContributionRestored
        | K::AttachmentTakenDown
        | K::ParticipantRestricted
        | K::RestrictionLifted
        | K::PromiseCorrected
        | K::SurveyWordsShown
        | K::SurveyWordsHidden => None,
        // steps on the way to what stands there: the meeting was held, its minutes are published
        K::MeetingStarted | K::MeetingEnded | K::MinutesSent | K::DocumentationRemoved => None,
        // what few may read
        K::ContentFlagged
        | K::FlagsAnswered
        | K::StaffNoteAdded
        | K::MeetingDrafted
        | K::MeetingDropped
        | K::MinutesAnswered
        | K::RegistrationHeld
        | K::RegistrationConfirmed
        | K::RegistrationChanged
        | K::RegistrationCancelled
        | K::RegistrationExpired
        | K::RegistrationWaiting
        | K::RegistrationMovedUp
        | K::RegistrationCheckedIn
        | K::CheckInUndone
        | K::GuestInvited
        | K::GuestAccepted
        | K::GuestDeclined
        | K::GuestWithdrawn
        | K::ColleagueInvited
        | K::RoleStarted
        | K::RoleEnded
        | K::SeatOffered => None,
    }
}

/// The kinds of a chapter, or of all, each between commas.
pub fn kinds(of: Option<Chapter>) -> String {
    let codes: Vec<&str> = EventKind::ALL.iter().filter(|k| chapter(**k).is_some_and(|c| of.is_none_or(|of| of == c))).map(|k| k.code()).collect();
    format!(",{},", codes.join(","))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::events::Audience;

    #[test]
    fn only_what_all_may_read_stands_there() {
        for kind in EventKind::ALL {
            assert!(chapter(*kind).is_none() || kind.audience() == Audience::Public, "{kind}");
        }
        for chapter in Chapter::ALL {
            assert!(kinds(Some(*chapter)).len() > 2, "{chapter} is empty");
        }
        assert!(!kinds(None).contains(",contribution_posted,") && kinds(None).contains(",meeting_held,"));
    }
}
