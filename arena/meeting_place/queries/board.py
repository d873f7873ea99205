"""What the planning board shows: the resources in use, and who has each of them when.

Moments are whole seconds since 1970: a month is thousands of rows.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, CompoundSelect, Select, and_, bindparam, select, union_all

from arena import clock, db
from arena.audit.models import AuditHead
from arena.events.models import Event
from arena.meeting_place.queries.board_rows import ORDER, Shown, list_shown
from arena.resources.models import (
    Reservation,
    ResourceKind,
    ResourceUnit,
)
from arena.resources.queries.occupancy import Epoch
from arena.resources.rules.hours import day_span
from arena.scheduling.planning import Planned, describe
from arena.web import languages

_PLACES = (ResourceKind.ROOM, ResourceKind.SITE)
_reservations = Reservation.__table__
_units = ResourceUnit.__table__


class Entry(NamedTuple):
    """One unit held by one event; `start` and `end` include set-up and clear-up, in minutes.

    The event may begin before and end after: a visit has several places, one after the other.
    """

    event_id: int
    resource_id: int
    unit: int
    start: int
    end: int
    setup: int
    clearup: int
    whole_id: int | None
    kind: str
    title: str
    status: str
    event_start: int
    event_end: int

    @property
    def use_start(self) -> int:
        """When the use itself begins."""
        return self.start + self.setup * 60

    @property
    def use_end(self) -> int:
        """When the use itself ends."""
        return self.end - self.clearup * 60


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """Which rows are shown; `topic`: only hosts who know it; `place`: it, and what goes there."""

    kinds: frozenset[str] = frozenset(ORDER)
    topic: str | None = None
    place: int | None = None


@dataclass(frozen=True)
class Contents:
    """What the board shows, and what there is to choose from; `wanted` is what could be heeded."""

    wanted: Wanted
    rows: Sequence[Shown]
    entries: Sequence[Entry]
    planned: Mapping[int, Planned]
    places: Sequence[Shown]
    topics: Sequence[str]


def read_board(starts_on: date, ends_on: date, wanted: Wanted) -> Contents:
    """Return what takes place on the local days `[starts_on, ends_on)`, by resource.

    Whole rooms come before their parts, kinds in the order of `ORDER`.
    """
    resources = list_shown()
    entries = list_entries(starts_on, ends_on)
    planned = describe({(entry.event_id, entry.kind) for entry in entries})
    topics = {topic for each in resources for topic in each.topics}
    topics |= {each.topic for each in planned.values() if each.topic}
    places = [each for each in resources if each.kind in _PLACES]
    if wanted.topic not in topics:
        wanted = replace(wanted, topic=None)
    if wanted.place not in {place.id for place in places}:
        wanted = replace(wanted, place=None)
    rows = _chosen(resources, entries, wanted)
    ids = {row.id for row in rows}
    return Contents(
        wanted=wanted,
        rows=rows,
        entries=[entry for entry in entries if entry.resource_id in ids],
        planned=planned,
        places=places,
        topics=sorted(topics),
    )


def get_version() -> str:
    """Return what differs after every change that the board could show.

    Each change of anything leaves a line in the trail; the calendar's own version would miss what
    changes a record and not its event, and the board's forms would be out of date unseen.
    """
    entry_id = db.session.scalar(select(AuditHead.entry_id)) or 0
    return f"{entry_id}-{clock.now():%Y%m%d%H}"


def list_entries(starts_on: date, ends_on: date) -> list[Entry]:
    """Return what is held on the local days `[starts_on, ends_on)`, in order of time."""
    zone = clock.zone()
    values = {
        "starts_at": day_span(starts_on, zone)[0],
        "ends_at": day_span(ends_on - timedelta(days=1), zone)[1],
    }
    db.session.flush()
    rows = db.session.connection().execute(_statement(languages.current() == "en"), values).all()
    since = int(values["starts_at"].timestamp())
    entries = [Entry._make(row) for row in rows if row[4] > since]
    entries.sort(key=lambda entry: (entry.start, entry.event_id, entry.resource_id, entry.unit))
    return entries


@cache
def _statement(is_english: bool) -> CompoundSelect[*tuple[Any, ...]]:
    """Select what begins within the period, and for each unit the last that began before it.

    The reservations of a unit never overlap, so no other can last into the period.
    """
    starts_at = bindparam("starts_at", type_=db.UtcDateTime())
    ends_at = bindparam("ends_at", type_=db.UtcDateTime())
    is_held = _reservations.c.released_at.is_(None)
    last = (
        select(_reservations.c.id)
        .where(
            _reservations.c.resource_id == _units.c.resource_id,
            _reservations.c.unit == _units.c.number,
            is_held,
            _reservations.c.starts_at < starts_at,
        )
        .order_by(_reservations.c.starts_at.desc())
        .limit(1)
        .correlate(_units)
        .scalar_subquery()
    )
    return union_all(
        _columns(is_english, _reservations.c.id.in_(select(last).select_from(_units))),
        _columns(
            is_english,
            and_(
                is_held,
                _reservations.c.starts_at >= starts_at,
                _reservations.c.starts_at < ends_at,
            ),
        ),
    )


def _columns(is_english: bool, condition: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    return (
        select(
            _reservations.c.event_id,
            _reservations.c.resource_id,
            _reservations.c.unit,
            Epoch(_reservations.c.starts_at),
            Epoch(_reservations.c.ends_at),
            _reservations.c.setup_minutes,
            _reservations.c.clearup_minutes,
            _reservations.c.whole_id,
            Event.kind,
            Event.title_en if is_english else Event.title_sv,
            Event.status,
            Epoch(Event.starts_at),
            Epoch(Event.ends_at),
        )
        .join(Event, Event.id == _reservations.c.event_id)
        .where(condition)
    )


def _chosen(resources: Sequence[Shown], entries: Sequence[Entry], wanted: Wanted) -> list[Shown]:
    kept = [each for each in resources if each.kind in wanted.kinds]
    if wanted.topic is not None:
        kept = [
            each for each in kept if each.kind != ResourceKind.HOST or wanted.topic in each.topics
        ]
    if wanted.place is not None:
        near = {wanted.place}
        for each in resources:
            if each.id == wanted.place:
                near |= {*each.parts, *each.wholes}
        there = {entry.event_id for entry in entries if entry.resource_id == wanted.place}
        near |= {entry.resource_id for entry in entries if entry.event_id in there}
        kept = [each for each in kept if each.id in near]
    return kept
