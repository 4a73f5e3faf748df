//! Rules of initiatives: what one led to, what can be told of how people were met, and in which quarter it counts.

use super::types::Led;
use crate::issues::types::{IssueAct, IssueState};
use crate::planning::types::WishState;
use chrono::{Datelike, NaiveDate};

/// At least so many answers are counted at a time, so that no single one moves what all can read.
pub const FEW: usize = 5;
/// Longest words about how somebody was met.
pub const WORDS: usize = 500;

/// What an issue led to. `answered` and `followed_up`: that it was, before it was closed.
pub const fn outcome_of_issue(state: IssueState, answered: bool, followed_up: bool) -> Led {
    match (state, followed_up, answered) {
        (IssueState::Submitted | IssueState::InForum | IssueState::OnAgenda | IssueState::Referred, ..) => Led::Ongoing,
        (IssueState::Answered, ..) => Led::Answered,
        (IssueState::FollowedUp, ..) | (IssueState::Closed, true, _) => Led::FollowedUp,
        (IssueState::Closed, false, true) => Led::Answered,
        (IssueState::Closed, false, false) | (IssueState::Declined, ..) => Led::NotOn,
        (IssueState::Merged, ..) => Led::Joined,
        (IssueState::Withdrawn, ..) => Led::Withdrawn,
    }
}

/// What a wish led to. `held`: its meeting was.
pub const fn outcome_of_wish(state: WishState, held: bool) -> Led {
    match (state, held) {
        (WishState::Open, _) | (WishState::Planned, false) => Led::Ongoing,
        (WishState::Planned, true) => Led::Answered,
        (WishState::Joined, _) => Led::Joined,
        (WishState::Declined, _) => Led::NotOn,
        (WishState::Withdrawn, _) => Led::Withdrawn,
    }
}

/// Whether an act on an issue is what its initiator waited for, so that they are asked how they were met.
pub const fn asks(act: IssueAct) -> bool {
    matches!(act, IssueAct::Answer | IssueAct::Conclude | IssueAct::Close | IssueAct::Decline)
}

/// A quarter of a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Quarter {
    /// Year.
    pub year: i32,
    /// 1 to 4.
    pub quarter: u32,
}

impl Quarter {
    /// The quarter of a day.
    pub fn of(day: NaiveDate) -> Self {
        Self { year: day.year(), quarter: day.month0() / 3 + 1 }
    }
}

/// Which of the answers that wait to be counted in a quarter are counted now, of which each has its score and whether it is shown with a
/// name: those with a name, and those without one only if they are [`FEW`] at least; in all [`FEW`] at least. Otherwise what is shown with
/// names, or what was shown before, taken from what is shown now, would tell what is not. For the same reason what was counted stays as it
/// was when its answer is changed, and the mean is told of whole quarters only, never of a part that somebody chose.
pub fn batch<T: Copy>(waiting: &[(T, i64, bool)]) -> Vec<(T, i64)> {
    let unnamed = waiting.iter().filter(|(.., named)| !named).count();
    let batch: Vec<(T, i64)> = waiting.iter().filter(|(.., named)| *named || unnamed >= FEW).map(|(id, score, _)| (*id, *score)).collect();
    if batch.len() >= FEW { batch } else { Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_it_led_to() {
        use IssueState as S;
        let all: Vec<Led> = S::ALL.iter().map(|s| outcome_of_issue(*s, false, false)).collect();
        assert_eq!(
            all,
            [Led::Ongoing, Led::Ongoing, Led::Ongoing, Led::Ongoing, Led::Answered, Led::FollowedUp, Led::NotOn, Led::Joined, Led::NotOn, Led::Withdrawn]
        );
        assert_eq!(outcome_of_issue(S::Closed, true, false), Led::Answered);
        assert_eq!(outcome_of_issue(S::Closed, true, true), Led::FollowedUp);
        assert_eq!(outcome_of_issue(S::InForum, true, true), Led::Ongoing, "opened again");
        assert_eq!(outcome_of_wish(WishState::Planned, false), Led::Ongoing);
        assert_eq!(outcome_of_wish(WishState::Planned, true), Led::Answered);
        assert_eq!(outcome_of_wish(WishState::Declined, false), Led::NotOn);
    }

    #[test]
    fn quarters() {
        let of = |s: &str| Quarter::of(s.parse().unwrap());
        assert_eq!(of("2026-03-31"), Quarter { year: 2026, quarter: 1 });
        assert_eq!(of("2026-04-01"), Quarter { year: 2026, quarter: 2 });
        assert_eq!(of("2026-12-31"), Quarter { year: 2026, quarter: 4 });
        assert!(of("2026-12-31") < of("2027-01-01"));
    }

    #[test]
    fn a_mean_never_moves_by_what_one_answered() {
        let named = |n: usize| std::iter::repeat_n(((), 5, true), n);
        let unnamed = |n: usize| std::iter::repeat_n(((), 1, false), n);
        let told = |n: usize, u: usize| {
            let batch = batch(&named(n).chain(unnamed(u)).collect::<Vec<_>>());
            (batch.len(), batch.iter().map(|(_, score)| score).sum::<i64>())
        };
        assert_eq!(told(4, 0), (0, 0));
        assert_eq!(told(5, 0), (5, 25));
        assert_eq!(told(0, 4), (0, 0));
        assert_eq!(told(0, 5), (5, 5));
        assert_eq!(told(4, 4), (0, 0));
        assert_eq!(told(5, 1), (5, 25), "the one without a name waits for four others");
        assert_eq!(told(1, 5), (6, 10));
    }
}
