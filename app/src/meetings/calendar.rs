//! Meetings as iCalendar (RFC 5545): local time with its own VTIMEZONE, a stable UID, a DTSTAMP that is stored, a rising SEQUENCE.

use super::store::Meeting;
use super::types::MeetingState;
use crate::agreements::types::Agreement;
use crate::context::Ctx;
use crate::i18n::meetings as t;
use crate::{paths, text};
use icalendar::{Calendar, CalendarComponent, CalendarDateTime, Component, Event, EventLike, EventStatus, Property};

const ZONE: &str = "Europe/Stockholm";

/// The rules of Europe/Stockholm since 1996, as the library writes none.
const TIMEZONE: &str = "BEGIN:VTIMEZONE\r\nTZID:Europe/Stockholm\r\nBEGIN:DAYLIGHT\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\nTZNAME:CEST\r\n\
    DTSTART:19960331T020000\r\nRRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\r\nEND:DAYLIGHT\r\nBEGIN:STANDARD\r\nTZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\n\
    TZNAME:CET\r\nDTSTART:19961027T030000\r\nRRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n";

/// Most octets of a line (RFC 5545, 3.1).
const LINE: usize = 75;

/// A calendar of meetings. Those that are cancelled say so by their status.
pub fn of(ctx: &Ctx, agreement: &Agreement, meetings: &[Meeting]) -> String {
    written(ctx, agreement, meetings, "PUBLISH")
}

/// One meeting. A file of one that is cancelled cancels what an earlier file of it has put in a calendar (RFC 5546, 3.2.5).
pub fn one(ctx: &Ctx, agreement: &Agreement, meeting: &Meeting) -> String {
    let method = if meeting.state == MeetingState::Cancelled { "CANCEL" } else { "PUBLISH" };
    written(ctx, agreement, std::slice::from_ref(meeting), method)
}

fn written(ctx: &Ctx, agreement: &Agreement, meetings: &[Meeting], method: &str) -> String {
    let mut calendar = Calendar::empty();
    for (key, value) in [("VERSION", "2.0"), ("PRODID", "-//Dialogforum//Dialogforum//SV"), ("CALSCALE", "GREGORIAN"), ("METHOD", method)] {
        calendar.append_property(Property::new(key, value));
    }
    // not NAME, which the library writes without escaping
    calendar.append_property(Property::new("X-WR-CALNAME", t::calendar_name(ctx.locale, agreement.place.get(ctx.locale))));
    calendar.append_property(Property::new("X-WR-TIMEZONE", ZONE));
    for meeting in meetings {
        calendar.push(CalendarComponent::from(event(ctx, agreement, meeting)));
    }
    let text = calendar.to_string();
    // the rules of the zone stand before the first event, or at the end where there is none
    let at = text.find("BEGIN:VEVENT").or_else(|| text.find("END:VCALENDAR")).unwrap_or(text.len());
    folded(&format!("{}{TIMEZONE}{}", &text[..at], &text[at..]))
}

/// Folds lines anew, between characters: the library makes the last part of a long one an octet too long.
fn folded(text: &str) -> String {
    let whole = text.replace("\r\n ", "");
    let mut out = String::with_capacity(whole.len() + whole.len() / 20);
    for line in whole.split_terminator("\r\n") {
        let mut octets = 0;
        for c in line.chars() {
            if octets + c.len_utf8() > LINE {
                out.push_str("\r\n ");
                octets = 1;
            }
            out.push(c);
            octets += c.len_utf8();
        }
        out.push_str("\r\n");
    }
    out
}

fn event(ctx: &Ctx, agreement: &Agreement, m: &Meeting) -> Event {
    let local = |at| CalendarDateTime::WithTimezone { date_time: at, tzid: ZONE.into() };
    let place = if m.address.is_empty() { m.place.clone() } else { format!("{}, {}", m.place, m.address) };
    let url = format!("{}{}", ctx.app.settings.public_url, ctx.href(paths::meeting(&agreement.slug, m.number, &m.slug)));
    Event::new()
        .uid(&m.ics_uid)
        .timestamp(m.edited_at)
        .last_modified(m.edited_at)
        .sequence(u32::try_from(m.ics_sequence).unwrap_or(0))
        .summary(&format!("{}: {}", t::kind(ctx.locale, m.kind), m.title))
        .description(&text::clean_line(&m.theme))
        .location(&place)
        .url(&url)
        .starts(local(m.starts_local))
        .ends(local(m.ends_local))
        .status(if m.state == MeetingState::Cancelled { EventStatus::Cancelled } else { EventStatus::Confirmed })
        .done()
}

#[cfg(test)]
mod tests {
    use super::folded;

    #[test]
    fn no_line_is_too_long_and_none_is_changed() {
        for length in 70..400 {
            for unit in ["a", "å", "ab c", "👩🏽‍🦽 ö", "  "] {
                let line = format!("SUMMARY:{}.", unit.chars().cycle().take(length).collect::<String>());
                let text = folded(&format!("BEGIN:X\r\n{line}\r\nEND:X\r\n"));
                assert!(text.split("\r\n").all(|l| l.len() <= 75), "{text}");
                assert_eq!(text.replace("\r\n ", ""), format!("BEGIN:X\r\n{line}\r\nEND:X\r\n"));
                assert_eq!(folded(&text), text);
            }
        }
    }
}
