"""What can be put into a programme: free items, what the arena shows, and its places."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from arena import db
from arena.delegations.meanings import FREE_ITEMS
from arena.delegations.models import Stop
from arena.resources.models import Resource, ResourceKind
from arena.scheduling.stops import Showing, list_showings
from arena.web.languages import localized


@dataclass(frozen=True, kw_only=True)
class Choice:
    """Something to put into a programme, as a list names it."""

    key: str
    title: Any
    summary: str = ""
    minutes: int
    place: str = ""
    group_max: int | None = None
    parts: int = 0  # Into how many items it can be taken apart.


@dataclass(frozen=True)
class Choices:
    """All that can be put into a programme; what does not hold the searched words is left out."""

    free: Sequence[Choice]
    stops: Sequence[Choice]
    showings: Sequence[Choice]
    places: Sequence[Choice]

    @property
    def is_empty(self) -> bool:
        """Whether nothing was found."""
        return not (self.free or self.stops or self.showings or self.places)


def list_choices(text: str = "") -> Choices:
    """Return what can be put into a programme and holds a text."""
    words = text.casefold().split()

    def kept(choices: Sequence[Choice]) -> list[Choice]:
        return [
            each
            for each in choices
            if all(word in f"{each.title} {each.summary} {each.place}".casefold() for word in words)
        ]

    names = {place.id: localized(place, "name") for place in list_places()}
    return Choices(
        kept(
            [
                Choice(key=f"free:{key}", title=t, minutes=m)
                for key, (_k, t, m) in FREE_ITEMS.items()
            ]
        ),
        kept([_of_stop(stop) for stop in _list_stops()]),
        kept([_of_showing(each, names.get(each.place_id or 0, "")) for each in list_showings()]),
        kept([_of_place(place) for place in list_places()]),
    )


def list_places() -> Sequence[Resource]:
    """Return the rooms and sites in use, by kind and name."""
    return _list_resources(ResourceKind.ROOM, ResourceKind.SITE)


def list_equipment() -> Sequence[Resource]:
    """Return the equipment in use, buses among it, by name."""
    return _list_resources(ResourceKind.EQUIPMENT)


def _of_stop(stop: Stop) -> Choice:
    return Choice(
        key=f"stop:{stop.id}",
        title=localized(stop, "title"),
        summary=localized(stop, "summary"),
        minutes=stop.minutes,
        place=localized(stop.resource, "name"),
        group_max=stop.group_max,
    )


def _of_showing(showing: Showing, place: str) -> Choice:
    return Choice(
        key=showing.key,
        title=localized(showing, "title"),
        summary=localized(showing, "summary"),
        minutes=showing.minutes,
        place=place,
        group_max=showing.group_max,
        parts=len(showing.parts),
    )


def _of_place(place: Resource) -> Choice:
    return Choice(
        key=f"place:{place.id}",
        title=localized(place, "name"),
        minutes=30,
        place=place.address,
        group_max=place.capacity,
    )


def _list_stops() -> Sequence[Stop]:
    return db.session.scalars(
        select(Stop)
        .where(Stop.closed_at.is_(None))
        .options(joinedload(Stop.resource))
        .order_by(Stop.title_sv, Stop.id)
    ).all()


def _list_resources(*kinds: ResourceKind) -> Sequence[Resource]:
    return db.session.scalars(
        select(Resource)
        .where(Resource.kind.in_(kinds), Resource.closed_at.is_(None))
        .order_by(Resource.kind, Resource.name_sv, Resource.id)
    ).all()
