//! Public holidays of Sweden, and the eves on which nobody meets either.

use chrono::{Datelike, NaiveDate, TimeDelta, Weekday};

/// A day on which people are free.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holiday {
    /// 1 January.
    NewYear,
    /// 6 January.
    Epiphany,
    /// Friday before Easter.
    GoodFriday,
    /// Easter.
    Easter,
    /// The day after.
    EasterMonday,
    /// 1 May.
    MayDay,
    /// Thursday, 39 days after Easter.
    Ascension,
    /// Sunday, 49 days after Easter.
    Pentecost,
    /// 6 June.
    NationalDay,
    /// Friday before midsummer's day.
    MidsummerEve,
    /// Saturday from 20 to 26 June.
    Midsummer,
    /// Saturday from 31 October to 6 November.
    AllSaints,
    /// 24 December.
    ChristmasEve,
    /// 25 December.
    Christmas,
    /// 26 December.
    BoxingDay,
    /// 31 December.
    NewYearsEve,
}

/// Easter Sunday of a year (Gregorian; Meeus, Jones and Butcher).
fn easter(year: i32) -> Option<NaiveDate> {
    let (a, b, c) = (year % 19, year / 100, year % 100);
    let (d, e, f) = (b / 4, b % 4, (b + 8) / 25);
    let g = (b - f + 1) / 3;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let n = h + l - 7 * m + 114;
    NaiveDate::from_ymd_opt(year, u32::try_from(n / 31).ok()?, u32::try_from(n % 31 + 1).ok()?)
}

/// The first Saturday on or after a day.
fn saturday_from(date: NaiveDate) -> NaiveDate {
    let ahead = (Weekday::Sat.num_days_from_monday() + 7 - date.weekday().num_days_from_monday()) % 7;
    date + TimeDelta::days(i64::from(ahead))
}

/// The holidays of a year, in order of their dates.
pub fn holidays(year: i32) -> Vec<(NaiveDate, Holiday)> {
    use Holiday as H;
    let on = |month: u32, day: u32, holiday: Holiday| NaiveDate::from_ymd_opt(year, month, day).map(|date| (date, holiday));
    let easter = easter(year);
    let after = |days: i64, holiday: Holiday| easter.map(|date| (date + TimeDelta::days(days), holiday));
    let midsummer = NaiveDate::from_ymd_opt(year, 6, 20).map(saturday_from);
    let all_saints = NaiveDate::from_ymd_opt(year, 10, 31).map(saturday_from);
    let mut all: Vec<_> = [
        on(1, 1, H::NewYear),
        on(1, 6, H::Epiphany),
        after(-2, H::GoodFriday),
        after(0, H::Easter),
        after(1, H::EasterMonday),
        on(5, 1, H::MayDay),
        after(39, H::Ascension),
        after(49, H::Pentecost),
        on(6, 6, H::NationalDay),
        midsummer.map(|date| (date - TimeDelta::days(1), H::MidsummerEve)),
        midsummer.map(|date| (date, H::Midsummer)),
        all_saints.map(|date| (date, H::AllSaints)),
        on(12, 24, H::ChristmasEve),
        on(12, 25, H::Christmas),
        on(12, 26, H::BoxingDay),
        on(12, 31, H::NewYearsEve),
    ]
    .into_iter()
    .flatten()
    .collect();
    all.sort_by_key(|(date, _)| *date);
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(year: i32, holiday: Holiday) -> String {
        holidays(year).into_iter().find(|(_, h)| *h == holiday).unwrap().0.to_string()
    }

    #[test]
    fn easter_moves() {
        for (year, date) in [
            (2000, "2000-04-23"),
            (2008, "2008-03-23"),
            (2024, "2024-03-31"),
            (2025, "2025-04-20"),
            (2026, "2026-04-05"),
            (2027, "2027-03-28"),
            (2038, "2038-04-25"),
        ] {
            assert_eq!(of(year, Holiday::Easter), date);
        }
    }

    #[test]
    fn the_days_of_2026() {
        use Holiday as H;
        for (holiday, date) in [
            (H::GoodFriday, "2026-04-03"),
            (H::EasterMonday, "2026-04-06"),
            (H::Ascension, "2026-05-14"),
            (H::Pentecost, "2026-05-24"),
            (H::MidsummerEve, "2026-06-19"),
            (H::Midsummer, "2026-06-20"),
            (H::AllSaints, "2026-10-31"),
            (H::ChristmasEve, "2026-12-24"),
        ] {
            assert_eq!(of(2026, holiday), date, "{holiday:?}");
        }
        // the latest days that they can fall on
        assert_eq!(of(2027, H::Midsummer), "2027-06-26");
        assert_eq!(of(2027, H::AllSaints), "2027-11-06");
    }

    #[test]
    fn every_year_has_all_of_them_in_order() {
        for year in 1990..2110 {
            let all = holidays(year);
            assert_eq!(all.len(), 16, "{year}");
            assert!(all.windows(2).all(|w| w[0].0 <= w[1].0), "{year}");
            let easter = all.iter().find(|(_, h)| *h == Holiday::Easter).unwrap().0;
            assert_eq!(easter.weekday(), Weekday::Sun);
            let (first, last) = (NaiveDate::from_ymd_opt(year, 3, 22).unwrap(), NaiveDate::from_ymd_opt(year, 4, 25).unwrap());
            assert!((first..=last).contains(&easter), "{easter}");
        }
    }
}
