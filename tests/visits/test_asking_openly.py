"""Whoever asks hosts sees what it means: who leads it now, who is not free, who need not answer."""

from datetime import timedelta

import pytest

from arena import db
from arena.hosting.services import Hours, go_away
from arena.visits.links import ask_token
from arena.visits.services import schedule_walk
from arena.visits.services.asking import ask_hosts, say_yes
from tests.cast import make_host, make_offer, make_user, sign_in
from tests.conftest import NOW
from tests.pages import errors, values, words
from tests.visits.bookings import STAFF, at, confirmed, do, host_ids, mails

UNTIL = NOW + timedelta(days=2)


@pytest.fixture
def hosts(app):
    with db.transaction():
        return [make_host(name) for name in ("Hedda Holm", "Henrik Hed", "Hilma Hult")]


@pytest.fixture
def visit(hosts):
    """A visit that Hedda leads."""
    with db.transaction():
        offer = make_offer()
    return confirmed(offer)


@pytest.fixture
def walk(hosts):
    """A walk that Hedda leads."""
    with db.transaction():
        offer = make_offer("walk", is_open_walk=True, group_min=1, fee_sek=0)
    facts = {"starts_at": at(hour=14), "language": "sv", "seats": 20, "host_ids": [hosts[0].id]}
    return do(schedule_walk, offer, **facts, by=STAFF)


@pytest.fixture
def client(client, hosts):
    with db.transaction():
        alice = make_user("Alice Alm", language="en")
    sign_in(client, alice)
    return client


def path(visit, act="/ask-hosts"):
    return f"/staff/visits/{visit.reference}{act}"


def test_the_page_says_only_what_it_asks(client, visit):
    assert " None " not in words(client.get(path(visit)))


def test_who_leads_it_is_named_and_not_asked(client, visit, walk, hosts):
    assert host_ids(visit) == [hosts[0].id]
    for address in (path(visit), f"/staff/offers/walk/walks/{walk.event_id}/ask-hosts"):
        page = words(client.get(address))
        assert "Hedda Holm leads it now. Whoever says yes leads it instead" in page
        assert "Hedda Holm Fits" not in page
        assert "1 is needed" not in page


def test_who_leads_it_and_cannot_come_may_be_asked_and_is_not_said_to_lead(client, visit, hosts):
    do(go_away, hosts[0], Hours(at(hour=8), at(hour=16)), by=STAFF)
    page = words(client.get(path(visit)))
    assert "leads it now" not in page
    assert "Hedda Holm" in page


def test_of_two_who_are_needed_the_one_who_stays_is_named(client, hosts):
    with db.transaction():
        offer = make_offer(group_per_host=10)
    visit = confirmed(offer)
    away, staying = [host for host in hosts if host.id in host_ids(visit)]
    do(go_away, away, Hours(at(hour=8), at(hour=16)), by=STAFF)
    assert f"{staying.host.user.name} leads it, and stays." in words(client.get(path(visit)))


def test_who_is_not_free_is_asked_only_all_the_same(client, visit, hosts):
    do(go_away, hosts[1], Hours(at(hour=8), at(hour=16)), by=STAFF)
    sent = values(client.get(path(visit)))
    sent.setlist("host_ids", [str(hosts[1].id), str(hosts[2].id)])
    answer = client.post(path(visit), data=sent)
    assert answer.status_code == 400
    assert errors(answer) == [
        "Henrik Hed is not free at that time. Choose somebody else, or ask all the same."
    ]
    assert "Ask all the same" in words(answer)
    assert mails(to="henrik@arena.example") == []
    sent["nevertheless"] = str(hosts[1].id)
    assert client.post(path(visit), data=sent).status_code == 302
    db.session.rollback()  # A new look: the page has written on another connection.
    assert mails(to="henrik@arena.example") == ["host_asked"]


def test_who_need_not_answer_any_more_is_not_waited_for(client, visit, hosts):
    asked = [host.id for host in hosts[1:]]
    made = do(ask_hosts, visit.event, host_ids=asked, answer_by=UNTIL, by=STAFF)
    assert "Henrik Hed No answer yet" in words(client.get(path(visit, "")))
    hilma = next(each for each in made.asked if each.resource_id == hosts[2].id)
    do(say_yes, hilma, by=STAFF)
    page = words(client.get(path(visit, "")))
    assert "Henrik Hed Not needed any more" in page
    assert "Hilma Hult Yes" in page


def test_a_yes_to_a_walk_is_answered_as_one_to_a_walk(client, walk, hosts):
    made = do(ask_hosts, walk.event, host_ids=[hosts[1].id], answer_by=UNTIL, by=STAFF)
    do(say_yes, made.asked[0], by=STAFF)
    page = words(client.get(f"/en/host-ask/{ask_token(made.asked[0])}"))
    assert "About leading a walk" in page
    assert "You lead it. The entry for your calendar comes by mail." in page
