//! Rules of the desk: when a newcomer has waited too long, what a week holds, what was done in a month, what can be decided about several issues at once, what is urgent.

use super::service::{Desk, is_hearing_ahead, is_promise};
use super::store::history::DoneRow;
use super::store::{ItemRow, MeetingRow};
use super::types::{Figure, Queue, Urgency};
use crate::clocks::ClockKind;
use crate::context::Ctx;
use crate::issues::rules::{Transition, Who, transition};
use crate::issues::types::{IssueAct, IssueState};
use crate::meetings::service::REMIND;
use crate::{paths, time};
use chrono::{DateTime, Datelike, NaiveDate, TimeDelta, Utc, Weekday};

/// Days after which somebody who wrote here for the first time stands on the desk (M25).
pub const NEWCOMER_DAYS: i64 = 3;
/// Days ahead that "my day" shows.
pub const WEEK: i64 = 7;
/// Issues that can be decided about at once.
pub const MOST_AT_ONCE: usize = 50;

/// Newcomers who were readable by all at this time or before have waited long enough to be seen.
///
/// A newcomer is an organisation of civil society, or a person who speaks as themselves, whose first issue or contribution in the
/// agreement it is; none of the agreement's own bodies, and no issue that was withheld. They wait while that issue is open, nobody else has contributed to it since, and nothing was decided about it
/// since, other than letting them in: that opens the door, it does not answer. Undone acts do not count. Nobody welcomes those who are
/// restricted, or were since: they have had an answer.
pub fn newcomers_before(now: DateTime<Utc>) -> DateTime<Utc> {
    now - TimeDelta::days(NEWCOMER_DAYS)
}

/// The acts that can be taken about several issues with one reason and one date: those without a target of their own, which lead to
/// the same for all. What belongs to a meeting is decided there.
pub const AT_ONCE: &[IssueAct] =
    &[IssueAct::Accept, IssueAct::FollowUp, IssueAct::Remind, IssueAct::AskBack, IssueAct::Reopen, IssueAct::Close, IssueAct::Decline];

/// The acts of those who curate that are possible for issues in all of these states, as the transition from the first of them.
pub fn acts_at_once(states: &[IssueState]) -> Vec<&'static Transition> {
    let by_curator = |state: IssueState, act: IssueAct| transition(state, act).filter(|t| t.who == Who::Curator);
    let Some(first) = states.first() else { return Vec::new() };
    AT_ONCE.iter().filter(|act| states.iter().all(|s| by_curator(*s, **act).is_some())).filter_map(|act| by_curator(*first, *act)).collect()
}

/// Something that happens on a day of the week.
#[derive(Debug, Clone, Copy)]
pub enum OfDay<'a> {
    /// A meeting begins.
    Meeting(&'a MeetingRow),
    /// Sign-up to a meeting opens.
    Opens(&'a MeetingRow),
    /// Those who have a place at a meeting are reminded.
    Reminder(&'a MeetingRow),
    /// Minutes are promised.
    Minutes(&'a MeetingRow),
    /// Something is promised.
    Due(&'a ItemRow),
}

/// The next seven days, today first, each with what happens: meetings by their time, then what is due.
pub fn week<'a>(ctx: &Ctx, desk: &'a Desk) -> Vec<(NaiveDate, Vec<OfDay<'a>>)> {
    let (today, now) = (ctx.today(), ctx.now());
    let days = (0..WEEK).map(|n| today + TimeDelta::days(n));
    days.map(|day| {
        let mut all: Vec<OfDay<'a>> = desk.meetings.iter().filter(|m| m.starts_local.date() == day).map(OfDay::Meeting).collect();
        all.extend(desk.meetings.iter().filter(|m| m.opens_on == Some(day) && m.ends_at > now).map(OfDay::Opens));
        all.extend(desk.meetings.iter().filter(|m| time::local_date(m.starts_at - REMIND) == day && m.starts_at > now).map(OfDay::Reminder));
        all.extend(desk.meetings.iter().filter(|m| m.minutes_due_on == Some(day)).map(OfDay::Minutes));
        let due = |i: &&ItemRow| is_promise(i) && i.kind != Some(ClockKind::Minutes) && i.by_curator && i.due_on == Some(day) && !is_hearing_ahead(i, today);
        all.extend(desk.items.iter().filter(due).map(OfDay::Due));
        (day, all)
    })
    .collect()
}

/// How soon a date is due.
pub fn urgency(due_on: Option<NaiveDate>, today: NaiveDate) -> Urgency {
    match due_on {
        Some(d) if d < today => Urgency::Late,
        Some(d) if d == today => Urgency::Today,
        Some(d) if d <= today + TimeDelta::days(WEEK) => Urgency::Week,
        _ => Urgency::Later,
    }
}

/// The last working day before today: what came in since its morning is new.
pub fn last_working_day(today: NaiveDate) -> NaiveDate {
    let back = match today.weekday() {
        Weekday::Mon => 3,
        Weekday::Sun => 2,
        _ => 1,
    };
    today - TimeDelta::days(back)
}

/// What a form that is opened on the desk carries, to lead back: the queue, what it is narrowed to (`&forum=rost`), and the row that
/// stands after what it is about.
pub fn queue_and_place(queue: Queue, filter: &str, next: Option<&str>) -> String {
    next.map_or_else(|| format!("{queue}{filter}"), |id| format!("{queue}{filter}&sedan={id}"))
}

/// What was done in a month, counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Month {
    /// Its number; 0 for all of them.
    pub number: u32,
    /// How many of each, in the order of [`Figure::ALL`]. Days for the median; none where nothing was decided.
    pub figures: Vec<(Figure, Option<i64>)>,
}

impl Month {
    /// A number of it.
    pub fn of(&self, figure: Figure) -> Option<i64> {
        self.figures.iter().find(|(f, _)| *f == figure).and_then(|(_, n)| *n)
    }
    /// Nothing was done.
    pub fn is_empty(&self) -> bool {
        self.figures.iter().all(|(_, n)| n.unwrap_or(0) == 0)
    }
}

/// The middle one of some numbers; of two in the middle, what lies between, rounded up.
pub fn median(mut all: Vec<i64>) -> Option<i64> {
    all.sort_unstable();
    let half = all.len() / 2;
    let upper = *all.get(half)?;
    Some(if all.len() % 2 == 1 { upper } else { (upper + all[half - 1] + 1) / 2 })
}

/// Counts what was done.
pub fn month_of<'a>(number: u32, rows: impl Iterator<Item = &'a DoneRow>) -> Month {
    let rows: Vec<&DoneRow> = rows.collect();
    let count = |kinds: &[&str]| Some(i64::try_from(rows.iter().filter(|r| kinds.contains(&r.what.as_str())).count()).unwrap_or(i64::MAX));
    let in_time = rows.iter().filter(|r| r.what == "minutes" && r.done_on.zip(r.due_on).is_some_and(|(on, due)| on <= due)).count();
    let days = |r: &&DoneRow| Some((time::local_date(r.at?) - time::local_date(r.from_at?)).num_days());
    let figure = |figure: Figure| match figure {
        Figure::Accepted => count(&["issue_accepted"]),
        Figure::AskedBack => count(&["issue_asked_back"]),
        Figure::Declined => count(&["issue_declined"]),
        Figure::Merged => count(&["issue_merged"]),
        Figure::Referred => count(&["issue_referred"]),
        Figure::Reminded => count(&["issue_reminded"]),
        Figure::FollowedUp => count(&["issue_followed_up"]),
        Figure::Closed => count(&["issue_closed"]),
        Figure::Published => count(&["contribution_published"]),
        Figure::Hidden => count(&["contribution_hidden", "issue_hidden"]),
        Figure::Reports => count(&["flags_answered"]),
        Figure::FirstDays => median(rows.iter().filter(|r| r.what == "first").filter_map(days).collect()),
        Figure::Wishes => count(&["wish_planned", "wish_joined", "wish_declined"]),
        Figure::Hearings => count(&["hearing"]),
        Figure::Meetings => count(&["meeting"]),
        Figure::Minutes => count(&["minutes"]),
        Figure::MinutesInTime => Some(i64::try_from(in_time).unwrap_or(i64::MAX)),
        Figure::Efforts => count(&["effort"]),
    };
    Month { number, figures: Figure::ALL.iter().map(|f| (*f, figure(*f))).collect() }
}

/// Where that leads: the queue, at the row that stood after what was decided, which is the next one. With `gjort`, the number of the
/// issue whose decision can be undone. `None`: it names no queue.
pub fn way_back(agreement: &str, carried: &str) -> Option<String> {
    let mut parts = carried.split('&');
    let queue = parts.next()?.parse::<Queue>().ok()?;
    let (mut filter, mut done, mut place) = (String::new(), String::new(), String::new());
    let plain = |value: &str| !value.is_empty() && value.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    for part in parts {
        match part.split_once('=') {
            Some((key @ ("forum" | "tema" | "omrade" | "sida" | "alder"), value)) if plain(value) => filter.push_str(&format!("&{key}={value}")),
            Some(("gjort", n)) if n.parse::<i64>().is_ok() => done = format!("&gjort={n}"),
            Some(("sedan", id)) if plain(id) => place = format!("#{id}"),
            _ => {}
        }
    }
    Some(format!("{}?ko={queue}{filter}{done}{place}", paths::desk(agreement)))
}

/// The key that opens the form of an act. Not j, k, x or ?, which move, mark and help.
pub const fn key(act: IssueAct) -> char {
    match act {
        IssueAct::Accept => 't',
        IssueAct::AskBack => 'b',
        IssueAct::Complete => 'c',
        IssueAct::Decline => 'v',
        IssueAct::Move => 'l',
        IssueAct::PutOnAgenda => 'm',
        IssueAct::TakeOffAgenda => 'd',
        IssueAct::Refer => 'f',
        IssueAct::Remind => 'p',
        IssueAct::TakeBack => 'i',
        IssueAct::Answer => 'r',
        IssueAct::Conclude => 'n',
        IssueAct::FollowUp => 'u',
        IssueAct::Close => 's',
        IssueAct::Merge => 'h',
        IssueAct::Unmerge => 'e',
        IssueAct::Withdraw => 'w',
        IssueAct::Reopen => 'o',
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::issues::rules::{NextDate, TRANSITIONS};

    fn date(s: &str) -> NaiveDate {
        s.parse().unwrap()
    }

    #[test]
    fn what_is_possible_for_all() {
        let acts = |states: &[IssueState]| acts_at_once(states).into_iter().map(|t| t.act).collect::<Vec<_>>();
        assert_eq!(acts(&[]), []);
        assert_eq!(acts(&[IssueState::Submitted, IssueState::Submitted]), [IssueAct::Accept, IssueAct::AskBack, IssueAct::Decline]);
        assert_eq!(acts(&[IssueState::Submitted, IssueState::InForum]), [IssueAct::AskBack, IssueAct::Decline]);
        assert_eq!(acts(&[IssueState::Referred]), [IssueAct::Remind, IssueAct::Close], "answering is not the kansli's");
        assert_eq!(acts(&[IssueState::Answered, IssueState::FollowedUp]), [IssueAct::FollowUp, IssueAct::Close]);
        assert_eq!(acts(&[IssueState::Closed, IssueState::Referred]), []);
        assert_eq!(acts(&[IssueState::Withdrawn]), [], "reopening it is its author's");
    }

    /// One form asks for a date or does not: from whichever state, an act at once asks the same.
    #[test]
    fn each_act_at_once_asks_for_the_same_date() {
        for act in AT_ONCE {
            let mut next: Vec<NextDate> = TRANSITIONS.iter().filter(|t| t.act == *act && t.who == Who::Curator).map(|t| t.next).collect();
            next.dedup();
            assert!(next.len() == 1 && next[0] != NextDate::FromMeeting, "{act}: {next:?}");
        }
    }

    #[test]
    fn a_form_leads_back_to_the_row_that_followed() {
        let carried = queue_and_place(Queue::New, "", Some("rad-88-0"));
        assert_eq!(way_back("stad", &carried).as_deref(), Some("/stad/skrivbord?ko=nya#rad-88-0"));
        assert_eq!(way_back("stad", &format!("{carried}&gjort=87")).as_deref(), Some("/stad/skrivbord?ko=nya&gjort=87#rad-88-0"));
        assert_eq!(way_back("stad", &queue_and_place(Queue::Flags, "", None)).as_deref(), Some("/stad/skrivbord?ko=anmalt"));
        assert_eq!(way_back("stad", "nya&sedan=\"><b>&gjort=x&till=//x.example").as_deref(), Some("/stad/skrivbord?ko=nya"));
        assert_eq!(way_back("stad", "https://x.example"), None);
        let narrowed = queue_and_place(Queue::New, "&forum=rost&alder=14", Some("rad-88-0"));
        assert_eq!(way_back("stad", &narrowed).as_deref(), Some("/stad/skrivbord?ko=nya&forum=rost&alder=14#rad-88-0"));
        assert_eq!(way_back("stad", "nya&forum=//x.example").as_deref(), Some("/stad/skrivbord?ko=nya"));
    }

    #[test]
    fn the_middle_of_some_numbers() {
        for (all, expected) in [(vec![], None), (vec![4], Some(4)), (vec![9, 1, 4], Some(4)), (vec![1, 2], Some(2)), (vec![2, 4, 100, 0], Some(3))] {
            assert_eq!(median(all), expected);
        }
    }

    #[test]
    fn what_was_done_is_counted() {
        let at = |s: &str| s.parse::<DateTime<Utc>>().unwrap();
        let row = |what: &str| DoneRow { what: what.into(), at: None, done_on: None, due_on: None, from_at: None };
        let rows = [
            row("issue_accepted"),
            row("issue_accepted"),
            row("issue_hidden"),
            row("contribution_hidden"),
            DoneRow { done_on: Some(date("2026-03-10")), due_on: Some(date("2026-03-10")), ..row("minutes") },
            DoneRow { done_on: Some(date("2026-03-11")), due_on: Some(date("2026-03-10")), ..row("minutes") },
            // posted half an hour before midnight in Stockholm
            DoneRow { at: Some(at("2026-03-03T08:00:00Z")), from_at: Some(at("2026-03-01T22:30:00Z")), ..row("first") },
        ];
        let month = month_of(3, rows.iter());
        let is = |figure: Figure, n: i64| assert_eq!(month.of(figure), Some(n), "{figure}");
        is(Figure::Accepted, 2);
        is(Figure::Hidden, 2);
        is(Figure::Minutes, 2);
        is(Figure::MinutesInTime, 1);
        is(Figure::FirstDays, 2);
        is(Figure::Hearings, 0);
        assert!(!month.is_empty());
        assert!(month_of(4, [].iter()).is_empty());
        assert_eq!(month_of(4, [].iter()).of(Figure::FirstDays), None);
    }

    #[test]
    fn each_key_opens_one_form() {
        let mut keys: Vec<char> = IssueAct::ALL.iter().map(|act| key(*act)).chain(['j', 'k', 'x', '?']).collect();
        keys.sort_unstable();
        keys.dedup();
        assert_eq!(keys.len(), IssueAct::ALL.len() + 4);
    }

    #[test]
    fn urgent_is_what_is_near() {
        let today = date("2026-03-02");
        for (due, expected) in [
            ("2026-03-01", Urgency::Late),
            ("2026-03-02", Urgency::Today),
            ("2026-03-03", Urgency::Week),
            ("2026-03-09", Urgency::Week),
            ("2026-03-10", Urgency::Later),
        ] {
            assert_eq!(urgency(Some(date(due)), today), expected, "{due}");
        }
        assert_eq!(urgency(None, today), Urgency::Later);
    }

    #[test]
    fn on_mondays_friday_was_the_last_working_day() {
        for (today, expected) in [("2026-03-02", "2026-02-27"), ("2026-03-03", "2026-03-02"), ("2026-03-07", "2026-03-06"), ("2026-03-08", "2026-03-06")] {
            assert_eq!(last_working_day(date(today)), date(expected), "{today}");
        }
    }
}
