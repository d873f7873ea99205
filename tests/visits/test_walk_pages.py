"""Open walks on the page: who may join, what a full one says, and giving seats back."""

from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from arena import clock, db
from arena.visits.links import confirm_key, manage_token
from arena.visits.models import OpenWalk, Visit
from arena.visits.services import call_off_walk, join_walk, schedule_walk
from tests.cast import make_host, make_offer
from tests.pages import errors, links, values, words
from tests.visits.bookings import STAFF, at, do, seats

SATURDAY = date(2026, 12, 5)
GOOD = {"contact_name": "Vera Vik", "contact_email": "vera@example.org", "group_size": "2"}


@pytest.fixture
def offer(app):
    with db.transaction():
        make_host("Hedda Holm")
        return make_offer("walks-for-all", is_open_walk=True, group_min=1, fee_sek=0)


def make_walk(offer, week=0, seats=3, language="sv"):
    starts_at = at(SATURDAY + timedelta(weeks=week))
    return do(schedule_walk, offer, starts_at=starts_at, language=language, seats=seats, by=STAFF)


def path(walk):
    return f"/sv/visits/walks-for-all/walks/{walk.event_id}"


def read(answer):
    return words(answer).replace("\xa0", " ")


def taken(walk):
    db.session.rollback()
    return db.session.scalar(select(OpenWalk.seats_taken).where(OpenWalk.event_id == walk.event_id))


def test_coming_walks_are_listed_with_the_seats_that_are_left(client, offer):
    first, second = make_walk(offer), make_walk(offer, week=1, seats=1, language="en")
    do(join_walk, second, seats(1), by=STAFF)
    answer = client.get("/sv/visits/walks-for-all")
    said = read(answer)
    assert "lör 5 december 2026, kl. 10.00–11.30 (v. 49)" in said
    assert "På svenska. 3 platser kvar" in said
    assert "På engelska. Fullbokat" in said
    assert path(first) in links(answer)
    assert path(second) not in links(answer)


def test_joining_takes_the_seats_and_asks_for_the_address(client, offer):
    walk = make_walk(offer)
    answer = client.post(path(walk), data=GOOD)
    visit = db.session.scalars(select(Visit)).one()
    assert (answer.status_code, answer.location) == (303, f"/sv/manage/{manage_token(visit)}")
    assert taken(walk) == 2
    assert "vera@example.org" in words(client.get(answer.location))
    assert f"{answer.location}/address" in links(client.get(answer.location))


def test_joining_twice_in_a_row_is_joining_once(client, offer):
    walk = make_walk(offer)
    assert (
        client.post(path(walk), data=GOOD).location == client.post(path(walk), data=GOOD).location
    )
    assert taken(walk) == 2


def test_too_many_seats_are_refused_and_another_day_is_offered(client, offer):
    walk, other = make_walk(offer), make_walk(offer, week=1)
    answer = client.post(path(walk), data=GOOD | {"group_size": "4"})
    assert answer.status_code == 409
    assert "3 platser" in errors(answer)[0]
    assert values(answer)["contact_name"] == "Vera Vik"
    assert path(other) in links(answer)
    assert taken(walk) == 0


def test_a_full_walk_says_so_and_offers_the_next(client, offer):
    full, other = make_walk(offer, seats=1), make_walk(offer, week=1)
    do(join_walk, full, seats(1), by=STAFF)
    answer = client.get(path(full))
    assert answer.status_code == 200
    assert "fullsatt" in read(answer)
    assert path(other) in links(answer)
    assert client.post(path(full), data=GOOD).status_code == 409


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("contact_name", ""),
        ("contact_name", "x" * 10_000),
        ("contact_email", "vera@"),
        ("group_size", ""),
        ("group_size", "0"),
        ("group_size", "11"),
        ("group_size", "x"),
        ("access_needs", "x" * 10_000),
        ("website", "spam"),
    ],
)
def test_bad_input_is_refused_beside_its_field_and_takes_no_seat(client, offer, field, value):
    walk = make_walk(offer)
    answer = client.post(path(walk), data=GOOD | {field: value})
    assert answer.status_code == 400
    assert len(errors(answer)) == 1
    assert taken(walk) == 0
    assert db.session.scalar(select(func.count()).select_from(Visit)) == 0


def test_a_walk_that_is_over_or_called_off_takes_nobody(client, offer):
    walk, off = make_walk(offer), make_walk(offer, week=1)
    do(call_off_walk, off, words="Storm.", by=STAFF)
    assert "inställd" in read(client.get(path(off)))
    assert client.post(path(off), data=GOOD).status_code == 400
    with clock.travel(at(SATURDAY, 11)):
        assert "redan börjat" in read(client.get(path(walk)))
        assert client.post(path(walk), data=GOOD).status_code == 400
    assert (taken(walk), taken(off)) == (0, 0)


@pytest.mark.parametrize(
    "address",
    [
        "/sv/visits/walks-for-all/walks/999999",
        "/sv/visits/walks-for-all/walks/99999999999999999999",
        "/sv/visits/walks-for-all/walks/x",
        "/sv/visits/introduction/walks/1",
    ],
)
def test_a_walk_that_does_not_exist_answers_404(client, offer, address):
    make_walk(offer)
    with db.transaction():
        make_offer()
    assert client.get(address).status_code == 404
    assert client.post(address, data=GOOD).status_code == 404


def joined(client, walk):
    client.post(path(walk), data=GOOD)
    visit = db.session.scalars(select(Visit)).one()
    own = f"/sv/manage/{manage_token(visit)}"
    client.post(f"{own}/confirm/{confirm_key(visit)}")
    return own


def test_a_confirmed_address_has_its_seats_at_once(client, offer):
    own = joined(client, make_walk(offer))
    said = read(client.get(own))
    assert "Bekräftad" in said
    assert "2 platser" in said
    assert f"{own}/move" not in links(client.get(own))


def test_seats_are_changed_and_given_back_on_the_own_page(client, offer):
    walk = make_walk(offer)
    own = joined(client, walk)
    form = values(client.get(f"{own}/participants"))
    form["group_size"] = "3"
    assert client.post(f"{own}/participants", data=form).status_code == 303
    assert taken(walk) == 3
    form = values(client.get(f"{own}/participants"))
    form["group_size"] = "9"
    refused = client.post(f"{own}/participants", data=form)
    assert refused.status_code == 409
    assert len(errors(refused)) == 1
    question = client.get(f"{own}/cancel")
    assert "Lämna tillbaka platserna" in read(question)
    assert "Avboka" not in read(question)
    assert client.post(f"{own}/cancel", data=values(question)).status_code == 303
    assert taken(walk) == 0
    said = read(client.get(own))
    assert "Platserna är tillbakalämnade." in said
    assert "Ni avbokade" not in said
    assert "Begär en annan tid" not in said


def test_the_own_page_gives_no_more_seats_than_joining_does(client, offer):
    walk = make_walk(offer, seats=25)
    own = joined(client, walk)
    page = client.get(f"{own}/participants")
    assert "högst 10 platser" in read(page)
    form = values(page)
    form["group_size"] = "11"
    refused = client.post(f"{own}/participants", data=form)
    assert refused.status_code == 400
    assert "ta högst 10 platser" in errors(refused)[0]
    assert taken(walk) == 2
    form["group_size"] = "10"
    assert client.post(f"{own}/participants", data=form).status_code == 303
    assert taken(walk) == 10


def test_a_walk_cannot_be_moved_by_somebody_who_joined(client, offer):
    own = joined(client, make_walk(offer))
    answer = client.post(f"{own}/move", data={"starts_at": "20261221T0900Z", "version": "2"})
    assert answer.status_code == 409
