"""A host's pages ask the database no more, however much is asked, on offer, or told of."""

from datetime import timedelta

import pytest
from sqlalchemy import event as engine_events

from arena import db
from arena.hosting.services import Hours, go_away
from arena.visits.queries.asking import list_swaps_for
from arena.visits.services import confirm_visit
from arena.visits.services.asking import ask_hosts
from arena.visits.services.swapping import offer_swap
from tests.cast import make_host, make_offer, make_user, sign_in
from tests.conftest import NOW
from tests.visits.bookings import DAY, STAFF, at, do, received

FEW, MANY = 1, 4


@pytest.fixture
def hosts(app):
    with db.transaction():
        make_user("Alice Alm")
        return [make_host(name) for name in ("Hedda Holm", "Henrik Hed", "Hilma Hult")]


@pytest.fixture
def offer(hosts):
    with db.transaction():
        return make_offer()


@pytest.fixture
def count(app, client, hosts):
    """A function that opens a page as Henrik and tells how many questions it asked."""
    asked = []

    def hear(connection, cursor, statement, *rest):
        asked.append(statement)

    sign_in(client, hosts[1].host.user)

    def questions(path):
        assert client.get(path).status_code == 200
        asked.clear()
        assert client.get(path).status_code == 200
        return len(asked)

    engine_events.listen(db.engine(), "before_cursor_execute", hear)
    yield questions
    engine_events.remove(db.engine(), "before_cursor_execute", hear)


def led(offer, host, day, hour=10, name="a"):
    address = f"{name}{day}-{hour}@example.org"
    visit = received(offer, starts_at=at(day, hour), contact_email=address)
    do(confirm_visit, visit, host_ids=[host.id], by=STAFF)
    return visit


def test_however_much_is_on_offer_or_asked(offer, hosts, count):
    def add(number):
        day = DAY + timedelta(days=7 * number)
        do(offer_swap, led(offer, hosts[0], day).event, hosts[0], by=STAFF)
        asked = led(offer, hosts[2], day, 13)
        values = {"host_ids": [hosts[1].id], "answer_by": NOW + timedelta(days=2)}
        do(ask_hosts, asked.event, **values, by=STAFF)

    add(0)
    few = count("/host/")
    for number in (4, 5, 6):  # Not over Christmas, when the arena is closed.
        add(number)
    assert len(list_swaps_for(hosts[1])) == 4
    assert count("/host/") == few


def test_what_is_led_then_is_not_offered_to_who_leads_it_or_something_else(offer, hosts):
    first = led(offer, hosts[0], DAY)
    do(offer_swap, first.event, hosts[0], by=STAFF)
    assert len(list_swaps_for(hosts[1])) == 1
    led(offer, hosts[1], DAY, name="b")
    assert list_swaps_for(hosts[1]) == []


def test_however_many_absences_are_told(offer, hosts, count):
    led(offer, hosts[1], DAY)

    def away(day, hour=8):
        do(go_away, hosts[1], Hours(at(day, hour), at(day, 16)), by=STAFF)

    away(DAY)
    few = count("/host/time")
    for number in (1, 4, 5):
        away(DAY + timedelta(days=number))
    assert count("/host/time") == few
