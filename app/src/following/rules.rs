//! What followers are told, and how often.

use crate::events::EventKind;
use crate::ids::IssueId;
use chrono::TimeDelta;

/// Shortest time between two mails about one issue to one mailbox, but for what is told at once.
pub const BETWEEN: TimeDelta = TimeDelta::hours(24);
/// Shortest time between two mails that a stranger can ask for, to one mailbox about one issue.
pub const BETWEEN_ASKED: TimeDelta = TimeDelta::hours(1);
/// How long an address is kept whose mailbox does not confirm.
pub const UNCONFIRMED: TimeDelta = TimeDelta::days(7);
/// Days after which a date that passed is no news any more: after a long standstill nobody is told of all that was missed.
pub const OVERDUE_DAYS: i64 = 3;
/// Most events that one mail lists.
pub const LISTED: usize = 20;

/// Whether followers are told of events of a kind: what all may read and what moves an issue. Each new kind has to choose.
pub const fn is_told(kind: EventKind) -> bool {
    use EventKind as K;
    match kind {
        K::IssuePosted
        | K::IssueAccepted
        | K::IssueAskedBack
        | K::IssueCompleted
        | K::IssueDeclined
        | K::IssuePutOnAgenda
        | K::IssueTakenOffAgenda
        | K::IssueReferred
        | K::IssueReminded
        | K::IssueTakenBack
        | K::IssueAnswered
        | K::IssueConcluded
        | K::IssueFollowedUp
        | K::IssueClosed
        | K::IssueMerged
        | K::IssueUnmerged
        | K::IssueWithdrawn
        | K::IssueReopened
        | K::IssueMoved
        | K::IssueSplit
        | K::ContributionSplit
        | K::ContributionPosted
        | K::ContributionPublished
        | K::AppealMade
        | K::AppealDecided
        | K::AppealWithdrawn
        | K::AppealSettled
        | K::AttachmentAdded
        | K::BackingGiven
        | K::MeetingHeld
        | K::MinutesPublished
        | K::MinutesCorrected
        | K::ActionMoved
        | K::ActionProgressed
        | K::ActionDone
        | K::ActionReopened
        | K::IssueNotChosen
        | K::PromiseRecorded
        | K::PromiseReported
        | K::PromiseClaimed
        | K::PromiseKept
        | K::PromiseQuestioned
        | K::PromiseDropped
        | K::PromiseReopened => true,
        // what was mended, hidden, taken away or undone
        K::IssueEdited
        | K::ContributionEdited
        | K::IssueHidden
        | K::IssueRestored
        | K::ContributionHidden
        | K::ContributionRestored
        | K::AttachmentRemoved
        | K::AttachmentTakenDown
        | K::PromiseCorrected
        | K::BackingWithdrawn
        | K::ActUndone => false,
        // what few may read, or what happens to no issue
        K::ContentFlagged
        | K::FlagsAnswered
        | K::StaffNoteAdded
        | K::ParticipantRestricted
        | K::RestrictionLifted
        | K::MeetingDrafted
        | K::MeetingDropped
        | K::MinutesSent
        | K::MinutesAnswered
        | K::DocumentationAdded
        | K::DocumentationRemoved
        | K::MeetingAnnounced
        | K::MeetingOpened
        | K::MeetingFollowedUp
        | K::MeetingChanged
        | K::MeetingCancelled
        | K::MeetingStarted
        | K::MeetingEnded
        | K::QuestionHidden
        | K::QuestionRestored
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
        | K::OrganisationRegistered
        | K::OrganisationChanged
        | K::ColleagueInvited
        | K::RoleStarted
        | K::RoleEnded
        | K::SeatStarted
        | K::SeatEnded
        | K::SeatOffered
        | K::SeatChanged
        | K::CompetencesChanged
        | K::RepresentationReviewed
        | K::AttendanceNoted
        | K::SurveySent
        | K::SurveyWordsShown
        | K::SurveyWordsHidden
        | K::SignatoryRecorded
        | K::SignatoryEnded
        | K::AgreementApplied
        | K::WishPosted
        | K::WishSupported
        | K::WishUnsupported
        | K::WishPlanned
        | K::WishJoined
        | K::WishDeclined
        | K::WishWithdrawn
        | K::WishReopened
        | K::WishHidden
        | K::WishRestored
        | K::ConsensusProposed
        | K::ConsensusGiven
        | K::ConsensusAside
        | K::ConsensusObjected
        | K::ConsensusWordsHidden
        | K::ConsensusWordsShown
        | K::ConsensusRevised
        | K::ConsensusProlonged
        | K::ConsensusPassed
        | K::ConsensusLapsed
        | K::ConsensusWithdrawn
        | K::ModelReviewed => false,
    }
}

/// Whether those whom it concerns are told at once.
pub const fn is_at_once(kind: EventKind) -> bool {
    matches!(
        kind,
        EventKind::IssueMerged
            | EventKind::IssueDeclined
            | EventKind::IssueAskedBack
            | EventKind::IssueAnswered
            | EventKind::IssueConcluded
            | EventKind::IssueClosed
    )
}

/// An issue that was merged into another, at a position of the agreement's events.
#[derive(Debug, Clone, Copy, PartialEq, Eq, sqlx::FromRow)]
pub struct Merge {
    /// The issue.
    pub issue: IssueId,
    /// What it was merged into.
    pub into_issue: IssueId,
    /// Position.
    pub at: i64,
}

/// Position since which what happens to one issue concerns those who follow the other, too: when the last of the merges between them
/// was made. What happened before that is no news of theirs.
pub fn together_since(merges: &[Merge], a: IssueId, b: IssueId) -> i64 {
    let way = |from: IssueId| {
        let mut way = vec![(from, 0)];
        while let Some((at, latest)) = way.last().copied().filter(|_| way.len() <= merges.len()) {
            match merges.iter().find(|m| m.issue == at) {
                Some(m) => way.push((m.into_issue, m.at.max(latest))),
                None => break,
            }
        }
        way
    };
    let (a, b) = (way(a), way(b));
    // the first issue that both lead to
    a.iter().find_map(|(issue, x)| b.iter().find(|(other, _)| other == issue).map(|(_, y)| *x.max(y))).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::events::Audience;

    #[test]
    fn what_is_told_at_once_is_told() {
        for kind in EventKind::ALL.iter().filter(|k| is_at_once(**k)) {
            assert!(is_told(*kind), "{kind}");
        }
        for kind in EventKind::ALL.iter().filter(|k| is_told(**k)) {
            assert_eq!(kind.audience(), Audience::Public, "{kind}");
        }
        for kind in [EventKind::StaffNoteAdded, EventKind::ContentFlagged, EventKind::RegistrationHeld, EventKind::ActUndone, EventKind::AttachmentRemoved] {
            assert!(!is_told(kind), "{kind}");
        }
    }

    #[test]
    fn news_are_shared_from_the_merge_on() {
        let merge = |issue, into, at| Merge { issue: IssueId(issue), into_issue: IssueId(into), at };
        // 1 and 2 into 3, and that into 4
        let merges = [merge(1, 3, 10), merge(2, 3, 30), merge(3, 4, 20)];
        let since = |a, b| together_since(&merges, IssueId(a), IssueId(b));
        for (a, b, at) in [(1, 1, 0), (1, 3, 10), (1, 2, 30), (1, 4, 20), (2, 4, 30), (3, 4, 20), (4, 5, i64::MAX)] {
            assert_eq!((since(a, b), since(b, a)), (at, at), "{a} {b}");
        }
    }
}
