"""Opening hours end, or leave days out: why there are no times is said, and staff are warned."""

from datetime import date, time, timedelta

import pytest

from arena import db
from arena.resources.models import OpeningHours
from arena.resources.queries import working_days
from arena.resources.queries.timetables import get_timetable
from tests.cast import make_host, make_offer, make_user, sign_in
from tests.pages import links, words
from tests.visits.bookings import DAY, received

TODAY = date(2026, 11, 24)
END = date(2026, 12, 21)  # A Monday.


def set_hours(until=END, weekdays=range(5), since=TODAY - timedelta(days=30)):
    with db.transaction():
        for weekday in weekdays:
            db.session.add(
                OpeningHours(
                    weekday=weekday,
                    opens_at=time(8),
                    closes_at=time(18),
                    valid_from=since,
                    valid_until=until,
                )
            )


@pytest.fixture
def offer(app):
    with db.transaction():
        make_host("Hedda Holm")
        return make_offer()


def test_an_arena_without_hours_is_open_and_nobody_is_warned(app):
    assert working_days().no_times_reason(DAY, "sv") is None
    assert get_timetable().first_day_without_hours(TODAY, END + timedelta(days=400)) is None


def test_days_after_the_last_hours_say_that_none_are_set(app):
    set_hours()
    assert working_days().no_times_reason(END - timedelta(days=3), "sv") is None
    assert working_days().no_times_reason(END, "sv") == "Inga öppettider satta än"
    assert working_days().no_times_reason(END, "en") == "No opening hours set yet"


def test_a_weekday_that_the_hours_leave_out_is_closed(app):
    set_hours(weekdays=(1, 2, 3, 4))
    assert working_days().no_times_reason(date(2026, 12, 14), "sv") == "Stängt"
    assert working_days().no_times_reason(date(2026, 12, 15), "sv") is None


def test_a_holiday_is_named_whatever_the_hours(app):
    set_hours()
    assert working_days().no_times_reason(date(2026, 12, 24), "sv") == "Stängt: Julafton"


def test_the_public_page_and_staffs_say_so_alike(client, offer):
    visit = received(offer)
    set_hours()
    public = words(client.get("/sv/visits/introduction?week=2026-W52"))
    assert "Inga öppettider satta än" in public
    with db.transaction():
        alice = make_user("Alice Alm")
    page = words(
        sign_in(client, alice).get(f"/staff/visits/{visit.reference}/propose?week=2026-W52")
    )
    assert "Inga öppettider satta än" in page


@pytest.mark.parametrize(("until", "is_warned"), [(END, True), (None, False)])
def test_today_warns_when_hours_end_before_the_last_day_that_can_be_booked(
    client, offer, until, is_warned
):
    set_hours(until)
    with db.transaction():
        alice = make_user("Alice Alm")
    answer = sign_in(client, alice).get("/staff/")
    assert ("Öppettiderna tar slut" in words(answer)) is is_warned
    if is_warned:
        assert "Från och med mån 21 december 2026" in words(answer)
        assert "/staff/opening-hours/" in links(answer)


def test_hours_that_follow_each_other_are_no_gap(app):
    set_hours()
    set_hours(None, since=END)
    assert get_timetable().first_day_without_hours(TODAY, TODAY + timedelta(days=400)) is None
