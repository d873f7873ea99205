"""When a feed was modified, when it is gone, what programs are called, which month is meant."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arena.events.rules import earliest_shown, monday_of, window
from arena.feeds.rules import (
    BROWSER,
    client_name,
    end_of_second,
    ended_at,
    find_month,
    following_month,
    is_gone,
    last_modified,
)
from tests.conftest import NOW

STOCKHOLM = ZoneInfo("Europe/Stockholm")
TODAY = date(2026, 11, 24)
seconds = st.floats(0, 6e8).map(lambda passed: timedelta(seconds=passed))
moments = seconds.map(lambda passed: datetime(2020, 1, 1, tzinfo=UTC) + passed)
zones = st.sampled_from(["Europe/Stockholm", "America/New_York", "Asia/Kolkata", "Pacific/Apia"])


@given(moments, st.timedeltas(timedelta(0), timedelta(days=400)), moments, zones)
def test_last_modified_never_falls_as_time_passes(changed_at, passed, now, key):
    zone = ZoneInfo(key)
    before = last_modified(now.astimezone(zone).date(), zone, changed_at)
    after = last_modified((now + passed).astimezone(zone).date(), zone, changed_at)
    assert before <= after
    assert before.microsecond == 0


def test_a_change_counts_from_the_end_of_its_second():
    assert end_of_second(NOW + timedelta(microseconds=1)) == NOW + timedelta(seconds=1)
    assert end_of_second(NOW) == NOW + timedelta(seconds=1)


def test_without_any_event_the_midnight_counts():
    midnight = datetime(2026, 11, 24, tzinfo=STOCKHOLM)
    assert last_modified(TODAY, STOCKHOLM, None) == midnight


def test_what_ended_first_counts_and_ninety_days_later_it_is_gone():
    later = NOW + timedelta(days=1)
    assert ended_at(None, None) is None
    assert ended_at(later, NOW) == ended_at(NOW, later) == ended_at(None, NOW) == NOW
    assert not is_gone(NOW, NOW + timedelta(days=90) - timedelta(seconds=1))
    assert is_gone(NOW, NOW + timedelta(days=90))


@given(st.dates(date(2024, 1, 1), date(2034, 12, 31)), st.integers(0, 500), zones)
def test_the_window_only_moves_forward_and_spans_60_days_and_15_months(day, days, key):
    zone = ZoneInfo(key)
    now, later = window(day, zone), window(day + timedelta(days=days), zone)
    assert now.starts_at <= later.starts_at
    assert now.ends_at <= later.ends_at
    assert timedelta(days=454) <= now.ends_at - datetime(*day.timetuple()[:3], tzinfo=zone)
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=zone)
    assert earliest_shown(noon) < now.starts_at


@pytest.mark.parametrize(
    ("user_agent", "name"),
    [
        ("iOS/18.1 (22B83) dataaccessd/1.0", "iPhone, iPad"),
        ("macOS/15.1 (24B83) dataaccessd/1.0", "Mac"),
        ("Mac OS X/10.13.6 (17G14042) CalendarAgent/399.2", "Mac"),
        ("Google-Calendar-Importer", "Google Calendar"),
        ("Microsoft.Exchange/15.20 (Windows NT 10.0; Win64; x64)", "Outlook"),
        ("Microsoft Office/16.0 (Windows NT 10.0; Microsoft Outlook 16.0.1; Pro)", "Outlook"),
        (
            "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Thunderbird/128.0",
            "Thunderbird",
        ),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0", BROWSER),
        ("ICSx5/2.2.4 (ical4j/3.2.19; okhttp/4.12.0) Android/14", "ICSx⁵"),
        ("curl/8.5.0", "curl"),
        ("Some Program 1.0/beta", "Some Program 1.0"),
        ("<script>alert(1)</script>", ""),
        ("", ""),
        ("x" * 3000, "x" * 80),
    ],
)
def test_programs_are_called_what_people_call_them(user_agent, name):
    assert client_name(user_agent) == name


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("2026-11", date(2026, 11, 1)),
        ("2026-09", date(2026, 9, 1)),
        ("2028-02", date(2028, 2, 1)),
        ("2026-08", None),
        ("2028-03", None),
        ("2026-13", None),
        ("2026-00", None),
        ("0000-01", None),
        ("2026-1", None),
        ("٢٠٢٦-١١", None),
        ("2026-11-24", None),
        ("", None),
    ],
)
def test_a_month_is_shown_if_feeds_show_any_of_it(text, month):
    earliest = TODAY - timedelta(days=60)
    assert find_month(text, earliest, date(2028, 2, 24)) == month


def test_months_and_weeks_are_counted_over_the_turn_of_the_year():
    assert following_month(date(2026, 12, 1)) == date(2027, 1, 1)
    assert following_month(date(2026, 1, 1), -1) == date(2025, 12, 1)
    assert monday_of(date(2027, 1, 1)) == date(2026, 12, 28)
