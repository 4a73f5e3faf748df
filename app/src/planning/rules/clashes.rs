//! What a meeting clashes with: other meetings, the budget decision, holidays.

use super::holidays::{Holiday, holidays};
use crate::agreements::types::{MonthDay, YearDate, YearDateKind};
use crate::ids::{AreaId, ForumId, OrganisationId};
use chrono::{Datelike, NaiveDate, NaiveDateTime, TimeDelta};

/// A meeting, as far as clashes go.
#[derive(Debug, Clone, Copy)]
pub struct Slot {
    /// Start by the wall clock in Stockholm.
    pub starts: NaiveDateTime,
    /// End.
    pub ends: NaiveDateTime,
    /// Area; none: all of it.
    pub area: Option<AreaId>,
    /// The forum whose meeting it is.
    pub forum: Option<ForumId>,
    /// The body whose meeting it is.
    pub body: Option<OrganisationId>,
    /// It is still to be held. What was held or cancelled clashes with nothing.
    pub coming: bool,
}

impl Slot {
    /// It concerns the whole agreement: neither an area's, a forum's nor a body's.
    const fn is_for_all(&self) -> bool {
        self.area.is_none() && self.forum.is_none() && self.body.is_none()
    }
    fn overlaps(&self, other: &Self) -> bool {
        self.starts < other.ends && other.starts < self.ends
    }
    fn shares(&self, other: &Self) -> bool {
        (self.area.is_some() && self.area == other.area)
            || (self.forum.is_some() && self.forum == other.forum)
            || (self.body.is_some() && self.body == other.body)
    }
}

/// What a meeting clashes with. Numbers are places in the lists that were given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Clash {
    /// Another meeting at the same time: of the same area, forum or body, or one of the two is for all.
    SameTime(usize),
    /// Another meeting on the same day, of the same area, forum or body.
    SameDay(usize),
    /// The budget is decided in the same week.
    Budget(usize),
    /// A holiday.
    Holiday(Holiday),
    /// Schools have holidays.
    School(usize),
}

/// The longest that a decision about the budget takes, in days: what is longer is a process.
const DECISION_DAYS: i64 = 7;

/// The day of a year; 28 February where there is no 29th.
fn day_of(year: i32, (month, day): MonthDay) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(year, month, day).or_else(|| NaiveDate::from_ymd_opt(year, month, 28))
}

fn beginning_in(date: &YearDate, year: i32) -> Option<(NaiveDate, NaiveDate)> {
    if date.year.is_some_and(|only| only != year) {
        return None;
    }
    let from = day_of(year, date.from)?;
    let to = if date.to < date.from { day_of(year + 1, date.to)? } else { day_of(year, date.to)? };
    Some((from, to))
}

/// First and last days of a date of the year, as far as they touch a year: one that began the year before counts too.
pub fn days_of(date: &YearDate, year: i32) -> Vec<(NaiveDate, NaiveDate)> {
    [year - 1, year].into_iter().filter_map(|y| beginning_in(date, y)).filter(|(from, to)| from.year() == year || to.year() == year).collect()
}

fn same_week(a: NaiveDate, (from, to): (NaiveDate, NaiveDate)) -> bool {
    let monday = |d: NaiveDate| d - TimeDelta::days(i64::from(d.weekday().num_days_from_monday()));
    monday(from) <= a && a < monday(to) + TimeDelta::days(7)
}

fn with_dates(slot: &Slot, dates: &[YearDate]) -> Vec<Clash> {
    let day = slot.starts.date();
    let mut found: Vec<Clash> = holidays(day.year()).into_iter().filter(|(date, _)| *date == day).map(|(_, holiday)| Clash::Holiday(holiday)).collect();
    for (n, date) in dates.iter().enumerate() {
        let days = days_of(date, day.year());
        match date.kind {
            YearDateKind::Budget if days.iter().any(|(from, to)| (*to - *from).num_days() < DECISION_DAYS && same_week(day, (*from, *to))) => {
                found.push(Clash::Budget(n));
            }
            YearDateKind::SchoolHoliday if days.iter().any(|(from, to)| *from <= day && day <= *to) => found.push(Clash::School(n)),
            _ => {}
        }
    }
    found
}

/// What each meeting clashes with, in the order in which they are given.
pub fn clashes(slots: &[Slot], dates: &[YearDate]) -> Vec<Vec<Clash>> {
    slots
        .iter()
        .enumerate()
        .map(|(n, slot)| {
            if !slot.coming {
                return Vec::new();
            }
            let others = slots.iter().enumerate().filter(|(m, other)| *m != n && other.coming);
            let mut found: Vec<Clash> = others
                .filter_map(|(m, other)| {
                    if slot.overlaps(other) && (slot.shares(other) || slot.is_for_all() || other.is_for_all()) {
                        Some(Clash::SameTime(m))
                    } else if slot.starts.date() == other.starts.date() && slot.shares(other) {
                        Some(Clash::SameDay(m))
                    } else {
                        None
                    }
                })
                .collect();
            found.extend(with_dates(slot, dates));
            found
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::agreements::types::Bilingual;

    fn slot(day: &str, from: &str, to: &str, area: Option<i64>, forum: Option<i64>, body: Option<i64>) -> Slot {
        let at = |time: &str| format!("{day}T{time}:00").parse().unwrap();
        Slot { starts: at(from), ends: at(to), area: area.map(AreaId), forum: forum.map(ForumId), body: body.map(OrganisationId), coming: true }
    }

    fn date(kind: YearDateKind, from: MonthDay, to: MonthDay, year: Option<i32>) -> YearDate {
        YearDate { slug: "d".into(), kind, title: Bilingual::default(), from, to, year }
    }

    #[test]
    fn meetings_clash_by_what_they_share() {
        let a = slot("2026-03-10", "17:00", "19:00", Some(1), None, None);
        let same_time = slot("2026-03-10", "18:30", "20:00", Some(1), None, None);
        let same_day = slot("2026-03-10", "19:00", "20:00", Some(1), Some(2), None);
        let elsewhere = slot("2026-03-10", "17:30", "18:00", Some(2), None, None);
        let for_all = slot("2026-03-10", "17:30", "18:00", None, None, None);
        let other_day = slot("2026-03-11", "17:00", "19:00", Some(1), None, None);
        let of = |other: Slot| clashes(&[a, other], &[]).remove(0);
        assert_eq!(of(same_time), [Clash::SameTime(1)]);
        assert_eq!(of(same_day), [Clash::SameDay(1)], "one ends as the other begins");
        assert_eq!(of(elsewhere), []);
        assert_eq!(of(for_all), [Clash::SameTime(1)]);
        assert_eq!(of(other_day), []);
        assert_eq!(of(Slot { coming: false, ..same_time }), []);
        assert_eq!(clashes(&[Slot { coming: false, ..a }, same_time], &[]), [vec![], vec![]]);
        let forum = |area| slot("2026-03-10", "10:00", "11:00", area, Some(3), None);
        assert_eq!(clashes(&[forum(Some(1)), forum(Some(2))], &[]), [[Clash::SameTime(1)], [Clash::SameTime(0)]]);
        let body = |from: &str, to: &str| slot("2026-03-10", from, to, None, None, Some(9));
        assert_eq!(clashes(&[body("10:00", "11:00"), body("15:00", "16:00")], &[]), [[Clash::SameDay(1)], [Clash::SameDay(0)]]);
    }

    #[test]
    fn the_week_of_the_budget_decision() {
        // Thursday and Friday of week 45
        let dates = [date(YearDateKind::Budget, (11, 5), (11, 6), None), date(YearDateKind::Budget, (8, 15), (11, 4), None)];
        let on = |day: &str| clashes(&[slot(day, "17:00", "18:00", None, None, None)], &dates).remove(0);
        assert_eq!(on("2026-11-02"), [Clash::Budget(0)]);
        assert_eq!(on("2026-11-08"), [Clash::Budget(0)]);
        assert_eq!(on("2026-11-09"), []);
        assert_eq!(on("2026-10-20"), [], "the process itself is long");
        let only = [date(YearDateKind::Budget, (11, 5), (11, 6), Some(2027))];
        assert_eq!(clashes(&[slot("2026-11-05", "17:00", "18:00", None, None, None)], &only).remove(0), []);
    }

    #[test]
    fn holidays_and_schools() {
        let dates = [date(YearDateKind::SchoolHoliday, (12, 21), (1, 8), None), date(YearDateKind::Election, (3, 10), (3, 10), None)];
        let on = |day: &str| clashes(&[slot(day, "17:00", "18:00", None, None, None)], &dates).remove(0);
        assert_eq!(on("2026-05-14"), [Clash::Holiday(Holiday::Ascension)]);
        assert_eq!(on("2026-12-24"), [Clash::Holiday(Holiday::ChristmasEve), Clash::School(0)]);
        assert_eq!(on("2027-01-08"), [Clash::School(0)]);
        assert_eq!(on("2027-01-09"), []);
        assert_eq!(on("2026-03-10"), [], "an election is good to know, no clash");
    }

    #[test]
    fn dates_touch_two_years() {
        let winter = date(YearDateKind::SchoolHoliday, (12, 21), (1, 8), None);
        let days: Vec<_> = days_of(&winter, 2026).into_iter().map(|(a, b)| format!("{a} {b}")).collect();
        assert_eq!(days, ["2025-12-21 2026-01-08", "2026-12-21 2027-01-08"]);
        assert_eq!(days_of(&date(YearDateKind::Other, (2, 29), (2, 29), None), 2027)[0].0.to_string(), "2027-02-28");
        assert!(days_of(&date(YearDateKind::Election, (9, 13), (9, 13), Some(2026)), 2027).is_empty());
    }
}
