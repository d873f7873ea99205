"""What speaks against a programme, worded for its page, with the pages of what is in the way."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import select

from arena import db
from arena.delegations.conflict_words import Said, names_of, say
from arena.delegations.models import ProgrammeItem
from arena.delegations.rules.conflicts import Conflict, ConflictKind
from arena.events.models import Event
from arena.events.pages import staff_urls

_NOT_HELD = frozenset({ConflictKind.TAKEN, ConflictKind.TWICE, ConflictKind.NOT_HELD})


class Trouble(NamedTuple):
    """A conflict in words, with the pages of what is in the way."""

    said: Said
    is_advice: bool
    pages: Sequence[tuple[str, str]]


class Wanted(NamedTuple):
    """A place or a thing that an item wants, and whether it has it."""

    name: str
    is_held: bool


class Writer:
    """Words conflicts, with the names of what they are about."""

    def __init__(
        self,
        items: Sequence[ProgrammeItem],
        conflicts: Sequence[Conflict],
        *,
        with_people: bool,
    ) -> None:
        self.conflicts = conflicts
        in_the_way = {number for each in conflicts for number in each.event_ids}
        events = (
            db.session.scalars(select(Event).where(Event.id.in_(in_the_way))).all()
            if in_the_way
            else ()
        )
        self.urls = staff_urls(events)
        self.names = names_of(items, events, with_people=with_people)

    def troubles(self, day: date, key: int | None) -> list[Trouble]:
        """Return what is wrong with an item, or with a day."""
        return [
            Trouble(
                say(each, self.names),
                each.is_advice,
                [
                    (self.names.events[number], self.urls[number])
                    for number in each.event_ids
                    if number in self.urls
                ],
            )
            for each in self.conflicts
            if (each.day, each.key) == (day, key)
        ]

    def wants(self, item: ProgrammeItem) -> list[Wanted]:
        """Return the places and things that an item wants."""
        missing = {
            each.resource_id
            for each in self.conflicts
            if each.key == item.id and each.kind in _NOT_HELD
        }
        return [
            Wanted(self.names.resources[want.resource_id], want.resource_id not in missing)
            for want in item.wants
        ]
