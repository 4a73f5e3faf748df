//! The way of a promise as a table, and who may do what.

use super::types::{Bucket, PromiseAct, PromiseKind, PromiseState};
use crate::accounts::types::{Actor, RoleKind};
use crate::agreements::types::Agreement;
use crate::ids::OrganisationId;
use crate::meetings::types::{MeetingKind, MeetingState};
use chrono::{NaiveDate, TimeDelta};

/// High-level talks in a year, as the documents prefer.
pub const TALKS_A_YEAR: usize = 3;
/// Days within which it is answered whether a promise is kept *(ours)*.
pub const JUDGED_WITHIN: i64 = 14;
/// Bounds of the words of a promise, in characters.
pub const WORDS: (usize, usize) = (10, 300);
/// Bounds of what somebody writes about one.
pub const NOTE: (usize, usize) = (3, 2000);

/// Who may perform an act.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Who {
    /// Whoever speaks for its owner.
    Owner,
    /// Whoever judges whether it is kept.
    Judge,
    /// A civil-society seat of the body that does the kansli's work.
    Curator,
}

/// What an act does to the date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Date {
    /// It stays.
    Stays,
    /// A principle can get another day on which it is looked at.
    Review,
    /// The answer is expected within [`JUDGED_WITHIN`].
    Answer,
    /// A new one is given.
    New,
    /// Nothing more is expected.
    Ends,
}

/// One row of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Transition {
    /// State before.
    pub from: PromiseState,
    /// Act.
    pub act: PromiseAct,
    /// State after.
    pub to: PromiseState,
    /// Who may.
    pub who: Who,
    /// What becomes of its date.
    pub date: Date,
}

const fn row(from: PromiseState, act: PromiseAct, to: PromiseState, who: Who, date: Date) -> Transition {
    Transition { from, act, to, who, date }
}

use PromiseAct::{Claim, Confirm, Drop, Question, Reopen, Report};
use PromiseState::{Claimed, Dropped, Kept, Open, UnderWay};

/// The way of a promise. What is not here cannot happen.
pub const TRANSITIONS: &[Transition] = &[
    row(Open, Report, UnderWay, Who::Owner, Date::Review),
    row(Open, Claim, Claimed, Who::Owner, Date::Answer),
    row(Open, Confirm, Kept, Who::Judge, Date::Ends),
    row(Open, Drop, Dropped, Who::Owner, Date::Ends),
    row(UnderWay, Report, UnderWay, Who::Owner, Date::Review),
    row(UnderWay, Claim, Claimed, Who::Owner, Date::Answer),
    row(UnderWay, Confirm, Kept, Who::Judge, Date::Ends),
    row(UnderWay, Drop, Dropped, Who::Owner, Date::Ends),
    row(Claimed, Confirm, Kept, Who::Judge, Date::Ends),
    row(Claimed, Question, UnderWay, Who::Judge, Date::Stays),
    row(Claimed, Drop, Dropped, Who::Owner, Date::Ends),
    row(Kept, Reopen, UnderWay, Who::Curator, Date::New),
    row(Dropped, Reopen, UnderWay, Who::Curator, Date::New),
];

/// The row for an act in a state.
pub fn transition(from: PromiseState, act: PromiseAct) -> Option<&'static Transition> {
    TRANSITIONS.iter().find(|t| t.from == from && t.act == act)
}

/// The body that judges whether a promise is kept: the one that does the kansli's work; of a promise of its own the steering group,
/// where that is another one.
pub const fn judge(agreement: &Agreement, owner: OrganisationId) -> OrganisationId {
    if owner.0 == agreement.curator_id.0 { agreement.steering_id } else { agreement.curator_id }
}

/// Speaks for the owner of a promise: as a representative or an officer; for a body, by a seat in it. In the body that does the
/// kansli's work only civil society's seats do.
pub fn speaks_for_owner(actor: &Actor, agreement: &Agreement, owner: OrganisationId) -> bool {
    if owner == agreement.curator_id {
        return actor.acts_by_civil_seat(owner);
    }
    let seat = actor.acting_as == Some(owner) && actor.hats.iter().any(|h| h.organisation_id == owner && h.seat.is_some());
    seat || actor.speaks_for(owner)
}

/// Whether somebody is what an act asks for.
pub fn is(actor: &Actor, who: Who, agreement: &Agreement, owner: OrganisationId) -> bool {
    match who {
        Who::Owner => speaks_for_owner(actor, agreement, owner),
        Who::Judge => actor.acts_by_civil_seat(judge(agreement, owner)),
        Who::Curator => may_record(actor, agreement),
    }
}

/// May write promises down and correct them: a civil-society seat of the body that does the kansli's work (rule 1).
pub fn may_record(actor: &Actor, agreement: &Agreement) -> bool {
    actor.acts_by_civil_seat(agreement.curator_id)
}

/// Is elected, in the name they act in now.
pub fn is_politician(actor: &Actor) -> bool {
    actor.acting_role() == Some(RoleKind::Politician)
}

/// What the ledger counts a promise as. `expected_on` is the date of its clock.
pub fn bucket(state: PromiseState, expected_on: Option<NaiveDate>, today: NaiveDate) -> Bucket {
    match state {
        Kept => Bucket::Kept,
        Dropped => Bucket::Dropped,
        Open | UnderWay if expected_on.is_some_and(|d| d < today) => Bucket::Overdue,
        Open | UnderWay | Claimed => Bucket::UnderWay,
    }
}

/// When an act expects the next thing, and of whom the clock is then. `given` is the date that came with it. `None`: nothing more.
pub fn expected(date: Date, (due_on, today): (NaiveDate, NaiveDate), given: Option<NaiveDate>) -> Option<NaiveDate> {
    match date {
        Date::Stays => Some(due_on),
        Date::Review => Some(given.unwrap_or(due_on)),
        Date::Answer => Some(today + TimeDelta::days(JUDGED_WITHIN)),
        Date::New => given,
        Date::Ends => None,
    }
}

/// Whether an act takes a date: when it opens a promise again, and when somebody looked at a principle.
pub fn takes_date(date: Date, kind: PromiseKind) -> bool {
    date == Date::New || (date == Date::Review && kind == PromiseKind::Principle)
}

/// A talk with politicians.
pub const fn is_talk(kind: MeetingKind) -> bool {
    matches!(kind, MeetingKind::HighLevelTalk | MeetingKind::GeneralAssembly)
}

/// Of the talks ahead, in order of time, those whose agenda holds what is not kept: the next one that is announced, and every draft
/// before it, so that whoever plans one sees them.
pub fn carriers<Id: Copy>(ahead: &[(Id, MeetingState)]) -> Vec<Id> {
    let next = ahead.iter().position(|(_, state)| state.is_standing());
    ahead[..next.map_or(ahead.len(), |n| n + 1)].iter().map(|(id, _)| *id).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn date(s: &str) -> NaiveDate {
        s.parse().unwrap()
    }

    #[test]
    fn no_act_has_two_ways() {
        for t in TRANSITIONS {
            assert_eq!(TRANSITIONS.iter().filter(|o| o.from == t.from && o.act == t.act).count(), 1, "{t:?}");
            assert_eq!(t.date == Date::Ends, !t.to.is_open(), "{t:?}: what is open expects something, and nothing else does");
        }
        for state in PromiseState::ALL {
            assert!(TRANSITIONS.iter().any(|t| t.from == *state), "{state}: nothing can happen to it");
            assert!(*state == Open || TRANSITIONS.iter().any(|t| t.to == *state), "{state}: nothing leads there");
        }
    }

    #[test]
    fn nobody_declares_their_own_promise_kept() {
        assert!(TRANSITIONS.iter().all(|t| t.to != Kept || t.who == Who::Judge));
        assert!(TRANSITIONS.iter().all(|t| t.to != Dropped || t.who == Who::Owner));
    }

    #[test]
    fn late_begins_the_day_after() {
        let today = date("2026-03-10");
        for (state, due, expected) in [
            (Open, "2026-03-10", Bucket::UnderWay),
            (Open, "2026-03-09", Bucket::Overdue),
            (UnderWay, "2026-03-09", Bucket::Overdue),
            (Claimed, "2026-03-09", Bucket::UnderWay),
            (Kept, "2026-03-09", Bucket::Kept),
            (Dropped, "2026-03-09", Bucket::Dropped),
        ] {
            assert_eq!(bucket(state, Some(date(due)), today), expected, "{state} {due}");
        }
    }

    #[test]
    fn the_next_announced_talk_carries_them_and_drafts_before_it() {
        use MeetingState::{Announced, Draft};
        assert_eq!(carriers::<i64>(&[]), Vec::<i64>::new());
        assert_eq!(carriers(&[(1, Announced), (2, MeetingState::Open)]), [1]);
        assert_eq!(carriers(&[(1, Draft), (2, Announced), (3, Draft), (4, Announced)]), [1, 2]);
        assert_eq!(carriers(&[(1, Draft), (2, Draft)]), [1, 2]);
    }

    proptest! {
        /// Whatever is tried in whatever order: what is open always has a next date, what has come to its end has none, and only what
        /// the table has happens.
        #[test]
        fn everything_open_has_a_next_date(acts in prop::collection::vec(0..PromiseAct::ALL.len(), 0..40), days in prop::collection::vec(1i64..300, 40)) {
            let mut state = Open;
            let mut today = date("2026-03-10");
            let mut due = today + TimeDelta::days(30);
            let mut clock = Some(due);
            for (n, days) in acts.iter().zip(days) {
                today += TimeDelta::days(3);
                let Some(t) = transition(state, PromiseAct::ALL[*n]) else { continue };
                let given = takes_date(t.date, PromiseKind::Principle).then(|| today + TimeDelta::days(days));
                clock = expected(t.date, (due, today), given);
                if let Some(given) = given {
                    due = given;
                }
                state = t.to;
                prop_assert_eq!(clock.is_some(), state.is_open());
                prop_assert!(state != Claimed || clock == Some(today + TimeDelta::days(JUDGED_WITHIN)));
            }
            prop_assert_eq!(clock.is_some(), state.is_open());
        }
    }
}
