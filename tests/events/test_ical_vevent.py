"""VEVENT: what one entry says, and how."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arena.events.ical import text
from arena.events.ical.vevent import component, vevent
from tests.events.entries import STOCKHOLM, entry, feed_of
from tests.events.judges import JUDGES, expected, faults_of_feed


def lines_of(**changes: Any) -> list[str]:
    """Return the unfolded lines of an entry."""
    zone = changes.pop("zone", STOCKHOLM)
    return re.sub(rb"\r\n ", b"", vevent(entry(**changes), zone)).decode().split("\r\n")[:-1]


def test_properties_come_in_one_order() -> None:
    names = [re.split("[:;]", line)[0] for line in lines_of(categories=("Studiebesök",))]
    assert names == [
        "BEGIN",
        "UID",
        "DTSTAMP",
        "CREATED",
        "LAST-MODIFIED",
        "SEQUENCE",
        "STATUS",
        "TRANSP",
        "DTSTART",
        "DTEND",
        "SUMMARY",
        "LOCATION",
        "URL",
        "CATEGORIES",
        "DESCRIPTION",
        "END",
    ]


def test_the_stamp_is_the_last_change() -> None:
    lines = lines_of()
    assert "DTSTAMP:20260203T140506Z" in lines
    assert "LAST-MODIFIED:20260203T140506Z" in lines
    assert "CREATED:20260112T093000Z" in lines


def test_times_are_local_and_name_their_zone() -> None:
    lines = lines_of()
    assert "DTSTART;TZID=Europe/Stockholm:20260701T090000" in lines
    assert "DTEND;TZID=Europe/Stockholm:20260701T103000" in lines


def test_a_cancelled_entry_says_so_three_times() -> None:
    lines = lines_of(status="CANCELLED", sequence=1)
    assert "STATUS:CANCELLED" in lines
    assert "TRANSP:TRANSPARENT" in lines
    assert "SUMMARY:INSTÄLLT: Studiebesök: Hållbar stadsutveckling" in lines


def test_a_cancelled_entry_says_so_in_its_own_language() -> None:
    assert "SUMMARY:CANCELLED: Tour" in lines_of(status="CANCELLED", summary="Tour", language="en")


def test_an_entry_may_leave_its_time_free() -> None:
    assert "TRANSP:TRANSPARENT" in lines_of(transparent=True)
    assert "TRANSP:OPAQUE" in lines_of()


@pytest.mark.parametrize(("language", "title"), [("sv", "Utan rubrik"), ("en", "Untitled")])
def test_a_title_is_never_empty(language: str, title: str) -> None:
    assert f"SUMMARY:{title}" in lines_of(summary=" \r\n\x00", language=language)


def test_what_is_empty_is_left_out() -> None:
    written = "\n".join(lines_of(location=" ", url="", description="\n", categories=("", " ")))
    assert not re.search("LOCATION|URL|DESCRIPTION|CATEGORIES", written)


def test_whole_days_end_on_the_day_after() -> None:
    lines = lines_of(
        all_day=True,
        starts_at=datetime(2026, 3, 28, tzinfo=STOCKHOLM),
        ends_at=datetime(2026, 3, 30, tzinfo=STOCKHOLM),
    )
    assert "DTSTART;VALUE=DATE:20260328" in lines
    assert "DTEND;VALUE=DATE:20260330" in lines


def test_whole_days_may_begin_at_one_o_clock() -> None:
    cairo = ZoneInfo("Africa/Cairo")  # Midnight of 24 April 2026 does not exist there.
    lines = lines_of(
        all_day=True,
        starts_at=datetime(2026, 4, 23, tzinfo=cairo),
        ends_at=datetime(2026, 4, 24, tzinfo=cairo),
        zone=cairo,
    )
    assert "DTSTART;VALUE=DATE:20260423" in lines
    assert "DTEND;VALUE=DATE:20260424" in lines


def test_a_day_that_has_begun_is_whole() -> None:
    lines = lines_of(all_day=True)
    assert "DTSTART;VALUE=DATE:20260701" in lines
    assert "DTEND;VALUE=DATE:20260702" in lines


DAY = {"spring": date(2026, 3, 29), "autumn": date(2026, 10, 25)}


@pytest.mark.parametrize("season", ["spring", "autumn"])
@pytest.mark.parametrize("half_hour", range(-2, 11))
def test_every_half_hour_of_a_clock_change_night_is_read_right(season: str, half_hour: int) -> None:
    """26 cases: from 23.00 UTC the evening before until 05.00, at and beside the doubled hour."""
    midnight = datetime.combine(DAY[season], datetime.min.time(), UTC)
    starts_at = midnight + half_hour * timedelta(minutes=30)
    facts = entry(starts_at=starts_at, ends_at=starts_at + timedelta(hours=1))
    calendar = feed_of(facts)
    assert faults_of_feed(calendar) == []
    for name, judge in JUDGES.items():
        assert judge(calendar) == [expected(facts, STOCKHOLM, summary=facts.summary)], name


@pytest.mark.parametrize("minutes", [0, 30, 60, 90])
def test_a_doubled_hour_is_written_in_utc_at_both_ends(minutes: int) -> None:
    starts_at = datetime(2026, 10, 25, 0, minutes % 60, tzinfo=UTC) + timedelta(hours=minutes // 60)
    lines = lines_of(starts_at=starts_at, ends_at=starts_at + timedelta(hours=5))
    assert f"DTSTART:{starts_at:%Y%m%dT%H%M%SZ}" in lines
    assert any(re.fullmatch(r"DTEND:\d{8}T\d{6}Z", line) for line in lines)


def test_a_time_that_does_not_exist_is_never_written() -> None:
    skipped = datetime(2026, 3, 29, 2, 30, tzinfo=STOCKHOLM)
    lines = lines_of(starts_at=skipped, ends_at=skipped.astimezone(UTC) + timedelta(hours=1))
    assert "DTSTART;TZID=Europe/Stockholm:20260329T033000" in lines


def test_an_arena_in_utc_writes_utc() -> None:
    assert "DTSTART:20260701T070000Z" in lines_of(zone=ZoneInfo("UTC"))


def test_control_characters_are_taken_out() -> None:
    every = "".join(map(chr, [*range(9), *range(14, 28), 31, *range(127, 133), *range(134, 160)]))
    lines = lines_of(summary=f"a{every}b", description=f"c{every}d", location=f"e{every}f")
    assert {"SUMMARY:ab", "DESCRIPTION:cd", "LOCATION:ef"} <= set(lines)


@pytest.mark.parametrize("line_break", ["\r\n", "\r", "\n", "\x0b", "\x0c", "\x85", "\u2028"])
def test_any_line_break_is_one_line_break(line_break: str) -> None:
    lines = lines_of(summary=f"a{line_break}b", description=f"a{line_break}b")
    assert "SUMMARY:a b" in lines
    assert "DESCRIPTION:a\\nb" in lines


def test_nothing_typed_becomes_a_line_of_its_own() -> None:
    hostile = "x\r\nATTENDEE:mailto:eve@example.org\r\nEND:VEVENT"
    fields = ("summary", "location", "description", "url")
    lines = lines_of(**dict.fromkeys(fields, hostile), categories=(hostile,))
    assert not [line for line in lines if line.startswith("ATTENDEE")]
    assert lines.count("END:VEVENT") == 1


def test_a_category_may_hold_any_punctuation() -> None:
    assert "CATEGORIES:a\\,b\\;c,C:\\\\Nya" in lines_of(categories=("a,b;c", "C:\\Nya"))


def test_half_a_surrogate_pair_does_not_stop_a_feed() -> None:
    assert "SUMMARY:ab" in lines_of(summary="a\ud83db")


def test_an_address_is_ascii_without_blanks() -> None:
    assert "URL:https://arena.example/sv/bes%C3%B6k%20x?a=1,2" in lines_of(
        url="https://arena.example/sv/besök x?a=1,2"
    )
    assert text.mailto("åsa+1 @exa%mple.org") == "mailto:%C3%A5sa+1%20@exa%25mple.org"


@pytest.mark.parametrize(
    "title",
    [
        "Ödets björnar & älgar",
        "王小明 的参观：可持续城市发展",
        "زيارة دراسية لمدينة ستوكهولم",
        "ביקור לימודי",
        'O\'Brien; \\n, "quoted" <b>bold</b>',
        "👩‍👩‍👧‍👦 family 🇸🇪",
        "a:b;c,d\\",
        "C:\\Nya\\nya \\\\N",
    ],
)
def test_every_program_reads_names_of_all_scripts(title: str) -> None:
    facts = entry(summary=title, location=title, description=f"{title}\n{title}")
    for name, judge in JUDGES.items():
        assert judge(feed_of(facts)) == [expected(facts, STOCKHOLM, summary=title)], name


@pytest.mark.parametrize("letter", ["x", "å", "世", "𝕏"])
def test_ten_thousand_characters_are_folded_between_characters(letter: str) -> None:
    facts = entry(summary=letter * 10_000, description=letter * 10_000)
    calendar = feed_of(facts)
    assert faults_of_feed(calendar) == []
    for name, judge in JUDGES.items():
        assert judge(calendar) == [expected(facts, STOCKHOLM, summary=facts.summary)], name


def test_the_same_facts_give_the_same_bytes() -> None:
    assert vevent(entry(), STOCKHOLM) == vevent(entry(), STOCKHOLM)


@pytest.mark.parametrize(
    "changes",
    [
        {"starts_at": datetime(2026, 7, 1, 7, 0)},  # noqa: DTZ001 - what is refused
        {"ends_at": datetime(2026, 7, 1, 7, 0, tzinfo=UTC)},
        {"ends_at": datetime(2026, 7, 1, 7, 0, 0, 900, tzinfo=UTC)},
        {"sequence": -1},
        {"uid": ""},
        {"uid": " "},
        {"uid": "a\r\nb"},
        {"uid": "å"},
        {"uid": "x" * 256},
    ],
)
def test_facts_that_no_calendar_could_hold_are_refused(changes: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"."):
        entry(**changes)


TYPED = st.text(max_size=120) | st.sampled_from(["a" * 74, "å" * 90, "\\\\" * 60, "1,2;3\\N", ""])
MOMENTS = st.integers(950_000_000, 3_800_000_000).map(
    lambda seconds: datetime.fromtimestamp(seconds, UTC)
)


@given(
    entries=st.builds(
        entry,
        uid=st.from_regex(r"[!-~]([ -~]{0,98}[!-~])?", fullmatch=True),
        sequence=st.integers(0, 10**6),
        status=st.sampled_from(["TENTATIVE", "CONFIRMED", "CANCELLED"]),
        modified_at=MOMENTS,
        summary=TYPED,
        location=TYPED,
        description=TYPED,
        url=TYPED,
        categories=st.lists(TYPED, max_size=3).map(tuple),
        transparent=st.booleans(),
        all_day=st.booleans(),
    ),
    starts_at=MOMENTS,
    minutes=st.integers(1, 4000),
    zone=st.sampled_from(["Europe/Stockholm", "UTC", "America/Sao_Paulo"]).map(ZoneInfo),
)
def test_an_entry_is_written_as_the_library_writes_its_component(
    entries, starts_at, minutes, zone
) -> None:
    ends_at = starts_at + timedelta(minutes=minutes)
    facts = replace(entries, starts_at=starts_at, ends_at=ends_at)
    by_library = component(facts, zone, stamped_at=facts.modified_at).to_ical(sorted=False)
    assert vevent(facts, zone) == by_library
