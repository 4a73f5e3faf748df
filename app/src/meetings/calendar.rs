//! Meetings as iCalendar (RFC 5545): local time with its own VTIMEZONE, a stable UID, a DTSTAMP that is stored, a rising SEQUENCE.

use super::store::Meeting;
use super::types::MeetingState;
use crate::agreements::types::Agreement;
use crate::context::Ctx;
use crate::i18n::meetings as t;
use crate::{paths, text};
use icalendar::{Calendar, CalendarComponent, CalendarDateTime, Component, Event, EventLike, EventStatus, Property};

/// The rules of Europe/Stockholm since 1996, as the library writes none.
const TIMEZONE: &str = "BEGIN:VTIMEZONE\r\nTZID:Europe/Stockholm\r\nBEGIN:DAYLIGHT\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\nTZNAME:CEST\r\n\
    DTSTART:19960331T020000\r\nRRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\r\nEND:DAYLIGHT\r\nBEGIN:STANDARD\r\nTZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\n\
    TZNAME:CET\r\nDTSTART:19961027T030000\r\nRRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n";

/// A calendar of meetings.
pub fn of(ctx: &Ctx, agreement: &Agreement, meetings: &[Meeting]) -> String {
    let mut calendar = Calendar::empty();
    for (key, value) in [("VERSION", "2.0"), ("PRODID", "-//Dialogforum//Dialogforum//SV"), ("CALSCALE", "GREGORIAN"), ("METHOD", "PUBLISH")] {
        calendar.append_property(Property::new(key, value));
    }
    // not NAME, which the library writes without escaping
    calendar.append_property(Property::new("X-WR-CALNAME", t::calendar_name(ctx.locale, agreement.place.get(ctx.locale))));
    for meeting in meetings {
        calendar.push(CalendarComponent::from(event(ctx, agreement, meeting)));
    }
    let text = calendar.to_string();
    // the rules of the zone stand before the first event, or at the end where there is none
    let at = text.find("BEGIN:VEVENT").or_else(|| text.find("END:VCALENDAR")).unwrap_or(text.len());
    format!("{}{TIMEZONE}{}", &text[..at], &text[at..])
}

fn event(ctx: &Ctx, agreement: &Agreement, m: &Meeting) -> Event {
    let local = |at| CalendarDateTime::WithTimezone { date_time: at, tzid: "Europe/Stockholm".into() };
    let place = if m.address.is_empty() { m.place.clone() } else { format!("{}, {}", m.place, m.address) };
    let url = format!("{}{}", ctx.app.settings.public_url, ctx.href(paths::meeting(&agreement.slug, m.number, &m.slug)));
    Event::new()
        .uid(&m.ics_uid)
        .timestamp(m.edited_at)
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
