//! Time: a clock that is handed in, and dates as they are in Stockholm.

use chrono::{DateTime, DurationRound, NaiveDate, NaiveDateTime, TimeDelta, TimeZone, Utc};
use chrono_tz::{Europe::Stockholm, Tz};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

/// The zone of every promised date.
pub const ZONE: Tz = Stockholm;

/// A clock: the system's (which tests may move), or one that stands still.
#[derive(Debug, Clone)]
pub enum Clock {
    /// The system's clock and so many microseconds.
    System(Arc<AtomicI64>),
    /// A time that stands still until it is moved, in microseconds since 1970.
    Fixed(Arc<AtomicI64>),
}

impl Default for Clock {
    fn default() -> Self {
        Self::System(Arc::default())
    }
}

impl Clock {
    /// A clock that stands still.
    pub fn fixed(at: DateTime<Utc>) -> Self {
        Self::Fixed(Arc::new(AtomicI64::new(at.timestamp_micros())))
    }
    /// Now, in whole microseconds (what both databases keep).
    pub fn now(&self) -> DateTime<Utc> {
        match self {
            Self::System(offset) => {
                let now = Utc::now() + TimeDelta::microseconds(offset.load(Ordering::Relaxed));
                now.duration_trunc(TimeDelta::microseconds(1)).unwrap_or(now)
            }
            Self::Fixed(at) => DateTime::from_timestamp_micros(at.load(Ordering::Relaxed)).unwrap_or_default(),
        }
    }
    /// Moves the clock on.
    pub fn advance(&self, by: TimeDelta) {
        let us = by.num_microseconds().unwrap_or(0);
        match self {
            Self::System(at) | Self::Fixed(at) => at.fetch_add(us, Ordering::Relaxed),
        };
    }
    /// Sets the clock to a time, from which it goes on if it is the system's.
    pub fn set(&self, to: DateTime<Utc>) {
        match self {
            Self::System(offset) => offset.store((to - Utc::now()).num_microseconds().unwrap_or(0), Ordering::Relaxed),
            Self::Fixed(at) => at.store(to.timestamp_micros(), Ordering::Relaxed),
        }
    }
}

/// The calendar date in Stockholm at an instant.
pub fn local_date(at: DateTime<Utc>) -> NaiveDate {
    at.with_timezone(&ZONE).date_naive()
}

/// The wall clock in Stockholm at an instant.
pub fn local(at: DateTime<Utc>) -> NaiveDateTime {
    at.with_timezone(&ZONE).naive_local()
}

/// The instant of a wall-clock time in Stockholm. An hour that occurs twice means the first; one that is skipped is `None`.
pub fn instant(local: NaiveDateTime) -> Option<DateTime<Utc>> {
    ZONE.from_local_datetime(&local).earliest().map(|t| t.with_timezone(&Utc))
}

/// Days by which a due date has passed: 0 until and on the day itself, 1 from the next midnight in Stockholm.
pub fn days_late(due_on: NaiveDate, today: NaiveDate) -> i64 {
    (today - due_on).num_days().max(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(s: &str) -> NaiveDate {
        s.parse().unwrap()
    }

    #[test]
    fn late_begins_at_midnight_in_stockholm() {
        let due = date("2026-07-01");
        let before = "2026-07-01T21:59:59Z".parse().unwrap();
        let after = "2026-07-01T22:00:00Z".parse().unwrap();
        assert_eq!(days_late(due, local_date(before)), 0);
        assert_eq!(days_late(due, local_date(after)), 1);
    }

    #[test]
    fn wall_clock_across_daylight_saving() {
        let at = |s: &str| instant(s.parse().unwrap()).map(|t| t.to_rfc3339());
        assert_eq!(at("2026-03-29T01:30:00").as_deref(), Some("2026-03-29T00:30:00+00:00"));
        assert_eq!(at("2026-03-29T02:30:00"), None, "the hour that is skipped");
        assert_eq!(at("2026-10-25T02:30:00").as_deref(), Some("2026-10-25T00:30:00+00:00"), "the hour that comes twice: the first");
    }

    #[test]
    fn a_moved_system_clock_goes_on() {
        let clock = Clock::default();
        clock.set("2030-01-01T00:00:00Z".parse().unwrap());
        assert!(clock.now() >= "2030-01-01T00:00:00Z".parse::<DateTime<Utc>>().unwrap());
        clock.advance(TimeDelta::days(1));
        assert_eq!(local_date(clock.now()), date("2030-01-02"));
    }
}
