"""The mailbox against a real IMAP server: answers of calendars, read, settled and filed away."""

from __future__ import annotations

from dataclasses import replace
from time import perf_counter

from arena import db
from arena.events.models import Attendee
from arena.events.services import create_event
from arena.mailbox import reading, replies
from arena.mailbox.reading import read_mailbox
from arena.mailbox.sorting import sort
from tests.benchmarks import figures
from tests.cast import event_facts
from tests.mailbox.conftest import imap, mailbox, name_mailbox  # noqa: F401 - fixtures
from tests.mailbox.programs import PROGRAMS, Given

MAILS = 400
TARGET = 20  # Mails a second: 300 people answer one invitation within one round.


def test_answers_are_taken_fast_enough(app, mailbox, database, monkeypatch):  # noqa: F811
    """Each is fetched, judged, settled in a durable transaction of its own, and moved."""
    monkeypatch.setattr(reading, "MOST_A_ROUND", MAILS)
    taken = []
    replies.register(app, "visit", lambda event, reply: taken.append(reply) or True)
    with db.transaction():
        event = create_event(event_facts())
        for number in range(MAILS):
            event.attendees.append(
                Attendee(role="guest", name="", email=f"guest{number}@lovsund.example")
            )
    given = Given(uid=event.uid)
    programs = list(PROGRAMS.values())
    mails = [
        programs[number % len(programs)](
            replace(given, address=f"guest{number}@lovsund.example", message_id=f"<{number}@a.b>")
        )
        for number in range(MAILS)
    ]
    mailbox.put(*mails)
    began = perf_counter()
    handled = read_mailbox()
    rate = handled / (perf_counter() - began)
    began = perf_counter()
    for mail in mails:
        sort(mail)
    figures.tell(database, "judging an answer", f"{(perf_counter() - began) / MAILS * 1000:.2g} ms")
    assert handled == len(taken) == MAILS
    assert len(mailbox.list("Arena")) == MAILS
    assert figures.tell_at_least(
        database,
        "answers of calendars read over IMAP, one transaction each",
        rate,
        TARGET,
        "mails/s",
    )
