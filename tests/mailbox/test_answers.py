"""What calendar programs answer is read whoever wrote it, and believed only of who was invited."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given as with_any
from hypothesis import settings
from hypothesis import strategies as st

from arena import clock, db
from arena.audit.models import WORKER
from arena.events.services import change_event
from arena.mailbox.calendars import MOST_OCTETS, find_answer, read_answer
from arena.mailbox.letters import Letter
from arena.mailbox.replies import Partstat
from arena.mailbox.sorting import sort
from arena.messages.models import MessageStatus, Received
from arena.messages.services.forgetting import (
    erase_calendar_answers,
    list_answered_by_calendars,
)
from tests.conftest import NOW
from tests.mailbox.conftest import INVITED, arrive
from tests.mailbox.programs import ANSWERED_AT, PROGRAMS, Given, google, outlook, winmail

UID = "5f0c6b1e-2d4a-4c53-9a0e-1b7f3c9d8e21"
each_program = pytest.mark.parametrize("program", PROGRAMS.values(), ids=PROGRAMS.keys())


@each_program
@pytest.mark.parametrize("partstat", ["ACCEPTED", "DECLINED", "TENTATIVE", "DELEGATED"])
def test_every_program_is_understood(program, partstat):
    given = Given(uid=UID, partstat=partstat, sequence=3, comment="Jag kommer lite senare")
    letter = Letter(program(given))
    answer = find_answer(letter)
    assert (answer.method, answer.uid, answer.sequence) == ("REPLY", UID, 3)
    assert answer.stamped_at == ANSWERED_AT
    assert [(each.address, each.partstat) for each in answer.answerers] == [(INVITED, partstat)]
    assert letter.sender_email == INVITED
    words = [answer.comment, answer.answerers[0].comment, letter.text]
    assert any("Jag kommer lite senare" in each for each in words)


@each_program
def test_the_times_in_an_answer_are_not_even_read(program):
    answer = find_answer(Letter(program(Given(uid=UID))))
    assert "2030" not in repr(answer)


@each_program
def test_an_answer_changes_what_its_owner_makes_of_it(app, invite, taken, program):
    invited = invite()
    mail = arrive(program(Given(uid=invited.event.uid, partstat="DECLINED", comment="Tyvärr")))
    assert (mail.kind, mail.outcome, mail.is_open) == ("reply", "settled", False)
    assert mail.event_id == invited.event.id
    (reply,) = taken
    assert (reply.address, reply.partstat, reply.uid) == (
        INVITED, Partstat.DECLINED, invited.event.uid,
    )  # fmt: skip
    assert reply.comment == "Tyvärr"
    assert reply.stamped_at == ANSWERED_AT
    assert mail.text == ""  # Nobody need read it, so nobody keeps it.


def test_the_same_mail_counts_once_wherever_it_lies(app, invite, taken):
    octets = outlook(Given(uid=invite().event.uid))
    assert arrive(octets) is not None
    assert arrive(octets.replace(b"Accept-Language", b"X-Another-Way")) is None
    assert len(taken) == 1


def test_another_mail_with_the_same_message_id_is_another_mail(app, invite, taken):
    given = Given(uid=invite().event.uid)
    arrive(outlook(given))
    arrive(outlook(replace(given, partstat="DECLINED", at=ANSWERED_AT + timedelta(minutes=5))))
    assert [reply.partstat for reply in taken] == ["ACCEPTED", "DECLINED"]


def test_an_older_answer_that_comes_late_counts_no_more(app, invite, taken):
    given = Given(uid=invite().event.uid, message_id="<2@lovsund.example>")
    arrive(google(given))
    late = replace(
        given,
        at=ANSWERED_AT - timedelta(minutes=1),
        partstat="DECLINED",
        message_id="<1@l.example>",
    )
    assert arrive(google(late)).outcome == "older"
    assert [reply.partstat for reply in taken] == ["ACCEPTED"]


def test_a_clock_that_is_ahead_does_not_silence_what_comes_after(app, invite, taken):
    given = Given(uid=invite().event.uid, at=NOW + timedelta(days=900))
    arrive(google(given))
    assert taken[0].stamped_at == NOW
    later = replace(given, partstat="DECLINED", message_id="<2@lovsund.example>")
    assert arrive(google(later)).outcome == "settled"


def test_an_answer_to_what_has_been_moved_since_goes_to_a_person(app, invite, taken):
    first = invite()
    with db.transaction():
        event = db.session.merge(first.event)
        change_event(event, starts_at=NOW + timedelta(days=1), ends_at=NOW + timedelta(days=2))
    invite(event=event, sequence=1, status=MessageStatus.WAITING)
    mail = arrive(outlook(Given(uid=event.uid, sequence=0)))
    assert (mail.outcome, mail.is_open) == ("outdated", True)
    assert taken == []
    assert arrive(
        outlook(Given(uid=event.uid, sequence=1, message_id="<2@l.example>"))
    ).outcome == ("settled")


def test_who_hears_outdated_answers_settles_them(app, invite, taken, monkeypatch):
    monkeypatch.setitem(app.extensions, "arena.mailbox.replies.outdated", {"visit"})
    event = invite().event
    invite(event=event, sequence=4)
    assert arrive(outlook(Given(uid=event.uid, sequence=2))).outcome == "settled"
    assert taken[0].sequence == 2


def test_that_the_sequence_rose_for_others_does_not_matter(app, invite, taken):
    """Who leaves is told so under a higher SEQUENCE; the others were never sent that one."""
    invited = invite()
    with db.transaction():
        event = db.session.merge(invited.event)
        event.sequence += 1
    assert arrive(outlook(Given(uid=event.uid, sequence=0))).outcome == "settled"


@pytest.mark.parametrize(
    ("change", "outcome"),
    [
        ({"address": "charlie@stranger.example"}, "not_invited"),
        ({"uid": "nobody-knows-it"}, "unknown_event"),
        ({"partstat": "NEEDS-ACTION"}, "undecided"),
        ({"partstat": "X-MAYBE"}, "undecided"),
    ],
)
def test_what_cannot_be_settled_goes_to_a_person(app, invite, taken, change, outcome):
    given = replace(Given(uid=invite().event.uid), **change)
    mail = arrive(outlook(given))
    assert (mail.outcome, mail.is_open) == (outcome, True)
    assert taken == []


def test_nobody_answers_for_another(app, invite, taken):
    invited = invite()
    invite("bo.bok@lovsund.example", event=invited.event)
    octets = outlook(Given(uid=invited.event.uid)).replace(
        b"<anna.alm@lovsund.example>", b"<bo.bok@lovsund.example>"
    )
    assert arrive(octets).outcome == "not_theirs"
    stranger = outlook(Given(uid=invited.event.uid, message_id="<9@l.example>")).replace(
        b"<anna.alm@lovsund.example>", b"<charlie@stranger.example>"
    )
    assert arrive(stranger).outcome == "not_theirs"
    assert taken == []


def test_who_was_invited_may_answer_under_another_address_of_theirs(app, invite, taken):
    invited = invite("anna@lovsund.example")
    octets = outlook(Given(uid=invited.event.uid)).replace(
        b"<anna.alm@lovsund.example>", b"<anna@lovsund.example>"
    )
    assert arrive(octets).outcome == "settled"
    assert taken[0].address == "anna@lovsund.example"


def test_a_sender_whom_the_receiving_server_doubts_is_not_believed(app, invite, taken):
    octets = outlook(Given(uid=invite().event.uid))
    doubted = b"Authentication-Results: mx.example; dkim=none; dmarc=fail (p=reject)\r\n" + octets
    assert arrive(doubted).outcome == "unproven"
    assert taken == []


def test_another_time_and_another_person_are_notes_that_a_person_reads(app, invite, taken):
    uid = invite().event.uid
    counter = arrive(google(Given(uid=uid, method="COUNTER", partstat="TENTATIVE")))
    assert (counter.outcome, counter.is_open) == ("another_time", True)
    delegated = arrive(apple_like(uid))
    assert (delegated.outcome, delegated.is_open) == ("delegated", True)
    assert [reply.partstat.is_note for reply in taken] == [True, True]


def apple_like(uid):
    return PROGRAMS["apple"](Given(uid=uid, partstat="DELEGATED", message_id="<d@l.example>"))


def test_a_kind_of_event_that_nobody_answers_for_leaves_it_to_a_person(app, invite):
    assert arrive(outlook(Given(uid=invite(kind="open_walk").event.uid))).outcome == "not_taken"


def test_an_answer_that_outlook_packed_up_is_known_as_one(app):
    mail = arrive(winmail(Given(uid=UID)))
    assert (mail.kind, mail.outcome, mail.is_open) == ("reply", "packed", True)


def test_an_invitation_to_the_arena_is_no_answer():
    octets = outlook(Given(uid=UID, method="REQUEST"))
    assert sort(octets).kind is Received.LETTER


def test_a_calendar_without_end_is_left_alone():
    octets = outlook(Given(uid=UID)).replace(b"--_000_SVAR01_--", b"")
    big = b"BEGIN:VCALENDAR\r\nMETHOD:REPLY\r\n" + b"X-A:b\r\n" * (MOST_OCTETS // 5)
    mail = b"From: a@b.example\r\nContent-Type: text/calendar\r\n\r\n" + big
    assert find_answer(Letter(mail)) is None
    assert find_answer(Letter(octets)) is not None


def test_a_sequence_that_no_column_takes_is_capped():
    text = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nSEQUENCE:{}\nEND:VEVENT\nEND:VCALENDAR"
    assert read_answer(text.format("9999999999")).sequence == 2_000_000_000
    for odd in ("-1", "x", "", "99999999999999999999", "٣"):
        assert read_answer(text.format(odd)).sequence == 0


@settings(max_examples=150, deadline=None)
@with_any(
    st.sampled_from(sorted(PROGRAMS)),
    st.lists(
        st.tuples(st.integers(0, 4000), st.binary(max_size=6), st.integers(0, 40)), max_size=8
    ),
)
def test_no_mutation_of_an_answer_stops_the_reader(name, cuts):
    octets = PROGRAMS[name](Given(uid=UID, comment="Hej"))
    for at, put, gone in cuts:
        octets = octets[:at] + put + octets[at + gone :]
    mail = sort(octets)
    assert mail.kind in set(Received)
    assert len(mail.key) == 64


@settings(max_examples=150, deadline=None)
@with_any(st.binary(max_size=2000), st.booleans())
def test_any_octets_at_all_are_some_mail(octets, is_whole):
    mail = sort(octets, is_whole=is_whole)
    assert mail.kind in set(Received)


@settings(max_examples=100, deadline=None)
@with_any(st.text(max_size=2000))
def test_any_text_is_read_as_a_calendar_without_fault(text):
    read_answer("BEGIN:VCALENDAR\nMETHOD:REPLY\nBEGIN:VEVENT\n" + text)


def test_who_answered_by_calendar_is_forgotten_a_year_after_the_event(app, invite, taken):
    event = invite().event
    arrive(outlook(Given(uid=event.uid)))
    with db.transaction():
        assert erase_calendar_answers([event.id], WORKER) == 0
    with clock.travel(event.ends_at + timedelta(days=400)), db.transaction():
        assert list_answered_by_calendars() == [event.id]
        assert erase_calendar_answers([event.id], WORKER) == 1
        assert list_answered_by_calendars() == []
