"""What the items of a programme want, and what of it they hold."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select

from arena import db
from arena.delegations.models import AskState, ProgrammeItem, ResourceUse
from arena.delegations.queries.programmes import chosen_parties
from arena.delegations.rules.conflicts import Conflict, ConflictKind
from arena.resources.models import Reservation, Resource
from arena.resources.queries import seconds

_GONE = frozenset({AskState.NO, AskState.RELEASED})


@dataclass(frozen=True)
class Want:
    """That an item wants a resource; of a host who is only asked, nothing is held yet."""

    item: ProgrammeItem
    resource: Resource
    is_asked: bool = False

    @property
    def span(self) -> tuple[int, int]:
        """When, as seconds since 1970."""
        return seconds(self.item.event.starts_at), seconds(self.item.event.ends_at)

    def conflict(self, kind: ConflictKind, **more: object) -> Conflict:
        """Say that something is wrong with it."""
        return Conflict(
            kind=kind,
            day=self.item.day,
            key=self.item.id,
            resource_id=self.resource.id,
            **more,  # type: ignore[arg-type]
        )


def wants_of(item: ProgrammeItem) -> Iterator[Want]:
    """Give what an item wants, and the hosts who are asked without having been chosen yet."""
    seen: set[int] = set()
    for want in sorted(item.wants, key=lambda each: each.use != ResourceUse.PLACE):
        seen.add(want.resource_id)
        yield Want(item, want.resource)
    chosen = {party.id for party in chosen_parties(item)}
    for party in item.parties:
        if party.resource is None or party.state in _GONE or party.resource_id in seen:
            continue
        seen.add(party.resource.id)
        yield Want(item, party.resource, is_asked=party.id not in chosen)


def read_held(event_ids: Collection[int]) -> Mapping[int, list[tuple[datetime, datetime]]]:
    """Return the uses of each resource that some events hold, without set-up and clear-up."""
    rows = db.session.execute(
        select(
            Reservation.resource_id,
            Reservation.starts_at,
            Reservation.ends_at,
            Reservation.setup_minutes,
            Reservation.clearup_minutes,
        ).where(
            Reservation.event_id.in_(event_ids),
            Reservation.released_at.is_(None),
            Reservation.whole_id.is_(None),
        )
    )
    held: dict[int, list[tuple[datetime, datetime]]] = {}
    for resource_id, starts_at, ends_at, setup, clearup in rows:
        use = starts_at + timedelta(minutes=setup), ends_at - timedelta(minutes=clearup)
        held.setdefault(resource_id, []).append(use)
    return held
