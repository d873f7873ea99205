"""The planning board's seam: each domain says what may be done to its events, and does it.

A planner is registered for a kind of event, as in `arena.events.pages`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple, Protocol

from flask import Flask, current_app
from flask_babel import lazy_gettext as _l

from arena import db
from arena.audit.models import Actor, AuditEntry
from arena.audit.queries import list_entries
from arena.errors import Conflict, Invalid
from arena.events.models import Event
from arena.resources.models import Resource, ResourceKind
from arena.resources.services.reserving import list_uses

_PLANNERS = "arena.scheduling.planners"


class ChangedSince(Conflict):
    """Somebody else has changed it since it was shown."""

    def __init__(self) -> None:
        super().__init__(_l("Somebody else has changed this meanwhile."))


class NotPlannable(Conflict):
    """That cannot be done to it, or not here."""

    def __init__(self, message: Any = None) -> None:
        super().__init__(message or _l("This cannot be changed on the board. Open its own page."))


class NothingChanged(Invalid):
    """It has that time and that resource already."""

    def __init__(self) -> None:
        super().__init__(_l("That is how it is already. Choose another time, or somebody else."))


class Standing(NamedTuple):
    """Where an event stands, and what may be done to it: there are few, and many events share one.

    `exchanges` are the kinds of resources that may take another's place, `assigns` those that one
    more may be added of. With `at_once`, time and resource may change in one act.
    """

    state: Any
    shape: str  # As of the component `status`.
    may_move: bool = False
    may_stretch: bool = False
    exchanges: frozenset[str] = frozenset()
    assigns: frozenset[str] = frozenset()
    at_once: bool = False

    @property
    def may_change(self) -> bool:
        """Whether anything may be done to it."""
        return self.may_move or self.may_stretch or bool(self.exchanges or self.assigns)


class Planned(NamedTuple):
    """What a domain says of one of its events; `version` is what a change is checked against."""

    version: int
    title: str
    standing: Standing
    people: int | None = None
    topic: str = ""
    party: str = ""  # Who comes, where staff may read it.


@dataclass(frozen=True, kw_only=True)
class Change:
    """What an event is to be: when, and which resource (`takes`) instead of which (`drops`).

    Nothing to take: `drops` is given back. Nothing to drop: `takes` comes along as well.
    """

    starts_at: datetime
    ends_at: datetime
    drops: int | None = None
    takes: int | None = None

    def is_exchange(self) -> bool:
        """Tell whether another resource is asked for."""
        return self.takes != self.drops

    def is_done(self, event: Event) -> bool:
        """Tell whether the event is so already; its resources are looked up."""
        held = resources_of(event)
        return (event.starts_at, event.ends_at) == (self.starts_at, self.ends_at) and (
            not self.is_exchange() or (self.takes in held | {None} and self.drops not in held)
        )

    def undoing(self, starts_at: datetime, ends_at: datetime) -> Change:
        """Return the change back to a time, and to the resource that was given up."""
        return Change(starts_at=starts_at, ends_at=ends_at, drops=self.takes, takes=self.drops)


class Touched(NamedTuple):
    """What of an event is another after a change."""

    time: bool
    place: bool
    host: bool


class Planner(Protocol):
    """What a domain can do with the events of one kind."""

    @property
    def name(self) -> Any:
        """What such an event is called, where the board says what its colours mean."""

    @property
    def colour(self) -> str:
        """The letter of its colour, a class in the board's style sheet."""

    def letters(self, touched: Touched) -> Mapping[str, Any]:
        """Return what each mail (by its template) says, as a sentence about `%(name)s`.

        `touched` is what has changed: nobody is told of a new room who stays where they are.
        """

    def describe(self, event_ids: Collection[int]) -> Mapping[int, Planned]:
        """Return what is said of many events, in the reader's language; in one query or two."""

    def get_record(self, event: Event) -> db.Base:
        """Return the record in whose trail it stands who raised an event's version."""

    def carry_out(self, event: Event, change: Change, *, version: int, by: Actor) -> None:
        """Make the event what is wanted. Raises `ChangedSince`, or what the services raise."""

    def list_concerns(self, event: Event, change: Change, was: Collection[int]) -> list[str]:
        """Return what the domain has against a change that has just been carried out.

        `was` are the resources that the event had before it.
        """


def register_planner(app: Flask, kind: str, planner: Planner) -> None:
    """Let `planner` answer for all events of a kind."""
    app.extensions.setdefault(_PLANNERS, {})[kind] = planner


def describe(events: Iterable[tuple[int, str]]) -> dict[int, Planned]:
    """Return what is said of events, given as number and kind; each planner is asked once.

    Kinds that nobody plans are not in the answer.
    """
    by_kind: dict[str, list[int]] = defaultdict(list)
    for event_id, kind in events:
        by_kind[kind].append(event_id)
    planners = registered()
    return {
        event_id: planned
        for kind, ids in by_kind.items()
        if kind in planners
        for event_id, planned in planners[kind].describe(ids).items()
    }


def carry_out(event: Event, change: Change, *, version: int, by: Actor) -> None:
    """Make an event what is wanted, if it is still what it was at `version`.

    Raises `ChangedSince`, `NotPlannable`, `NothingChanged`, or what the domain's services raise.
    """
    planned = describe([(event.id, event.kind)]).get(event.id)
    if planned is None:
        raise NotPlannable
    if planned.version != version:
        raise ChangedSince
    if change.is_done(event):
        raise NothingChanged
    _require(planned, event, change)
    registered()[event.kind].carry_out(event, change, version=version, by=by)


def _require(planned: Planned, event: Event, change: Change) -> None:
    """Refuse what may not be done to the event at all."""
    is_moved = change.starts_at != event.starts_at
    may = planned.standing
    is_stretched = change.ends_at - change.starts_at != event.ends_at - event.starts_at
    if is_stretched and not may.may_stretch:
        raise NotPlannable(_l("It has a length of its own, and cannot be made longer or shorter."))
    if is_moved and not may.may_move:
        raise NotPlannable(_l("It cannot be given another time here. Open its own page."))
    if not change.is_exchange():
        return
    if change.drops is not None and change.drops not in resources_of(event):
        raise ChangedSince
    if is_moved and not may.at_once:
        raise NotPlannable(_l("Change the time first, and then who or where: one at a time."))
    named = [each for each in (change.drops, change.takes) if each is not None]
    kinds = {each: db.session.get_one(Resource, each).kind for each in named}
    allowed = may.assigns if len(named) == 1 else may.exchanges
    if len(set(kinds.values())) > 1 or not set(kinds.values()) <= allowed:
        raise NotPlannable(_l("That cannot take its place: choose another of the same kind."))


def get_latest_act(event: Event) -> AuditEntry | None:
    """Return the last that was done to an event, or to the record that its domain keeps of it."""
    planner = registered().get(event.kind)
    records = [event] if planner is None else [event, planner.get_record(event)]
    acts = [act for record in records for act in list_entries(record)[:1]]
    return max(acts, key=lambda act: act.id, default=None)


class Before(NamedTuple):
    """What an event was before a change was tried."""

    status: str
    resources: Collection[int]
    times: tuple[datetime, datetime]

    @classmethod
    def of(cls, event: Event) -> Before:
        """Return what an event is now."""
        return cls(event.status, resources_of(event), (event.starts_at, event.ends_at))

    def touched(self, event: Event) -> Touched:
        """Return what of the event is another now."""
        others = resources_of(event) ^ set(self.resources)
        kinds = {db.session.get_one(Resource, each).kind for each in others}
        return Touched(
            time=(event.starts_at, event.ends_at) != self.times,
            place=bool(kinds - {ResourceKind.HOST}),
            host=ResourceKind.HOST in kinds,
        )


def resources_of(event: Event) -> set[int]:
    """Return the resources that an event has."""
    return {use.resource_id for use in list_uses(event)}


def registered() -> Mapping[str, Planner]:
    """Return who answers for each kind of event."""
    found: Mapping[str, Planner] = current_app.extensions.get(_PLANNERS, {})
    return found
