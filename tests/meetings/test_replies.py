"""Replies of real calendar programs change who comes."""

from __future__ import annotations

from datetime import timedelta

import pytest

from arena import db
from arena.audit.models import Actor
from arena.meetings.models import Answer, Channel
from arena.meetings.queries.answers import answer_of, is_about_earlier
from arena.meetings.queries.inviting import list_not_invited
from arena.meetings.services.calling import call_meeting
from arena.meetings.services.changing import cancel_meeting, change_meeting
from arena.messages.models import Message, MessageStatus
from tests.mailbox.conftest import arrive
from tests.mailbox.programs import ANSWERED_AT, PROGRAMS, Given, google
from tests.meetings.cast import AT, make_circle, make_meeting, meeting_facts


@pytest.fixture
def called(app):
    with db.transaction():
        circle = make_circle(1)
        meeting = make_meeting(circle)
        everybody = [each.who for each in list_not_invited(meeting)]
        call_meeting(meeting, everybody, by=Actor.user(circle.alice.id))
        send_all()
    return circle, meeting, meeting.invitees[0]


def send_all():
    for message in db.session.query(Message).where(Message.calendar_method == "REQUEST"):
        message.status = MessageStatus.SENT
        message.calendar_sequence = message.event.sequence


def reply(invitee, program=google, **facts):
    given = Given(uid=invitee.meeting.event.uid, address=invitee.email, name=invitee.name, **facts)
    return arrive(program(given))


@pytest.mark.parametrize("program", PROGRAMS.values(), ids=PROGRAMS.keys())
def test_each_program_s_answer_is_taken(called, program):
    _circle, _meeting, invitee = called
    mail = reply(invitee, program, partstat="TENTATIVE", comment="Kanske senare")
    assert mail.outcome == "settled"
    with db.transaction():
        assert answer_of(invitee) == Answer.TENTATIVE
        assert invitee.answered_through == Channel.CALENDAR
        assert "Kanske senare" in invitee.answer_words


def test_an_answer_about_the_earlier_time_is_kept_and_asked_again(called):
    circle, meeting, invitee = called
    with db.transaction():
        later = meeting_facts(AT + timedelta(days=1))
        change_meeting(meeting, later, is_partner=False, by=Actor.user(circle.alice.id))
        send_all()
    reply(invitee, sequence=0, partstat="ACCEPTED")
    with db.transaction():
        assert answer_of(invitee) == Answer.NEEDS_ACTION
        assert is_about_earlier(invitee)
        asked = db.session.query(Message).where(Message.template == "meetings/asked_again").all()
        assert [each.recipient_email for each in asked] == [invitee.email]
        send_all()
    later = ANSWERED_AT + timedelta(minutes=5)
    mail = reply(invitee, sequence=1, partstat="ACCEPTED", at=later, message_id="<2@x.example>")
    assert mail.outcome == "settled"
    with db.transaction():
        assert answer_of(invitee) == Answer.ACCEPTED


def test_a_sequence_that_was_never_sent_does_not_answer_for_the_time_to_come(called):
    circle, meeting, invitee = called
    reply(invitee, sequence=900, partstat="ACCEPTED")
    with db.transaction():
        assert answer_of(invitee) == Answer.ACCEPTED
        later = meeting_facts(AT + timedelta(days=1))
        change_meeting(meeting, later, is_partner=False, by=Actor.user(circle.alice.id))
        send_all()
    with db.transaction():
        assert answer_of(invitee) == Answer.NEEDS_ACTION
    at = ANSWERED_AT + timedelta(minutes=5)
    reply(invitee, sequence=1, partstat="DECLINED", at=at, message_id="<2@x.example>")
    with db.transaction():
        assert answer_of(invitee) == Answer.DECLINED


def test_a_stranger_s_answer_and_one_after_calling_off_change_nothing(called):
    circle, meeting, invitee = called
    stranger = Given(uid=meeting.event.uid, address="mallory@evil.example", name="Mallory")
    assert arrive(google(stranger)).outcome == "not_invited"
    with db.transaction():
        cancel_meeting(meeting, by=Actor.user(circle.alice.id))
    mail = reply(invitee, message_id="<3@x.example>")
    assert mail.is_open
    with db.transaction():
        assert invitee.answer == Answer.NEEDS_ACTION


def test_another_time_that_is_suggested_is_kept_as_words(called):
    _circle, _meeting, invitee = called
    reply(invitee, method="COUNTER", comment="Hellre torsdag")
    with db.transaction():
        assert answer_of(invitee) == Answer.NEEDS_ACTION
        assert "Hellre torsdag" in invitee.answer_words
