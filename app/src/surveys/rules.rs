//! Rules of the questions after a meeting: when they are asked, and from when on numbers are shown.

use crate::time;
use chrono::{DateTime, NaiveTime, TimeDelta, Utc};

/// So many answers are counted at a time. What is shown, also how many there are, never moves by fewer.
pub const FEW: i64 = 5;
/// Days in which the link can answer.
pub const ANSWER_DAYS: i64 = 14;
/// Longest text about what should happen next.
pub const WORDS: usize = 500;

codes! {
    /// What is done with words that came with answers.
    pub enum WordsAct {
        /// All may read them.
        Show = "show",
        /// Not any more.
        Hide = "hide",
    }
}

/// How many gave each of 1 to 5.
pub type Scale = [i64; 5];

/// What was answered and counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Numbers {
    /// Answers.
    pub answers: i64,
    /// How they were met.
    pub met: Scale,
    /// Whether they learned.
    pub learned: Scale,
}

impl Numbers {
    /// The numbers that can be shown; none while there are too few.
    pub fn shown(answers: i64, met: Scale, learned: Scale) -> Option<Self> {
        (answers >= FEW).then_some(Self { answers, met, learned })
    }
    /// Those of several meetings together. Only what is shown of each is counted, so that no difference tells what is not.
    pub fn together(all: impl IntoIterator<Item = Self>) -> Option<Self> {
        all.into_iter().reduce(|a, b| {
            let add = |a: Scale, b: Scale| std::array::from_fn(|i| a[i] + b[i]);
            Self { answers: a.answers + b.answers, met: add(a.met, b.met), learned: add(a.learned, b.learned) }
        })
    }
}

/// The mean of a scale in tenths, rounded; 0 where nobody answered.
pub fn mean(scale: Scale) -> i64 {
    let n: i64 = scale.iter().sum();
    let sum: i64 = (1..).zip(scale).map(|(value, count)| value * count).sum();
    mean_of(sum, n)
}

/// The mean of so many whose sum is known, in tenths.
pub fn mean_of(sum: i64, n: i64) -> i64 {
    if n > 0 { (sum * 10 + n / 2) / n } else { 0 }
}

/// What the page of a meeting says in a line: that it was asked, and the means once there are enough answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Brief {
    /// Answers and the means in tenths; none while there are too few.
    pub shown: Option<(i64, i64, i64)>,
}

/// Reads `answers`, the sum of how they were met and the sum of what they learned.
pub fn brief(counted: &str) -> Option<Brief> {
    let mut parts = counted.split(' ').map(str::parse::<i64>);
    let (answers, met, learned) = (parts.next()?.ok()?, parts.next()?.ok()?, parts.next()?.ok()?);
    Some(Brief { shown: (answers >= FEW).then(|| (answers, mean_of(met, answers), mean_of(learned, answers))) })
}

/// When people are asked about a meeting that ends then: at nine in the morning of the day after, in Stockholm.
pub fn ask_at(ends_at: DateTime<Utc>) -> DateTime<Utc> {
    let morning = NaiveTime::from_hms_opt(9, 0, 0).unwrap_or_default();
    let day = time::local_date(ends_at) + TimeDelta::days(1);
    time::instant(day.and_time(morning)).unwrap_or(ends_at + TimeDelta::days(1))
}

/// Until when they can answer: the midnight that ends the last of the days.
pub fn closes_at(asked_at: DateTime<Utc>) -> DateTime<Utc> {
    let day = time::local_date(asked_at) + TimeDelta::days(ANSWER_DAYS + 1);
    time::instant(day.and_time(NaiveTime::MIN)).unwrap_or(asked_at + TimeDelta::days(ANSWER_DAYS))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_told_of_few_answers() {
        assert_eq!(Numbers::shown(4, [0, 0, 0, 0, 4], [4, 0, 0, 0, 0]), None);
        assert!(Numbers::shown(5, [0, 0, 0, 1, 4], [5, 0, 0, 0, 0]).is_some());
        assert_eq!(brief("4 20 4"), Some(Brief { shown: None }));
        assert_eq!(brief("5 24 5"), Some(Brief { shown: Some((5, 48, 10)) }));
        assert_eq!(brief(""), None);
    }

    #[test]
    fn means_and_sums() {
        assert_eq!(mean([0, 0, 0, 1, 4]), 48);
        assert_eq!(mean([1, 0, 1, 0, 0]), 20);
        assert_eq!(mean([0; 5]), 0);
        let one = Numbers { answers: 5, met: [0, 0, 0, 1, 4], learned: [5, 0, 0, 0, 0] };
        let both = Numbers::together([one, one]).unwrap();
        assert_eq!((both.answers, both.met, both.learned), (10, [0, 0, 0, 2, 8], [10, 0, 0, 0, 0]));
        assert_eq!(Numbers::together([]), None);
    }

    #[test]
    fn asked_in_the_morning_after_and_for_two_weeks() {
        let at = |s: &str| s.parse().unwrap();
        // the clocks go forward in the night after the meeting
        assert_eq!(ask_at(at("2026-03-28T19:00:00Z")), at("2026-03-29T07:00:00Z"));
        // a meeting that ends after midnight in Stockholm
        assert_eq!(ask_at(at("2026-06-01T22:30:00Z")), at("2026-06-03T07:00:00Z"));
        assert_eq!(closes_at(at("2026-03-03T08:00:00Z")), at("2026-03-17T23:00:00Z"));
    }
}
