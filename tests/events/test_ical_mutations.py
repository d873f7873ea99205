"""Faults put into a good calendar: each must be caught by a program or by our own checks.

A test that cannot fail proves nothing; here the judges themselves are on trial.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from arena.events.ical.itip import Mailbox, cancel, request
from tests.events.entries import STOCKHOLM, entry, feed_of
from tests.events.judges import (
    JUDGES,
    Rejected,
    Seen,
    expected,
    faults_of_feed,
    faults_of_mail,
    shown_by_dateutil,
)

SPRING_NIGHT = datetime(2026, 3, 29, 1, 15, tzinfo=UTC)  # 03.15, just after the change.
ENTRIES = (
    entry(),
    entry(
        uid="night",
        starts_at=SPRING_NIGHT,
        ends_at=SPRING_NIGHT + timedelta(hours=1),
        summary="Å" * 60,
    ),
    entry(
        uid="cancelled",
        status="CANCELLED",
        sequence=1,
        starts_at=datetime(2026, 3, 16, 9, 0, tzinfo=UTC),  # In winter still, though in March.
        ends_at=datetime(2026, 3, 16, 10, 0, tzinfo=UTC),
    ),
)
FEED = feed_of(*ENTRIES)
WANTED = [
    expected(facts, STOCKHOLM, summary=("INSTÄLLT: " if facts.is_cancelled else "") + facts.summary)
    for facts in ENTRIES
]
PEOPLE = {
    "zone": STOCKHOLM,
    "organizer": Mailbox("Arenan", "arena@arena.example"),
    "attendee": Mailbox("Anna", "anna@example.org"),
    "stamped_at": datetime(2026, 2, 4, 8, 0, tzinfo=UTC),
}
REQUEST = request(ENTRIES[0], **PEOPLE)
CANCEL = cancel(ENTRIES[2], **PEOPLE)
REMOVAL = cancel(ENTRIES[0], **PEOPLE)

Fault = Callable[[bytes], bytes]


def without(name: str) -> Fault:
    """Take out the first line of that name, and what continues it."""
    return lambda ics: re.sub(rb"\r\n%s[:;][^\r]*(\r\n [^\r]*)*" % name.encode(), b"", ics, count=1)


def put(old: str, new: str) -> Fault:
    """Replace the first `old` that is there."""
    return lambda ics: ics.replace(old.encode(), new.encode(), 1)


def before(line: str, more: str) -> Fault:
    """Put lines in before the first such line."""
    return put(f"\r\n{line}\r\n", f"\r\n{more}\r\n{line}\r\n")


def within(component: str, more: str) -> Fault:
    """Put a line in at the end of the first such component."""
    return before(f"END:{component}", more)


FAULTS_IN_A_FEED: dict[str, Fault] = {
    "no UID": without("UID"),
    "one UID twice": put("UID:night", f"UID:{ENTRIES[0].uid}"),
    "no DTSTAMP": without("DTSTAMP"),
    "no DTSTART": without("DTSTART"),
    "no DTEND": without("DTEND"),
    "no SUMMARY": without("SUMMARY"),
    "no STATUS": without("STATUS"),
    "no SEQUENCE": without("SEQUENCE"),
    "no PRODID": without("PRODID"),
    "no VERSION": without("VERSION"),
    "no end of an entry": put("END:VEVENT\r\n", ""),
    "no end of the calendar": put("END:VCALENDAR\r\n", ""),
    "CANCELED with one L": put("STATUS:CANCELLED", "STATUS:CANCELED"),
    "confirmed instead of cancelled": put("STATUS:CANCELLED", "STATUS:CONFIRMED"),
    "cancelled, and busy": put("TRANSP:TRANSPARENT", "TRANSP:OPAQUE"),
    "another SEQUENCE": put("SEQUENCE:1", "SEQUENCE:0"),
    "SEQUENCE in words": put("SEQUENCE:0", "SEQUENCE:none"),
    "DTSTAMP now": put("DTSTAMP:20260203T140506Z", "DTSTAMP:20260301T120000Z"),
    "DTSTAMP in local time": put("DTSTAMP:20260203T140506Z", "DTSTAMP:20260203T140506"),
    "an hour late": put("20260701T090000", "20260701T100000"),
    "DTEND as a DATE": put(
        "DTEND;TZID=Europe/Stockholm:20260701T103000", "DTEND;VALUE=DATE:20260702"
    ),
    "ends before it starts": put("20260701T103000", "20260701T083000"),
    "floating times": put("DTSTART;TZID=Europe/Stockholm:", "DTSTART:"),
    "local time called UTC": put(
        "DTSTART;TZID=Europe/Stockholm:20260701T090000", "DTSTART:20260701T090000Z"
    ),
    "a Windows name of a zone": put(
        "DTSTART;TZID=Europe/Stockholm:", "DTSTART;TZID=W. Europe Standard Time:"
    ),
    "a zone that is not there": lambda ics: re.sub(
        rb"BEGIN:VTIMEZONE.*END:VTIMEZONE\r\n", b"", ics, flags=re.DOTALL
    ),
    "a wrong offset": put("TZOFFSETTO:+0200", "TZOFFSETTO:+0100"),
    "a zone of one offset": lambda ics: re.sub(
        rb"BEGIN:DAYLIGHT.*END:DAYLIGHT\r\n", b"", ics, flags=re.DOTALL
    ),
    "an onset after the change": put("DTSTART:19700329T020000", "DTSTART:19700329T030000"),
    "an onset on the first Sunday": put("BYMONTH=3;BYDAY=-1SU", "BYMONTH=3;BYDAY=1SU"),
    "a COMMENT in the zone": before("BEGIN:DAYLIGHT", "COMMENT:made by hand"),
    "dates instead of a rule": put(
        "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU", "RDATE:20250330T020000,20260329T020000"
    ),
    "a METHOD": before("CALSCALE:GREGORIAN", "METHOD:PUBLISH"),
    "an ATTENDEE": within("VEVENT", "ATTENDEE:mailto:anna@example.org"),
    "an ORGANIZER": within("VEVENT", "ORGANIZER:mailto:arena@arena.example"),
    "an alarm": within(
        "VEVENT", "BEGIN:VALARM\r\nACTION:DISPLAY\r\nDESCRIPTION:x\r\nTRIGGER:-PT15M\r\nEND:VALARM"
    ),
    "a series": within("VEVENT", "RRULE:FREQ=WEEKLY;COUNT=2"),
    "free and busy": within(
        "VCALENDAR", "BEGIN:VFREEBUSY\r\nUID:f\r\nDTSTAMP:20260203T140506Z\r\nEND:VFREEBUSY"
    ),
    "X-WR-TIMEZONE": before("CALSCALE:GREGORIAN", "X-WR-TIMEZONE:Europe/Stockholm"),
    "no name": without("NAME"),
    "no refresh": without("X-PUBLISHED-TTL"),
    "a refresh without its type": put("REFRESH-INTERVAL;VALUE=DURATION:", "REFRESH-INTERVAL:"),
    "bare line feeds": lambda ics: ics.replace(b"\r\n", b"\n"),
    "one bare line feed": put("\r\nSUMMARY", "\nSUMMARY"),
    "a lone carriage return": put("Ta på", "Ta\rpå"),
    "a long line": put("\r\n ", ""),
    "a fold inside a character": lambda ics: ics.replace("Å".encode(), b"\xc3\r\n \x85", 1),
    "a byte order mark": lambda ics: b"\xef\xbb\xbf" + ics,
    "Latin-1": lambda ics: ics.decode().encode("latin-1"),
    "a NUL": put("Ta på", "Ta\0på"),
    "a delete character": put("Ta på", "Ta\x7fpå"),
    "a line break in a text": put("Bobergstorget.\\n", "Bobergstorget.\r\n"),
    "a comma that is not escaped": put("SUMMARY:Studiebesök:", "SUMMARY:Studiebesök\\\\,:"),
    "two calendars": lambda ics: ics + ics,
    "a page of HTML": lambda ics: b"<!doctype html><title>Fel</title>",
    "nothing": lambda ics: b"",
}


def _with_two_entries(ics: bytes) -> bytes:
    start = ics.index(b"BEGIN:VEVENT")
    end = ics.index(b"END:VCALENDAR")
    return ics[:end] + ics[start:end].replace(b"UID:", b"UID:x") + ics[end:]


FAULTS_IN_A_MAIL: dict[str, tuple[bytes, Fault]] = {
    "no METHOD": (REQUEST, without("METHOD")),
    "another METHOD": (REQUEST, put("METHOD:REQUEST", "METHOD:CANCEL")),
    "a cancellation that requests": (CANCEL, put("METHOD:CANCEL", "METHOD:REQUEST")),
    "a cancellation that is confirmed": (CANCEL, put("STATUS:CANCELLED", "STATUS:CONFIRMED")),
    "a removal that requests": (REMOVAL, put("METHOD:CANCEL", "METHOD:REQUEST")),
    "a removal that is confirmed": (REMOVAL, within("VEVENT", "STATUS:CONFIRMED")),
    "no ORGANIZER": (REQUEST, without("ORGANIZER")),
    "no ATTENDEE": (REQUEST, without("ATTENDEE")),
    "two ATTENDEEs": (REQUEST, within("VEVENT", "ATTENDEE:mailto:bo@example.org")),
    "two entries": (REQUEST, _with_two_entries),
    "a name of a calendar": (REQUEST, before("METHOD:REQUEST", "NAME:Arenan")),
    "X-WR-CALNAME": (REQUEST, before("METHOD:REQUEST", "X-WR-CALNAME:Arenan")),
    "a refresh": (REQUEST, before("METHOD:REQUEST", "X-PUBLISHED-TTL:PT1H")),
    "an alarm": (REQUEST, FAULTS_IN_A_FEED["an alarm"]),
}


def caught_by(ics: bytes, wanted: list[Seen]) -> list[str]:
    """Return who notices that something is wrong with the calendar."""
    notices = ["checks"] if faults_of_feed(ics) else []
    for name, judge in JUDGES.items():
        try:
            seen = judge(ics)
        except (Rejected, UnicodeDecodeError):
            notices.append(name)
            continue
        if Counter(seen) != Counter(wanted):
            notices.append(name)
    return [*notices, "the clock"] if shows_wrong_times(ics) else notices


def shows_wrong_times(ics: bytes) -> bool:
    """Tell whether moments of the spring night would stand at a wrong hour on the screen."""
    moments = [SPRING_NIGHT + timedelta(minutes=step) for step in (-30, 0, 30, 60)]
    try:
        shown = shown_by_dateutil(ics, moments)
    except (Rejected, UnicodeDecodeError):
        return True
    return shown != [f"{moment.astimezone(STOCKHOLM):%Y-%m-%dT%H:%M:%S}" for moment in moments]


def test_nobody_finds_fault_with_the_good_feed() -> None:
    assert caught_by(FEED, WANTED) == []


@pytest.mark.parametrize("ics", [REQUEST, CANCEL, REMOVAL])
def test_our_checks_find_no_fault_with_the_good_mails(ics: bytes) -> None:
    assert faults_of_mail(ics) == []


@pytest.mark.parametrize("name", FAULTS_IN_A_FEED)
def test_a_fault_in_a_feed_is_caught(name: str) -> None:
    faulty = FAULTS_IN_A_FEED[name](FEED)
    assert faulty != FEED, "The fault was not put in: the feed is written in another way now."
    assert caught_by(faulty, WANTED)


@pytest.mark.parametrize("name", FAULTS_IN_A_MAIL)
def test_a_fault_in_a_mail_is_caught(name: str) -> None:
    good, put_in = FAULTS_IN_A_MAIL[name]
    faulty = put_in(good)
    assert faulty != good, "The fault was not put in: the mail is written in another way now."
    assert faults_of_mail(faulty)


@pytest.mark.parametrize(
    "name",
    [
        "an hour late",
        "a wrong offset",
        "a zone of one offset",
        "an onset on the first Sunday",
        "local time called UTC",
    ],
)
def test_a_wrong_time_is_caught_by_more_than_one_program(name: str) -> None:
    notices = caught_by(FAULTS_IN_A_FEED[name](FEED), WANTED)
    assert len(set(notices) - {"checks"}) >= 2, notices
