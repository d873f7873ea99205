"""Asking who receives the guests: links, answers, alternatives, silence and what has moved."""

import threading
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from itertools import product
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar
from sqlalchemy import select

from arena import clock, db, tokens
from arena.delegations.jobs import escalate_asks
from arena.delegations.models import (
    AskState,
    DelegationState,
    ItemParty,
    PartyRole,
    ProgrammeGroup,
    Stop,
)
from arena.delegations.party_links import party_token
from arena.delegations.queries.candidates import rank_hosts
from arena.delegations.queries.parties import to_ask_again, to_ask_first
from arena.delegations.queries.programmes import list_items
from arena.delegations.rules.asking import (
    ANSWERS,
    Question,
    Reply,
    Standing,
    deadline,
    reminder_at,
    standing,
)
from arena.delegations.services.asking import ask, mark_of, propose, say_no, say_yes
from arena.delegations.services.building import fix_start, remove_item
from arena.delegations.services.errors.asking import (
    ChangedSinceShown,
    NobodyToAsk,
    NoLongerAsked,
    WrongDeadline,
)
from arena.delegations.services.forgetting import erase_guests
from arena.delegations.services.parties import PartyFacts, add_hosts, add_person, remove_party
from arena.hosting.services import Hours, go_away
from arena.messages.kinds import NoLongerTrue
from arena.messages.models import Message
from arena.messages.rendering import render
from tests.cast import make_host, make_resource, make_user, sign_in
from tests.conftest import NOW
from tests.delegations.cast import DAY, NINE, make_delegation, make_item
from tests.pages import words
from tests.visits.bookings import STAFF, at, do

UNTIL = NOW + timedelta(days=2)
STOCKHOLM = ZoneInfo("Europe/Stockholm")


def question(**facts):
    values = {"state": "asked", "answer_by": UNTIL, "ends_at": at(DAY, 10), **facts}
    return Question(**values)


def test_what_is_over_called_off_or_taken_cannot_be_answered_with_a_yes():
    for state, late, taken, moved, off in product(AskState, *[(False, True)] * 4):
        asked = question(
            state=state,
            answer_by=NOW if late else UNTIL,
            is_taken=taken,
            is_about_another=moved,
            is_called_off=off,
        )
        answers = ANSWERS[standing(asked, NOW)]
        if off or (taken and state != "yes") or state in ("planned", "released"):
            assert not answers
        if state in ("asked", "other_time", "no") and not off and not taken:
            assert Reply.YES in answers
        assert standing(replace(asked, ends_at=NOW), NOW) == Standing.OVER
        assert ANSWERS[Standing.OVER] == frozenset()


def test_who_said_yes_to_what_has_moved_may_say_so_anew():
    assert standing(question(state="yes", is_about_another=True), NOW) == Standing.MOVED
    assert standing(question(state="yes"), NOW) == Standing.YOURS
    assert ANSWERS[Standing.YOURS] == {Reply.NO}


def test_a_late_answer_still_helps():
    assert standing(question(answer_by=NOW), NOW) == Standing.LATE
    assert Reply.YES in ANSWERS[Standing.LATE]


@pytest.mark.parametrize("hours", [1, 5, 30, 100, 1000])
def test_the_time_to_answer_ends_in_three_days_or_half_of_what_is_left(hours):
    starts_at = NOW + timedelta(hours=hours)
    until = deadline(NOW, starts_at, STOCKHOLM)
    assert NOW < until < starts_at
    assert until <= datetime(2026, 11, 27, 11, tzinfo=UTC)
    assert NOW < reminder_at(NOW, until) <= until


@pytest.fixture
def delegation(app):
    with db.transaction():
        make_user("Alice Alm")
        return make_delegation()


@pytest.fixture
def item(delegation):
    with db.transaction():
        return make_item(delegation, fixed_start=NINE)


def wants(item, *names, slot=None):
    """Want hosts of these names at an item, as alternatives."""
    with db.transaction():
        hosts = [make_host(name) for name in names]
        add_hosts(item, [host.id for host in hosts], role="host", slot=slot, by=STAFF)
    return [find(item, name) for name in names]


def find(item, name):
    return next(party for party in item.parties if party.name == name)


def put(item, parties, **facts):
    """Put the question to some of those who are wanted."""
    return do(ask, item.delegation, parties, **{"answer_by": UNTIL, "by": STAFF, **facts})


def mails(to):
    rows = db.session.scalars(
        select(Message)
        .where(Message.recipient_email == to, Message.due_at <= clock.now())
        .order_by(Message.id)
    )
    return [row.template.removeprefix("delegations/") for row in rows]


def last(to, template):
    return db.session.scalars(
        select(Message)
        .where(Message.recipient_email == to, Message.template == f"delegations/{template}")
        .order_by(Message.id.desc())
    ).first()


def entry(message):
    """Return the entry that a mail carries, and its method."""
    calendar = Calendar.from_ical(render(message).calendar)
    return calendar.walk("VEVENT")[0], str(calendar["METHOD"])


def states(item):
    db.session.rollback()
    db.session.expire_all()
    return {party.name: party.state for party in item.parties}


def test_each_is_mailed_a_link_of_their_own_of_which_only_a_hash_is_kept(item):
    hedda, henrik = wants(item, "Hedda Holm", "Henrik Hed")
    assert len(put(item, [hedda, henrik], words="Berätta om värmen.")) == 2
    assert mails("hedda@arena.example") == ["party_asked"]
    stored = db.session.scalars(select(ItemParty.token_hash)).all()
    assert set(stored) == {tokens.digest(party_token(each)) for each in (hedda, henrik)}
    said = render(last("hedda@arena.example", "party_asked")).text
    for each in ("City of Aldermoor", "12", "Engelska", "Berätta om värmen.", party_token(hedda)):
        assert each in said
    say(hedda)
    with pytest.raises(NoLongerTrue):
        render(last("hedda@arena.example", "party_reminded"))


def say(party):
    do(say_yes, party, about=mark_of(party), by=STAFF)
    return True


def test_the_first_yes_holds_and_the_others_are_thanked(item):
    hedda, henrik = wants(item, "Hedda Holm", "Henrik Hed")
    put(item, [hedda, henrik])
    say(henrik)
    assert states(item) == {"Hedda Holm": "released", "Henrik Hed": "yes"}
    assert mails("hedda@arena.example") == ["party_asked", "party_released"]
    assert [host.name for host in item.event.hosts] == ["Henrik Hed"]
    with pytest.raises(NoLongerAsked) as refused:
        do(say_yes, hedda, about=mark_of(hedda), by=STAFF)
    assert refused.value.standing == Standing.TAKEN
    invited, method = entry(last("henrik@arena.example", "party_confirmed"))
    assert (method, str(invited["UID"])) == ("REQUEST", item.event.uid)


def test_a_yes_taken_back_leaves_the_calendar_and_who_plans_hears(item):
    (hedda,) = wants(item, "Hedda Holm")
    put(item, [hedda])
    say(hedda)
    asked_with = entry(last("hedda@arena.example", "party_confirmed"))[0]["SEQUENCE"]
    do(say_no, hedda, words="Jag är sjuk.", about=mark_of(hedda), by=STAFF)
    assert item.event.hosts == []
    taken_out, method = entry(last("hedda@arena.example", "party_released"))
    assert method == "CANCEL"
    assert taken_out["SEQUENCE"] > asked_with
    assert "Jag är sjuk." in render(last("alice@arena.example", "party_answered")).text


def test_when_the_last_says_no_or_could_another_time_who_plans_hears_at_once(item):
    hedda, henrik = wants(item, "Hedda Holm", "Henrik Hed")
    put(item, [hedda, henrik])
    do(say_no, hedda, about=mark_of(hedda), by=STAFF)
    assert mails("alice@arena.example") == []
    do(propose, henrik, at(DAY, 14), words="", about=mark_of(henrik), by=STAFF)
    assert mails("alice@arena.example") == ["party_answered"]
    assert "14.00" in render(last("alice@arena.example", "party_answered")).text


def test_silence_is_reminded_of_once_and_then_told_in_one_mail(delegation, item):
    with db.transaction():
        other = make_item(delegation, by=STAFF)
    asked = [*wants(item, "Hedda Holm"), *wants(other, "Henrik Hed")]
    put(item, asked)
    reminder = last("hedda@arena.example", "party_reminded")
    assert NOW < reminder.due_at < UNTIL
    assert "Vi har inte hört av dig än." in render(reminder).text
    escalate_asks()
    assert mails("alice@arena.example") == []
    with clock.travel(UNTIL):
        escalate_asks()
        escalate_asks()
        assert mails("alice@arena.example") == ["asks_unanswered"]
        said = render(last("alice@arena.example", "asks_unanswered")).text
        assert "Hedda Holm" in said
        assert "Henrik Hed" in said
        say(asked[0])
    assert states(item)["Hedda Holm"] == "yes"


def test_what_has_moved_is_asked_again_with_the_old_time_and_the_new(delegation, item):
    (hedda,) = wants(item, "Hedda Holm")
    put(item, [hedda])
    say(hedda)
    old_link = party_token(hedda)
    do(fix_start, item, time(10), by=STAFF)
    items = list_items(delegation)
    assert to_ask_again(items) == [hedda]
    assert to_ask_first(items) == []
    put(item, to_ask_again(items))
    said = render(last("hedda@arena.example", "party_asked"))
    assert "9.00–9.30" in said.text
    assert "10.00–10.30" in said.text
    assert party_token(hedda) != old_link
    moved, method = entry(last("hedda@arena.example", "party_asked"))
    assert method == "REQUEST"
    assert moved["DTSTART"].dt.hour == 10
    assert [host.name for host in item.event.hosts] == ["Hedda Holm"]
    assert to_ask_again(list_items(delegation)) == []


def test_an_answer_to_what_the_page_no_longer_shows_is_asked_for_once_more(item):
    (hedda,) = wants(item, "Hedda Holm")
    put(item, [hedda])
    shown = mark_of(hedda)
    do(fix_start, item, time(10), by=STAFF)
    with pytest.raises(ChangedSinceShown):
        do(say_yes, hedda, about=shown, by=STAFF)
    assert states(item) == {"Hedda Holm": "asked"}


def test_who_is_taken_out_or_whose_item_goes_is_told_with_thanks(delegation, item):
    hedda, henrik = *wants(item, "Hedda Holm"), *wants(item, "Henrik Hed")
    put(item, [hedda, henrik])
    say(henrik)
    do(remove_party, hedda, seen="asked", by=STAFF)
    assert mails("hedda@arena.example") == ["party_asked", "party_released"]
    do(remove_item, item, by=STAFF)
    message = last("henrik@arena.example", "party_called_off")
    assert entry(message)[1] == "CANCEL"
    assert "Översikt" in render(message).text


def test_nobody_can_be_asked_too_late_or_without_an_address(item):
    with db.transaction():
        add_person(item, PartyFacts(role=PartyRole.SPEAKER, name="Siv Sol"), by=STAFF)
    siv = find(item, "Siv Sol")
    with pytest.raises(NobodyToAsk):
        put(item, [siv])
    do(say_yes, siv, words="Ringde.", by=STAFF)  # As staff note it.
    assert states(item) == {"Siv Sol": "yes"}
    (hedda,) = wants(item, "Hedda Holm")
    with pytest.raises(WrongDeadline):
        put(item, [hedda], answer_by=item.event.starts_at)


def test_of_two_who_say_yes_at_once_one_comes(app, item):
    names = ("Hedda Holm", "Henrik Hed", "Hilma Hult", "Hugo Hav")
    parties = wants(item, *names)
    put(item, parties)
    numbers = [(party.id, mark_of(party)) for party in parties]
    db.session.close()
    start, outcomes = threading.Barrier(len(names)), Counter()

    def answer(number, mark):
        with app.app_context():
            start.wait()
            for _ in range(3):
                try:
                    with db.transaction():
                        say_yes(db.session.get_one(ItemParty, number), about=mark, by=STAFF)
                except NoLongerAsked:
                    outcomes["late"] += 1
                    break
                except Exception as error:
                    if not db.is_retryable(error):
                        raise
                else:
                    outcomes["won"] += 1
                    break
            db.session.close()

    racers = [threading.Thread(target=answer, args=each) for each in numbers]
    for racer in racers:
        racer.start()
    for racer in racers:
        racer.join()
    assert outcomes == {"won": 1, "late": len(names) - 1}
    assert sorted(states(db.session.merge(item)).values()) == ["released"] * 3 + ["yes"]


def test_hosts_are_ranked_by_language_knowledge_and_time(item):
    with db.transaction():
        place = make_resource("PK", "site")
        stop = Stop(
            code="S1",
            title_sv="Värme",
            title_en="Heat",
            resource_id=place.id,
            kind="site",
            topics=["energy"],
            levels=[],
            minutes=30,
            minutes_min=20,
            host_topic="introduction",
            updated_at=NOW,
        )
        db.session.add(stop)
        db.session.flush()
        item.stop_key = f"stop:{stop.id}"
        away = make_host("Hedda Holm")
        make_host("Henrik Hed", languages=("sv",))
        fit = make_host("Hilma Hult")
    do(go_away, away, Hours(at(DAY, 8), at(DAY, 12)), by=STAFF)
    ranks = rank_hosts(item)
    assert [rank.host.name for rank in ranks] == ["Hilma Hult", "Henrik Hed", "Hedda Holm"]
    assert [rank.fits for rank in ranks] == [True, False, False]
    assert ranks[0].host.id == fit.id


def test_the_page_behind_the_link_takes_each_answer_and_ends_with_the_item(client, item):
    hedda, henrik = wants(item, "Hedda Holm", "Henrik Hed")
    put(item, [hedda, henrik])
    with db.transaction():
        groups = [
            ProgrammeGroup(position=0, name="A", size=5),
            ProgrammeGroup(position=1, name="B"),
        ]
        item.delegation.groups = groups
        item.group = groups[1]
    path = f"/sv/receive/{party_token(hedda)}"
    shown = client.get(path)
    assert "Grupp B Antal personer 7" in words(shown)
    assert shown.headers["Referrer-Policy"] == "no-referrer"
    assert "Kan du ta emot en besöksdelegation?" in words(shown)
    assert states(item)["Hedda Holm"] == "asked"  # Opening it answers nothing.
    other = {"other-about": mark_of(hedda), "other-day": "2026-12-11", "other-time": "10:00"}
    assert client.post(path, data={"answer": "other_time", **other}).status_code == 303
    assert states(item)["Hedda Holm"] == "other_time"
    yes = {"answer": "yes", "plain-about": mark_of(hedda), "plain-words": "Gärna!"}
    assert client.post(path, data=yes).status_code == 303
    assert states(item) == {"Hedda Holm": "yes", "Henrik Hed": "released"}
    assert "Du har tackat ja" in words(client.get(path))
    late = client.post(
        f"/en/receive/{party_token(henrik)}",
        data={"answer": "yes", "plain-about": mark_of(henrik)},
    )
    assert late.status_code == 400
    assert "Somebody else receives the guests" in words(late)
    assert client.get("/sv/receive/guess").status_code == 404
    with clock.travel(item.event.ends_at):
        over = client.get(path)
        assert over.status_code == 410
        assert "Aldermoor" not in words(over)


def test_staff_choose_ask_and_note_on_their_pages(client, delegation, item):
    with db.transaction():
        alice, host = make_user("Bob Berg"), make_host("Hedda Holm")
        bob = make_user("Charlie Ch", "partner")
    people = f"/staff/delegations/{delegation.reference}/people"
    assert sign_in(client, bob).get(people).status_code == 403
    sign_in(client, alice)
    chosen = client.post(
        f"{people}/items/{item.id}/hosts", data={"host_ids": host.id, "role": "host"}
    )
    assert chosen.status_code == 303
    person = {"name": "Siv Sol", "role": "speaker", "language": "en", "slot": "also"}
    assert client.post(f"{people}/items/{item.id}/person", data=person).status_code == 303
    assert "Fråga 1 som inte är tillfrågad" in words(client.get(people))
    until = {"answer_day": "2026-11-26", "answer_time": "12:00", "which": "new"}
    with db.transaction():
        add_hosts(make_item(delegation, STAFF), [host.id], role="host", by=STAFF)
    asked = words(client.post(people, data=until, follow_redirects=True))
    assert "1 person har fått frågan. 2 frågor går ut" in asked  # One host, two items.
    assert states(item) == {"Hedda Holm": "asked", "Siv Sol": "planned"}
    siv = find(item, "Siv Sol")
    noted = {"act": "reply", "reply-answer": "yes", "reply-words": "Ja!"}
    assert client.post(f"{people}/{siv.id}", data=noted).status_code == 303
    assert states(item)["Siv Sol"] == "yes"
    assert "Ja!" in words(client.get(people))
    removed = client.post(f"{people}/{siv.id}/remove", data={"seen": "asked"})
    assert removed.status_code == 303
    assert "Siv Sol" in states(item)  # Another has changed it since it was shown.


@pytest.mark.parametrize("is_there", [False, True])
def test_one_press_takes_the_time_that_somebody_proposed(client, delegation, item, is_there):
    (hedda,) = wants(item, "Hedda Holm")
    put(item, [hedda])
    do(propose, hedda, at(DAY, 11), words="Efter elva.", about=mark_of(hedda), by=STAFF)
    if is_there:
        do(fix_start, item, time(11), by=STAFF)
    assert to_ask_again([item]) == []
    with db.transaction():
        alice = make_user("Bob Berg")
    people = f"/staff/delegations/{delegation.reference}/people"
    sign_in(client, alice)
    offer = "Bekräfta Hedda Holm" if is_there else "Ta den tiden"
    assert offer in words(client.get(people))
    press = {"version": delegation.version}
    assert client.post(f"{people}/{hedda.id}/take-time", data=press).status_code == 303
    db.session.rollback()
    db.session.expire_all()
    assert item.event.starts_at == at(DAY, 11)
    assert states(item) == {"Hedda Holm": "yes"}
    assert to_ask_again([item]) == []
    again = client.post(f"{people}/{hedda.id}/take-time", data=press, follow_redirects=True)
    assert "svarat något annat" in words(again)


def test_once_the_time_is_over_nothing_is_left_of_who_was_asked(delegation, item):
    siv = PartyFacts(role=PartyRole.RECEIVER, name="Siv Sol", email="siv@gasverk.example")
    with db.transaction():
        add_person(item, siv, by=STAFF)
    (hedda,) = wants(item, "Hedda Holm")
    put(item, item.parties, words="Berätta om Siv.")
    do(say_yes, find(item, "Siv Sol"), about=mark_of(hedda), by=STAFF)
    do(say_no, hedda, words="Jag är sjuk.", about=mark_of(hedda), by=STAFF)
    with db.transaction():
        delegation.state = DelegationState.DONE
    with clock.travel(NOW + timedelta(days=3000)):
        assert do(erase_guests, [delegation.id], by=STAFF) == 1
    db.session.expire_all()
    assert [(each.name, each.reply, each.question) for each in item.parties] == [
        ("Hedda Holm", "", "")
    ]
    assert item.event.attendees == []
