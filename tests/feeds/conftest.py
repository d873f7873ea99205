"""Feeds in tests: fetched as a program does, from events made as the arena makes them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from itertools import count
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from arena import db
from arena.accounts.models import User
from arena.audit.models import Actor
from arena.events.models import Event
from arena.events.services import Guest, create_event, set_attendees
from arena.feeds import serving
from arena.feeds.services import create_subscription
from arena.web.requests import ArenaFlask
from tests.cast import event_facts
from tests.conftest import NOW

PUBLIC = "/feeds/public.ics"
Fetch = Callable[..., TestResponse]


@pytest.fixture(autouse=True)
def no_timers(app: ArenaFlask) -> None:
    """Fetches are written when a test says so, not by a timer."""
    serving.state().fetches.start = lambda seconds, act: None


@pytest.fixture
def fetch(client: FlaskClient) -> Fetch:
    """Ask for a feed as a program does: `fetch("/feeds/x.ics", if_none_match='"…"')`."""
    return partial(_ask, client)


@pytest.fixture
def limited_fetch(app: ArenaFlask, limited_client: FlaskClient) -> Fetch:
    """Ask an application that counts how often it is asked, and has the same secret key."""
    counting = limited_client.application
    counting.extensions["arena.settings"] = app.extensions["arena.settings"]
    serving.state_of(counting).fetches.start = lambda seconds, act: None
    return partial(_ask, limited_client)


def _ask(
    client: FlaskClient, path: str = PUBLIC, method: str = "GET", **headers: str
) -> TestResponse:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return client.open(path, method=method, headers=named)


@pytest.fixture
def subscribe() -> Callable[..., str]:
    """Make a subscription and return the address of its feed."""

    numbers = count(1)

    def make(user: User, scope: str = "all", **options: Any) -> str:
        with db.transaction():
            _, token = create_subscription(
                user,
                name=options.get("name", f"Min telefon {next(numbers)}"),
                scope=scope,
                language=options.get("language", "sv"),
                with_cancelled=options.get("with_cancelled", True),
                by=Actor.user(user.id),
            )
        return f"/feeds/{token}.ics"

    return make


def make_event(
    starts_at: datetime = NOW + timedelta(days=2), ends_at: datetime | None = None, **facts: Any
) -> Event:
    """Make an event of one hour, public unless told otherwise."""
    with db.transaction():
        return create_event(event_facts(starts_at, ends_at, **{"audience": "public"} | facts))


def take_part(event: Event, user: User, role: str = "host") -> None:
    """Let a user take part in an event."""
    guest = Guest(role=role, name=user.name, email=user.email, language="sv", user_id=user.id)
    with db.transaction():
        set_attendees(event, role, [guest])


def uids(answer: TestResponse) -> list[str]:
    """Return the UIDs of a calendar, in its order."""
    assert answer.status_code == 200, answer.data
    assert answer.content_type == "text/calendar; charset=utf-8"
    return [line[4:] for line in unfolded(answer).splitlines() if line.startswith("UID:")]


def unfolded(answer: TestResponse) -> str:
    """Return a calendar with its long lines whole."""
    return answer.data.decode().replace("\r\n ", "")
