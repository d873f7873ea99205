"""An outbox to fill, and a mail server to send to."""

from datetime import timedelta

import pytest
from jinja2 import ChoiceLoader, DictLoader

from arena import db
from arena.messages.kinds import Kind, NoLongerTrue
from arena.messages.models import Message
from arena.messages.services import Recipient, queue
from tests.conftest import NOW
from tests.messages import smtp_server

TEMPLATES = {
    "emails/tests/note.subject.txt": "{{ params.title or 'Note' }}",
    "emails/tests/note.txt": (
        '{% extends "emails/layout.txt" %}{% set heading = "Note" %}'
        "{% block content %}{{ params.words or 'Welcome' }}{% endblock %}"
    ),
    "emails/tests/note.html": (
        '{% extends "emails/layout.html" %}{% set heading = "Note" %}'
        "{% block content %}<p>{{ params.words or 'Welcome' }}</p>{% endblock %}"
    ),
}


def gather(message):
    if message.params.get("untrue"):
        raise NoLongerTrue("It does not hold.")
    if message.params.get("broken"):
        raise ZeroDivisionError
    return {
        "params": {"title": "", "words": ""} | message.params,
        "starts_at": NOW + timedelta(days=3),
    }


@pytest.fixture
def outbox(app, monkeypatch):
    """The application with one kind of mail, `tests/note`; gives a function that queues one."""
    monkeypatch.setattr(
        app.jinja_env, "loader", ChoiceLoader([DictLoader(TEMPLATES), app.jinja_env.loader])
    )
    monkeypatch.setitem(
        app.extensions["arena.messages.kinds"], "tests/note", Kind("tests/note", "Note", gather)
    )

    def put(number=1, *, receiver=None, useless_after=NOW + timedelta(days=3), **options):
        receiver = receiver or f"guest{number}@example.org"
        params = options.pop("params", {})
        with db.transaction():
            return queue(
                "tests/note",
                Recipient(receiver, f"Guest {number}", "sv"),
                subject=options.pop("subject", f"visit:{number}"),
                occasion=options.pop("occasion", str(number)),
                params=params,
                useless_after=useless_after,
                **options,
            )

    return put


@pytest.fixture
def send_to(app, monkeypatch):
    """A function that names the mail server."""

    def name(server):
        url = server if isinstance(server, str) or server is None else server.url
        settings = app.extensions["arena.settings"].model_copy(update={"smtp_url": url})
        monkeypatch.setitem(app.extensions, "arena.settings", settings)

    return name


@pytest.fixture
def mail_server(send_to):
    """A mail server that takes everything, and is the one in the settings."""
    with smtp_server.running() as server:
        send_to(server)
        yield server


def look_at(message_id):
    """Return a message as it stands in the database now."""
    db.session.rollback()  # Else SQLite would show what held when the test last looked.
    return db.session.get(Message, message_id, populate_existing=True)
