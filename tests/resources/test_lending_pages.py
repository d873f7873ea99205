"""On what terms a room is lent out, as staff say it in the browser."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from arena import db
from arena.accounts.models import Role
from arena.audit.models import WORKER
from arena.resources.models import Resource
from arena.resources.services import RoomTerms, Use, set_room_terms
from arena.scheduling.services import schedule
from tests.cast import event_facts, make_resource, make_user, sign_in
from tests.conftest import NOW
from tests.pages import errors, values, words

HOUR = timedelta(hours=1)
LATER = NOW + timedelta(days=1)


@pytest.fixture
def rooms(app):
    with db.transaction():
        hall = make_resource("HALL", capacity=40)
        return [hall, make_resource("EAST", capacity=20), make_resource("WEST", capacity=20)]


@pytest.fixture
def alice(client, rooms):
    with db.transaction():
        user = make_user("Alice Alm", language="en")
    return sign_in(client, user)


def address(room):
    return f"/staff/resources/{room.id}/lending"


def sent(client, room, **changes):
    typed = values(client.get(address(room)))
    for name, value in changes.items():
        typed.setlist(name, value if isinstance(value, list) else [value])
    return client.post(address(room), data=typed)


def kept(code):
    db.session.rollback()
    db.session.expire_all()
    return db.session.scalars(select(Resource).where(Resource.code == code)).one()


def take(*rooms):
    uses = [Use(resource_id=room.id, starts_at=LATER, ends_at=LATER + HOUR) for room in rooms]
    with db.transaction():
        schedule(event_facts(LATER), uses=uses, by=WORKER)


def test_what_is_typed_is_kept_and_stands_on_the_room_s_page(alice, rooms):
    hall, east, west = rooms
    with db.transaction():
        bob = make_user("Bob Berg")
        make_user("Hedda Holm", Role.HOST)
    assert "Hedda Holm" not in words(alice.get(address(hall)))
    answer = sent(
        alice,
        hall,
        approver_id=f"{bob.id}",
        is_lent="y",
        is_for_partners="y",
        features=["screen", "hearing_loop"],
        seats_theatre="40",
        seats_boardroom="16",
        release_minutes="20",
        part_ids=[str(east.id), str(west.id)],
    )
    assert answer.status_code == 302, errors(answer)
    found = kept("HALL")
    assert (found.room.is_for_partners, found.room.release_minutes) == (True, 20)
    assert found.room.features == ["screen", "hearing_loop"]
    assert {each.layout: each.capacity for each in found.layouts} == {
        "theatre": 40,
        "boardroom": 16,
    }
    assert [part.code for part in found.parts] == ["EAST", "WEST"]
    said = words(alice.get(f"/staff/resources/{hall.id}"))
    assert "May ask for it, and wait for our answer" in said
    assert "Requests are answered by Bob Berg" in said
    assert "Screen or projector and Hearing loop" in said
    assert "Rows of chairs: 40 and Around one table: 16" in said
    assert "Place EAST and Place WEST" in said
    assert "Is a part of Place HALL" in words(alice.get(f"/staff/resources/{east.id}"))


def test_a_room_that_is_lent_no_longer_keeps_its_parts_and_layouts(alice, rooms):
    hall, east, _west = rooms
    sent(alice, hall, is_lent="y", seats_theatre="40", part_ids=[str(east.id)])
    assert sent(alice, hall, is_lent=[]).status_code == 302
    found = kept("HALL")
    assert found.room is None
    assert [part.code for part in found.parts] == ["EAST"]
    assert [each.layout for each in found.layouts] == ["theatre"]


def test_a_layout_seats_no_more_than_the_room_takes(alice, rooms):
    answer = sent(alice, rooms[0], is_lent="y", seats_theatre="41")
    assert answer.status_code == 400
    assert errors(answer) == ["Enter a number from 1 to 40."]
    assert values(answer)["seats_theatre"] == "41"
    assert kept("HALL").room is None


def test_a_part_that_is_booked_otherwise_is_refused_with_what_stands_in_the_way(alice, rooms):
    hall, east, _west = rooms
    take(hall)
    take(east)
    answer = sent(alice, hall, is_lent="y", part_ids=[str(east.id)])
    assert answer.status_code == 400
    (line,) = errors(answer)
    assert "“Study visit”" in line
    assert "Wed 25 November 2026" in line
    assert kept("HALL").parts == []


def test_a_part_is_not_offered_parts_of_its_own(alice, rooms):
    hall, east, _west = rooms
    with db.transaction():
        set_room_terms(hall, RoomTerms(part_ids=[east.id]), by=WORKER)
    page = alice.get(address(east))
    assert "It is a part of Place HALL" in words(page)
    assert "part_ids" not in page.text


def test_a_room_that_divides_says_next_to_the_field_why_it_takes_one_group(alice, rooms):
    hall, east, _west = rooms
    with db.transaction():
        set_room_terms(hall, RoomTerms(part_ids=[east.id]), by=WORKER)
    edit = f"/staff/resources/{east.id}/edit"
    typed = values(alice.get(edit))
    typed["units"] = "2"
    answer = alice.post(edit, data=typed)
    assert answer.status_code == 400
    assert errors(answer)[0].startswith("A room that divides into others, or is a part of one")
    assert 'href="#units"' in answer.text
    assert values(answer)["units"] == "2"
    assert len(kept("EAST").open_units) == 1


def test_only_those_who_plan_change_it_and_only_of_rooms(client, rooms):
    with db.transaction():
        site = make_resource("SITE", "site")
        alice, hedda = make_user(), make_user("Hedda Holm", Role.HOST)
    assert sign_in(client, hedda).get(address(rooms[0])).status_code == 403
    assert sign_in(client, alice).get(address(site)).status_code == 404
