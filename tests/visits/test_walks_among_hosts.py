"""Open walks among hosts: they are asked about as visits are, and swapped as visits are."""

from datetime import timedelta

import pytest

from arena import clock, db
from arena.audit.models import BOOKER
from arena.messages.rendering import render
from arena.visits.jobs import escalate_asks
from arena.visits.links import ask_token
from arena.visits.models import AskState, SwapState
from arena.visits.queries import held_hosts
from arena.visits.queries.asking import list_open_to, list_swaps_for, list_unanswered
from arena.visits.services import (
    call_off_walk,
    join_walk,
    move_walk,
    reassign_walk_hosts,
    schedule_walk,
)
from arena.visits.services.asking import ask_hosts, say_yes
from arena.visits.services.asking_errors import NoLongerAsked, NotAskedNow
from arena.visits.services.swapping import offer_swap, take_swap
from tests.cast import make_host, make_offer, make_user, sign_in
from tests.conftest import NOW
from tests.pages import links, words
from tests.visits.bookings import STAFF, at, do, mails, message, seats

UNTIL = NOW + timedelta(days=2)


@pytest.fixture
def alice(app):
    with db.transaction():
        return make_user("Alice Alm")


@pytest.fixture
def hosts(alice):
    with db.transaction():
        return [make_host(name) for name in ("Hedda Holm", "Henrik Hed", "Hilma Hult")]


@pytest.fixture
def walk(hosts):
    with db.transaction():
        offer = make_offer("walk", is_open_walk=True, group_min=1, fee_sek=0)
    return do(
        schedule_walk,
        offer,
        starts_at=at(),
        language="sv",
        seats=20,
        host_ids=[hosts[0].id],
        by=STAFF,
    )


def ask(walk, hosts, **facts):
    values = {"host_ids": [host.id for host in hosts], "answer_by": UNTIL, "by": STAFF}
    return do(ask_hosts, walk.event, **(values | facts))


def question(ask, host):
    return next(asked for asked in ask.asked if asked.resource_id == host.id)


def fresh(record):
    db.session.rollback()
    db.session.expire_all()
    return record


def path(walk, act=""):
    return f"/staff/offers/walk/walks/{walk.event_id}{act}"


def test_the_first_yes_leads_the_walk_and_who_has_joined_stays(walk, hosts, alice):
    do(join_walk, walk, seats(2), by=BOOKER)
    made = ask(walk, hosts[1:], asked_by_id=alice.id)
    assert [each.tour.walk for each in list_open_to(hosts[1].host.user_id)] == [walk]
    do(say_yes, question(made, hosts[2]), by=STAFF)
    assert held_hosts(walk.event) == [hosts[2]]
    assert fresh(made).state == AskState.TAKEN
    assert mails(to="hilma@arena.example") == ["host_asked", "assigned"]
    assert mails(to="henrik@arena.example") == ["host_asked", "host_released"]
    assert mails(to="hedda@arena.example") == ["assigned", "unassigned"]
    assert path(walk) in render(message("host_found")).text
    assert walk.seats_taken == 2


def test_silence_about_a_walk_is_told_and_stands_under_today(walk, hosts, alice, client):
    ask(walk, hosts[1:], asked_by_id=alice.id)
    with clock.travel(UNTIL + timedelta(minutes=1)):
        escalate_asks()
        fresh(walk)
        assert [each.tour.walk for each in list_unanswered()] == [walk]
        assert path(walk, "/ask-hosts") in render(message("host_silence")).text
        browser = sign_in(client, alice)
        assert path(walk, "/ask-hosts") in links(browser.get("/staff/"))


@pytest.mark.parametrize("act", [call_off_walk, move_walk, reassign_walk_hosts])
def test_what_ends_the_question_thanks_those_who_were_asked(walk, hosts, act):
    made = ask(walk, hosts[1:2])
    swap = do(offer_swap, walk.event, hosts[0], by=STAFF)
    values = {
        call_off_walk: {"words": "Halka."},
        move_walk: {"starts_at": at() + timedelta(days=1)},
        reassign_walk_hosts: {"host_ids": [hosts[2].id]},
    }
    do(act, walk, **values[act], by=STAFF)
    assert fresh(made).state == AskState.DROPPED
    assert swap.state == SwapState.DROPPED
    with pytest.raises(NoLongerAsked):
        do(say_yes, question(made, hosts[1]), by=STAFF)


def test_a_walk_that_is_called_off_is_not_asked_about(walk, hosts):
    do(call_off_walk, walk, words="Halka.", by=STAFF)
    with pytest.raises(NotAskedNow):
        ask(walk, hosts[1:])


def test_staff_ask_about_a_walk_and_the_link_answers_without_signing_in(walk, hosts, alice, client):
    browser = sign_in(client, alice)
    assert path(walk, "/ask-hosts") in links(browser.get(path(walk)))
    typed = {
        "host_ids": [str(hosts[1].id)],
        "answer_day": "2026-11-26",
        "answer_time": "12:00",
        "words": "Kan du?",
    }
    assert browser.get(path(walk, "/ask-hosts")).status_code == 200
    assert browser.post(path(walk, "/ask-hosts"), data=typed).status_code == 302
    assert "Henrik Hed" in words(browser.get(path(walk)))
    assert browser.post(path(walk, "/stop-asking"), data={"ask": "1"}).status_code == 302
    made = ask(fresh(walk), hosts[1:2])
    link = f"/sv/host-ask/{ask_token(made.asked[0])}"
    shown = words(client.get(link))
    assert "Leder du den här vandringen?" in shown
    assert "0 av 20" in shown
    assert client.post(link, data={"answer": "yes"}).status_code == 303
    assert held_hosts(fresh(walk).event) == [hosts[1]]
    assert "Du är värd" in words(client.get(link))


def test_hosts_swap_a_walk_on_their_own_pages(walk, hosts, client):
    hedda, henrik = (host.host.user for host in hosts[:2])
    browser = sign_in(client, hedda)
    own = f"/host/walks/{walk.event_id}"
    assert f"{own}/give-away" in links(browser.get(own))
    assert "Erbjud vandringen till de andra" in words(browser.get(f"{own}/give-away"))
    browser.post(f"{own}/give-away", data={"act": "offer"})
    assert "Erbjudet till de andra" in words(browser.get(own))
    fresh(walk)
    (offered,) = list_swaps_for(hosts[1])
    swap_id = offered.swap.id
    browser = sign_in(client, henrik)
    assert browser.get(f"{own}/give-away").status_code == 404
    assert f"/host/swaps/{swap_id}" in links(browser.get("/host/"))
    assert "Ta över vandringen?" in words(browser.get(f"/host/swaps/{swap_id}"))
    assert browser.post(f"/host/swaps/{swap_id}").status_code == 302
    assert held_hosts(fresh(walk).event) == [hosts[1]]
    assert "Henrik Hed är värd i stället för Hedda Holm" in render(message("swapped")).text


def test_a_walk_that_needs_two_is_swapped_one_by_one(hosts):
    with db.transaction():
        offer = make_offer("two", is_open_walk=True, group_min=1, group_per_host=10)
    ids = [hosts[0].id, hosts[1].id]
    walk = do(schedule_walk, offer, starts_at=at(), language="sv", seats=20, host_ids=ids, by=STAFF)
    swap = do(offer_swap, walk.event, hosts[0], by=STAFF)
    do(take_swap, swap, hosts[2], by=STAFF)
    assert set(held_hosts(walk.event)) == {hosts[1], hosts[2]}


def test_who_leads_a_walk_no_longer_is_told_of_a_walk(walk, hosts):
    do(reassign_walk_hosts, walk, host_ids=[hosts[1].id], by=STAFF)
    assert "Någon annan är värd för vandringen nu." in render(message("unassigned")).text
    do(call_off_walk, walk, words="Det är halt.", by=STAFF)
    told = render(message("unassigned", to="henrik@arena.example")).text
    assert "Vandringen blir inte av." in told
