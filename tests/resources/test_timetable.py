"""Hours, closures and day rules: what is set holds at once, everywhere, and never for the past."""

from datetime import date, time, timedelta

import pytest
from sqlalchemy import select

from arena import clock, db
from arena.audit.models import WORKER, AuditEntry
from arena.resources.models import Closure, OpeningHours
from arena.resources.queries import get_timetable, working_days
from arena.resources.rules.days import DayKind
from arena.resources.services import (
    Hours,
    Period,
    add_closure,
    remove_closure,
    remove_opening_hours,
    set_day_rules,
    set_opening_hours,
)
from arena.resources.services.errors import (
    ClosureIsOver,
    EndsBeforeItBegins,
    HoursOverlap,
    InThePast,
    NoHours,
    PeriodTaken,
)
from tests.cast import make_resource
from tests.conftest import NOW

TODAY = date(2026, 11, 24)  # A Tuesday.
DAY = timedelta(days=1)
YEAR = Period(date(2026, 1, 1))
LONG = [Hours(weekday, time(8), time(17)) for weekday in range(5)]
SHORT = [Hours(weekday, time(10), time(14)) for weekday in range(5)]


def close(starts_on=TODAY, ends_on=TODAY + DAY, resource=None):
    reasons = {"reason_sv": "Planeringsdag", "reason_en": "Planning day"}
    return add_closure(resource, starts_on=starts_on, ends_on=ends_on, **reasons, by=WORKER)


def hours_on(day=TODAY, resource=None):
    return [
        (opens.hour, closes.hour)
        for opens, closes in get_timetable().hours_on(day, resource and resource.id)
    ]


def test_an_arena_without_hours_is_open_at_all_hours(app):
    assert get_timetable().hours_on(TODAY) == [(time.min, time.max)]


def test_hours_hold_as_soon_as_they_are_set(app):
    with db.transaction():
        set_opening_hours(None, YEAR, LONG, by=WORKER)
    assert hours_on() == [(8, 17)]
    assert hours_on(TODAY + 4 * DAY) == []  # A Saturday.
    with db.transaction():
        set_opening_hours(None, YEAR, SHORT, replaces=YEAR, by=WORKER)
    assert hours_on() == [(10, 14)]


def test_a_resource_has_the_hours_of_the_arena_until_it_has_its_own(app):
    with db.transaction():
        site = make_resource("GV", "site")
        set_opening_hours(None, YEAR, LONG, by=WORKER)
    assert hours_on(resource=site) == [(8, 17)]
    with db.transaction():
        set_opening_hours(site, Period(TODAY, TODAY + 7 * DAY), SHORT, by=WORKER)
    assert hours_on(resource=site) == [(10, 14)]
    assert hours_on(TODAY + 7 * DAY, site) == [(8, 17)]
    with db.transaction():
        remove_opening_hours(site, Period(TODAY, TODAY + 7 * DAY), by=WORKER)
    assert hours_on(resource=site) == [(8, 17)]


def test_the_period_of_hours_can_be_moved(app):
    with db.transaction():
        set_opening_hours(None, YEAR, LONG, by=WORKER)
        set_opening_hours(None, Period(TODAY), LONG, replaces=YEAR, by=WORKER)
    assert hours_on(TODAY - DAY) == []
    assert db.session.scalars(select(OpeningHours.valid_from)).all() == [TODAY] * 5


@pytest.mark.parametrize(
    ("period", "hours", "error"),
    [
        (YEAR, [], NoHours),
        (YEAR, [Hours(0, time(8), time(12)), Hours(0, time(11), time(15))], HoursOverlap),
        (Period(TODAY, TODAY), LONG, EndsBeforeItBegins),
        (Period(TODAY), LONG, PeriodTaken),
    ],
)
def test_hours_that_make_no_sense_are_refused_and_the_old_ones_stay(app, period, hours, error):
    with db.transaction():
        set_opening_hours(None, Period(TODAY), SHORT, by=WORKER)
    with pytest.raises(error), db.transaction():
        set_opening_hours(None, period, hours, by=WORKER)
    assert hours_on() == [(10, 14)]


def test_a_closure_holds_at_once_and_ends_when_it_is_taken_back(app):
    with db.transaction():
        closure = close()
    assert working_days().closed_reason(TODAY, "en") == "Closed: Planning day"
    with db.transaction():
        remove_closure(closure, by=WORKER)
    assert working_days().is_open(TODAY)
    assert db.session.scalar(select(Closure)) is None


def test_a_closure_of_a_resource_leaves_the_arena_open(app):
    with db.transaction():
        site = make_resource("GV", "site")
        close(resource=site)
    assert working_days().is_open(TODAY)
    assert get_timetable().closure_on(TODAY, site.id).reason_sv == "Planeringsdag"


def test_a_closure_is_never_laid_over_the_past(app):
    with pytest.raises(InThePast), db.transaction():
        close(TODAY - DAY)
    with pytest.raises(EndsBeforeItBegins), db.transaction():
        close(TODAY, TODAY)


def test_a_closure_under_way_ends_with_yesterday_and_one_that_is_over_stays(app):
    with db.transaction():
        closure = close(TODAY, TODAY + 9 * DAY)
    with clock.travel(NOW + 3 * DAY):
        with db.transaction():
            remove_closure(closure, by=WORKER)
        assert closure.ends_on == TODAY + 3 * DAY
        assert working_days().is_open(TODAY + 3 * DAY)
        with pytest.raises(ClosureIsOver), db.transaction():
            remove_closure(closure, by=WORKER)


def test_what_was_rolled_back_is_not_remembered(app):
    with db.transaction():
        set_day_rules({DayKind.EVE: True}, by=WORKER)

    def close_and_fail():
        with db.transaction():
            close()
            assert not working_days().is_open(TODAY)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        close_and_fail()
    assert working_days().is_open(TODAY)


def test_day_rules_hold_at_once(app):
    christmas_eve = date(2026, 12, 24)
    with db.transaction():
        set_day_rules({DayKind.EVE: False}, by=WORKER)
    assert working_days().is_working(christmas_eve)
    with db.transaction():
        set_day_rules({DayKind.EVE: True, DayKind.SQUEEZE_DAY: True}, by=WORKER)
    assert not working_days().is_working(christmas_eve)
    assert not working_days().is_working(date(2026, 5, 15))


def test_a_timetable_that_has_not_changed_is_not_read_again(app):
    with db.transaction():
        set_opening_hours(None, YEAR, LONG, by=WORKER)
    first = get_timetable()
    assert get_timetable() is first
    with db.transaction():
        close()
    assert get_timetable() is not first


def test_every_change_leaves_a_line(app):
    with db.transaction():
        set_opening_hours(None, YEAR, LONG, by=WORKER)
        remove_opening_hours(None, YEAR, by=WORKER)
        remove_closure(close(), by=WORKER)
        set_day_rules({DayKind.EVE: False}, by=WORKER)
    lines = db.session.scalars(select(AuditEntry).order_by(AuditEntry.id)).all()
    assert [line.action.removeprefix("resources.") for line in lines] == [
        "set_opening_hours",
        "remove_opening_hours",
        "add_closure",
        "remove_closure",
        "set_day_rules",
    ]
    assert lines[2].subject_id == lines[3].subject_id
    assert lines[4].detail == {"eve": False}
