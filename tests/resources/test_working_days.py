"""The arena's calendar: holidays, eves, squeeze days and closures, in both languages."""

from datetime import date

import pytest

from arena import db
from arena.resources.models import Closure, DayRule
from arena.resources.queries import working_days
from arena.resources.rules.days import DayKind

MIDSUMMER_EVE = date(2026, 6, 19)
SQUEEZED = date(2026, 5, 15)
# Weekdays on which nobody works, as the domain research lists them.
SPRING_2026 = {(1, 1), (1, 6), (4, 3), (4, 6), (5, 1), (5, 14), (6, 19)}
KNOWN_2026 = SPRING_2026 | {(12, 24), (12, 25), (12, 31)}
KNOWN_2027 = {(1, 1), (1, 6), (3, 26), (3, 29), (5, 6), (6, 25), (12, 24), (12, 31)}


def close(starts_on, ends_on, reason="Sommarstängt v. 28–31", resource_id=None):
    with db.transaction():
        db.session.add(
            Closure(
                resource_id=resource_id,
                starts_on=starts_on,
                ends_on=ends_on,
                reason_sv=reason,
                reason_en="Closed for the summer",
            )
        )


def test_the_non_working_weekdays_of_2026_and_2027_are_the_known_ones(app):
    calendar = working_days()
    found = [
        day
        for year in (2026, 2027)
        for day in (
            date.fromordinal(number)
            for number in range(date(year, 1, 1).toordinal(), date(year + 1, 1, 1).toordinal())
        )
        if day.weekday() < 5 and not calendar.is_working(day)
    ]
    assert {(day.month, day.day) for day in found if day.year == 2026} == KNOWN_2026
    assert {(day.month, day.day) for day in found if day.year == 2027} == KNOWN_2027


def test_a_common_sunday_is_no_holiday(app):
    assert working_days().kind(date(2026, 11, 22)) is None


@pytest.mark.parametrize(
    ("day", "kind", "swedish", "english"),
    [
        (MIDSUMMER_EVE, DayKind.EVE, "Midsommarafton", "Midsummer Eve"),
        (date(2026, 6, 6), DayKind.PUBLIC_HOLIDAY, "Nationaldagen", "National Day"),
        (SQUEEZED, DayKind.SQUEEZE_DAY, "Klämdag", "Squeeze day"),
    ],
)
def test_special_days_have_names_in_both_languages(app, day, kind, swedish, english):
    calendar = working_days()
    assert calendar.kind(day) is kind
    assert (calendar.name(day, "sv"), calendar.name(day, "en")) == (swedish, english)


def test_a_closed_day_says_why(app):
    calendar = working_days()
    assert calendar.closed_reason(MIDSUMMER_EVE, "sv") == "Stängt: Midsommarafton"
    assert calendar.closed_reason(MIDSUMMER_EVE, "en") == "Closed: Midsummer Eve"
    assert calendar.closed_reason(date(2026, 6, 18), "sv") is None


def test_squeeze_days_are_open_until_the_rules_close_them(app):
    assert working_days().is_working(SQUEEZED)
    with db.transaction():
        db.session.add(DayRule(kind=DayKind.SQUEEZE_DAY, is_closed=True))
        db.session.add(DayRule(kind=DayKind.EVE, is_closed=False))
    calendar = working_days()
    assert calendar.closed_reason(SQUEEZED, "sv") == "Stängt: Klämdag"
    assert calendar.is_working(MIDSUMMER_EVE)


def test_a_closure_of_the_arena_closes_its_days_and_no_others(app):
    close(date(2027, 7, 12), date(2027, 8, 9))
    calendar = working_days()
    assert calendar.closed_reason(date(2027, 7, 11), "sv") is None
    assert calendar.closed_reason(date(2027, 7, 12), "sv") == "Sommarstängt v. 28–31"
    assert calendar.closed_reason(date(2027, 8, 8), "en") == "Closed for the summer"
    assert calendar.is_open(date(2027, 8, 9))


def test_promises_skip_a_closure_and_deadlines_of_guests_do_not(app):
    close(date(2027, 7, 12), date(2027, 8, 9))
    calendar = working_days()
    assert calendar.add(date(2027, 7, 9), 1) == date(2027, 8, 9)
    assert calendar.add(date(2027, 8, 10), -2) == date(2027, 8, 6)


def test_working_days_step_over_christmas(app):
    assert working_days().add(date(2026, 12, 23), 1) == date(2026, 12, 28)
