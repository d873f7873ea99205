"""What would follow from a change, on the planning board or where days are closed.

It is found out by trying it: who would be told, and what stands against it, cannot then differ from
what is done.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from sqlalchemy import select

from arena import clock, db
from arena.errors import Conflict, Invalid
from arena.events.models import Event
from arena.messages.models import Message
from arena.resources.models import Reservation, Resource
from arena.resources.queries import get_availability, seconds
from arena.resources.queries.parts import read_parts
from arena.resources.services import ResourceTaken
from arena.resources.services.reserving import Use, list_uses
from arena.resources.words import resource_name
from arena.scheduling.planning import (
    Before,
    Change,
    ChangedSince,
    carry_out,
    describe,
    registered,
    resources_of,
)
from arena.scheduling.trials import TRIAL, try_out
from arena.web import filters
from arena.web.languages import localized

_ONE_DAY = timedelta(days=1)
_MOST_TAKERS = 5
_MOST_NAMED = 3


@dataclass(frozen=True, kw_only=True)
class Foresight:
    """What would follow: `refusal` is why it cannot be, `warnings` what speaks against it.

    `taken_by` is what has a resource already that would be needed.
    """

    refusal: str | None = None
    taken_by: Sequence[str] = ()
    warnings: Sequence[str] = ()
    told: Sequence[str] = ()


def foresee(event_id: int, change: Change, *, version: int) -> Foresight:
    """Return what would follow from a change; nothing of it is kept.

    Raises `ChangedSince` when the event is no longer what it was at `version`. Has a transaction of
    its own: call it outside any.
    """

    def do() -> None:
        carry_out(db.session.get_one(Event, event_id), change, version=version, by=TRIAL)

    was = Before.of(db.session.get_one(Event, event_id))
    try:
        return try_out(do, lambda messages: read_outcome(event_id, change, was, messages))
    except ChangedSince:
        raise
    except (Conflict, Invalid) as error:
        return Foresight(refusal=refusal_words(error), taken_by=_takers(event_id, change))


def refusal_words(error: Conflict | Invalid) -> str:
    """Return why a change cannot be, for who plans."""
    if isinstance(error, ResourceTaken):
        name = resource_name(error.resource)
        return str(_("%(name)s is not free at that time.", name=name))
    return str(error.message)


def read_outcome(
    event_id: int, change: Change, was: Before, messages: Sequence[Message]
) -> Foresight:
    """Read, within a trial, what has come of a change; `was` is what the event was before it."""
    event = db.session.get_one(Event, event_id)
    planner = registered()[event.kind]
    warnings = [
        *planner.list_concerns(event, change, was.resources),
        *_beyond_hours(list_uses(event)),
    ]
    if event.status != was.status and event.status == "tentative":
        warnings.insert(0, _("It is only held then, and must be confirmed again."))
    letters = planner.letters(was.touched(event))
    return Foresight(warnings=warnings, told=_sentences(letters, messages))


def _takers(event_id: int, change: Change) -> list[str]:
    """Name what else has, within the time of a change, what the event would then have."""
    event = db.session.get_one(Event, event_id)
    wanted = {change.takes} if change.is_exchange() else resources_of(event)
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


def _sentences(letters: Mapping[str, Any], messages: Sequence[Message]) -> list[str]:
    """Return a sentence for each person who is told, or one for all of many who read the same."""
    by_template: dict[str, list[str]] = defaultdict(list)
    for message in messages:
        by_template[message.template].append(message.recipient_name or message.recipient_email)
    found = []
    for template, names in by_template.items():
        said = str(letters.get(template, _l("%(name)s is told by e-mail.")))
        found += [said % {"name": name} for name in _gathered(names)]
    return found


def _gathered(names: Sequence[str]) -> Sequence[str]:
    more = len(names) - _MOST_NAMED
    if more <= 0:
        return names
    others = ngettext("%(num)d more", "%(num)d more", more)
    return [filters.listing([*names[:_MOST_NAMED], others])]


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
