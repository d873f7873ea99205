"""What the worker is to see to: who has not answered, and who is to be told who comes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import contains_eager

from arena import clock, db
from arena.events.models import Event
from arena.events.rules import midnight
from arena.meetings.models import Invitee, Meeting, MeetingState
from arena.meetings.queries.answers import is_silent
from arena.messages.models import Message
from arena.messages.services import Recipient
from arena.networks.policy import LEADING, may_lead
from arena.networks.queries.standing import list_offices, offices_in
from arena.resources.queries import working_days

ASKED_AGAIN_FROM = timedelta(days=7)  # Before the meeting.
ASKED_AGAIN_UNTIL = timedelta(days=1)
LEFT_IN_PEACE = timedelta(days=2)  # After a mail that asked.


def list_silent() -> Sequence[Invitee]:
    """Return who is asked a second time now, with their meetings: once, in the week before."""
    now = clock.now()
    asked_lately = (
        select(Message.id)
        .where(
            Message.event_id == Meeting.event_id,
            Message.recipient_email == Invitee.email,
            Message.calendar_method == "REQUEST",
            Message.created_at > now - LEFT_IN_PEACE,
        )
        .exists()
    )
    was_reminded = (
        select(Message.id)
        .where(
            Message.event_id == Meeting.event_id,
            Message.recipient_email == Invitee.email,
            Message.template == "meetings/answer_wanted",
        )
        .exists()
    )
    return db.session.scalars(
        select(Invitee)
        .join(Invitee.meeting)
        .join(Meeting.event)
        .where(
            Meeting.state == MeetingState.CALLED,
            Event.starts_at > now + ASKED_AGAIN_UNTIL,
            Event.starts_at <= now + ASKED_AGAIN_FROM,
            Invitee.asked_sequence.is_not(None),
            is_silent(),
            ~asked_lately,
            ~was_reminded,
        )
        .options(contains_eager(Invitee.meeting).contains_eager(Meeting.event))
        .order_by(Invitee.id)
    ).all()


def list_to_digest() -> Sequence[Meeting]:
    """Return the called meetings before the end of the next working day, from tomorrow on."""
    today = clock.today()
    until = working_days().add(today, 1) + timedelta(days=1)
    zone = clock.zone()
    return db.session.scalars(
        select(Meeting)
        .join(Meeting.event)
        .where(
            Meeting.state == MeetingState.CALLED,
            Event.starts_at >= midnight(today + timedelta(days=1), zone),
            Event.starts_at < midnight(until, zone),
        )
        .options(contains_eager(Meeting.event))
        .order_by(Meeting.id)
    ).all()


def list_callers(meeting: Meeting) -> list[tuple[Recipient, int | None]]:
    """Return who is told who comes, each once, and the number of their account.

    Whoever planned the meeting is told only while they lead its network: it says who sits in it.
    """
    organiser, today = meeting.organiser, clock.today()
    found: dict[str, tuple[Recipient, int | None]] = {}
    if organiser.is_open and may_lead(organiser, offices_in(meeting.network, organiser, today)):
        recipient = Recipient(organiser.email, organiser.name, organiser.language)
        found[organiser.email] = (recipient, organiser.id)
    for office in list_offices(meeting.network, today):
        person = office.person
        if office.office in LEADING and person.email:
            recipient = Recipient(person.email, person.name, person.language)
            found.setdefault(person.email, (recipient, person.user_id))
    return list(found.values())
