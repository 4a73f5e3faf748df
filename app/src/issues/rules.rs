//! The state machine of an issue (M03), as one table. Migrations 0003 and 0035 hold the same rows, and the database refuses any
//! other change; a test keeps the two together.

use super::types::IssueAct::{self, *};
use super::types::IssueState::{self, *};
use crate::accounts::types::Actor;
use crate::accounts::types::RoleKind;
use crate::clocks::ClockKind;
use crate::events::EventKind;
use crate::ids::OrganisationId;

/// Who may perform an act.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Who {
    /// A civil-society seat of the body that does the kansli's work, acting for it.
    Curator,
    /// A representative of the organisation that posted the issue, or an officer of the public body that did.
    Author,
    /// An officer of the public body that was asked.
    AskedBody,
}

/// Whether a next expected date comes with an act.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NextDate {
    /// Must be given, with the clock that it starts.
    Required(ClockKind),
    /// Follows from the meeting.
    FromMeeting,
    /// None: nothing more is expected, or the clocks that run stay.
    None,
}

/// One row of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Transition {
    /// State before.
    pub from: IssueState,
    /// Act.
    pub act: IssueAct,
    /// State after.
    pub to: IssueState,
    /// Who may.
    pub who: Who,
    /// Next expected date. A reason is required for every act.
    pub next: NextDate,
}

const fn row(from: IssueState, act: IssueAct, to: IssueState, who: Who, next: NextDate) -> Transition {
    Transition { from, act, to, who, next }
}

use NextDate::{FromMeeting, None as NoDate, Required};
use Who::{AskedBody, Author, Curator};

/// The state machine. Every act carries a reason.
pub const TRANSITIONS: &[Transition] = &[
    row(Submitted, Accept, InForum, Curator, Required(ClockKind::NextStep)),
    row(Submitted, AskBack, Submitted, Curator, Required(ClockKind::Completion)),
    row(Submitted, Complete, Submitted, Author, NoDate),
    row(Submitted, Decline, Declined, Curator, NoDate),
    row(Submitted, Merge, Merged, Curator, NoDate),
    row(Submitted, Withdraw, Withdrawn, Author, NoDate),
    row(InForum, AskBack, InForum, Curator, Required(ClockKind::Completion)),
    row(InForum, Complete, InForum, Author, NoDate),
    row(InForum, Decline, Declined, Curator, NoDate),
    row(InForum, Move, InForum, Curator, Required(ClockKind::NextStep)),
    row(InForum, PutOnAgenda, OnAgenda, Curator, FromMeeting),
    row(InForum, Refer, Referred, Curator, Required(ClockKind::Answer)),
    row(InForum, Close, Closed, Curator, NoDate),
    row(InForum, Merge, Merged, Curator, NoDate),
    row(InForum, Withdraw, Withdrawn, Author, NoDate),
    row(OnAgenda, TakeOffAgenda, InForum, Curator, Required(ClockKind::NextStep)),
    row(OnAgenda, Refer, Referred, Curator, Required(ClockKind::Answer)),
    row(OnAgenda, Conclude, Answered, Curator, Required(ClockKind::FollowUp)),
    row(OnAgenda, Close, Closed, Curator, NoDate),
    row(OnAgenda, Withdraw, Withdrawn, Author, NoDate),
    row(Referred, Remind, Referred, Curator, Required(ClockKind::NextStep)),
    row(Referred, Refer, Referred, Curator, Required(ClockKind::Answer)),
    row(Referred, TakeBack, InForum, Curator, Required(ClockKind::NextStep)),
    row(Referred, Answer, Answered, AskedBody, Required(ClockKind::FollowUp)),
    row(Referred, Close, Closed, Curator, NoDate),
    row(Referred, Merge, Merged, Curator, NoDate),
    row(Referred, Withdraw, Withdrawn, Author, NoDate),
    row(Answered, PutOnAgenda, OnAgenda, Curator, FromMeeting),
    row(Answered, Refer, Referred, Curator, Required(ClockKind::Answer)),
    row(Answered, FollowUp, FollowedUp, Curator, Required(ClockKind::FollowUp)),
    row(Answered, Close, Closed, Curator, NoDate),
    row(FollowedUp, FollowUp, FollowedUp, Curator, Required(ClockKind::FollowUp)),
    row(FollowedUp, PutOnAgenda, OnAgenda, Curator, FromMeeting),
    row(FollowedUp, Refer, Referred, Curator, Required(ClockKind::Answer)),
    row(FollowedUp, Close, Closed, Curator, NoDate),
    row(Closed, Reopen, InForum, Curator, Required(ClockKind::NextStep)),
    row(Declined, Reopen, InForum, Curator, Required(ClockKind::NextStep)),
    row(Withdrawn, Reopen, Submitted, Author, NoDate),
    row(Merged, Unmerge, InForum, Curator, Required(ClockKind::NextStep)),
];

/// The row for an act from a state, if there is one.
pub fn transition(from: IssueState, act: IssueAct) -> Option<&'static Transition> {
    TRANSITIONS.iter().find(|t| t.from == from && t.act == act)
}

/// Whether an act can be undone within a minute: what belongs to the agenda of a meeting is changed there.
pub fn is_undoable(t: &Transition) -> bool {
    !matches!(t.act, PutOnAgenda | TakeOffAgenda | Conclude) && t.from != OnAgenda && t.to != OnAgenda
}

/// The changes of state that undoing leads along: migrations 0008 and 0035 hold the same.
pub fn ways_back() -> Vec<(IssueState, IssueState)> {
    let mut ways: Vec<_> = TRANSITIONS.iter().filter(|t| t.from != t.to && is_undoable(t)).map(|t| (t.to, t.from)).collect();
    ways.sort_by_key(|(from, to)| (from.code(), to.code()));
    ways.dedup();
    ways
}

/// The act that an event records, if it is one of the table's.
pub fn act_of(kind: EventKind) -> Option<IssueAct> {
    IssueAct::ALL.iter().copied().find(|act| event_of(*act) == kind)
}

/// What of an issue decides who may act on it.
#[derive(Debug, Clone, Copy)]
pub struct Standing {
    /// State.
    pub state: IssueState,
    /// The organisation that posted it.
    pub organisation_id: OrganisationId,
    /// The body that does the kansli's work.
    pub curator_id: OrganisationId,
    /// The public body that is asked for an answer now.
    pub asked_id: Option<OrganisationId>,
}

/// Whether somebody is what an act asks for.
pub fn is(actor: &Actor, who: Who, issue: &Standing) -> bool {
    match who {
        Curator => actor.acts_by_civil_seat(issue.curator_id),
        Author => actor.speaks_for(issue.organisation_id),
        AskedBody => issue.asked_id.is_some() && actor.acting_as == issue.asked_id && actor.acting_role() == Some(RoleKind::Officer),
    }
}

/// The acts that somebody may perform on an issue now, in the table's order.
pub fn acts_of(actor: &Actor, issue: &Standing) -> Vec<&'static Transition> {
    TRANSITIONS.iter().filter(|t| t.from == issue.state && is(actor, t.who, issue)).collect()
}

/// May change the text: whoever speaks for the organisation that posted it, while it is open and not yet on an agenda or answered.
pub fn may_edit(actor: &Actor, issue: &Standing) -> bool {
    is(actor, Author, issue) && matches!(issue.state, Submitted | InForum)
}

/// Whether others take part in an issue: while it is open and all may read it. One that was published, withdrawn and opened again waits for
/// a decision like a new one, and stays readable and open to all meanwhile.
pub const fn takes_part(state: IssueState, published: bool) -> bool {
    state.is_open() && (published || !matches!(state, Submitted))
}

/// May contribute: anybody signed in, while the issue is readable and open.
pub fn may_contribute(_actor: &Actor, state: IssueState, published: bool) -> bool {
    takes_part(state, published)
}

/// May stand behind it for the organisation acted for: a representative of civil society, not of the organisation that posted it, while it is open.
pub fn may_back(actor: &Actor, issue: &Standing, published: bool) -> bool {
    takes_part(issue.state, published) && actor.acting_as != Some(issue.organisation_id) && actor.acting_role() == Some(RoleKind::Representative)
}

/// The event that an act is recorded as.
pub const fn event_of(act: IssueAct) -> EventKind {
    match act {
        Accept => EventKind::IssueAccepted,
        AskBack => EventKind::IssueAskedBack,
        Complete => EventKind::IssueCompleted,
        Decline => EventKind::IssueDeclined,
        Move => EventKind::IssueMoved,
        PutOnAgenda => EventKind::IssuePutOnAgenda,
        TakeOffAgenda => EventKind::IssueTakenOffAgenda,
        Refer => EventKind::IssueReferred,
        Remind => EventKind::IssueReminded,
        TakeBack => EventKind::IssueTakenBack,
        Answer => EventKind::IssueAnswered,
        Conclude => EventKind::IssueConcluded,
        FollowUp => EventKind::IssueFollowedUp,
        Close => EventKind::IssueClosed,
        Merge => EventKind::IssueMerged,
        Unmerge => EventKind::IssueUnmerged,
        Withdraw => EventKind::IssueWithdrawn,
        Reopen => EventKind::IssueReopened,
    }
}

/// The clocks of the issue itself that an act stops. Acts that end the issue stop them all.
pub fn stops(act: IssueAct) -> &'static [ClockKind] {
    use ClockKind as K;
    match act {
        AskBack => &[K::Acceptance, K::Completion, K::NextStep],
        Complete => &[K::Completion],
        Remind => &[K::NextStep],
        Answer => &[K::Answer, K::NextStep],
        _ => &[K::Acceptance, K::Completion, K::NextStep, K::Hearing, K::Answer, K::FollowUp],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn each_act_leads_to_one_state() {
        let pairs: HashSet<_> = TRANSITIONS.iter().map(|t| (t.from, t.act)).collect();
        assert_eq!(pairs.len(), TRANSITIONS.len());
    }

    #[test]
    fn every_state_is_reached_and_every_act_is_used() {
        for state in IssueState::ALL {
            assert!(*state == Submitted || TRANSITIONS.iter().any(|t| t.to == *state), "{state}");
        }
        for act in IssueAct::ALL {
            assert!(TRANSITIONS.iter().any(|t| t.act == *act), "{act}");
        }
    }

    /// Rule 3: whatever stays open has a next step. An act that leaves an issue open without a date must leave another clock running.
    #[test]
    fn an_open_issue_always_expects_something() {
        for t in TRANSITIONS.iter().filter(|t| t.to.is_open() && t.next == NoDate) {
            assert!(matches!(t.act, Complete | Reopen), "{t:?}");
        }
    }

    proptest::proptest! {
        /// Random walks never leave the table, and only closed ends have no way on.
        #[test]
        fn random_walks(choices in proptest::collection::vec(0usize..64, 0..40)) {
            let mut state = Submitted;
            for choice in choices {
                let ways: Vec<_> = TRANSITIONS.iter().filter(|t| t.from == state).collect();
                proptest::prop_assert!(!ways.is_empty(), "{} has no way on", state);
                state = ways[choice % ways.len()].to;
            }
        }
    }
}
