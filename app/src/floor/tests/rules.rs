//! The pure rules.

use crate::floor::rules::{BEFORE, Lead, Part, Phase, QuestionAct, Times, moved, order, phase, queue, shown};
use crate::floor::types::QuestionState as S;
use crate::meetings::types::MeetingState;
use chrono::{DateTime, TimeDelta, Utc};
use proptest::prelude::*;

#[test]
fn first_timers_come_first_and_both_take_turns() {
    assert_eq!(order(&[true, false, false, true], false), [1, 0, 2, 3], "first, again, first, again");
    assert_eq!(order(&[true, false], true), [0, 1], "one has just spoken for the first time: the other kind's turn");
    assert_eq!(order(&[true, true], true), [0, 1]);
    assert_eq!(order(&[false, false], true), [0, 1], "where only one kind waits, turns say nothing");
    assert!(order(&[], false).is_empty());
}

proptest! {
    #[test]
    fn the_list_is_fair(spoken in prop::collection::vec(any::<bool>(), 0..30), last in any::<bool>()) {
        let out = order(&spoken, last);
        let mut all = out.clone();
        all.sort_unstable();
        prop_assert_eq!(all, (0..spoken.len()).collect::<Vec<_>>(), "everybody once");
        for kind in [false, true] {
            let of: Vec<usize> = out.iter().copied().filter(|i| spoken[*i] == kind).collect();
            prop_assert!(of.is_sorted(), "within a kind, by asking");
        }
        // while both kinds wait, two of a kind never come after each other, and whoever has not spoken begins
        for (place, pair) in out.windows(2).enumerate() {
            let other = !spoken[pair[0]];
            if spoken[pair[0]] == spoken[pair[1]] {
                prop_assert!(!out[place + 1..].iter().any(|i| spoken[*i] == other), "{:?}", out);
            }
        }
        if let Some(first) = out.first().filter(|_| spoken.contains(&true) && spoken.contains(&false)) {
            prop_assert_eq!(spoken[*first], last);
        }
    }

    #[test]
    fn questions_by_votes_then_age(waiting in prop::collection::vec(0i64..5, 0..120)) {
        let keys: Vec<(i64, i64)> = waiting.iter().enumerate().map(|(n, votes)| (*votes, n as i64 + 1)).collect();
        let order = queue(&keys);
        prop_assert!(order.windows(2).all(|p| (keys[p[0]].0, -keys[p[0]].1) > (keys[p[1]].0, -keys[p[1]].1)));
        let shown = shown(&keys);
        prop_assert!(shown.len() <= 50);
        prop_assert_eq!(&shown[..shown.len().min(30)], &order[..order.len().min(30)]);
        // the newest are there whatever their votes: nobody waits in vain for their own question to show
        prop_assert!((keys.len().saturating_sub(20)..keys.len()).all(|i| shown.contains(&i)));
    }
}

#[test]
fn phases() {
    let at = |s: &str| s.parse::<DateTime<Utc>>().unwrap();
    let planned = (at("2026-04-01T15:30:00Z"), at("2026-04-01T17:30:00Z"));
    let of = |state, times, now: &str| phase(state, planned, times, at(now));
    let nothing = Times::default();
    assert_eq!(of(MeetingState::Announced, nothing, "2026-04-01T14:59:59Z"), Phase::Early);
    assert_eq!(of(MeetingState::Open, nothing, "2026-04-01T15:00:00Z"), Phase::Soon);
    assert_eq!(planned.0 - BEFORE, at("2026-04-01T15:00:00Z"));
    assert_eq!(of(MeetingState::Announced, nothing, "2026-04-01T20:00:00Z"), Phase::Soon, "late, but it may still be opened");
    assert_eq!(of(MeetingState::Announced, nothing, "2026-04-01T20:31:00Z"), Phase::Over);
    let started = Times { started: Some(planned.0), ..nothing };
    assert_eq!(of(MeetingState::Announced, started, "2026-04-01T18:30:00Z"), Phase::Running, "it may take longer than planned");
    assert_eq!(of(MeetingState::Announced, started, "2026-04-02T06:00:00Z"), Phase::Over, "nobody ended it");
    assert_eq!(of(MeetingState::Announced, Times { paused: Some(planned.0), ..started }, "2026-04-01T16:30:00Z"), Phase::Paused);
    assert_eq!(of(MeetingState::Announced, Times { ended: Some(planned.1), ..started }, "2026-04-01T16:30:00Z"), Phase::Over);
    assert_eq!(of(MeetingState::Documented, started, "2026-04-01T16:30:00Z"), Phase::Over);
    for off in [MeetingState::Draft, MeetingState::Cancelled] {
        assert_eq!(of(off, started, "2026-04-01T16:30:00Z"), Phase::Off);
    }
    assert!(TimeDelta::zero() < BEFORE);
}

#[test]
fn what_can_be_done_with_a_question() {
    use QuestionAct as A;
    assert_eq!(moved(S::Waiting, A::Take), Some(S::Taken));
    assert_eq!(moved(S::Taken, A::Answer), Some(S::Answered));
    assert_eq!(moved(S::Taken, A::Park), Some(S::Parked));
    assert_eq!(moved(S::Parked, A::Take), Some(S::Taken));
    assert_eq!(moved(S::Answered, A::Return), Some(S::Waiting));
    assert_eq!(moved(S::Answered, A::Take), None);
    for act in [A::Take, A::Answer, A::Park, A::Return] {
        assert_eq!(moved(S::Withdrawn, act), None);
    }
}

#[test]
fn buttons_say_what_they_do() {
    assert_eq!("ta-7".parse(), Ok(Lead::Question(QuestionAct::Take, 7)));
    assert_eq!("nasta-3".parse(), Ok(Lead::Next(3)));
    assert_eq!("rosta-12".parse(), Ok(Part::Vote(12)));
    assert_eq!("ordet-5".parse(), Ok(Lead::Give(5)));
    for wrong in ["", "ordet", "talat", "ta", "ta-x", "starta-x", "starta-1", "nasta", "-7", "rosta-1"] {
        assert!(wrong.parse::<Lead>().is_err(), "{wrong}");
    }
    assert!("ordet-x".parse::<Part>().is_err() && "rosta".parse::<Part>().is_err());
}
