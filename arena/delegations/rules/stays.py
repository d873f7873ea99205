"""What a programme holds of each resource: items that follow each other hold it in one piece.

A room that three items in a row use is set up once; so is a host who walks along all day.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, order=True)
class Wish:
    """That an item, by its key, wants a resource over `[starts_at, ends_at)`."""

    resource_id: int
    starts_at: datetime
    ends_at: datetime
    key: int


@dataclass(frozen=True)
class Stay:
    """One resource over `[starts_at, ends_at)`, for the items of `keys`; the first one holds it."""

    resource_id: int
    starts_at: datetime
    ends_at: datetime
    keys: tuple[int, ...]


def stays(wishes: Iterable[Wish], buffers: dict[int, timedelta]) -> list[Stay]:
    """Return what must be held, by resource, then start.

    Two wishes are one stay where the gap between them is shorter than the resource's buffer, its
    set-up and clear-up together: held apart, they would be in each other's way. Wishes that overlap
    are stays of their own: of a resource with one unit, only the first can be held.
    """
    by_resource: dict[int, list[Wish]] = defaultdict(list)
    for wish in sorted(wishes):
        by_resource[wish.resource_id].append(wish)
    return [
        stay
        for resource_id, wanted in sorted(by_resource.items())
        for stay in _joined(wanted, buffers.get(resource_id, timedelta()))
    ]


def _joined(wishes: list[Wish], buffer: timedelta) -> list[Stay]:
    joined: list[Stay] = []
    for wish in wishes:
        for number, stay in enumerate(joined):
            if stay.ends_at <= wish.starts_at <= stay.ends_at + buffer:
                joined[number] = Stay(
                    wish.resource_id, stay.starts_at, wish.ends_at, (*stay.keys, wish.key)
                )
                break
        else:
            joined.append(Stay(wish.resource_id, wish.starts_at, wish.ends_at, (wish.key,)))
    return sorted(joined, key=lambda stay: (stay.starts_at, stay.keys))


def covered(wishes: Iterable[Wish], held: Iterable[Wish]) -> set[Wish]:
    """Return the wishes that are met by what is held, each for the first item of a stay, by key.

    One hold meets wishes one after the other, its own first; those that overlap need one each.
    """
    by_resource: dict[int, list[Wish]] = defaultdict(list)
    for wish in sorted(wishes):
        by_resource[wish.resource_id].append(wish)
    met: set[Wish] = set()
    for hold in sorted(held):
        free_from = hold.starts_at
        within = [
            wish
            for wish in by_resource[hold.resource_id]
            if hold.starts_at <= wish.starts_at and wish.ends_at <= hold.ends_at
        ]
        for wish in sorted(within, key=lambda each: (each.key != hold.key, each)):
            if wish not in met and wish.starts_at >= free_from:
                met.add(wish)
                free_from = wish.ends_at
    return met
