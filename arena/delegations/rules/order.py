"""The order of a day: which places an item may take, one step earlier or later."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Generic, Protocol, TypeVar


class Grouped(Protocol):
    """Something that is for a group, or with None for all."""

    @property
    def group_id(self) -> int | None:
        """The number of the group."""


Item = TypeVar("Item", bound=Grouped)


@dataclass(frozen=True)
class Column(Generic[Item]):
    """What one group does, in order; of None everybody."""

    group_id: int | None
    items: tuple[Item, ...]


@dataclass(frozen=True)
class Block(Generic[Item]):
    """A stretch of a day: everybody together, or each group in a column of its own."""

    columns: tuple[Column[Item], ...]

    @property
    def is_parted(self) -> bool:
        """Whether the groups go their own ways."""
        return self.columns[0].group_id is not None


def blocks(items: Sequence[Item], group_ids: Sequence[int]) -> Iterator[Block[Item]]:
    """Give the stretches of a day in which people stay together or part.

    Where they part there is a column for each of `group_ids`, also for those with nothing to do.
    """
    for is_for_all, some in groupby(items, key=lambda item: item.group_id is None):
        stretch = tuple(some)
        if is_for_all:
            yield Block((Column(None, stretch),))
        else:
            yield Block(
                tuple(
                    Column(number, tuple(each for each in stretch if each.group_id == number))
                    for number in group_ids
                )
            )


def step(items: Sequence[Item], item: Item, by: int) -> int | None:
    """Return the position among the others that is one step earlier (-1) or later (1).

    A step passes the next item that the same people are at: to pass another group's changes
    nothing. None where there is none to pass.
    """
    others = [each for each in items if each is not item]
    here = next(number for number, each in enumerate(items) if each is item)
    passed = range(here - 1, -1, -1) if by < 0 else range(here, len(others))
    for number in passed:
        if None in (item.group_id, others[number].group_id) or (
            others[number].group_id == item.group_id
        ):
            return number if by < 0 else number + 1
    return None
