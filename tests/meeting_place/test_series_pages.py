"""Series in the browser: read every occurrence first, then save all or none."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from arena import db
from arena.accounts.models import Role
from arena.audit.models import Actor
from arena.events.recurrence import Frequency, Rule
from arena.meeting_place.models import RoomBooking
from arena.meeting_place.services.changing import change_booking
from arena.meeting_place.services.deciding import approve
from arena.meeting_place.services.facts import Booker, facts_of
from arena.meeting_place.services.keeping import Desk, set_desks, set_quota
from arena.meeting_place.services.series import book_series
from tests.cast import make_user, sign_in
from tests.meeting_place import rooms
from tests.meeting_place.rooms import build_house, make_partner
from tests.pages import errors, values, words

BY = Actor.user(1)
WEEK = timedelta(days=7)
DAY = date(2027, 1, 7)  # A Thursday: no holidays stand in the way of the weeks that follow.
BOOK = "/staff/rooms/book"


def facts(room, hour=10, **more):
    return rooms.facts(room, hour, **{"day": DAY, **more})


def booked(room, who, hour=10, **more):
    return rooms.booked(room, who, hour, **{"day": DAY, **more})


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
def bob(house):
    with db.transaction():
        return make_user("Bob Berg", Role.HOST, "en")


def typed(client, room, **changes):
    form = values(client.get(f"{BOOK}?room_id={room.id}"))
    given = {
        "day": f"{DAY}",
        "begins_at": "10:00",
        "minutes": "60",
        "head_count": "12",
        "title": "Team meeting",
        "repeat": "weekly",
        "interval": "1",
        "count": "4",
        **changes,
    }
    for name, value in given.items():
        form.setlist(name, [value])
    return form


def kept():
    db.session.rollback()
    db.session.expire_all()
    return db.session.scalars(select(RoomBooking).order_by(RoomBooking.id)).all()


def count():
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(RoomBooking))


def saved(page, **choices):
    form = values(page)
    form.setlist("step", ["save"])
    for name, value in choices.items():
        form.setlist(name, [value])
    return form


def test_every_time_is_shown_before_anything_is_saved(client, house, alice):
    page = client.post(BOOK, data=typed(client, house.office))
    assert page.status_code == 200
    assert "It can be had all 4 times." in words(page)
    assert count() == 0
    said = words(client.post(BOOK, data=saved(page), follow_redirects=True))
    assert "4 times are booked." in said
    assert "Every week, Thursday, at 10:00" in said
    assert [each.occurs_on for each in kept()] == [DAY + number * WEEK for number in range(4)]


def test_months_without_that_day_are_named_before_anything_is_saved(client, house, alice):
    monthly = {"day": "2027-01-31", "repeat": "monthly", "count": "5"}
    page = client.post(BOOK, data=typed(client, house.office, **monthly))
    assert "There is no day 31 in February, April and June: those" in words(page)
    page = client.post(
        BOOK, data=typed(client, house.office, **{**monthly, "repeat": "monthly_last"})
    )
    assert "There is no day" not in words(page)
    assert "Sun 28 February 2027" in words(page)


def test_a_conflict_is_settled_by_a_near_miss_or_left_out(client, house, alice, bob):
    booked(house.office, bob, day=DAY + WEEK)
    booked(house.office, bob, day=DAY + 2 * WEEK)
    page = client.post(BOOK, data=typed(client, house.office))
    said = words(page)
    assert "2 times cannot be had" in said
    assert "Free each time: The hall, West and East." in said
    assert "Instead: East, 10:00–11:00 (another room)" in said
    form = saved(page, **{f"on-{DAY + 2 * WEEK}": "skip"})
    assert client.post(BOOK, data=form).status_code == 302
    made = [each for each in kept() if each.booked_by_id == alice.id]
    assert [each.room.code for each in made] == ["OFFICE", "EAST", "OFFICE"]


def test_a_conflict_that_arose_meanwhile_saves_nothing(client, house, alice, bob):
    page = client.post(BOOK, data=typed(client, house.office))
    booked(house.office, bob, day=DAY + WEEK)
    answer = client.post(BOOK, data=saved(page))
    assert answer.status_code == 409
    assert "cannot be had. Choose what to do instead." in words(answer)
    assert count() == 1
    assert client.post(BOOK, data=saved(answer)).status_code == 302
    assert count() == 5


def test_what_was_typed_can_be_changed_again(client, house, alice):
    page = client.post(BOOK, data=typed(client, house.office, wishes="Blommor."))
    form = saved(page)
    form.setlist("step", ["fill_in"])
    again = values(client.post(BOOK, data=form))
    assert (again["wishes"], again["repeat"], again["count"]) == ("Blommor.", "weekly", "4")


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"count": ""}, "Enter how many times, or a last day."),
        ({"until": "2027-02-28"}, "Enter how many times or a last day, not both."),
        ({"count": "", "until": "2027-01-01"}, "Nothing takes place: the last day comes before"),
        ({"count": "401"}, "Enter how many times, from 1 to 400."),
        ({"interval": "0"}, "Enter how often, from 1 to 99: 2 is every other."),
        ({"count": "300"}, "A series lasts five years at most"),
        ({"head_count": "26"}, "The office seats 25 people at most."),
        ({"minutes": "-5"}, "It must end after it begins: enter how many minutes it takes"),
    ],
)
def test_a_rule_that_means_nothing_says_so_and_saves_nothing(client, house, alice, change, error):
    page = client.post(BOOK, data=typed(client, house.office, **change))
    if page.status_code == 200:  # Only what is saved is refused.
        page = client.post(BOOK, data=saved(page))
    assert page.status_code == 400
    assert error in errors(page)[0]
    assert count() == 0


def test_monthly_by_weekday_means_the_same_thursday_each_month(client, house, alice):
    page = client.post(BOOK, data=typed(client, house.office, repeat="monthly_weekday", count="3"))
    client.post(BOOK, data=saved(page))
    assert [f"{each.occurs_on}" for each in kept()] == ["2027-01-07", "2027-02-04", "2027-03-04"]


@pytest.fixture
def series(house, alice):
    rule = Rule(frequency=Frequency.WEEKLY, weekdays=(3,), count=4)
    with db.transaction():
        return book_series(facts(house.office), rule, {}, Booker(alice), by=BY)


def test_what_follows_is_changed_after_a_preview(client, house, alice, series):
    second = kept()[1]
    address = f"/staff/rooms/bookings/{second.id}/change"
    form = values(client.get(address))
    form.setlist("scope", ["following"])
    form.setlist("begins_at", ["13:00"])
    page = client.post(address, data=form)
    said = words(page)
    assert "It can be had all 3 times." in said
    assert "These become a series of their own." in said
    assert "Change it Leave it as it is" in said
    said = words(client.post(address, data=saved(page), follow_redirects=True))
    assert "What you changed is a series of its own now." in said
    assert [each.event.starts_at.hour for each in kept()] == [9, 12, 12, 12]


def test_another_day_is_only_for_one(client, house, alice, series):
    first = kept()[0]
    address = f"/staff/rooms/bookings/{first.id}/change"
    form = values(client.get(address))
    form.setlist("scope", ["all"])
    form.setlist("day", [f"{DAY + timedelta(days=1)}"])
    page = client.post(address, data=form)
    assert page.status_code == 400
    assert "only one occasion at a time can have another day" in errors(page)[0]
    form.setlist("scope", ["one"])
    assert client.post(address, data=form).status_code == 302
    assert [each.is_exception for each in kept()] == [True, False, False, False]


def test_what_follows_is_cancelled(client, house, alice, series):
    address = f"/staff/rooms/bookings/{kept()[2].id}/cancel"
    form = values(client.get(address))
    form.setlist("scope", ["following"])
    page = client.post(address, data=form)
    said = words(page)
    assert "Cancel 2 times?" in said
    assert said.count("10:00–11:00 (week") == 2
    assert {each.state for each in kept()} == {"confirmed"}
    said = words(client.post(address, data=saved(page), follow_redirects=True))
    assert "2 times are cancelled, and the room is given back each time." in said
    assert [each.state for each in kept()] == ["confirmed"] * 2 + ["cancelled"] * 2


def test_a_partner_hears_that_a_series_waits_and_a_coordinator_reads_each_time(
    client, house, alice
):
    with db.transaction():
        petra = make_partner(language="en")
    sign_in(client, petra.user)
    book = f"/partner/rooms/book?room_id={house.office.id}&day={DAY}&begins_at=10:00"
    form = values(client.get(book))
    typed_in = {"head_count": "12", "title": "Group", "repeat": "weekly", "count": "3"}
    for name, value in typed_in.items():
        form.setlist(name, [value])
    page = client.post("/partner/rooms/book", data=form)
    said = words(client.post("/partner/rooms/book", data=saved(page), follow_redirects=True))
    assert "3 times are held for you until we have answered." in said
    assert "are booked" not in said
    sign_in(client, alice)
    said = words(client.get(f"/staff/rooms/bookings/{kept()[1].id}/answer"))
    assert "It is one of a series: 3 times wait" in said
    assert "Thu 21 January 2027, 10:00–11:00 (week 3), The office" in said


def test_a_quota_that_does_not_suffice_is_said_before_anything_is_saved(client, house):
    with db.transaction():
        petra = make_partner(language="en")
        set_quota(None, 120, by=BY)
    sign_in(client, petra.user)
    book = f"/partner/rooms/book?room_id={house.office.id}&day={DAY}&begins_at=10:00"
    form = values(client.get(book))
    typed_in = {"head_count": "12", "title": "Group", "repeat": "weekly", "count": "3"}
    for name, value in typed_in.items():
        form.setlist(name, [value])
    page = client.post("/partner/rooms/book", data=form)
    assert "Your organisation may hold rooms for 2 h in January 2027." in words(page)
    assert "It can be had" not in words(page)
    assert client.post("/partner/rooms/book", data=saved(page)).status_code == 409
    assert count() == 0


def test_a_refused_form_may_be_gone_back_to(client, house, alice):
    page = client.post(BOOK, data=typed(client, house.office, title=""))
    assert (page.status_code, page.headers["Cache-Control"]) == (400, "private, no-cache")
    page = client.post(BOOK, data=typed(client, house.office))
    assert (page.status_code, page.headers["Cache-Control"]) == (200, "private, no-cache")


def test_a_partner_s_series_is_answered_in_one_go(client, house, alice):
    with db.transaction():
        petra = make_partner()
    rule = Rule(frequency=Frequency.WEEKLY, weekdays=(3,), count=2)
    with db.transaction():
        book_series(facts(house.office), rule, {}, petra, by=BY)
    address = f"/staff/rooms/bookings/{kept()[0].id}/answer"
    form = values(client.get(address))
    form.setlist("answer", ["yes"])
    assert client.post(address, data=form).status_code == 302
    assert [each.state for each in kept()] == ["confirmed"] * 2


def changed_meanwhile(booking, who, **more):
    with db.transaction():
        change_booking(
            booking, replace(facts_of(booking), **more), is_partner=Booker(who).is_partner, by=BY
        )


@pytest.mark.parametrize("step", ["", "save"])
def test_a_series_is_changed_as_it_was_read_or_not_at_all(client, house, alice, series, step):
    first, second = kept()[:2]
    address = f"/staff/rooms/bookings/{first.id}/change"
    form = values(client.get(address))
    form.setlist("scope", ["all"])
    form.setlist("begins_at", ["13:00"])
    if step:
        form = saved(client.post(address, data=form))
    changed_meanwhile(second, alice, title="Styrelsen")
    page = client.post(address, data=form)
    assert page.status_code == 409
    said = words(page)
    assert "Changed meanwhile" in said
    assert "Changed a room booking" in said
    again = values(page)
    assert (again["begins_at"], again["scope"]) == ("13:00", "all")
    page = client.post(address, data=again)
    assert "It can be had all 3 times." in words(page)
    assert client.post(address, data=saved(page)).status_code == 302
    assert [each.event.starts_at.hour for each in kept()] == [12, 9, 12, 12]


def test_a_series_is_cancelled_as_it_was_read_or_not_at_all(client, house, alice, series):
    first, second = kept()[:2]
    address = f"/staff/rooms/bookings/{first.id}/cancel"
    form = values(client.get(address))
    form.setlist("scope", ["all"])
    changed_meanwhile(second, alice, title="Styrelsen")
    page = client.post(address, data=form)
    assert page.status_code == 409
    assert "Changed a room booking" in words(page)
    assert {each.state for each in kept()} == {"confirmed"}
    page = client.post(address, data=values(page))
    assert "changed on its own" in words(page)
    assert client.post(address, data=saved(page)).status_code == 302
    assert {each.state for each in kept()} == {"cancelled"}


def test_one_time_is_cancelled_whatever_became_of_the_others(client, house, alice, series):
    first, second = kept()[:2]
    address = f"/staff/rooms/bookings/{first.id}/cancel"
    form = values(client.get(address))
    changed_meanwhile(second, alice, title="Styrelsen")
    assert client.post(address, data=form).status_code == 302
    assert [each.state for each in kept()] == ["cancelled"] + ["confirmed"] * 3


def test_what_is_asked_of_a_desk_is_for_one_time_only(client, house, alice, bob, series):
    with db.transaction():
        set_desks([Desk(kind="catering", responsible_id=bob.id, lead_working_days=3)], by=BY)
    first = kept()[0]
    changed_meanwhile(first, alice, orders={"catering": "Kaffe."})
    address = f"/staff/rooms/bookings/{first.id}/change"
    form = values(client.get(address))
    form.setlist("scope", ["all"])
    form.setlist("begins_at", ["13:00"])
    for text in ("Te.", ""):
        form.setlist("catering", [text])
        page = client.post(address, data=form)
        assert page.status_code == 400
        assert "here it is for one time only" in errors(page)[0]
    form.setlist("catering", ["Kaffe."])
    page = client.post(address, data=form)
    assert client.post(address, data=saved(page)).status_code == 302
    assert [each.event.starts_at.hour for each in kept()] == [12] * 4
    assert [order.words for order in kept()[0].orders] == ["Kaffe."]


def test_what_was_never_in_a_calendar_is_not_taken_out_of_one(client, house, alice):
    with db.transaction():
        petra = make_partner(language="en")
        rule = Rule(frequency=Frequency.WEEKLY, weekdays=(3,), count=3)
        book_series(facts(house.office), rule, {}, petra, by=BY)
    sign_in(client, petra.user)
    first, second, _third = kept()
    page = f"/partner/rooms/bookings/{first.id}/cancel"
    said = words(client.get(page))
    assert "You get a mail about it." in said
    assert "marks them as cancelled" not in said
    with db.transaction():
        approve(second, by=BY)
    said = words(client.get(page))
    assert "You get a mail about it. For several times it has a file that marks them" in said
    said = words(client.get(f"/partner/rooms/bookings/{second.id}/cancel"))
    assert "You get a mail that takes it out of your calendar." in said


def test_a_change_from_an_exception_gives_the_others_only_what_was_touched(
    client, house, alice, series
):
    second = kept()[1]
    moved = facts(house.office, 8, day=DAY + WEEK)
    changed_meanwhile(second, alice, starts_at=moved.starts_at, ends_at=moved.ends_at)
    address = f"/staff/rooms/bookings/{second.id}/change"
    form = values(client.get(address))
    form.setlist("scope", ["all"])
    form.setlist("title", ["Styrelsen"])
    page = client.post(address, data=form)
    said = words(page)
    assert "10:00–11:00 (week 1) now 10:00–11:00, The office" in said
    assert "1 time stays as it is" in said
    assert "08:00–09:00 (week 2)" in said
    assert "(the one that you came from)" in said
    assert client.post(address, data=saved(page)).status_code == 302
    assert [each.event.starts_at.hour for each in kept()] == [9, 7, 9, 9]
    assert [each.title == "Styrelsen" for each in kept()] == [True, False, True, True]
    assert f"{kept()[0].series.begins_at:%H:%M}" == "10:00"


def test_what_does_not_fit_is_refused_before_anything_is_promised(client, house, alice, series):
    page = client.post(BOOK, data=typed(client, house.office, head_count="26"))
    assert page.status_code == 400
    assert "The office seats 25 people at most." in errors(page)[0]
    address = f"/staff/rooms/bookings/{kept()[0].id}/change"
    form = values(client.get(address))
    form.setlist("scope", ["all"])
    form.setlist("head_count", ["26"])
    page = client.post(address, data=form)
    assert page.status_code == 400
    assert "The office seats 25 people at most." in errors(page)[0]


def test_what_is_closed_is_not_said_to_be_taken(client, house):
    with db.transaction():
        petra = make_partner(language="en")
    sign_in(client, petra.user)
    book = f"/partner/rooms/book?room_id={house.office.id}&day={DAY}&begins_at=22:00"
    form = values(client.get(book))
    typed_in = {"head_count": "12", "title": "Group", "repeat": "daily", "count": "3"}
    for name, value in typed_in.items():
        form.setlist(name, [value])
    said = words(client.post("/partner/rooms/book", data=form))
    assert said.count("Not open at that hour") == 2
    assert "Closed that day" in said
    assert "It is taken" not in said
    assert "Another room does not help." in said


def test_a_quota_counts_the_near_misses_that_stand_first(client, house, alice):
    with db.transaction():
        petra = make_partner(language="en")
        set_quota(None, 120, by=BY)
    booked(house.office, alice)
    sign_in(client, petra.user)
    book = f"/partner/rooms/book?room_id={house.office.id}&day={DAY}&begins_at=10:00"
    form = values(client.get(book))
    typed_in = {"head_count": "12", "title": "Group", "repeat": "weekly", "count": "3"}
    for name, value in typed_in.items():
        form.setlist(name, [value])
    said = words(client.post("/partner/rooms/book", data=form))
    assert "1 time cannot be had" in said
    assert "Your organisation may hold rooms for 2 h in January 2027." in said


def test_a_series_says_how_one_of_it_was_changed_on_its_own(client, house, alice, series):
    first, second = kept()[:2]
    moved = facts(house.office, 8, day=DAY + WEEK)
    changed_meanwhile(second, alice, starts_at=moved.starts_at, ends_at=moved.ends_at)
    said = words(client.get(f"/staff/rooms/bookings/{first.id}"))
    assert "changed on its own: another time" in said
    assert "another time, The office" not in said
