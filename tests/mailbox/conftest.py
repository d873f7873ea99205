"""A real mailbox, a domain that takes answers, and an invitation that has gone out."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from jinja2 import ChoiceLoader, DictLoader

from arena import db
from arena.events.services import create_event
from arena.mailbox.receiving import Place, receive
from arena.mailbox.sorting import sort
from arena.messages.kinds import Kind
from arena.messages.models import Message, MessageStatus, ReceivedMail
from arena.messages.services import Recipient, queue
from tests.cast import event_facts
from tests.conftest import NOW
from tests.mailbox import imap_server
from tests.messages.conftest import TEMPLATES

INVITED = "anna.alm@lovsund.example"


@pytest.fixture(scope="session")
def imap():
    """A real IMAP server of this test process."""
    with imap_server.running() as server:
        yield server


@pytest.fixture
def name_mailbox(app, monkeypatch):
    """A function that names the mailbox in the settings."""

    def name(url):
        settings = app.extensions["arena.settings"].model_copy(update={"imap_url": url})
        monkeypatch.setitem(app.extensions, "arena.settings", settings)

    return name


@pytest.fixture
def mailbox(imap, name_mailbox):
    """An empty mailbox, which is the one in the settings."""
    box = imap.new_user()
    name_mailbox(box.url)
    return box


@pytest.fixture
def kinds(app, monkeypatch):
    """A function that makes a kind of mail known, `tests/note` without more."""
    loader = ChoiceLoader([DictLoader(TEMPLATES), app.jinja_env.loader])
    monkeypatch.setattr(app.jinja_env, "loader", loader)
    known = app.extensions["arena.messages.kinds"]

    def make(**options):
        gather = lambda message: {"params": {"title": "", "words": ""}, "starts_at": NOW}  # noqa: E731
        monkeypatch.setitem(known, "tests/note", Kind("tests/note", "Note", gather, **options))

    make()
    return make


@pytest.fixture
def invite(app, kinds):
    """A function that invites somebody to an event, as sent; gives the event and the mail."""

    def send(email=INVITED, *, status=MessageStatus.SENT, sequence=0, event=None, **facts):
        with db.transaction():
            event = db.session.merge(event) if event else create_event(event_facts(**facts))
            number = queue(
                "tests/note", Recipient(email, "Anna Alm", "sv"),
                subject=f"event:{event.id}", occasion=f"seq{sequence}", event=event,
                calendar_method="REQUEST",
            )  # fmt: skip
            message = db.session.get_one(Message, number)
            message.status, message.calendar_sequence = status, sequence
        return SimpleNamespace(event=event, message=message)

    return send


@pytest.fixture
def taken(app, monkeypatch):
    """What a domain was given, in its order; it settles all that it is given."""
    replies = []
    takers = {"visit": lambda event, reply: replies.append(reply) or True}
    monkeypatch.setitem(app.extensions, "arena.mailbox.replies", takers)
    return replies


def arrive(octets, **options):
    """Let a mail come in without a mailbox; give its row, or None for one that was there."""
    with db.transaction():
        number = receive(sort(octets, **options), Place())
    return None if number is None else found(number)


def found(number):
    """Return a received mail as it stands in the database."""
    db.session.rollback()
    return db.session.get_one(ReceivedMail, number, populate_existing=True)
