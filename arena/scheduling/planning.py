"""The planning board's seam: each domain says what may be done to its events, and does it.

A planner is registered for a kind of event, as in `arena.events.pages`. What would follow from a
change is found out by trying it: who would be told, and what stands against it, cannot then differ
from what is done.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, NamedTuple, Protocol

from flask import Flask, current_app
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from arena import clock, db
from arena.audit.models import Actor
from arena.errors import Conflict, Invalid
from arena.events.models import Event
from arena.messages.models import Message
from arena.resources.models import Reservation, Resource
from arena.resources.queries import get_availability, seconds
from arena.resources.queries.parts import read_parts
from arena.resources.services import ResourceTaken
from arena.resources.services.reserving import Use, list_uses
from arena.resources.words import resource_name
from arena.scheduling.trials import TRIAL, try_out
from arena.web import filters
from arena.web.languages import localized

_PLANNERS = "arena.scheduling.planners"
_ONE_DAY = timedelta(days=1)
_MOST_TAKERS = 5


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
        held = _held(event)
        return (event.starts_at, event.ends_at) == (self.starts_at, self.ends_at) and (
            not self.is_exchange() or (self.takes in held | {None} and self.drops not in held)
        )

    def undoing(self, starts_at: datetime, ends_at: datetime) -> Change:
        """Return the change back to a time, and to the resource that was given up."""
        return Change(starts_at=starts_at, ends_at=ends_at, drops=self.takes, takes=self.drops)


@dataclass(frozen=True, kw_only=True)
class Foresight:
    """What would follow: `refusal` is why it cannot be, `warnings` what speaks against it.

    `taken_by` is what has a resource already that would be needed.
    """

    refusal: str | None = None
    taken_by: Sequence[str] = ()
    warnings: Sequence[str] = ()
    told: Sequence[str] = ()


class Planner(Protocol):
    """What a domain can do with the events of one kind."""

    @property
    def letters(self) -> Mapping[str, Any]:
        """What each mail (by its template) is for, as a sentence about `%(name)s`."""

    def describe(self, event_ids: Collection[int]) -> Mapping[int, Planned]:
        """Return what is said of many events, in the reader's language; in one query or two."""

    def carry_out(self, event: Event, change: Change, *, version: int, by: Actor) -> None:
        """Make the event what is wanted. Raises `ChangedSince`, or what the services raise."""

    def list_concerns(self, event: Event, change: Change) -> list[str]:
        """Return what the domain has against a change that has just been carried out."""


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
    planners = _planners()
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
    _planners()[event.kind].carry_out(event, change, version=version, by=by)


def foresee(event_id: int, change: Change, *, version: int) -> Foresight:
    """Return what would follow from a change; nothing of it is kept.

    Raises `ChangedSince` when the event is no longer what it was at `version`. Has a transaction of
    its own: call it outside any.
    """

    def do() -> None:
        carry_out(db.session.get_one(Event, event_id), change, version=version, by=TRIAL)

    was = db.session.get_one(Event, event_id).status
    try:
        return try_out(do, lambda messages: _read(event_id, change, was, messages))
    except ChangedSince:
        raise
    except ResourceTaken as error:
        name = resource_name(error.resource)
        refusal = _("%(name)s is not free at that time.", name=name)
    except (Conflict, Invalid) as error:
        refusal = str(error.message)
    return Foresight(refusal=refusal, taken_by=_takers(event_id, change))


def _takers(event_id: int, change: Change) -> list[str]:
    """Name what else has, within the time of a change, what the event would then have."""
    event = db.session.get_one(Event, event_id)
    wanted = {change.takes} if change.is_exchange() else _held(event)
    ids = {each for each in wanted if each is not None}
    ids |= {part for parts in read_parts(ids).values() for part in parts}
    others = (
        select(Event)
        .join(Reservation, Reservation.event_id == Event.id)
        .where(
            Reservation.resource_id.in_(ids),
            Reservation.released_at.is_(None),
            Reservation.starts_at < change.ends_at,
            Reservation.ends_at > change.starts_at,
            Event.id != event_id,
        )
        .order_by(Event.starts_at, Event.id)
        .distinct()
        .limit(_MOST_TAKERS)
    )
    found = db.session.scalars(others).all()
    described = describe([(other.id, other.kind) for other in found])
    return [
        f"{described[other.id].title if other.id in described else localized(other, 'title')}, "
        f"{filters.span(other.starts_at, other.ends_at)}"
        for other in found
    ]


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
    if change.drops is not None and change.drops not in _held(event):
        raise ChangedSince
    if is_moved and not may.at_once:
        raise NotPlannable(_l("Change the time first, and then who or where: one at a time."))
    named = [each for each in (change.drops, change.takes) if each is not None]
    kinds = {each: db.session.get_one(Resource, each).kind for each in named}
    allowed = may.assigns if len(named) == 1 else may.exchanges
    if len(set(kinds.values())) > 1 or not set(kinds.values()) <= allowed:
        raise NotPlannable(_l("That cannot take its place: choose another of the same kind."))


def _held(event: Event) -> set[int]:
    return {use.resource_id for use in list_uses(event)}


def _read(event_id: int, change: Change, was: str, messages: Sequence[Message]) -> Foresight:
    """Read, within the trial, what has come of it."""
    event = db.session.get_one(Event, event_id)
    planner = _planners()[event.kind]
    told = [_sentence(planner, message) for message in messages]
    warnings = [*planner.list_concerns(event, change), *_beyond_hours(list_uses(event))]
    if event.status != was and event.status == "tentative":
        warnings.insert(0, _("It is only held then, and must be confirmed again."))
    return Foresight(warnings=warnings, told=told)


def _sentence(planner: Planner, message: Message) -> str:
    name = message.recipient_name or message.recipient_email
    said = planner.letters.get(message.template, _l("%(name)s is told by e-mail."))
    return str(said) % {"name": name}


def _beyond_hours(uses: Sequence[Use]) -> list[str]:
    """Name what is used outside its opening hours."""
    if not uses:
        return []
    days = [clock.date_of(moment) for use in uses for moment in (use.starts_at, use.ends_at)]
    ids = {use.resource_id for use in uses}
    availability = get_availability(ids, starts_on=min(days), ends_on=max(days) + _ONE_DAY)
    beyond = {
        use.resource_id
        for use in uses
        if not availability.is_open(use.resource_id, seconds(use.starts_at), seconds(use.ends_at))
    }
    names = sorted(resource_name(db.session.get_one(Resource, each)) for each in beyond)
    if not names:
        return []
    return [_("Outside the opening hours of %(names)s.", names=filters.listing(names))]


def _planners() -> Mapping[str, Planner]:
    planners: Mapping[str, Planner] = current_app.extensions.get(_PLANNERS, {})
    return planners
