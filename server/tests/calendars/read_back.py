#!/usr/bin/env python3
"""Reads calendar files back with implementations that are not ours: `icalendar` and `vobject`.

    read_back.py CASE.json

The case names files that lie beside it, what stands in each, and what a calendar program must show after it has taken in some of
them one after the other:

    {"prodid": "…",
     "files": [{"file": "m1.ics", "method": "PUBLISH", "name": "Möten i …", "events": [EVENT, …]}, …],
     "clients": [{"name": "…", "steps": [{"take_in": "m1.ics", "shows": [ENTRY, …]}, …]}]}

EVENT: uid, summary, description, location, url, status, sequence, stamp (UTC), starts and ends (wall clock in Stockholm), starts_utc and
ends_utc. ENTRY: uid, starts, status, sequence. Times are written 2026-03-29T10:00:00, those in UTC with a Z.

The first difference is printed, and the exit code is 1.
"""

import json
import logging
import re
import sys
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from zoneinfo import ZoneInfo

import icalendar
import vobject
from icalendar.timezone import TZP

ZONE = "Europe/Stockholm"
STOCKHOLM = ZoneInfo(ZONE)
UTC = timezone.utc
# Both clock changes of the two years lie inside.
FIRST, LAST = datetime(2026, 1, 1), datetime(2028, 1, 1)

# vobject reports a zone that it does not know there; we find it by the times.
logging.disable(logging.CRITICAL)


class Difference(Exception):
    """What is not as it must be."""


def check(what, found, expected):
    if found != expected:
        raise Difference(f"{what}\n    found    {found!r}\n    expected {expected!r}")


def wall(text):
    return datetime.strptime(text, "%Y-%m-%dT%H:%M:%S")


def instant(text):
    return datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)


# ---- bytes ----------------------------------------------------------------------------------------------------


def check_bytes(data):
    """Lines end in CRLF, are at most 75 octets long, and are folded between characters. Gives the whole lines."""
    check("the file begins with", data[:17], b"BEGIN:VCALENDAR\r\n")
    check("the file ends with", data[-15:], b"END:VCALENDAR\r\n")
    if re.search(rb"(?<!\r)\n|\r(?!\n)", data):
        raise Difference("a line ends in CR or LF alone")
    lines = data[:-2].split(b"\r\n")
    for number, line in enumerate(lines, 1):
        if len(line) > 75:
            raise Difference(f"line {number} has {len(line)} octets, and 75 is the most: {line!r}")
        if not line.strip():
            raise Difference(f"line {number} is empty")
        try:
            text = line.decode("utf-8")
        except UnicodeDecodeError:
            raise Difference(f"line {number} is folded inside a character: {line!r}") from None
        if any(ord(c) < 32 or ord(c) == 127 for c in text):
            raise Difference(f"line {number} holds a control character: {line!r}")
    return data[:-2].replace(b"\r\n ", b"").decode("utf-8").split("\r\n")


def check_lines(lines):
    """What the libraries are lenient about: how often a property stands there, and in which form."""
    for name in ["VERSION:2.0", "BEGIN:VTIMEZONE", f"TZID:{ZONE}", f"X-WR-TIMEZONE:{ZONE}"]:
        check(f"times that “{name}” stands there", lines.count(name), 1)
    block = None
    for line in lines:
        name, _, value = line.partition(":")
        if line == "BEGIN:VEVENT":
            block = []
        elif line == "END:VEVENT":
            for once in ["UID", "DTSTAMP", "LAST-MODIFIED", "SEQUENCE", "STATUS", "SUMMARY", "DESCRIPTION", "LOCATION", "URL"]:
                check(f"times that {once} stands in an event", block.count(once), 1)
            for once in [f"DTSTART;TZID={ZONE}", f"DTEND;TZID={ZONE}"]:
                check(f"times that {once} stands in an event", block.count(once), 1)
            block = None
        elif block is not None:
            block.append(name)
            if name in ["SUMMARY", "DESCRIPTION", "LOCATION"] and not re.fullmatch(r"(?:[^\\,;]|\\[\\,;nN])*", value):
                raise Difference(f"{name} holds a comma, semicolon or backslash that is not escaped: {value}")
            if name in ["DTSTAMP", "LAST-MODIFIED"] and not re.fullmatch(r"\d{8}T\d{6}Z", value):
                raise Difference(f"{name} is not a time in UTC: {value}")


# ---- the file's own time zone -------------------------------------------------------------------------------------


def check_zone(what, zone):
    """A zone goes as Stockholm does: from UTC, and from each wall clock that there is; closest in the months in which clocks change."""
    check(f"{what}: a zone", zone is not None, True)
    at = FIRST
    while at < LAST:
        utc = at.replace(tzinfo=UTC)
        check(f"{what}: wall clock at {at} UTC", utc.astimezone(zone).replace(tzinfo=None), utc.astimezone(STOCKHOLM).replace(tzinfo=None))
        # an hour that comes twice means the first, in RFC 5545 and in Python
        right = at.replace(tzinfo=STOCKHOLM)
        is_there = right.astimezone(UTC).astimezone(STOCKHOLM).replace(tzinfo=None) == at
        if is_there and not hasattr(zone, "localize"):
            check(f"{what}: UTC when clocks show {at}", at.replace(tzinfo=zone).astimezone(UTC), right.astimezone(UTC))
        at += timedelta(minutes=30) if at.month in (3, 10) else timedelta(hours=12)


checked_zones = set()


def check_zones(lines):
    """The VTIMEZONE of a file, read without looking its name up anywhere."""
    block = "\r\n".join(lines[lines.index("BEGIN:VTIMEZONE") : lines.index("END:VTIMEZONE") + 1]) + "\r\n"
    if block in checked_zones:
        return
    own = icalendar.Timezone.from_ical(block)
    # two providers, since they work the transitions out in different ways
    for provider in ["zoneinfo", "pytz"]:
        zone = own.to_tz(TZP(provider), lookup_tzid=False)
        check(f"icalendar ({provider}): the zone is one of the system", isinstance(zone, ZoneInfo), False)
        check_zone(f"icalendar ({provider}): the file's own VTIMEZONE", zone)
    text = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n" + block.replace(ZONE, "Utanfor/Kartorna") + "END:VCALENDAR\r\n"
    vobject.readOne(text)
    check_zone("vobject: the file's own VTIMEZONE", vobject.icalendar.getTzid("Utanfor/Kartorna", smart=False))
    checked_zones.add(block)


# ---- two readers --------------------------------------------------------------------------------------------------


class Event:
    """What a library read."""

    def __init__(self, **fields):
        self.__dict__.update(fields)


def by_icalendar(data):
    calendar = icalendar.Calendar.from_ical(data)
    check("icalendar: errors", [e for c in calendar.walk() for e in c.errors], [])
    events = [
        Event(
            uid=str(e["UID"]),
            summary=str(e["SUMMARY"]),
            description=str(e["DESCRIPTION"]),
            location=str(e["LOCATION"]),
            url=str(e["URL"]),
            status=str(e["STATUS"]),
            sequence=int(e["SEQUENCE"]),
            stamp=e["DTSTAMP"].dt,
            changed=e["LAST-MODIFIED"].dt,
            starts=e["DTSTART"].dt,
            ends=e["DTEND"].dt,
        )
        for e in calendar.walk("VEVENT")
    ]
    return Event(prodid=str(calendar["PRODID"]), method=str(calendar["METHOD"]), name=str(calendar["X-WR-CALNAME"]), events=events)


def by_vobject(data):
    calendar = vobject.readOne(data.decode("utf-8"))
    events = [
        Event(
            uid=e.uid.value,
            summary=e.summary.value,
            description=e.description.value,
            location=e.location.value,
            url=e.url.value,
            status=e.status.value,
            sequence=int(e.sequence.value),
            stamp=e.dtstamp.value,
            changed=e.last_modified.value,
            starts=e.dtstart.value,
            ends=e.dtend.value,
        )
        for e in getattr(calendar, "vevent_list", [])
    ]
    return Event(prodid=calendar.prodid.value, method=calendar.method.value, name=calendar.x_wr_calname.value, events=events)


READERS = {"icalendar": by_icalendar, "vobject": by_vobject}
files_read = 0


def under_another_name(data):
    """The same file with a zone of a name that no database has: its times are then those of its own VTIMEZONE."""
    global files_read
    files_read += 1
    name = f"Utanfor/Karta{files_read % 1000:03}"
    assert len(name) == len(ZONE)
    return data.replace(ZONE.encode(), name.encode())


def check_event(what, found, expected):
    for field in ["uid", "summary", "description", "location", "url", "status", "sequence"]:
        check(f"{what}: {field}", getattr(found, field), expected[field])
    for field in ["stamp", "changed"]:
        check(f"{what}: {field} is in UTC", getattr(found, field).utcoffset(), timedelta(0))
        check(f"{what}: {field}", getattr(found, field).astimezone(UTC), instant(expected["stamp"]))
    for field in ["starts", "ends"]:
        at = getattr(found, field)
        check(f"{what}: {field}, a day and not a time", type(at) is date, False)
        check(f"{what}: {field}, by the wall clock", at.replace(tzinfo=None), wall(expected[field]))
        check(f"{what}: {field}, has a zone", at.tzinfo is not None, True)
        check(f"{what}: {field}, in UTC by the file's own VTIMEZONE", at.astimezone(UTC), instant(expected[f"{field}_utc"]))
        # and the system's zone says the same
        right = wall(expected[field]).replace(tzinfo=STOCKHOLM)
        check(f"{what}: {field}, in UTC by {ZONE} of the system", right.astimezone(UTC), instant(expected[f"{field}_utc"]))


def check_file(data, expected, prodid):
    lines = check_bytes(data)
    check_lines(lines)
    check_zones(lines)
    for reader, read in READERS.items():
        calendar = read(under_another_name(data))
        check(f"{reader}: PRODID", calendar.prodid, prodid)
        check(f"{reader}: METHOD", calendar.method, expected["method"])
        check(f"{reader}: name", calendar.name, expected["name"])
        check(f"{reader}: UIDs", sorted(e.uid for e in calendar.events), sorted(e["uid"] for e in expected["events"]))
        found = {e.uid: e for e in calendar.events}
        for event in expected["events"]:
            check_event(f"{reader}: “{event['summary'][:50]}”", found[event["uid"]], event)
        # as it is, most programs look the name up and leave the file's own rules alone
        for event in read(data).events:
            as_named = event.starts.replace(tzinfo=None), event.ends.replace(tzinfo=None)
            named = found[event.uid].starts.replace(tzinfo=None), found[event.uid].ends.replace(tzinfo=None)
            check(f"{reader}: “{event.summary[:50]}” by the zone's name", as_named, named)


# ---- a calendar program -------------------------------------------------------------------------------------------


class Client:
    """Takes files in as RFC 5546 (2.1.4, 2.1.5) says: of two with one UID the higher SEQUENCE holds, then the later DTSTAMP."""

    def __init__(self, read):
        self.read = read
        self.entries = {}

    def take_in(self, data):
        calendar = self.read(under_another_name(data))
        for event in calendar.events:
            kept = self.entries.get(event.uid)
            if kept is not None and (event.sequence, event.stamp) < (kept.sequence, kept.stamp):
                continue
            if calendar.method == "CANCEL":
                # it names the whole event, whatever status it says; nothing to cancel is nothing to show
                if kept is None:
                    continue
                event.status = "CANCELLED"
            self.entries[event.uid] = event

    def shows(self):
        return sorted((e.uid, e.starts.replace(tzinfo=None), e.status, e.sequence) for e in self.entries.values())


def check_client(steps, folder):
    for reader, read in READERS.items():
        client = Client(read)
        for step in steps:
            client.take_in((folder / step["take_in"]).read_bytes())
            expected = sorted((e["uid"], wall(e["starts"]), e["status"], e["sequence"]) for e in step["shows"])
            check(f"{reader}: entries after {step['take_in']}", client.shows(), expected)


def main():
    if len(sys.argv) != 2:
        print(__doc__)
        return 2
    case = Path(sys.argv[1])
    expected = json.loads(case.read_text(encoding="utf-8"))
    events = 0
    for file in expected["files"]:
        try:
            check_file((case.parent / file["file"]).read_bytes(), file, expected["prodid"])
        except Difference as e:
            print(f"{file['file']}: {e}")
            return 1
        except Exception as e:  # a library that cannot read a file says so in its own way
            print(f"{file['file']} cannot be read: {type(e).__name__}: {e}")
            return 1
        events += len(file["events"])
    for client in expected["clients"]:
        try:
            check_client(client["steps"], case.parent)
        except Difference as e:
            print(f"A calendar program, {client['name']}: {e}")
            return 1
    if not events or not expected["clients"]:
        print("The case is empty: nothing was read back")
        return 1
    print(f"Read back: {len(expected['files'])} files, {events} events, {len(expected['clients'])} calendar programs")
    return 0


if __name__ == "__main__":
    sys.exit(main())
