"""The pages on which days are closed, and what is booked on them is moved: without any script."""

import pytest
from sqlalchemy import select

from arena import db
from arena.accounts.models import Role
from arena.resources.models import Closure
from tests.cast import make_host, make_offer, make_user, sign_in
from tests.meeting_place.rooms import DAY, booked, build_house
from tests.pages import errors, links, words
from tests.visits.bookings import asked, at, confirmed, received

NEW = "/staff/opening-hours/closures/new"


@pytest.fixture
def alice(app):
    with db.transaction():
        return make_user("Alice Alm", language="en")


@pytest.fixture
def browser(client, alice):
    return sign_in(client, alice)


@pytest.fixture
def house(alice):
    with db.transaction():
        return build_house()


def typed(resource=None, day=DAY, **more):
    values = {
        "resource_id": "0" if resource is None else str(resource.id),
        "starts_on": str(day),
        "last_day": str(day),
        "reason_sv": "Golvet slipas",
        "reason_en": "The floor is sanded",
    }
    return values | more


def seen(page):
    return page.text.split('name="seen"')[1].split('value="')[1].split('"')[0]


def boxes(page):
    """Return the value of each box, and whether it is ticked."""
    found = {}
    for part in page.text.split('name="move"')[1:]:
        control = part.split(">")[0]
        found[control.split('value="')[1].split('"')[0]] = " checked" in control
    return found


def closures():
    db.session.rollback()
    return db.session.scalars(select(Closure)).all()


def test_what_is_hit_stands_there_with_its_size_and_another_room_and_is_moved_in_one(
    browser, house, alice
):
    booking = booked(house.office, alice, 10)
    page = browser.post(NEW, data=typed(house.office))
    said = words(page)
    assert page.status_code == 200
    for each in ("1 booking falls on these days", "Ledningsgrupp", "12", "The same time, "):
        assert each in said
    assert "Alice Alm, who booked, is told the new room." in said
    ((value, is_ticked),) = boxes(page).items()
    assert is_ticked
    assert closures() == []
    done = browser.post(NEW, data=typed(house.office, seen=seen(page), step="save", move=value))
    assert done.status_code == 302
    assert len(closures()) == 1
    db.session.refresh(booking)
    assert booking.room_id != house.office.id
    assert "The closure is saved. 1 booking is moved." in words(browser.get(done.location))


def test_what_is_not_ticked_stays_and_is_shown_again_after_closing(browser, house, alice):
    booked(house.office, alice, 10)
    page = browser.post(NEW, data=typed(house.office))
    done = browser.post(NEW, data=typed(house.office, seen=seen(page), step="save"))
    (closure,) = closures()
    left = f"/staff/opening-hours/closures/{closure.id}/bookings"
    assert done.location == left
    shown = browser.get(left)
    assert "1 booking still falls on the closed days" in words(shown)
    assert boxes(shown) == {}
    offered = browser.post(left, data={"step": "look"})
    ((value, _),) = boxes(offered).items()
    moved = browser.post(left, data={"step": "save", "seen": seen(offered), "move": value})
    assert moved.status_code == 302
    assert "Nothing is booked on these days" in words(browser.get(left))
    assert left in links(browser.get("/staff/opening-hours/"))


def test_another_persons_change_in_between_gives_the_new_picture(browser, house, alice):
    booked(house.office, alice, 10)
    page = browser.post(NEW, data=typed(house.office))
    booked(house.office, alice, 14)
    data = typed(house.office, seen=seen(page), step="save", move=list(boxes(page)))
    answer = browser.post(NEW, data=data)
    assert answer.status_code == 409
    assert "changed meanwhile" in errors(answer)[0]
    assert "2 bookings fall on these days" in words(answer)
    assert closures() == []


def test_all_or_none_can_be_ticked_without_a_script(browser, house, alice):
    booked(house.office, alice, 10)
    page = browser.post(NEW, data=typed())
    assert list(boxes(page).values()) == [False]  # Another day: somebody must agree on it.
    assert "Agree on it first" in words(page)
    data = typed(seen=seen(page))
    assert list(boxes(browser.post(NEW, data=data | {"step": "tick_all"})).values()) == [True]
    assert list(boxes(browser.post(NEW, data=data | {"step": "tick_none"})).values()) == [False]


def test_visits_are_named_by_organisation_and_what_cannot_be_moved_says_why(browser, alice):
    with db.transaction():
        make_host("Hedda Holm")
        make_host("Henrik Hed")
        offer = make_offer()
    confirmed(offer)
    received(offer, starts_at=at(hour=13), contact_email="b@b.example")
    asked(offer, starts_at=at(hour=15), contact_email="c@c.example")
    said = words(browser.post(NEW, data=typed(day=at().date())))
    assert said.count("Norrskär Energi AB") == 3
    assert "Bodil Berg, who booked, is asked whether the new time suits." in said
    assert "The address is not confirmed yet." in said


@pytest.mark.parametrize(
    "move", ["", "1", "1 2 3 4 5 6", "x " * 6, "9 1 2026-12-03 2026-12-03 - -"]
)
def test_nonsense_is_refused_with_the_picture_as_it_is(browser, house, alice, move):
    booked(house.office, alice, 10)
    page = browser.post(NEW, data=typed(house.office))
    data = typed(house.office, seen=seen(page), step="save", move=move)
    assert browser.post(NEW, data=data).status_code == 409
    assert closures() == []


def test_a_host_is_away_and_not_closed(browser, house):
    with db.transaction():
        host = make_host("Hedda Holm")
    page = browser.get(NEW)
    assert "Hedda Holm" not in page.text
    assert "When a host is away is told on the host’s own page." in words(page)
    assert browser.get(f"{NEW}?resource={host.id}").status_code == 404
    assert browser.post(NEW, data=typed(host)).status_code == 400
    assert closures() == []


def test_only_those_who_plan_may_close(client, house):
    with db.transaction():
        hedda = make_user("Hedda Holm", Role.HOST)
    browser = sign_in(client, hedda)
    assert browser.get(NEW).status_code == 403
    assert browser.post(NEW, data=typed()).status_code == 403


def test_the_page_says_whether_anything_is_ticked_and_stays_at_the_list(browser, house, alice):
    booked(house.office, alice, 10)
    page = browser.post(NEW, data=typed())
    assert "Somebody has to agree on each first, so nothing is ticked." in words(page)
    assert page.text.count('formaction="#hits"') == 2
    assert "is ticked already" in words(browser.post(NEW, data=typed(house.office)))


def test_days_that_are_closed_already_are_named_before_they_are_closed_again(browser, house):
    assert browser.post(NEW, data=typed()).status_code == 302
    page = browser.post(NEW, data=typed(house.office, reason_en="Painting"))
    assert page.status_code == 200
    assert "Closed already The whole arena" in words(page)
    assert "The floor is sanded" in words(page)
    assert len(closures()) == 1
    again = typed(house.office, seen=seen(page), step="save")
    assert browser.post(NEW, data=again).status_code == 302
    assert len(closures()) == 2


def test_a_closed_room_is_not_said_to_close_the_arena(browser, house):
    assert browser.post(NEW, data=typed(house.office)).status_code == 302
    assert browser.post(NEW, data=typed()).status_code == 302
    assert len(closures()) == 2
