"""Dates, times, money and names as people read them."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arena.web import formats

STOCKHOLM = ZoneInfo("Europe/Stockholm")
SV, EN = formats.spoken("sv"), formats.spoken("en")
NINE = datetime(2026, 11, 26, 9, 0, tzinfo=STOCKHOLM)
HALF_PAST_TEN = datetime(2026, 11, 26, 10, 30, tzinfo=STOCKHOLM)

moments = st.datetimes(
    min_value=datetime(2000, 1, 1),  # noqa: DTZ001 - the strategy adds the zone
    max_value=datetime(2060, 1, 1),  # noqa: DTZ001
    timezones=st.just(UTC),
)


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def test_a_span_is_written_as_the_house_style_says() -> None:
    swedish = formats.span(NINE, HALF_PAST_TEN, SV, STOCKHOLM)
    english = formats.span(NINE, HALF_PAST_TEN, EN, STOCKHOLM)
    assert plain(swedish) == "tors 26 november 2026, kl. 9.00–10.30 (v. 48)"
    assert plain(english) == "Thu 26 November 2026, 09:00–10:30 (week 48)"


def test_a_moment_is_written_as_the_house_style_says() -> None:
    assert plain(formats.moment(NINE, SV, STOCKHOLM)) == "tors 26 november 2026, kl. 9.00"
    assert plain(formats.moment(NINE, EN, STOCKHOLM)) == "Thu 26 November 2026, 09:00"


def test_moments_from_the_database_are_shown_in_the_arenas_zone() -> None:
    late = datetime(2026, 6, 30, 22, 30, tzinfo=UTC)
    assert plain(formats.moment(late, SV, STOCKHOLM)) == "ons 1 juli 2026, kl. 0.30"


def test_a_span_that_ends_at_midnight_stays_on_its_day() -> None:
    starts = datetime(2026, 12, 31, 22, 0, tzinfo=STOCKHOLM)
    ends = starts + timedelta(hours=2)
    assert plain(formats.span(starts, ends, SV, STOCKHOLM)).startswith(
        "tors 31 december 2026, kl. 22.00–24.00"
    )
    assert "22:00–24:00" in formats.span(starts, ends, EN, STOCKHOLM)


def test_a_span_over_midnight_names_both_days() -> None:
    starts = datetime(2026, 12, 31, 22, 0, tzinfo=STOCKHOLM)
    text = plain(formats.span(starts, starts + timedelta(hours=3), SV, STOCKHOLM))
    assert text == "tors 31 december 2026, kl. 22.00 – fre 1 januari 2027, kl. 1.00 (v. 53)"


def test_week_53_of_2026_keeps_its_year_on_new_years_day() -> None:
    day = datetime(2027, 1, 1, 9, 0, tzinfo=STOCKHOLM)
    text = plain(formats.span(day, day + timedelta(hours=1), SV, STOCKHOLM))
    assert text == "fre 1 januari 2027, kl. 9.00–10.00 (v. 53 2026)"


def test_a_span_over_two_weeks_names_both() -> None:
    starts = datetime(2026, 11, 27, 9, 0, tzinfo=STOCKHOLM)
    text = plain(formats.span(starts, starts + timedelta(days=4), EN, STOCKHOLM))
    assert text.endswith("(week 48–week 49)")


def test_a_week_says_its_iso_year_only_when_it_is_another() -> None:
    assert plain(formats.week(date(2026, 12, 31), SV, 2026)) == "v. 53"
    assert plain(formats.week(date(2027, 1, 3), SV, 2027)) == "v. 53 2026"
    assert plain(formats.week(date(2025, 12, 29), EN, 2026)) == "week 1"


def test_a_stretch_of_weeks_is_one_text() -> None:
    first = date(2026, 11, 23)
    assert plain(formats.weeks(first, date(2026, 11, 29), SV, 2026)) == "v. 48"
    assert plain(formats.weeks(first, date(2026, 12, 20), SV, 2026)) == "v. 48–51"
    assert plain(formats.weeks(first, date(2026, 12, 20), EN, 2027)) == "weeks 48–51 2026"
    assert plain(formats.weeks(first, date(2027, 1, 4), SV, 2026)) == "v. 48 2026–1 2027"


def test_the_hour_that_comes_twice_says_which_it_is() -> None:
    summer = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    winter = summer + timedelta(hours=1)
    assert plain(formats.clocktime(summer, SV, STOCKHOLM)) == "2.30 CEST"
    assert plain(formats.clocktime(winter, SV, STOCKHOLM)) == "2.30 CET"
    assert plain(formats.clock_span(summer, winter, EN, STOCKHOLM)) == "02:30 CEST–02:30 CET"


def test_the_hour_that_is_skipped_is_skipped() -> None:
    before = datetime(2026, 3, 29, 0, 30, tzinfo=UTC)
    span = formats.clock_span(before, before + timedelta(hours=1), SV, STOCKHOLM)
    assert span == "1.30–3.30"


def test_a_time_of_day_is_written_in_one_way_everywhere() -> None:
    assert formats.clocktime(NINE, SV, STOCKHOLM) == "9.00"
    assert formats.clocktime(time(9, 5), SV, STOCKHOLM) == "9.05"
    assert formats.clocktime(time(9, 5), EN, STOCKHOLM) == "09:05"
    assert formats.clock_span(NINE, HALF_PAST_TEN, SV, STOCKHOLM) == "9.00–10.30"


def test_a_short_day_has_its_year_only_when_it_is_another() -> None:
    assert plain(formats.day_short(NINE.date(), SV, 2026)) == "tors 26 nov."
    assert plain(formats.day_short(NINE.date(), EN, 2025)) == "Thu 26 Nov 2026"


@pytest.mark.parametrize(
    ("days", "swedish", "english"),
    [
        (-1, "i går", "yesterday"),
        (0, "i dag", "today"),
        (1, "i morgon", "tomorrow"),
        (3, "om 3 dagar", "in 3 days"),
        (-2, "för 2 dagar sedan", "2 days ago"),
        (40, "om 40 dagar", "in 40 days"),
    ],
)
def test_near_days_are_named(days: int, swedish: str, english: str) -> None:
    today = date(2026, 11, 24)
    day = today + timedelta(days=days)
    assert plain(formats.relative_day(day, today, SV)) == swedish
    assert plain(formats.relative_day(day, today, EN)) == english


def test_money_has_ore_only_when_there_are_any() -> None:
    assert plain(formats.money(2400, SV)) == "2 400 kr"
    assert plain(formats.money(2400, EN)) == "SEK 2,400"
    assert plain(formats.money(Decimal("1200.50"), SV)) == "1 200,50 kr"
    assert plain(formats.money(0, SV)) == "0 kr"


def test_phone_numbers_are_grouped_for_their_readers() -> None:
    assert formats.phone("+46846500405", SV) == "08-465 00 405"
    assert formats.phone("+46701740605", SV) == "070-174 06 05"
    assert formats.phone("+46701740605", EN) == "+46 70 174 06 05"
    assert formats.phone("+442079460000", SV) == "+44 20 7946 0000"
    assert formats.phone("the porter", SV) == "the porter"


def test_names_of_languages_and_countries_come_in_the_readers_language() -> None:
    assert formats.language_name("en", SV) == "engelska"
    assert formats.country_name("de", EN) == "Germany"
    assert formats.language_name("tlh-made-up", SV) == "tlh-made-up"


def test_a_listing_reads_as_a_sentence() -> None:
    assert formats.listing(["a", "b", "c"], SV) == "a, b och c"
    assert formats.listing(["a", "b", "c"], EN) == "a, b and c"
    assert formats.listing(["a"], SV) == "a"
    assert formats.listing([], SV) == ""


def test_a_duration_is_minutes_below_two_hours() -> None:
    assert plain(formats.duration(105, SV)) == "105 min"
    assert plain(formats.duration(120, SV)) == "2 tim"
    assert plain(formats.duration(240, SV)) == "4 tim"
    assert plain(formats.duration(150, EN)) == "2 h 30 min"


def test_other_locales_are_read_as_swedish() -> None:
    assert formats.spoken("de") is SV
    assert formats.spoken(None) is SV
    assert formats.spoken("en_US") is EN


@given(moments, st.integers(0, 60 * 24 * 20), st.sampled_from([SV, EN]))
def test_every_span_names_the_day_and_the_week_it_begins_in(
    starts_at: datetime, minutes: int, locale: object
) -> None:
    assert locale in (SV, EN)
    spoken = SV if locale is SV else EN
    text = formats.span(starts_at, starts_at + timedelta(minutes=minutes), spoken, STOCKHOLM)
    local = starts_at.astimezone(STOCKHOLM)
    assert text.startswith(formats.day(local.date(), spoken))
    assert f"\u00a0{local.isocalendar().week}" in text


@given(moments, st.sampled_from(["sv", "en"]))
def test_a_time_does_not_depend_on_the_zone_it_is_given_in(moment: datetime, code: str) -> None:
    locale = formats.spoken(code)
    elsewhere = moment.astimezone(ZoneInfo("Asia/Tokyo"))
    assert formats.moment(moment, locale, STOCKHOLM) == formats.moment(elsewhere, locale, STOCKHOLM)
