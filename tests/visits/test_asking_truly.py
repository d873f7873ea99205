"""What hosts are told is so: who need not answer, whose account is closed, and how it stands."""

from datetime import timedelta

import pytest

from arena import clock, db
from arena.accounts.services import close_account
from arena.messages.kinds import NoLongerTrue
from arena.messages.rendering import render
from arena.resources.services import HostSkills, retire_resource, update_host
from arena.visits.jobs import escalate_asks
from arena.visits.links import ask_token
from arena.visits.models import AskState
from arena.visits.services import call_off, confirm_visit, move_visit, reassign_hosts
from arena.visits.services.asking import ask_hosts, say_no, say_yes, take_ask_back
from arena.visits.services.asking_errors import NoLongerAsked
from arena.web import languages
from tests.cast import make_host, make_offer, make_user, sign_in
from tests.conftest import NOW
from tests.pages import words
from tests.visits.bookings import DAY, STAFF, at, do, host_ids, mails, message, received

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
def request_of_a_group(hosts):
    with db.transaction():
        offer = make_offer()
    return received(offer)


@pytest.fixture
def visit(request_of_a_group, hosts):
    """A visit that Hedda leads."""
    do(confirm_visit, request_of_a_group, host_ids=[hosts[0].id], by=STAFF)
    return request_of_a_group


def ask(visit, hosts, **facts):
    values = {"host_ids": [host.id for host in hosts], "answer_by": UNTIL, "by": STAFF}
    return do(ask_hosts, visit.event, **(values | facts))


def question(ask, host):
    return next(asked for asked in ask.asked if asked.resource_id == host.id)


def fresh(record):
    db.session.rollback()
    db.session.expire_all()
    return record


def page(made, host, language="en"):
    return f"/{language}/host-ask/{ask_token(question(made, host))}"


def close(host):
    do(close_account, host.host.user, by=STAFF)


@pytest.mark.parametrize("answer", ["yes", "no"])
def test_whose_account_is_closed_answers_nothing_by_the_mailed_link(
    client, request_of_a_group, hosts, answer
):
    made = ask(request_of_a_group, hosts[1:])
    before = host_ids(request_of_a_group)
    close(hosts[1])
    said = words(client.get(page(made, hosts[1])))
    assert "You need not answer this any more." in said
    assert "Yes, I lead it" not in said
    assert client.post(page(made, hosts[1]), data={"answer": answer}).status_code == 409
    assert host_ids(fresh(request_of_a_group)) == before
    assert question(fresh(made), hosts[1]).answer == "waiting"
    with pytest.raises(NoLongerTrue):
        render(message("host_asked", "henrik@arena.example"))


def test_a_question_does_not_wait_for_who_has_left(visit, hosts, alice):
    made = ask(visit, hosts[1:], asked_by_id=alice.id)
    close(hosts[1])
    assert fresh(made).state == AskState.OPEN
    close(hosts[2])
    assert fresh(made).state == AskState.FAILED
    told = render(message("host_silence", "alice@arena.example")).text
    assert "Henrik Hed: arbetar inte kvar" in told
    assert "har inte svarat" not in told


def test_a_question_does_not_wait_for_who_is_no_longer_planned_with_or_speaks_otherwise(
    visit, hosts, alice
):
    made = ask(visit, hosts[1:], asked_by_id=alice.id)
    do(update_host, hosts[1], HostSkills(languages=["sv"], topics=["energy"]), by=STAFF)
    do(retire_resource, hosts[2], by=STAFF)
    assert fresh(made).state == AskState.OPEN
    do(update_host, hosts[1], HostSkills(languages=["en"], topics=["energy"]), by=STAFF)
    assert fresh(made).state == AskState.FAILED
    assert mails(to="alice@arena.example") == ["host_silence"]


def test_the_last_answer_ends_what_only_who_has_left_has_not_answered(visit, hosts, alice):
    made = ask(visit, hosts[1:], asked_by_id=alice.id)
    close(hosts[1])
    do(say_no, question(made, hosts[2]), by=STAFF)
    assert fresh(made).state == AskState.FAILED
    assert mails(to="henrik@arena.example") == ["host_asked"], "who has left is not thanked"


@pytest.mark.parametrize(
    "change",
    [
        lambda visit, made: do(take_ask_back, made, by=STAFF),
        lambda visit, made: do(call_off, visit, words="Storm.", by=STAFF),
        lambda visit, made: do(move_visit, visit, starts_at=at(DAY, 13), by=STAFF),
    ],
    ids=["taken back", "called off", "moved"],
)
def test_who_need_not_answer_reads_nothing_that_does_not_hold(visit, hosts, change):
    with db.transaction():
        hosts[2].host.user.language = "en"
    made = ask(visit, hosts[2:])
    change(visit, made)
    told = render(message("host_released", "hilma@arena.example"))
    assert told.subject.startswith("You need not answer any more: Introduction and walk")
    assert "17 December 2026, 10:00" in told.text, "the time that was asked about"
    assert "13:00" not in told.text
    for part in (told.subject, told.text, told.html):
        assert "its host" not in part


def test_who_is_chosen_is_not_thanked_for_being_willing(visit, hosts):
    ask(visit, hosts[1:])
    do(reassign_hosts, visit, host_ids=[hosts[1].id], by=STAFF)
    assert mails(to="henrik@arena.example") == ["host_asked", "assigned"]
    assert mails(to="hilma@arena.example") == ["host_asked", "host_released"]


def test_who_is_chosen_with_the_confirmation_is_not_thanked_either(request_of_a_group, hosts):
    ask(request_of_a_group, hosts[1:])
    do(confirm_visit, request_of_a_group, host_ids=[hosts[2].id], by=STAFF)
    assert mails(to="hilma@arena.example") == ["host_asked", "assigned"]
    assert mails(to="henrik@arena.example") == ["host_asked", "host_released"]


def refused(made, host):
    with pytest.raises(NoLongerAsked) as caught:
        do(say_yes, question(made, host), by=STAFF)
    with languages.speak("en"):
        return str(caught.value.message)


def test_a_late_answer_hears_what_became_of_the_question(client, visit, hosts):
    with_yes = ask(visit, hosts[1:])
    do(say_yes, question(with_yes, hosts[1]), by=STAFF)
    assert "Somebody else has said yes" in refused(with_yes, hosts[2])
    assert "You have said yes" in refused(with_yes, hosts[1])
    do(reassign_hosts, visit, host_ids=[hosts[0].id], by=STAFF)
    assert "It has other hosts by now" in refused(with_yes, hosts[1])

    taken_back = ask(visit, hosts[2:])
    do(take_ask_back, taken_back, by=STAFF)
    assert "You need not answer this any more" in refused(taken_back, hosts[2])

    all_no = ask(visit, hosts[1:])
    for host in hosts[1:]:
        do(say_no, question(all_no, host), by=STAFF)
    assert "Everybody who was asked has answered" in refused(all_no, hosts[2])
    assert "Everybody who was asked has answered" in words(client.get(page(all_no, hosts[2])))

    late = ask(visit, hosts[1:])
    with clock.travel(UNTIL):
        escalate_asks()
        assert "The time to answer has passed" in refused(late, hosts[2])
    do(call_off, visit, words="Storm.", by=STAFF)
    for made in (with_yes, taken_back, all_no, late):
        assert "You need not answer this any more" in refused(made, hosts[2])


def test_the_refusal_stands_beside_no_other_story(client, visit, hosts):
    made = ask(visit, hosts[1:])
    do(take_ask_back, made, by=STAFF)
    said = words(client.post(page(made, hosts[1], "sv"), data={"answer": "yes"}))
    assert "Du behöver inte svara på det här längre." in said
    assert "har fått sin värd" not in said


def test_silence_says_that_a_host_is_needed_only_where_one_is(visit, hosts, alice):
    made = ask(visit, hosts[1:2], asked_by_id=alice.id)
    do(say_no, question(made, hosts[1]), by=STAFF)
    told = render(message("host_silence", "alice@arena.example"))
    assert "Ingen värd saknas: Hedda Holm är värd" in told.text
    assert "En värd behövs" not in told.text


def test_silence_about_a_request_says_that_a_host_is_needed(request_of_a_group, hosts, alice):
    made = ask(request_of_a_group, hosts[1:2], asked_by_id=alice.id)
    do(say_no, question(made, hosts[1]), by=STAFF)
    assert "En värd behövs" in render(message("host_silence", "alice@arena.example")).text


@pytest.mark.parametrize(("number", "are_told"), [(1, False), (2, True)])
def test_who_asked_is_told_of_the_others_only_where_there_are_some(
    visit, hosts, alice, number, are_told
):
    made = ask(visit, hosts[1 : 1 + number], asked_by_id=alice.id)
    do(say_yes, question(made, hosts[1]), by=STAFF)
    told = render(message("host_found", "alice@arena.example")).text
    assert ("behöver inte svara" in told) == are_told


@pytest.mark.parametrize(("number", "said"), [(1, "The host is asked."), (2, "They are asked.")])
def test_a_coordinator_reads_how_many_are_asked(client, visit, hosts, alice, number, said):
    with db.transaction():
        alice.language = "en"
    typed = {
        "host_ids": [str(host.id) for host in hosts[1 : 1 + number]],
        "answer_day": "2026-11-26",
        "answer_time": "12:00",
    }
    address = f"/staff/visits/{visit.reference}/ask-hosts"
    answer = sign_in(client, alice).post(address, data=typed, follow_redirects=True)
    assert said in words(answer)


def test_stop_asking_ends_the_question_that_was_shown(client, visit, hosts, alice):
    address = f"/staff/visits/{visit.reference}/stop-asking"
    shown = ask(visit, hosts[1:2])
    assert f'name="ask" value="{shown.id}"' in sign_in(client, alice).get(
        f"/staff/visits/{visit.reference}"
    ).get_data(as_text=True)
    do(take_ask_back, shown, by=STAFF)
    newer = ask(visit, hosts[2:])
    answer = client.post(address, data={"ask": str(shown.id)}, follow_redirects=True)
    assert "Frågan är redan avslutad." in words(answer)
    assert fresh(newer).state == AskState.OPEN
    for typed in ({}, {"ask": "many"}, {"ask": "999"}):
        assert client.post(address, data=typed).status_code == 404, typed
    client.post(address, data={"ask": str(newer.id)})
    assert fresh(newer).state == AskState.DROPPED
