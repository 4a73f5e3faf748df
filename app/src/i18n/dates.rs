//! Dates, times and numbers as people say them. Patterns come from ICU4X.

use super::Locale;
use chrono::{Datelike, NaiveDate, NaiveDateTime, Timelike};
use icu::calendar::{Date, Gregorian};
use icu::datetime::FixedCalendarDateTimeFormatter;
use icu::datetime::fieldsets::{E, M, MD, MDE, YMD, YMDE};
use icu::decimal::DecimalFormatter;
use std::sync::LazyLock;

type Formatter<F> = Option<FixedCalendarDateTimeFormatter<Gregorian, F>>;

struct Formats {
    day: Formatter<MD>,
    day_year: Formatter<YMD>,
    weekday_day: Formatter<MDE>,
    weekday_day_year: Formatter<YMDE>,
    weekday: Formatter<E>,
    month: Formatter<M>,
    number: Option<DecimalFormatter>,
}

impl Formats {
    fn new(locale: &icu::locale::Locale) -> Self {
        let prefs = || locale.into();
        Self {
            day: FixedCalendarDateTimeFormatter::try_new(prefs(), MD::long()).ok(),
            day_year: FixedCalendarDateTimeFormatter::try_new(prefs(), YMD::long()).ok(),
            weekday_day: FixedCalendarDateTimeFormatter::try_new(prefs(), MDE::long()).ok(),
            weekday_day_year: FixedCalendarDateTimeFormatter::try_new(prefs(), YMDE::long()).ok(),
            weekday: FixedCalendarDateTimeFormatter::try_new(prefs(), E::long()).ok(),
            month: FixedCalendarDateTimeFormatter::try_new(prefs(), M::medium()).ok(),
            number: DecimalFormatter::try_new(locale.into(), icu::decimal::options::DecimalFormatterOptions::default()).ok(),
        }
    }
}

static SV: LazyLock<Formats> = LazyLock::new(|| Formats::new(&icu::locale::locale!("sv")));
static EN: LazyLock<Formats> = LazyLock::new(|| Formats::new(&icu::locale::locale!("en-GB")));

fn formats(l: Locale) -> &'static Formats {
    match l {
        Locale::Sv => &SV,
        Locale::En => &EN,
    }
}

macro_rules! format_date {
    ($l:expr, $which:ident, $date:expr) => {{
        let date: NaiveDate = $date;
        let icu_date = Date::try_new_gregorian(date.year(), date.month() as u8, date.day() as u8).ok();
        match (&formats($l).$which, icu_date) {
            (Some(f), Some(d)) => f.format(&d).to_string(),
            _ => date.to_string(),
        }
    }};
}

/// `1 december`, with the year when it is not the current one.
pub fn day(l: Locale, date: NaiveDate, today: NaiveDate) -> String {
    if date.year() == today.year() { format_date!(l, day, date) } else { format_date!(l, day_year, date) }
}

/// `tisdag 1 december`, with the year when it is not the current one.
pub fn weekday_day(l: Locale, date: NaiveDate, today: NaiveDate) -> String {
    if date.year() == today.year() { format_date!(l, weekday_day, date) } else { format_date!(l, weekday_day_year, date) }
}

/// `tisdag`.
pub fn weekday(l: Locale, date: NaiveDate) -> String {
    format_date!(l, weekday, date)
}

/// The day of the week in a date block: whole in Swedish, short in English, whose longest would not fit.
pub fn weekday_in_block(l: Locale, date: NaiveDate) -> String {
    match l {
        Locale::Sv => weekday(l, date),
        Locale::En => date.format("%a").to_string(),
    }
}

/// `dec.`, without the full stop: for date blocks.
pub fn month_short(l: Locale, date: NaiveDate) -> String {
    format_date!(l, month, date).trim_end_matches('.').to_string()
}

/// `kl. 17.30` or `17:30`.
pub fn time(l: Locale, at: NaiveDateTime) -> String {
    match l {
        Locale::Sv => format!("kl. {:02}.{:02}", at.hour(), at.minute()),
        Locale::En => format!("{:02}:{:02}", at.hour(), at.minute()),
    }
}

/// `kl. 17.30–19.30` or `17:30–19:30`.
pub fn time_span(l: Locale, from: NaiveDateTime, to: NaiveDateTime) -> String {
    match l {
        Locale::Sv => format!("kl. {:02}.{:02}–{:02}.{:02}", from.hour(), from.minute(), to.hour(), to.minute()),
        Locale::En => format!("{:02}:{:02}–{:02}:{:02}", from.hour(), from.minute(), to.hour(), to.minute()),
    }
}

/// `1 december kl. 17.30`.
pub fn moment(l: Locale, at: NaiveDateTime, today: NaiveDate) -> String {
    match l {
        Locale::Sv => format!("{} {}", day(l, at.date(), today), time(l, at)),
        Locale::En => format!("{}, {}", day(l, at.date(), today), time(l, at)),
    }
}

/// `om 3 dagar`, `i dag`, `för 2 dagar sedan`.
pub fn relative(l: Locale, date: NaiveDate, today: NaiveDate) -> String {
    use super::common as t;
    match (date - today).num_days() {
        0 => t::today(l).into(),
        1 => t::tomorrow(l).into(),
        -1 => t::yesterday(l).into(),
        n if n > 0 => t::in_days(l, n),
        n => t::days_ago(l, -n),
    }
}

/// `12 000` or `12,000`.
pub fn number(l: Locale, n: i64) -> String {
    match &formats(l).number {
        Some(f) => f.format(&n.into()).to_string(),
        None => n.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_people_say_them() {
        let date: NaiveDate = "2026-12-01".parse().unwrap();
        let today = "2026-11-21".parse().unwrap();
        assert_eq!(day(Locale::Sv, date, today), "1 december");
        assert_eq!(day(Locale::Sv, date, "2027-01-01".parse().unwrap()), "1 december 2026");
        assert_eq!(weekday_day(Locale::Sv, date, today), "tisdag 1 december");
        assert_eq!(weekday_day(Locale::En, date, today), "Tuesday 1 December");
        assert_eq!(moment(Locale::Sv, date.and_hms_opt(18, 0, 0).unwrap(), today), "1 december kl. 18.00");
        assert_eq!(month_short(Locale::Sv, date), "dec");
        assert_eq!(relative(Locale::Sv, date, today), "om 10 dagar");
        assert_eq!(number(Locale::Sv, 12000), "12\u{a0}000");
    }
}
