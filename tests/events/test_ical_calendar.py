"""Feeds and files: what stands around the entries."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from arena.events.ical.calendar import emptied, feed, single
from arena.events.ical.vevent import vevent
from tests.events.entries import STOCKHOLM, entry, feed_of
from tests.events.judges import JUDGES, expected, faults_of_feed

GOLDEN = Path(__file__).with_name("golden")
SECOND = entry(
    uid="0b1f7a52-93f5-4d0e-8a53-9d5b6f0c2b22",
    starts_at=datetime(2026, 7, 2, 11, 0, tzinfo=UTC),
    ends_at=datetime(2026, 7, 2, 12, 30, tzinfo=UTC),
    status="CANCELLED",
    sequence=2,
    summary="Study visit: Energy",
    description="",
    language="en",
)
NOTICE = entry(
    uid="7d0a1c44-0d55-4f35-8f6e-4a8e7a1f3c33",
    all_day=True,
    starts_at=datetime(2026, 7, 1, tzinfo=STOCKHOLM),
    ends_at=datetime(2026, 7, 2, tzinfo=STOCKHOLM),
    summary="Kalendern är avslutad",
    description="Prenumerationen har tagits bort. Du kan ta bort kalendern hos dig.",
    location="",
    url="",
    transparent=True,
)


def test_a_feed_is_as_agreed() -> None:
    written = feed(
        [vevent(entry(), STOCKHOLM), vevent(SECOND, STOCKHOLM)],
        name="Arenans kalender",
        zone=STOCKHOLM,
        description="Öppna visningar och möten.",
        url="https://arena.example/sv/calendar/",
    )
    assert written == (GOLDEN / "feed.ics").read_bytes()


def test_a_revoked_feed_is_as_agreed() -> None:
    written = emptied(NOTICE, name="Arenans kalender", zone=STOCKHOLM)
    assert written == (GOLDEN / "emptied.ics").read_bytes()


def test_a_file_of_one_entry_is_as_agreed() -> None:
    written = single(vevent(entry(), STOCKHOLM), zone=STOCKHOLM)
    assert written == (GOLDEN / "single.ics").read_bytes()


@pytest.mark.parametrize("name", ["feed", "emptied", "single"])
def test_every_program_reads_what_was_agreed(name: str) -> None:
    entries = {"feed": [entry(), SECOND], "emptied": [NOTICE], "single": [entry()]}[name]
    titles = {SECOND.uid: "CANCELLED: Study visit: Energy"}
    wanted = [expected(e, STOCKHOLM, summary=titles.get(e.uid, e.summary)) for e in entries]
    for judge_name, judge in JUDGES.items():
        assert judge((GOLDEN / f"{name}.ics").read_bytes()) == wanted, judge_name


@pytest.mark.parametrize("name", ["feed", "emptied"])
def test_what_was_agreed_has_no_fault(name: str) -> None:
    assert faults_of_feed((GOLDEN / f"{name}.ics").read_bytes()) == []


def test_a_file_of_one_entry_neither_names_nor_refreshes_a_calendar() -> None:
    written = single(vevent(entry(), STOCKHOLM), zone=STOCKHOLM)
    assert not re.search(rb"^(NAME|X-WR-|REFRESH|X-PUBLISHED|METHOD)", written, re.MULTILINE)


def test_a_feed_without_entries_still_has_its_zone() -> None:
    empty = feed_of()
    assert faults_of_feed(empty) == []
    assert empty.count(b"BEGIN:VTIMEZONE") == 1
    for name, judge in JUDGES.items():
        assert judge(empty) == [], name


def test_fragments_go_in_as_they_are_and_in_their_order() -> None:
    fragments = [vevent(SECOND, STOCKHOLM), vevent(entry(), STOCKHOLM)]
    written = feed(fragments, name="x", zone=STOCKHOLM)
    assert written.endswith(b"END:VTIMEZONE\r\n" + b"".join(fragments) + b"END:VCALENDAR\r\n")


def test_the_same_feed_gives_the_same_bytes() -> None:
    assert feed_of(entry(), SECOND) == feed_of(entry(), SECOND)


def test_names_are_escaped_folded_and_on_one_line() -> None:
    written = feed([], name="Möten; visningar,\r\nX-EVIL:1 \\ " + "å" * 60, zone=STOCKHOLM)
    assert faults_of_feed(written) == []
    name = f"Möten\\; visningar\\, X-EVIL:1 \\\\ {'å' * 60}"
    lines = re.sub(rb"\r\n ", b"", written).decode().split("\r\n")
    assert f"NAME:{name}" in lines
    assert f"X-WR-CALNAME:{name}" in lines


@pytest.mark.parametrize(
    ("refresh", "written"),
    [
        (timedelta(hours=1), "PT1H"),
        (timedelta(minutes=90), "PT90M"),
        (timedelta(days=1), "PT24H"),
        (timedelta(weeks=1), "P1W"),
    ],
)
def test_programs_are_told_twice_how_often_to_ask(refresh: timedelta, written: str) -> None:
    lines = feed([], name="x", zone=STOCKHOLM, refresh=refresh).decode().split("\r\n")
    assert f"REFRESH-INTERVAL;VALUE=DURATION:{written}" in lines
    assert f"X-PUBLISHED-TTL:{written}" in lines


def test_a_revoked_feed_is_asked_for_weekly() -> None:
    assert b"\r\nX-PUBLISHED-TTL:P1W\r\n" in emptied(NOTICE, name="x", zone=STOCKHOLM)


@pytest.mark.parametrize("key", ["Europe/Stockholm", "America/New_York", "Asia/Kolkata", "UTC"])
def test_a_feed_carries_the_zone_that_it_is_written_in(key: str) -> None:
    zone = ZoneInfo(key)
    written = feed_of(entry(), zone=zone)
    assert faults_of_feed(written) == []
    for name, judge in JUDGES.items():
        assert judge(written) == [expected(entry(), zone, summary=entry().summary)], name
