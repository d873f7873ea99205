"""Closing days, and moving what is booked on them in the same act.

What a closure meets is found out by trying it: the days are closed, each thing is given the place
or the time that its domain suggests, and everything is rolled back. So no two things are offered
the same room, and what the page says of who will be told is what is done.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, NamedTuple, Protocol

from flask import Flask, current_app
from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from arena import db
from arena.audit.models import Actor
from arena.errors import Conflict, Invalid
from arena.events.models import Event
from arena.resources.models import Closure, Resource
from arena.resources.queries.openness import list_events_within
from arena.resources.services import add_closure
from arena.scheduling.foresight import Foresight, read_outcome, refusal_words
from arena.scheduling.planning import Before, Change, ChangedSince, Planned, carry_out, describe
from arena.scheduling.trials import TRIAL, messages_since, newest_message, try_out
from arena.web import filters
from arena.web.languages import localized

_MOVERS = "arena.scheduling.movers"
MOST_SUGGESTED = 60  # Each is tried: for more, the page would let people wait.
_TOO_MANY = _l("So many are not worked out at once. Save, and then look at what is left.")


class CannotMove(Conflict):
    """One of the things that were to be moved cannot be: nothing is done."""

    def __init__(self, event: Event, error: Conflict | Invalid) -> None:
        what, why = f"{localized(event, 'title')}, {filters.moment(event.starts_at)}", error
        super().__init__(LazyString(lambda: f"{what}: {refusal_words(why)}"))


@dataclass(frozen=True, kw_only=True)
class Closing:
    """The days `[starts_on, ends_on)` of a resource, or with None of the arena, and why.

    `closure_id` is that of a closure which stands already.
    """

    resource_id: int | None
    starts_on: date
    ends_on: date
    reason_sv: str = ""
    reason_en: str = ""
    closure_id: int | None = None

    @classmethod
    def of(cls, closure: Closure) -> Closing:
        """Return a closure that stands already."""
        return cls(
            resource_id=closure.resource_id,
            starts_on=closure.starts_on,
            ends_on=closure.ends_on,
            closure_id=closure.id,
        )


@dataclass(frozen=True, kw_only=True)
class Suggestion:
    """Where or when something could be instead; without `change`, `advice` says why and what to do.

    `is_sure`: nobody has to agree on it first, or they are asked by it.
    """

    change: Change | None = None
    is_sure: bool = False
    advice: Any = ""


class Mover(Protocol):
    """What a domain suggests for its events of one kind."""

    def lock(self, event_ids: Collection[int]) -> None:
        """Lock its records of some events, in one order, before any of them is changed."""

    def name_parties(self, event_ids: Collection[int]) -> Mapping[int, str]:
        """Return for whom events are, where what is planned does not say it."""

    def suggest(self, event: Event, closed: Resource | None) -> Suggestion:
        """Say where or when else, now that `closed`, or the whole arena, is closed then."""


@dataclass(frozen=True, kw_only=True)
class Hit:
    """Something that a closure meets, and what could be done with it."""

    event: Event
    planned: Planned | None
    change: Change | None = None
    place: Resource | None = None  # What takes the place of what is closed.
    is_sure: bool = False
    foresight: Foresight = field(default_factory=Foresight)
    advice: Any = ""

    @property
    def version(self) -> int:
        """What it is, as a number that another change makes another one."""
        return _version(self.event, self.planned)


class Move(NamedTuple):
    """A change to one of the things that are met, as it was shown."""

    event_id: int
    version: int
    change: Change


def register_mover(app: Flask, kind: str, mover: Mover) -> None:
    """Let `mover` answer for all events of a kind."""
    app.extensions.setdefault(_MOVERS, {})[kind] = mover


def look_ahead(closing: Closing) -> list[Hit]:
    """Return what a closure would meet, in order of time, and what could be done with each.

    Nothing of it is kept. Has a transaction of its own: call it outside any.
    """
    found: list[Hit] = []
    try_out(lambda: found.extend(_try(closing)), lambda messages: None)
    events = {event.id: event for event in list_met(closing)}
    # As they stand: what was tried is undone.
    return [replace(hit, event=events[hit.event.id]) for hit in found if hit.event.id in events]


def list_met(closing: Closing) -> Sequence[Event]:
    """Return the events that a closure meets, in order of time."""
    return list_events_within(_resource(closing), closing.starts_on, closing.ends_on)


def list_hits(closing: Closing) -> list[Hit]:
    """Return what a closure meets, in order of time, without what could be done with it."""
    events = list_met(closing)
    planned = _describe(events)
    return [Hit(event=event, planned=planned.get(event.id)) for event in events]


def mark_of(events: Sequence[Event]) -> str:
    """Return a mark of events as they are shown: what anybody changes meanwhile makes another."""
    planned = _describe(events)
    shown = [(event.id, _version(event, planned.get(event.id))) for event in events]
    return hashlib.sha256(repr(shown).encode()).hexdigest()[:16]


def close(closing: Closing, moves: Sequence[Move], *, seen: str, by: Actor) -> None:
    """Close the days, if they are not, and move what was chosen: all of it or nothing.

    `seen` is the mark of what was shown. Raises `ChangedSince` when that has changed meanwhile,
    `CannotMove` for what is no longer to be had, and what `add_closure` raises.
    """
    _lock([move.event_id for move in moves])
    if closing.closure_id is None:
        _add(closing, by)
    events = list_met(closing)
    if mark_of(events) != seen:
        raise ChangedSince
    by_id = {event.id: event for event in events}
    for move in moves:
        event = by_id.get(move.event_id)
        if event is None:
            raise ChangedSince
        try:
            carry_out(event, move.change, version=move.version, by=by)
        except ChangedSince:
            raise
        except (Conflict, Invalid) as error:
            raise CannotMove(event, error) from error


def _try(closing: Closing) -> Iterator[Hit]:
    """Close the days, and move one thing after the other, each of which the next finds moved."""
    if closing.closure_id is None:
        _add(closing, TRIAL)
    closed, events = _resource(closing), list_met(closing)
    planned = _describe(events)
    for number, event in enumerate(events):
        if number < MOST_SUGGESTED:
            yield _foresee(event, planned.get(event.id), closed)
        else:
            yield Hit(event=event, planned=planned.get(event.id), advice=_TOO_MANY)


def _foresee(event: Event, planned: Planned | None, closed: Resource | None) -> Hit:
    mover = _movers().get(event.kind)
    if mover is None or planned is None:
        return Hit(event=event, planned=planned, advice=_l("Open its own page to move it."))
    suggestion = mover.suggest(event, closed)
    change = suggestion.change
    if change is None:
        return Hit(event=event, planned=planned, advice=suggestion.advice)
    was, newest = Before.of(event), newest_message()
    try:
        with db.session.begin_nested():
            carry_out(event, change, version=planned.version, by=TRIAL)
            outcome = read_outcome(event.id, change, was, messages_since(newest))
    except (Conflict, Invalid) as error:
        return Hit(event=event, planned=planned, advice=refusal_words(error))
    takes = change.takes if change.is_exchange() else None
    return Hit(
        event=event,
        planned=planned,
        change=change,
        place=None if takes is None else db.session.get_one(Resource, takes),
        is_sure=suggestion.is_sure and not outcome.warnings,
        foresight=outcome,
    )


def _add(closing: Closing, by: Actor) -> None:
    add_closure(
        _resource(closing),
        starts_on=closing.starts_on,
        ends_on=closing.ends_on,
        reason_sv=closing.reason_sv,
        reason_en=closing.reason_en,
        by=by,
    )


def _resource(closing: Closing) -> Resource | None:
    if closing.resource_id is None:
        return None
    return db.session.get_one(Resource, closing.resource_id)


def _lock(event_ids: Collection[int]) -> None:
    by_kind: dict[str, list[int]] = defaultdict(list)
    for event_id in event_ids:
        event = db.session.get(Event, event_id)
        if event is not None:
            by_kind[event.kind].append(event_id)
    for kind, mover in sorted(_movers().items()):
        if by_kind[kind]:
            mover.lock(by_kind[kind])


def _describe(events: Sequence[Event]) -> Mapping[int, Planned]:
    planned = describe([(event.id, event.kind) for event in events])
    for kind, mover in _movers().items():
        ids = [event.id for event in events if event.kind == kind and event.id in planned]
        for event_id, party in (mover.name_parties(ids) if ids else {}).items():
            planned[event_id] = planned[event_id]._replace(party=party)
    return planned


def _version(event: Event, planned: Planned | None) -> int:
    return event.sequence if planned is None else planned.version


def _movers() -> Mapping[str, Mover]:
    movers: Mapping[str, Mover] = current_app.extensions.get(_MOVERS, {})
    return movers
