"""What a calendar says of when its owner is busy, and what hostile ones do: nothing."""

import time
from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest

from arena.hosting import expanding, parsing
from arena.hosting.parsing import TooMuch, Unreadable, read_busy_times, window
from tests.conftest import NOW
from tests.hosting.servers import calendar, entry

STARTS_AT, ENDS_AT = window(NOW)


def busy(content):
    found = read_busy_times(content, starts_at=STARTS_AT, ends_at=ENDS_AT, zone="Europe/Stockholm")
    return [(start, end) for _uid, start, end in found]


def utc(month, day, hour=0, minute=0, year=2026):
    return datetime(year, month, day, hour, minute, tzinfo=UTC)


def test_only_the_time_is_read():
    content = calendar(entry("a", "20261201T090000Z", "20261201T100000Z", "SUMMARY:Tandläkaren"))
    found = read_busy_times(content, starts_at=STARTS_AT, ends_at=ENDS_AT, zone="Europe/Stockholm")
    assert found == [("a", utc(12, 1, 9), utc(12, 1, 10))]


def test_free_and_cancelled_entries_take_no_time():
    times = ("20261201T090000Z", "20261201T100000Z")
    content = calendar(
        entry("a", *times, "TRANSP:TRANSPARENT"), entry("b", *times, "STATUS:CANCELLED")
    )
    assert busy(content) == []


def test_whole_days_and_times_without_a_zone_are_local():
    content = calendar(
        "UID:a\nDTSTART;VALUE=DATE:20261201\nDTEND;VALUE=DATE:20261203",
        "UID:b\nDTSTART:20261210T090000\nDTEND:20261210T100000",
    )
    assert sorted(busy(content)) == [
        (utc(11, 30, 23), utc(12, 2, 23)),
        (utc(12, 10, 8), utc(12, 10, 9)),
    ]


def test_repeated_entries_keep_their_local_hour_over_the_clock_change():
    zoned = (
        "UID:a\nDTSTART;TZID=Europe/Stockholm:20270322T090000\n"
        "DTEND;TZID=Europe/Stockholm:20270322T100000\nRRULE:FREQ=WEEKLY;COUNT=2"
    )
    assert busy(calendar(zoned)) == [
        (utc(3, 22, 8, year=2027), utc(3, 22, 9, year=2027)),
        (utc(3, 29, 7, year=2027), utc(3, 29, 8, year=2027)),
    ]


def test_exceptions_to_what_repeats_are_heard():
    series = entry(
        "a",
        "20261201T090000Z",
        "20261201T100000Z",
        "RRULE:FREQ=DAILY;COUNT=3",
        "EXDATE:20261202T090000Z",
    )
    moved = entry("a", "20261203T120000Z", "20261203T130000Z", "RECURRENCE-ID:20261203T090000Z")
    assert sorted(busy(calendar(series, moved))) == [
        (utc(12, 1, 9), utc(12, 1, 10)),
        (utc(12, 3, 12), utc(12, 3, 13)),
    ]


def test_nothing_beyond_fifteen_months_is_read_and_nothing_that_was():
    content = calendar(
        entry(
            "a", "20200101T090000Z", "20200101T100000Z", "RRULE:FREQ=YEARLY;UNTIL=20251231T000000Z"
        ),
        entry("b", "20290101T090000Z", "20290101T100000Z"),
    )
    assert busy(content) == []
    forever = calendar(entry("c", "20200101T090000Z", "20200101T100000Z", "RRULE:FREQ=MONTHLY"))
    assert len(busy(forever)) == 15


def test_what_began_before_is_cut_to_what_is_looked_at():
    (span,) = busy(calendar(entry("a", "20200101T000000Z", "20300101T000000Z")))
    assert span == (STARTS_AT, ENDS_AT)


FOREVER = "20261201T090000Z", "20261201T090001Z"
HOSTILE = {
    "every second": calendar(entry("a", *FOREVER, "RRULE:FREQ=SECONDLY")),
    "every minute, folded": calendar(entry("a", *FOREVER, "RRULE:FREQ=MIN\n UTELY")),
    "every second, folded by a tab": calendar(entry("a", *FOREVER, "RRULE:FREQ=SEC\n\tONDLY")),
    "every second, folded over nothing": calendar(entry("a", *FOREVER, "RRULE:FREQ=SEC\n\n ONDLY")),
    "every second, in a letter that is written large as another": calendar(
        entry("a", *FOREVER, "RRULE:FREQ=\u017fecondly")
    ),
    "every second of every minute of a day": calendar(
        entry(
            "a",
            *FOREVER,
            "RRULE:FREQ=DAILY;BYHOUR="
            + ",".join(map(str, range(24)))
            + ";BYMINUTE="
            + ",".join(map(str, range(60)))
            + ";BYSECOND="
            + ",".join(map(str, range(60))),
        )
    ),
    "many that repeat daily": calendar(
        *(entry(f"{n}", *FOREVER, "RRULE:FREQ=DAILY") for n in range(3000))
    ),
    "many entries": calendar(*(entry(f"{n}", *FOREVER) for n in range(5001))),
}
NONSENSE = {
    "nothing": b"",
    "a page": b"<!doctype html><title>Sign in</title>",
    "bytes": b"\x00\xff\xfe" * 1000,
    "no end": b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:a",
    "no dates": calendar("UID:a\nDTSTART:yesterday\nDTEND:tomorrow"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_bomb_is_put_out_in_time(name):
    began = time.monotonic()
    with pytest.raises(TooMuch):
        busy(HOSTILE[name])
    assert time.monotonic() - began < 12


@pytest.mark.parametrize("name", NONSENSE)
def test_what_is_no_calendar_is_refused_or_says_nothing(name):
    with suppress(Unreadable):
        assert busy(NONSENSE[name]) == []


@pytest.mark.parametrize(
    "name", [name for name in HOSTILE if "every second," in name or "folded" in name]
)
def test_what_repeats_too_often_is_not_even_tried(name):
    with pytest.raises(expanding.TooMuch):
        expanding._look_over(HOSTILE[name])


def test_long_names_of_entries_do_not_make_a_long_answer():
    """Only ours are looked for, and those are short."""
    content = calendar(
        *(entry(f"{n}" + "x" * 20_000, *FOREVER, "RRULE:FREQ=DAILY;COUNT=450") for n in range(8))
    )
    found = read_busy_times(content, starts_at=STARTS_AT, ends_at=ENDS_AT, zone="Europe/Stockholm")
    assert len(found) == 8 * 450
    assert {uid for uid, *_ in found} == {""}


@pytest.mark.parametrize("before", ["", "import sys; sys.stdin.buffer.read();"])
def test_an_answer_that_does_not_end_is_not_listened_to(tmp_path, monkeypatch, before):
    program = tmp_path / "endless.py"
    program.write_text(f"{before}\nwhile True: print('x' * 100_000)")
    monkeypatch.setattr(parsing, "_PROGRAM", program)
    began = time.monotonic()
    with pytest.raises(TooMuch):
        busy(b"x" * 2_000_000)
    assert time.monotonic() - began < 12


def test_a_program_that_ends_without_reading_or_answering_is_survived(tmp_path, monkeypatch):
    program = tmp_path / "silent.py"
    program.write_text("")
    monkeypatch.setattr(parsing, "_PROGRAM", program)
    with pytest.raises(Unreadable):
        busy(b"x" * 2_000_000)


def test_deep_nesting_is_survived():
    deep = b"BEGIN:VCALENDAR\r\n" + b"BEGIN:VEVENT\r\n" * 4000 + b"END:VEVENT\r\n" * 4000
    with pytest.raises((TooMuch, Unreadable)):
        busy(deep + b"END:VCALENDAR\r\n")


def test_a_rule_that_yields_nothing_ends():
    content = calendar(entry("a", *FOREVER, "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"))
    with suppress(TooMuch, Unreadable):
        assert len(busy(content)) <= 1


def test_an_end_before_its_start_is_read_the_other_way_round():
    content = calendar(entry("a", "20261201T100000Z", "20261201T090000Z"))
    assert busy(content) == [(utc(12, 1, 9), utc(12, 1, 10))]


def test_the_window_is_fifteen_months():
    assert timedelta(days=455) < ENDS_AT - NOW < timedelta(days=470)
