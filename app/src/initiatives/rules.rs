//! Rules of initiatives: what one led to, what can be told of how people were met, and in which quarter it counts.

use super::types::Led;
use crate::issues::types::{IssueAct, IssueState};
use crate::planning::types::WishState;
use chrono::{Datelike, NaiveDate};

/// Fewer answers than these are not counted in public.
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

/// Answers and their sum, where they can be told: from [`FEW`] on, and only if those who did not let their name be shown are
/// nobody or as many. Otherwise what is shown with names, taken from the mean, would tell what is not. For the same reason the mean is
/// told of whole quarters only, never of a part that somebody chose, and that of a year is the mean of what its quarters tell.
pub fn experienced(scores: &[(i64, bool)]) -> Option<(i64, i64)> {
    let unnamed = scores.iter().filter(|(_, named)| !named).count();
    if scores.len() < FEW || (unnamed > 0 && unnamed < FEW) {
        return None;
    }
    let n = i64::try_from(scores.len()).unwrap_or(i64::MAX);
    Some((n, scores.iter().map(|(score, _)| score).sum()))
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
    fn a_mean_never_tells_what_one_answered() {
        let named = |n: usize| std::iter::repeat_n((5, true), n);
        let unnamed = |n: usize| std::iter::repeat_n((1, false), n);
        let told = |n: usize, u: usize| experienced(&named(n).chain(unnamed(u)).collect::<Vec<_>>());
        assert_eq!(told(4, 0), None);
        assert_eq!(told(5, 0), Some((5, 25)));
        assert_eq!(told(0, 4), None);
        assert_eq!(told(0, 5), Some((5, 5)));
        assert_eq!(told(5, 1), None);
        assert_eq!(told(5, 5), Some((10, 30)));
    }
}
