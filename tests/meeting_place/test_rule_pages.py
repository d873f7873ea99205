"""Another rule in the browser: what becomes of each time is shown before anything is saved."""

import pytest
from sqlalchemy import select

from arena import db
from arena.accounts.models import Role
from arena.meeting_place.models import RoomBooking
from arena.meeting_place.services.changing import cancel_booking
from tests.cast import make_user, sign_in
from tests.meeting_place.rooms import booked, make_partner
from tests.meeting_place.test_rule_changes import (
    BY,
    DAY,
    ONE,
    WEEK,
    build_house,
    days,
    held,
    serial,
    thursdays,
)
from tests.pages import errors, values, words


@pytest.fixture
def house(app):
    with db.transaction():
        return build_house()


@pytest.fixture
def alice(client, house):
    with db.transaction():
        user = make_user("Alice Alm", language="en")
    sign_in(client, user)
    return user


@pytest.fixture
def series(house, alice):
    return serial(house.office, alice)


def address(series, number=0, side="staff"):
    return f"/{side}/rooms/bookings/{held(series)[number].id}/rule"


def typed(client, url, **changes):
    form = values(client.get(url))
    for name, value in changes.items():
        form.setlist(name, value if isinstance(value, list) else [value])
    return form


def saved(page, **choices):
    form = values(page)
    form.setlist("step", ["save"])
    for name, value in choices.items():
        form.setlist(name, [value])
    return form


def test_the_form_shows_how_it_recurs_now(client, series):
    page = client.get(address(series))
    said = words(page)
    assert "Every week, Thursday, at 10:00, 4 times" in said
    assert values(page)["until"] == "2027-01-31"  # Other days of its last week lose no time.
    assert values(page).getlist("weekdays") == ["3"]
    show = client.get(f"/staff/rooms/bookings/{held(series)[0].id}")
    assert "Change how it recurs" in words(show)


def test_each_time_is_shown_with_what_becomes_of_it_and_nothing_is_saved(client, series):
    url = address(series, 1)
    form = typed(client, url, weekdays="4", until=f"{DAY + 2 * WEEK + ONE}")
    page = client.post(url, data=form)
    said = words(page)
    assert page.status_code == 200
    assert "Nothing is saved yet. Nothing stands in the way." in said
    assert "Moves 2 times" in said
    assert "Falls away 1 time" in said
    assert "from Thu 14 January 2027, 10:00" in said
    assert "These become a series of their own." in said
    assert days(series) == thursdays(4)
    assert client.post(url, data=saved(page)).status_code == 302
    assert days(series) == [DAY]
    new = db.session.scalars(select(RoomBooking).order_by(RoomBooking.id)).all()[1].series
    assert days(new) == [DAY + WEEK + ONE, DAY + 2 * WEEK + ONE]


def test_a_conflict_is_shown_with_near_misses_and_what_was_typed_is_kept(client, house, series):
    with db.transaction():
        bob = make_user("Bob Berg", Role.HOST, "en")
    booked(house.office, bob, day=DAY + WEEK + ONE)
    url = address(series)
    page = client.post(url, data=typed(client, url, scope="all", weekdays="4"))
    said = words(page)
    assert "1 time cannot be had" in said
    assert "It is taken" in said
    assert "Instead: East, 10:00–11:00 (another room)" in said
    again = saved(page)
    again.setlist("step", ["fill_in"])
    shown = client.post(url, data=again)
    assert values(shown).getlist("weekdays") == ["4"]
    assert values(shown)["scope"] == "all"
    form = saved(page, **{f"on-{DAY + WEEK + ONE}": "skip"})
    assert client.post(url, data=form).status_code == 302
    assert days(series)[1] == DAY + WEEK


def test_a_form_in_another_tab_is_refused_with_both_versions(client, series):
    url = address(series)
    first = client.post(url, data=typed(client, url, scope="all", weekdays="4"))
    second = client.post(url, data=typed(client, url, scope="all", interval="2"))
    assert client.post(url, data=saved(first)).status_code == 302
    page = client.post(url, data=saved(second))
    assert page.status_code == 409
    said = words(page)
    assert "Changed meanwhile" in said
    assert "Changed how a series of bookings recurs – Alice Alm" in said
    assert "As it is now Every week, Friday, at 10:00, until Sun 31 January 2027" in said
    assert "As you want it Every other week, Thursday, at 10:00, until Sun 31 January 2027" in said
    assert values(page)["interval"] == "2"
    assert days(series) == [day + ONE for day in thursdays(4)]
    page = client.post(url, data=values(page))
    assert page.status_code == 200
    assert client.post(url, data=saved(page)).status_code == 302


def test_who_came_from_a_time_that_falls_away_lands_on_the_next_that_is_left(client, series):
    url, following = address(series, 1), held(series)[2].id
    page = client.post(url, data=typed(client, url, interval="2", day=f"{DAY + 2 * WEEK}"))
    answer = client.post(url, data=saved(page))
    assert answer.location == f"/staff/rooms/bookings/{following}"


def test_a_double_click_is_heard_once(client, series):
    url = address(series)
    page = client.post(url, data=typed(client, url, scope="all", weekdays="4"))
    for _ in range(2):
        assert client.post(url, data=saved(page)).status_code == 302
    assert [each.version for each in held(series)] == [2, 2, 2, 2]


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"until": ""}, "Enter how many times, or a last day."),
        ({"count": "3"}, "Enter how many times or a last day, not both."),
        ({"until": "2027-01-02"}, "Nothing takes place: the last day comes before"),
        ({"interval": "0"}, "Enter how often, from 1 to 99: 2 is every other."),
        ({"until": "", "count": "300"}, "A series lasts five years at most"),
        ({"day": "2026-01-01"}, "or a later date."),
        ({"repeat": ""}, "Choose how it recurs."),
    ],
)
def test_a_rule_that_means_nothing_says_so_by_its_field(client, series, change, error):
    url = address(series)
    page = client.post(url, data=typed(client, url, **change))
    assert page.status_code == 400
    assert error in errors(page)[0]
    for name, value in change.items():
        if name != "repeat":
            assert values(page)[name] == value
    assert days(series) == thursdays(4)


def test_a_first_day_before_what_stays_is_refused(client, series):
    url = address(series, 2)
    page = client.post(url, data=typed(client, url, day=f"{DAY + WEEK}"))
    assert page.status_code == 400
    assert "Choose a day after the last time that stays as it is." in errors(page)[0]


def test_who_may_not_change_it_may_not_change_its_rule(client, house, series):
    with db.transaction():
        bob, petra = make_user("Bob Berg", Role.HOST, "en"), make_partner(language="en")
    url = address(series)
    assert sign_in(client, bob).get(url).status_code == 403
    partner = url.replace("/staff/", "/partner/")
    assert sign_in(client, petra.user).get(partner).status_code == 404


def test_a_partner_changes_the_rule_of_their_own(client, house):
    with db.transaction():
        petra = make_partner(language="en")
    series = serial(house.office, petra)
    sign_in(client, petra.user)
    url = address(series, side="partner")
    page = client.post(url, data=typed(client, url, scope="all", weekdays="4"))
    assert "each new time is yours once we have said yes" in words(page)
    assert "a series of their own" not in words(page)
    assert client.post(url, data=saved(page)).status_code == 302
    assert days(series)[0] == DAY + ONE


def test_what_stands_alone_has_no_rule(client, house, alice):
    booking = booked(house.office, alice)
    assert client.get(f"/staff/rooms/bookings/{booking.id}/rule").status_code == 404


def test_what_holds_no_room_any_more_leads_back(client, series):
    url = address(series)
    with db.transaction():
        cancel_booking(held(series)[0], by=BY)
    page = client.get(url, follow_redirects=True)
    assert "This time holds no room any more." in words(page)


def test_a_double_click_on_a_rule_that_lets_its_own_time_fall_away_leads_back(client, series):
    url = address(series, 1)
    form = typed(client, url, interval="2", day=f"{DAY + 2 * WEEK}")
    page = client.post(url, data=form)
    for _ in range(2):
        assert client.post(url, data=saved(page)).status_code == 302
    assert days(series) == [DAY]
