//! Who may do what with meetings, the way of a meeting as one table, and the arithmetic of agendas.

use super::types::MeetingState;
use crate::accounts::types::Actor;
use crate::ids::OrganisationId;

/// May announce, change and cancel meetings, write minutes and read who signed up: a civil-society seat of the body that does the
/// kansli's work, acting for it (rule 1).
pub fn may_manage(actor: &Actor, curator: OrganisationId) -> bool {
    actor.acts_by_civil_seat(curator)
}

/// May tick off an action from the minutes: whoever speaks for its owner, and the kansli.
pub fn may_tick_off(actor: &Actor, curator: OrganisationId, owner: OrganisationId) -> bool {
    may_manage(actor, curator) || actor.speaks_for(owner)
}

/// May open an action again that was said to be done: the kansli, and whoever said so for its owner.
pub fn may_reopen(actor: &Actor, curator: OrganisationId, owner: OrganisationId, said_by: Option<OrganisationId>) -> bool {
    may_manage(actor, curator) || (said_by == Some(owner) && actor.speaks_for(owner))
}

codes! {
    /// What is done with a meeting.
    pub enum MeetingAct {
        /// Its text, time, place or agenda change.
        Change = "change",
        /// All are told of it.
        Announce = "announce",
        /// All are told of it, and can sign up at once.
        AnnounceOpen = "announce_open",
        /// People can sign up.
        Open = "open",
        /// Its minutes are published.
        Document = "document",
        /// What came of it is written down.
        FollowUp = "follow_up",
        /// It is cancelled.
        Cancel = "cancel",
        /// A draft is thrown away: it stays a draft that nobody reads.
        Drop = "drop",
    }
}

use MeetingAct as Act;
use MeetingState as State;

/// The way of a meeting. That it was held follows from the clock.
pub const TRANSITIONS: &[(MeetingState, MeetingAct, MeetingState)] = &[
    (State::Draft, Act::Change, State::Draft),
    (State::Draft, Act::Announce, State::Announced),
    (State::Draft, Act::AnnounceOpen, State::Open),
    (State::Draft, Act::Drop, State::Draft),
    (State::Announced, Act::Change, State::Announced),
    (State::Announced, Act::Open, State::Open),
    (State::Announced, Act::Document, State::Documented),
    (State::Announced, Act::Cancel, State::Cancelled),
    (State::Open, Act::Change, State::Open),
    (State::Open, Act::Document, State::Documented),
    (State::Open, Act::Cancel, State::Cancelled),
    (State::Documented, Act::FollowUp, State::FollowedUp),
];

/// The state after an act, if it can be done.
pub fn transition(from: MeetingState, act: MeetingAct) -> Option<MeetingState> {
    TRANSITIONS.iter().find(|(state, a, _)| *state == from && *a == act).map(|(_, _, to)| *to)
}

/// How long an item takes and where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Length {
    /// Minutes of its own; 0: not said.
    pub minutes: i64,
    /// It stands under the nearest item above that does not.
    pub sub: bool,
}

/// Where the items under the one at `at` end.
fn end_of(items: &[Length], at: usize) -> usize {
    items.iter().skip(at + 1).position(|i| !i.sub).map_or(items.len(), |n| at + 1 + n)
}

/// Minutes of the items under the one at `at`.
pub fn under(items: &[Length], at: usize) -> i64 {
    items.get(at + 1..end_of(items, at)).unwrap_or_default().iter().map(|i| i.minutes).sum()
}

/// Minutes that an item takes with what stands under it; 0: not said.
fn takes(items: &[Length], at: usize) -> i64 {
    if items[at].minutes > 0 { items[at].minutes } else { under(items, at) }
}

/// How many minutes after the start each item begins, as far as every item before it says how long it takes.
pub fn begins(items: &[Length]) -> Vec<Option<i64>> {
    let (mut next, mut inner) = (Some(0), None);
    items
        .iter()
        .enumerate()
        .map(|(i, item)| {
            let at = if item.sub { inner } else { next };
            let after = |minutes: i64| at.filter(|_| minutes > 0).map(|at| at + minutes);
            if item.sub {
                inner = after(item.minutes);
            } else {
                (inner, next) = (at, after(takes(items, i)));
            }
            at
        })
        .collect()
}

/// Minutes of the whole agenda.
pub fn total(items: &[Length]) -> i64 {
    (0..items.len()).filter(|i| !items[*i].sub).map(|i| takes(items, i)).sum()
}

/// One step of an item up or down: the rows `a..b` and `b..c` change places. What stands under an item goes with it, and what stands
/// under none can go under the last one of the item above. Nothing where there is nowhere to go.
pub fn step(subs: &[bool], at: usize, up: bool) -> Option<(usize, usize, usize)> {
    let sub = *subs.get(at)?;
    let end = |at: usize| subs.iter().skip(at + 1).position(|s| !s).map_or(subs.len(), |n| at + 1 + n);
    match (sub, up) {
        // the first row stands under nothing
        (true, true) => (at > 1).then(|| (at - 1, at, at + 1)),
        (true, false) => (at + 1 < subs.len()).then_some((at, at + 1, at + 2)),
        (false, true) => {
            let above = subs[..at].iter().rposition(|s| !s)?;
            Some((above, at, end(at)))
        }
        (false, false) => {
            let below = end(at);
            (below < subs.len()).then(|| (at, below, end(below)))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn item(minutes: i64, sub: bool) -> Length {
        Length { minutes, sub }
    }

    #[test]
    fn the_way_of_a_meeting() {
        let from = |state: MeetingState| -> Vec<&str> { MeetingAct::ALL.iter().filter(|a| transition(state, **a).is_some()).map(|a| a.code()).collect() };
        assert_eq!(from(State::Draft), ["change", "announce", "announce_open", "drop"]);
        assert_eq!(from(State::Announced), ["change", "open", "document", "cancel"]);
        assert_eq!(from(State::Open), ["change", "document", "cancel"]);
        assert_eq!(from(State::Documented), ["follow_up"]);
        assert!(from(State::FollowedUp).is_empty() && from(State::Cancelled).is_empty());
    }

    #[test]
    fn clocks_of_an_agenda() {
        let items = [item(15, false), item(30, false), item(10, true), item(20, true), item(0, false), item(5, true), item(10, true), item(20, false)];
        assert_eq!(begins(&items), [Some(0), Some(15), Some(15), Some(25), Some(45), Some(45), Some(50), Some(60)]);
        assert_eq!((total(&items), under(&items, 1), under(&items, 0)), (80, 30, 0));
        let open = [item(0, false), item(10, false)];
        assert_eq!((begins(&open), total(&open)), (vec![Some(0), None], 10));
    }

    #[test]
    fn an_item_takes_along_what_stands_under_it() {
        let subs = [false, true, false, true, true];
        assert_eq!(step(&subs, 2, true), Some((0, 2, 5)));
        assert_eq!(step(&subs, 0, false), Some((0, 2, 5)));
        assert_eq!(step(&subs, 3, true), Some((2, 3, 4)));
        assert_eq!(step(&subs, 1, false), Some((1, 2, 3)));
        assert_eq!(
            (step(&subs, 1, true), step(&subs, 4, false), step(&subs, 0, true), step(&subs, 2, false), step(&subs, 9, true)),
            (None, None, None, None, None)
        );
    }

    proptest! {
        /// Whatever is done with a meeting, one that was announced is never a draft again, and nothing leads away from its end.
        #[test]
        fn no_way_back(acts in prop::collection::vec(0..MeetingAct::ALL.len(), 0..20)) {
            let (mut state, mut announced) = (State::Draft, false);
            for act in acts {
                let Some(next) = transition(state, MeetingAct::ALL[act]) else { continue };
                prop_assert!(!matches!(state, State::Cancelled | State::FollowedUp));
                prop_assert!(!state.has_minutes() || next.has_minutes());
                announced |= next != State::Draft;
                prop_assert_eq!(announced, next != State::Draft);
                state = next;
            }
        }

        /// A step keeps every row, and a step back the other way undoes one of an item with what stands under it.
        #[test]
        fn steps(mut subs in prop::collection::vec(any::<bool>(), 1..12), at in 0usize..12, up in any::<bool>()) {
            subs[0] = false;
            let rows: Vec<(usize, bool)> = subs.iter().copied().enumerate().collect();
            if let Some((a, b, c)) = step(&subs, at, up) {
                prop_assert!(a < b && b < c && c <= subs.len());
                let mut moved = rows.clone();
                moved[a..c].rotate_left(b - a);
                prop_assert!(!moved[0].1, "the first row stands under nothing");
                let now = moved.iter().position(|r| r.0 == at).unwrap();
                prop_assert_eq!(now < at, up);
                let subs: Vec<bool> = moved.iter().map(|r| r.1).collect();
                let (a, b, c) = step(&subs, now, !up).unwrap();
                moved[a..c].rotate_left(b - a);
                prop_assert_eq!(moved, rows);
            }
        }

        /// Items begin in their order, and what stands under an item begins when it does or later.
        #[test]
        fn items_begin_in_order(items in prop::collection::vec((0i64..60, any::<bool>()), 0..12)) {
            let items: Vec<Length> = items.iter().enumerate().map(|(i, (minutes, sub))| Length { minutes: *minutes, sub: *sub && i > 0 }).collect();
            let starts = begins(&items);
            prop_assert_eq!(starts.len(), items.len());
            let tops: Vec<i64> = starts.iter().zip(&items).filter(|(_, i)| !i.sub).filter_map(|(s, _)| *s).collect();
            prop_assert!(tops.windows(2).all(|w| w[0] < w[1]));
            prop_assert!(tops.last().is_none_or(|last| *last <= total(&items)));
        }
    }
}
