//! Rules of the desk: when a newcomer has waited too long, what can be decided about several issues at once, what is urgent.

use super::types::{Queue, Urgency};
use crate::issues::rules::{Transition, Who, transition};
use crate::issues::types::{IssueAct, IssueState};
use crate::paths;
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

/// What a form that is opened on the desk carries, to lead back: the queue, and the row that stands after what it is about.
pub fn queue_and_place(queue: Queue, next: Option<&str>) -> String {
    next.map_or_else(|| queue.code().to_string(), |id| format!("{queue}&sedan={id}"))
}

/// Where that leads: the queue, at the row that stood after what was decided, which is the next one. With `gjort`, the number of the
/// issue whose decision can be undone. `None`: it names no queue.
pub fn way_back(agreement: &str, carried: &str) -> Option<String> {
    let mut parts = carried.split('&');
    let queue = parts.next()?.parse::<Queue>().ok()?;
    let (mut done, mut place) = (String::new(), String::new());
    for part in parts {
        match part.split_once('=') {
            Some(("gjort", n)) if n.parse::<i64>().is_ok() => done = format!("&gjort={n}"),
            Some(("sedan", id)) if !id.is_empty() && id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-') => place = format!("#{id}"),
            _ => {}
        }
    }
    Some(format!("{}?ko={queue}{done}{place}", paths::desk(agreement)))
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
        let carried = queue_and_place(Queue::New, Some("rad-88-0"));
        assert_eq!(way_back("stad", &carried).as_deref(), Some("/stad/skrivbord?ko=nya#rad-88-0"));
        assert_eq!(way_back("stad", &format!("{carried}&gjort=87")).as_deref(), Some("/stad/skrivbord?ko=nya&gjort=87#rad-88-0"));
        assert_eq!(way_back("stad", &queue_and_place(Queue::Flags, None)).as_deref(), Some("/stad/skrivbord?ko=anmalt"));
        assert_eq!(way_back("stad", "nya&sedan=\"><b>&gjort=x&till=//x.example").as_deref(), Some("/stad/skrivbord?ko=nya"));
        assert_eq!(way_back("stad", "https://x.example"), None);
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
