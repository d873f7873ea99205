"""Asking hosts who leads a visit: the first yes holds, the others are thanked, silence is told."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from arena import clock, db, tokens
from arena.audit.models import AuditEntry
from arena.hosting.services import Hours, go_away
from arena.visits.jobs import escalate_asks
from arena.visits.links import ask_token
from arena.visits.models import AskState, HostAsk, HostAsked
from arena.visits.queries.asking import list_open_to, list_unanswered
from arena.visits.services import call_off, confirm_visit, move_visit, reassign_hosts
from arena.visits.services.asking import ask_hosts, say_no, say_yes, take_ask_back
from arena.visits.services.asking_errors import (
    AskedAlready,
    NoLongerAsked,
    NotAskedNow,
    NotFreeAnyMore,
    WrongNumberAsked,
    WrongTimeLimit,
)
from arena.visits.services.errors import HostDoesNotFit
from tests.cast import make_host, make_offer, make_user, sign_in
from tests.conftest import NOW
from tests.pages import words
from tests.visits.bookings import DAY, STAFF, at, confirmed, do, host_ids, mails, received
from tests.visits.racing import PROCESSES, THREADS, race

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
def offer(hosts):
    with db.transaction():
        return make_offer()


@pytest.fixture
def visit(offer):
    return confirmed(offer)


def ask(visit, hosts, **facts):
    values = {"host_ids": [host.id for host in hosts], "answer_by": UNTIL, "by": STAFF}
    return do(ask_hosts, visit.event, **(values | facts))


def question(ask, host):
    return next(asked for asked in ask.asked if asked.resource_id == host.id)


def fresh(record):
    db.session.rollback()
    db.session.expire_all()
    return record


def test_each_is_mailed_a_link_of_their_own(visit, hosts):
    made = ask(visit, hosts[1:])
    assert [asked.resource_id for asked in made.asked] == [hosts[1].id, hosts[2].id]
    assert len({ask_token(asked) for asked in made.asked}) == 2
    assert mails(to="henrik@arena.example") == ["host_asked"]
    stored = db.session.scalars(select(HostAsked.token_hash)).all()
    assert set(stored) == {tokens.digest(ask_token(asked)) for asked in made.asked}


def test_the_first_yes_leads_and_the_others_are_thanked(visit, hosts, alice):
    made = ask(visit, hosts[1:], asked_by_id=alice.id)
    do(say_yes, question(made, hosts[2]), by=STAFF)
    assert host_ids(visit) == [hosts[2].id]
    assert fresh(made).state == AskState.TAKEN
    assert mails(to="hilma@arena.example") == ["host_asked", "assigned"]
    assert mails(to="henrik@arena.example") == ["host_asked", "host_released"]
    assert mails(to="alice@arena.example") == ["host_found"]
    with pytest.raises(NoLongerAsked):
        do(say_yes, question(made, hosts[1]), by=STAFF)
    assert host_ids(visit) == [hosts[2].id]


def test_a_yes_to_a_request_holds_the_host_for_its_confirmation(offer, hosts):
    visit = received(offer)
    made = ask(visit, hosts[2:])
    do(say_yes, question(made, hosts[2]), by=STAFF)
    assert host_ids(visit) == [hosts[2].id]
    assert visit.event.hosts == []
    do(confirm_visit, visit, host_ids=host_ids(visit), by=STAFF)
    assert visit.event.hosts[0].name == "Hilma Hult"


def test_of_two_hosts_the_one_who_is_away_is_replaced(hosts):
    with db.transaction():
        offer = make_offer(group_per_host=10)
    visit = confirmed(offer)
    away, staying = [host for host in hosts if host.id in host_ids(visit)]
    do(go_away, away, Hours(at(hour=8), at(hour=16)), by=STAFF)
    (other,) = [host for host in hosts if host not in (away, staying)]
    do(say_yes, question(ask(visit, [other]), other), by=STAFF)
    assert set(host_ids(visit)) == {staying.id, other.id}


def test_when_everybody_says_no_it_is_told_at_once(visit, hosts, alice):
    made = ask(visit, hosts[1:], asked_by_id=alice.id)
    do(say_no, question(made, hosts[1]), by=STAFF)
    assert fresh(made).state == AskState.OPEN
    do(say_no, question(made, hosts[2]), by=STAFF)
    assert fresh(made).state == AskState.FAILED
    assert mails(to="alice@arena.example") == ["host_silence"]
    assert [each.ask.id for each in list_unanswered()] == [made.id]


def test_a_no_may_become_a_yes_as_long_as_nobody_else_said_it(visit, hosts):
    made = ask(visit, hosts[1:])
    do(say_no, question(made, hosts[1]), by=STAFF)
    do(say_yes, question(made, hosts[1]), by=STAFF)
    assert host_ids(visit) == [hosts[1].id]


def test_silence_is_escalated_once_and_stands_under_today(client, visit, hosts, alice):
    made = ask(visit, hosts[1:], asked_by_id=alice.id)
    with clock.travel(UNTIL - timedelta(minutes=1)):
        escalate_asks()
        assert fresh(made).state == AskState.OPEN
    with clock.travel(UNTIL):
        escalate_asks()
        escalate_asks()
        assert fresh(made).state == AskState.FAILED
        assert mails(to="alice@arena.example") == ["host_silence"]
        assert "Ingen värd har sagt ja" in words(sign_in(client, alice).get("/staff/"))
    do(reassign_hosts, visit, host_ids=[hosts[1].id], by=STAFF)
    assert list_unanswered() == []


def test_who_asked_and_left_is_stood_in_for_by_the_coordinators(visit, hosts, alice):
    with db.transaction():
        gone = make_user("Bob Berg")
        gone.closed_at = NOW
    made = ask(visit, hosts[1:2], asked_by_id=gone.id)
    do(say_no, question(made, hosts[1]), by=STAFF)
    assert mails(to="bob@arena.example") == []
    assert mails(to="alice@arena.example") == ["host_silence"]


@pytest.mark.parametrize(
    "change",
    [
        lambda visit, hosts: do(reassign_hosts, visit, host_ids=[hosts[1].id], by=STAFF),
        lambda visit, hosts: do(call_off, visit, words="Storm.", by=STAFF),
        lambda visit, hosts: do(move_visit, visit, starts_at=at(DAY, 13), by=STAFF),
    ],
    ids=["reassigned", "called off", "moved"],
)
def test_when_the_visit_changes_nobody_is_asked_any_more(visit, hosts, change):
    made = ask(visit, hosts[2:])
    change(visit, hosts)
    assert fresh(made).state == AskState.DROPPED
    assert "host_released" in mails(to="hilma@arena.example")


def test_who_has_something_else_to_do_by_now_is_told_so_and_nothing_changes(visit, hosts):
    made = ask(visit, hosts[1:2])
    do(go_away, hosts[1], Hours(at(hour=8), at(hour=16)), by=STAFF)
    before = host_ids(visit)
    with pytest.raises(NotFreeAnyMore):
        do(say_yes, question(made, hosts[1]), by=STAFF)
    assert fresh(made).state == AskState.OPEN
    assert host_ids(visit) == before


def test_what_cannot_be_asked_is_refused(offer, visit, hosts):
    with db.transaction():
        fourth = make_host("Hugo Hav")
        foreign = make_host("Inga Is", languages=("en",))
    with pytest.raises(WrongNumberAsked):
        ask(visit, [*hosts, fourth])
    with pytest.raises(WrongNumberAsked):
        ask(visit, [])
    with pytest.raises(HostDoesNotFit):
        ask(visit, [foreign])
    for answer_by in (NOW, visit.event.starts_at):
        with pytest.raises(WrongTimeLimit):
            ask(visit, hosts[1:], answer_by=answer_by)
    ask(visit, hosts[1:])
    with pytest.raises(AskedAlready):
        ask(visit, hosts[1:])
    do(call_off, visit, words="Storm.", by=STAFF)
    with pytest.raises(NotAskedNow):
        ask(visit, hosts[1:])


def test_a_question_can_be_taken_back_and_asked_anew(visit, hosts):
    made = ask(visit, hosts[1:2])
    do(take_ask_back, made, by=STAFF)
    assert mails(to="henrik@arena.example") == ["host_asked", "host_released"]
    ask(visit, hosts[2:])
    assert len(db.session.scalars(select(HostAsk)).all()) == 2


def test_every_act_leaves_a_line(visit, hosts):
    made = ask(visit, hosts[1:])
    do(say_no, question(made, hosts[1]), by=STAFF)
    do(say_yes, question(made, hosts[2]), by=STAFF)
    acts = db.session.scalars(select(AuditEntry.action)).all()
    assert {"visits.ask_hosts", "visits.say_no", "visits.say_yes"} <= set(acts)


def test_fifty_who_say_yes_at_once_make_one_host(visit, hosts, database_url):
    made = ask(visit, hosts[1:])
    outcomes = race(database_url, "say_yes", made.id)
    assert outcomes == {"won": 1, "NoLongerAsked": PROCESSES * THREADS - 1}
    assert len(host_ids(fresh(visit))) == 1
    assert fresh(made).state == AskState.TAKEN


def path(made, host):
    return f"/sv/host-ask/{ask_token(question(made, host))}"


def test_opening_the_link_answers_nothing(client, visit, hosts):
    made = ask(visit, hosts[1:], words="Gruppen är snäll.")
    said = words(client.get(path(made, hosts[1])))
    assert "Leder du det här besöket?" in said
    assert "Gruppen är snäll." in said
    assert "Bodil" not in said
    client.head(path(made, hosts[1]))
    assert fresh(made).state == AskState.OPEN


def test_the_button_answers_without_signing_in(client, visit, hosts):
    made = ask(visit, hosts[1:])
    answer = client.post(path(made, hosts[1]), data={"answer": "yes"})
    assert answer.status_code == 303
    assert "Du är värd" in words(client.get(answer.location))
    assert "Någon annan har sagt ja." in words(client.get(path(made, hosts[2])))
    late = client.post(path(made, hosts[2]), data={"answer": "yes"})
    assert late.status_code == 409
    assert host_ids(fresh(visit)) == [hosts[1].id]
    entry = db.session.scalars(
        select(AuditEntry).where(AuditEntry.action == "visits.say_yes")
    ).one()
    assert entry.actor == f"user:{hosts[1].host.user_id}"


def test_after_the_time_limit_the_link_says_so_kindly(client, visit, hosts):
    made = ask(visit, hosts[1:])
    with clock.travel(UNTIL):
        escalate_asks()
        assert "Svarstiden har gått ut" in words(client.get(path(made, hosts[1])))


def test_a_made_up_link_leads_nowhere(client, app):
    answer = client.get("/sv/host-ask/" + "a" * 32)
    assert answer.status_code == 404


def test_signed_in_hosts_find_it_on_their_page_and_answer_there(client, visit, hosts):
    made = ask(visit, hosts[1:])
    henrik = hosts[1].host.user
    asked = question(made, hosts[1])
    assert [each.asked.id for each in list_open_to(henrik.id)] == [asked.id]
    sign_in(client, henrik)
    assert f"/host/asks/{asked.id}" in client.get("/host/").text
    assert client.get(f"/host/asks/{question(made, hosts[2]).id}").status_code == 404
    client.post(f"/host/asks/{asked.id}", data={"answer": "no"})
    fresh(asked)
    assert list_open_to(henrik.id) == []


def test_a_coordinator_asks_on_the_visits_page(client, visit, hosts, alice):
    sign_in(client, alice)
    address = f"/staff/visits/{visit.reference}/ask-hosts"
    assert "Fråga värdar" in words(client.get(address))
    empty = client.post(address, data={"answer_day": "2026-11-26", "answer_time": "12:00"})
    assert empty.status_code == 400
    typed = {
        "host_ids": [str(hosts[1].id), str(hosts[2].id)],
        "answer_day": "2026-11-26",
        "answer_time": "12:00",
        "words": "",
    }
    assert client.post(address, data=typed).status_code == 302
    said = words(client.get(f"/staff/visits/{visit.reference}"))
    assert "Tillfrågade värdar" in said
    assert "Inget svar än" in said
    assert client.post(address, data=typed).status_code == 409
    client.post(f"/staff/visits/{visit.reference}/stop-asking", data={"ask": "1"})
    fresh(visit)
    assert mails(to="henrik@arena.example") == ["host_asked", "host_released"]
