"""Making feeds: from memory where nothing has changed, else from the fragments of the events."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import cast

from flask import Flask, current_app
from flask_babel import gettext as _
from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from arena import clock
from arena.events.ical.calendar import emptied, feed
from arena.events.ical.entry import EntryFacts
from arena.events.rules import midnight
from arena.feeds.bodies import Body, Feed, Shelf
from arena.feeds.fetches import Fetches
from arena.feeds.known import KnownTokens
from arena.feeds.queries import Subscriber, list_fragments, read_state
from arena.feeds.rules import last_modified
from arena.feeds.selection import Reach, Selection
from arena.web.addresses import absolute_url
from arena.web.languages import speak

DATABASE_AWAY = (OperationalError, InterfaceError, PoolTimeout)
_STATE = "arena.feeds"
_NOTICES = uuid.UUID("5a0b46dd-4c80-4f4b-9d55-8f2f0d9a77a1")  # Notices' UIDs are derived below it.


@dataclass(frozen=True)
class State:
    """What one process remembers of feeds."""

    shelf: Shelf
    known: KnownTokens
    fetches: Fetches


def init_app(app: Flask) -> None:
    """Give the application an empty memory of its own."""
    app.extensions[_STATE] = State(Shelf(), KnownTokens(), Fetches(app))


def state_of(app: Flask) -> State:
    """Return what an application remembers in this process."""
    return cast(State, app.extensions[_STATE])


def state() -> State:
    """Return what the application at work remembers."""
    return state_of(current_app)


def current_feed(selection: Selection, version: int) -> Feed:
    """Return the feed that `selection` is now, given the version of all events.

    A feed made from an older version, or on another day, is made anew: the window moves at
    midnight, and cancelled events leave it.
    """
    kept, today = state().shelf.find(selection), clock.today()
    if kept is not None and kept.version == version and kept.day == today:
        return kept
    version, changed_at = read_state()  # Before the entries: they may be newer, never older.
    made = Feed(
        body=Body(_write(selection, list_fragments(selection, today))),
        modified_at=last_modified(today, clock.zone(), changed_at),
        version=version,
        day=today,
    )
    state().shelf.keep(selection, made)
    return made


def emptied_body(subscriber: Subscriber, ended: datetime) -> Body:
    """Return what an ended subscription answers: one entry, on the day it ended, that says so."""
    first = midnight(clock.date_of(ended), clock.zone())
    with speak(subscriber.language):
        notice = EntryFacts(
            uid=str(uuid.uuid5(_NOTICES, subscriber.token_hash)),
            sequence=0,
            status="CONFIRMED",
            starts_at=first,
            ends_at=midnight(first.date() + timedelta(days=1), clock.zone()),
            created_at=ended,
            modified_at=ended,
            summary=_("This calendar has ended"),
            language=subscriber.language,
            all_day=True,
            description=_(
                "The subscription was revoked, so its events are gone. Remove the calendar from"
                " your program. You can make a new one when you are signed in to the arena."
            ),
            transparent=True,
        )
        return Body(emptied(notice, name=_("Ended: the arena's calendar"), zone=clock.zone()))


def _write(selection: Selection, fragments: list[bytes]) -> bytes:
    with speak(selection.language):
        if selection.reach is Reach.PUBLIC and selection.user_id is None and not selection.name:
            return feed(
                fragments,
                name=_("What is on at the arena"),
                zone=clock.zone(),
                description=_("Walks, meetings and other events that are open to everybody."),
                url=absolute_url("feeds.calendar", lang=selection.language),
            )
        name, description = _said_of(selection)
        return feed(fragments, name=name, zone=clock.zone(), description=description)


def _said_of(selection: Selection) -> tuple[str, str]:
    """Return what a person's own calendar, or that of a network, is called, and what it shows."""
    if selection.reach is Reach.ORGANISATION:
        return selection.name or _("Ended: the arena's calendar"), _(
            "The meetings of the organisation’s networks, and the rooms that it books."
        )
    if selection.reach is Reach.NETWORK or selection.network_ids:
        return selection.name or _("Ended: the arena's calendar"), _("The network’s meetings.")
    if selection.reach is Reach.ALL:
        return _("The arena: everything"), _("All that takes place at the arena.")
    if selection.reach is Reach.MINE:
        return _("The arena: mine"), _("What you take part in, and the rooms that you book.")
    return _("The arena: mine and public"), _(
        "What you take part in, the rooms that you book, and what is open to everybody."
    )
