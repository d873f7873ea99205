"""Two hosts are needed: each yes fills one place, also when both who were to come are away."""

from datetime import timedelta

import pytest

from arena import clock, db
from arena.hosting.services import Days, Hours, go_away
from arena.messages.rendering import render
from arena.resources.services import add_closure
from arena.visits.jobs import escalate_asks
from arena.visits.models import AskState
from arena.visits.queries.asking import count_missing
from arena.visits.queries.tours import get_tour
from arena.visits.services import confirm_visit
from arena.visits.services.asking import ask_hosts, say_no, say_yes, take_ask_back
from arena.visits.services.asking_errors import (
    CannotTakePlace,
    LeadsAlready,
    NotFreeAnyMore,
    TooFewAsked,
)
from tests.cast import make_host, make_offer, make_user, sign_in
from tests.conftest import NOW
from tests.pages import words
from tests.visits.bookings import (
    DAY,
    STAFF,
    at,
    confirmed,
    do,
    host_ids,
    mails,
    message,
    received,
)

UNTIL = NOW + timedelta(days=2)
NAMES = ("Hedda Holm", "Henrik Hed", "Hilma Hult", "Hugo Hjelm", "Helga Hage")


@pytest.fixture
def alice(app):
    with db.transaction():
        return make_user("Alice Alm")


@pytest.fixture
def hosts(alice):
    with db.transaction():
        return [make_host(name) for name in NAMES]


@pytest.fixture
def offer(hosts):
    with db.transaction():
        return make_offer(group_per_host=10)  # Of eighteen people: two hosts.


@pytest.fixture
def visit(offer, hosts):
    visit = received(offer)
    do(confirm_visit, visit, host_ids=[hosts[0].id, hosts[1].id], by=STAFF)
    return visit


def both_away(hosts):
    do(go_away, hosts[0], Hours(at(hour=8), at(hour=16)), by=STAFF)
    do(go_away, hosts[1], Days(DAY, DAY + timedelta(days=1)), by=STAFF)


def ask(visit, hosts, wanted=1, **facts):
    values = {"host_ids": [host.id for host in hosts], "answer_by": UNTIL, "by": STAFF}
    return do(ask_hosts, visit.event, wanted=wanted, **(values | facts))


def question(ask, host):
    return next(asked for asked in ask.asked if asked.resource_id == host.id)


def fresh(record):
    db.session.rollback()
    db.session.expire_all()
    return record


def test_a_yes_is_heard_although_both_hosts_are_away(visit, hosts):
    both_away(hosts)
    assert count_missing(get_tour(visit.event)) == 2
    made = ask(visit, hosts[2:3])
    do(say_yes, question(made, hosts[2]), by=STAFF)
    assert hosts[2].id in host_ids(visit)
    assert len(host_ids(visit)) == 2
    assert fresh(made).state == AskState.TAKEN
    assert count_missing(get_tour(visit.event)) == 1


def test_one_question_fills_both_places(visit, hosts, alice):
    both_away(hosts)
    made = ask(visit, hosts[2:], wanted=2, asked_by_id=alice.id)
    do(say_yes, question(made, hosts[2]), by=STAFF)
    assert fresh(made).state == AskState.OPEN
    assert mails(to="alice@arena.example")[-1:] != ["host_found"]
    do(say_yes, question(made, hosts[3]), by=STAFF)
    assert set(host_ids(visit)) == {hosts[2].id, hosts[3].id}
    assert fresh(made).state == AskState.TAKEN
    assert mails(to="helga@arena.example") == ["host_asked", "host_released"]
    assert mails(to="hedda@arena.example")[-1] == "unassigned"
    found = render(message("host_found", to="alice@arena.example")).text
    assert "Hilma Hult och Hugo Hjelm är värdar" in found
    assert count_missing(get_tour(visit.event)) == 0


def test_a_request_gets_both_hosts_by_one_question(offer, hosts):
    visit = received(offer)
    assert count_missing(get_tour(visit.event)) == 2
    made = ask(visit, hosts[2:], wanted=2)
    for host in hosts[2:4]:
        do(say_yes, question(made, host), by=STAFF)
    assert set(host_ids(visit)) == {hosts[2].id, hosts[3].id}
    do(confirm_visit, visit, host_ids=host_ids(visit), by=STAFF)
    assert {host.name for host in visit.event.hosts} == {"Hilma Hult", "Hugo Hjelm"}


def test_when_too_few_say_yes_it_is_told_who_did(visit, hosts, alice):
    both_away(hosts)
    made = ask(visit, hosts[2:4], wanted=2, asked_by_id=alice.id)
    do(say_yes, question(made, hosts[2]), by=STAFF)
    do(say_no, question(made, hosts[3]), by=STAFF)
    assert fresh(made).state == AskState.FAILED
    told = render(message("host_silence", to="alice@arena.example"))
    assert told.subject.startswith("En värd till behövs")
    assert "Hilma Hult: sade ja" in told.text
    assert hosts[2].id in host_ids(visit)


def test_time_that_runs_out_after_one_yes_is_told_too(visit, hosts, alice):
    both_away(hosts)
    made = ask(visit, hosts[2:4], wanted=2, asked_by_id=alice.id)
    do(say_yes, question(made, hosts[2]), by=STAFF)
    with clock.travel(UNTIL + timedelta(minutes=1)):
        escalate_asks()
    assert fresh(made).state == AskState.FAILED
    assert "en värd" in render(message("host_silence", to="alice@arena.example")).text.lower()


def test_a_yes_said_twice_is_one_and_a_no_after_it_leads_to_the_others(visit, hosts):
    both_away(hosts)
    made = ask(visit, hosts[2:4], wanted=2)
    for _ in range(2):
        do(say_yes, question(made, hosts[2]), by=STAFF)
    assert fresh(made).state == AskState.OPEN
    with pytest.raises(LeadsAlready):
        do(say_no, question(made, hosts[2]), by=STAFF)
    do(take_ask_back, made, by=STAFF)
    assert hosts[2].id in host_ids(visit)


def test_more_than_are_asked_cannot_be_wanted(visit, hosts):
    with pytest.raises(TooFewAsked):
        ask(visit, hosts[2:3], wanted=2)


def test_a_host_who_is_not_free_hears_that_and_a_closed_place_is_not_put_on_the_host(visit, hosts):
    made = ask(visit, hosts[2:4])
    do(go_away, hosts[2], Days(DAY, DAY + timedelta(days=1)), by=STAFF)
    with pytest.raises(NotFreeAnyMore):
        do(say_yes, question(made, hosts[2]), by=STAFF)
    words_of_it = {"reason_sv": "Avstängt", "reason_en": "Closed"}
    do(
        add_closure,
        visit.offer.stops[0].resource,
        starts_on=DAY,
        ends_on=DAY + timedelta(days=1),
        by=STAFF,
        **words_of_it,
    )
    with pytest.raises(CannotTakePlace):
        do(say_yes, question(made, hosts[3]), by=STAFF)


def test_the_page_asks_how_many_are_to_say_yes_only_where_more_than_one_is_needed(
    client, visit, hosts, alice
):
    with db.transaction():
        single = make_offer("single")
    other = confirmed(single, starts_at=at(hour=13), contact_email="b@b.example")
    browser = sign_in(client, alice)
    path = f"/staff/visits/{visit.reference}/ask-hosts"
    assert "Hur många ska säga ja?" in words(browser.get(path))
    assert "Hur många ska säga ja?" not in words(
        browser.get(f"/staff/visits/{other.reference}/ask-hosts")
    )
    typed = {
        "host_ids": [str(host.id) for host in hosts[2:]],
        "answer_day": "2026-11-26",
        "answer_time": "12:00",
        "wanted": "2",
    }
    assert browser.post(path, data=typed).status_code == 302
    assert "2 ska säga ja" in words(browser.get(f"/staff/visits/{visit.reference}"))
