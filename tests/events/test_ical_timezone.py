"""VTIMEZONE: what programs that know no zones by name make of ours."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import pytest

from arena.events.ical.timezone import FIRST_YEAR, LAST_YEAR, vtimezone
from arena.events.ical.zone_rules import ZoneRule, find_rule
from tests.events.entries import entry, feed_of
from tests.events.judges import JUDGES, shown_by_dateutil

# Each is here for a reason: the usual one; no daylight time; half an hour of it; less than none of
# it in winter; the southern year; a change on the day before; a change in the next month; daylight
# time given up; daylight time around Ramadan; the United States.
ZONES = (
    "Europe/Stockholm",
    "Asia/Kolkata",
    "Australia/Lord_Howe",
    "Europe/Dublin",
    "America/Santiago",
    "America/Nuuk",
    "Africa/Cairo",
    "America/Mexico_City",
    "Africa/Casablanca",
    "America/New_York",
)
RULED = (*ZONES[:4], "America/New_York")
HOUR = timedelta(hours=1)
NEAR_A_CHANGE = [timedelta(seconds=s) for s in (-7200, -3601, -1800, -1, 0, 1, 1799, 3599, 3600)]


@cache
def _changes(zone: ZoneInfo) -> list[datetime]:
    """Find the hours in which the zone's offset changes, by asking it every hour."""
    hour, found = datetime(FIRST_YEAR, 1, 1, tzinfo=UTC), []
    offset = hour.astimezone(zone).utcoffset()
    while hour.year <= LAST_YEAR:
        hour += HOUR
        before, offset = offset, hour.astimezone(zone).utcoffset()
        if before != offset:
            found.append(hour)
    return found


@pytest.mark.parametrize("key", ZONES)
def test_programs_read_the_right_moment_around_every_change_until_2045(key: str) -> None:
    zone = ZoneInfo(key)
    moments = [change + step for change in _changes(zone) for step in NEAR_A_CHANGE]
    moments += [
        datetime(year, month, 15, 10, 30, tzinfo=UTC)
        for year in range(FIRST_YEAR, LAST_YEAR + 1)
        for month in (1, 4, 7, 10)
    ]
    entries = {
        f"entry-{number}": entry(
            uid=f"entry-{number}", starts_at=moment, ends_at=moment + timedelta(minutes=90)
        )
        for number, moment in enumerate(moments)
    }
    calendar = feed_of(*entries.values(), zone=zone)
    for name in ("ical.js", "vobject", "icalendar"):
        seen = {event.uid: (event.starts, event.ends) for event in JUDGES[name](calendar)}
        assert seen == {uid: (e.starts_at, e.ends_at) for uid, e in entries.items()}, name


# dateutil shows moments right in zones of yearly rules, but not near changes listed one by one.
@pytest.mark.parametrize("key", RULED)
def test_moments_are_shown_at_the_right_local_time_around_every_change(key: str) -> None:
    zone = ZoneInfo(key)
    moments = [change + step for change in _changes(zone) for step in NEAR_A_CHANGE]
    wanted = [f"{moment.astimezone(zone):%Y-%m-%dT%H:%M:%S}" for moment in moments]
    assert shown_by_dateutil(feed_of(zone=zone), moments) == wanted


def test_onsets_are_local_times_before_the_change() -> None:
    lines = vtimezone("Europe/Stockholm").decode().split("\r\n")
    assert lines[3:8] == [
        "BEGIN:DAYLIGHT",
        "DTSTART:19700329T020000",
        "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
        "TZOFFSETFROM:+0100",
        "TZOFFSETTO:+0200",
    ]


def test_a_zone_without_daylight_time_is_one_offset() -> None:
    kolkata = vtimezone("Asia/Kolkata").decode()
    assert kolkata.count("BEGIN:") == 2
    assert "TZOFFSETFROM:+0530\r\nTZOFFSETTO:+0530\r\nTZNAME:IST\r\n" in kolkata


def test_irish_summer_is_daylight_time_as_programs_have_it() -> None:
    daylight = (
        vtimezone("Europe/Dublin").decode().partition("BEGIN:DAYLIGHT")[2].partition("END:")[0]
    )
    assert "TZOFFSETFROM:+0000\r\nTZOFFSETTO:+0100\r\nTZNAME:IST\r\n" in daylight


def test_half_an_hour_of_daylight_time_is_half_an_hour() -> None:
    assert "TZOFFSETFROM:+1030\r\nTZOFFSETTO:+1100\r\n" in vtimezone("Australia/Lord_Howe").decode()


def test_a_change_on_a_neighbouring_day_is_a_weekday_among_seven_dates() -> None:
    nuuk = vtimezone("America/Nuuk").decode()
    assert "RRULE:FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=24,25,26,27,28,29,30;BYDAY=SA\r\n" in nuuk


def test_a_change_that_no_rule_can_say_is_listed_year_by_year() -> None:
    cairo = vtimezone("Africa/Cairo").decode()
    assert "RRULE" not in cairo
    assert f"DTSTART:{LAST_YEAR}10" in cairo


@pytest.mark.parametrize("key", ZONES)
def test_a_zone_has_nothing_that_programs_refuse(key: str) -> None:
    written = vtimezone(key)
    assert b"RDATE" not in written
    assert b"COMMENT" not in written
    assert f"\r\nTZID:{key}\r\nX-LIC-LOCATION:{key}\r\n".encode() in written
    assert max(len(line) for line in written.split(b"\r\n")) <= 75
    assert written.endswith(b"END:VTIMEZONE\r\n")


@pytest.mark.parametrize("key", ["Nowhere/Atall", "../etc/passwd", "Europe", ""])
def test_an_unknown_zone_is_refused(key: str) -> None:
    with pytest.raises((ZoneInfoNotFoundError, ValueError, OSError)):
        vtimezone(key)


def test_a_rule_knows_its_offsets() -> None:
    rule = find_rule("Europe/Stockholm")
    assert rule is not None
    assert (rule.standard.name, rule.standard.seconds) == ("CET", 3600)
    assert [onset.after.seconds for onset in rule.onsets] == [7200, 3600]


def test_a_zone_without_changes_has_a_rule_without_onsets() -> None:
    rule = find_rule("Asia/Kolkata")
    assert isinstance(rule, ZoneRule)
    assert rule.onsets == ()
