"""What does not hold together in a programme, as far as the programme itself can tell.

What the rest of the house has against it is asked in `queries.conflicts`, in the same words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time, tzinfo
from enum import StrEnum
from itertools import combinations

from arena.delegations.rules.stays import Wish
from arena.delegations.rules.timing import Piece, Placed

EARLIEST, LATEST = time(7), time(22)  # No guest is asked for more without being asked.


class ConflictKind(StrEnum):
    """What is wrong, each with words of its own in `conflict_words`."""

    OUTSIDE_DAYS = "outside_days"  # The delegation is not here on that day.
    ODD_HOURS = "odd_hours"  # Before the day begins, or after it ends.
    OVERLAP = "overlap"  # Two items of one group at once.
    LATE = "late"  # It begins before its people can be there.
    NO_WAY = "no_way"  # Nobody knows how long the way takes.
    TOO_SMALL = "too_small"
    ARENA_CLOSED = "arena_closed"
    RETIRED = "retired"  # Not planned with any more.
    CLOSED = "closed"
    OUTSIDE_HOURS = "outside_hours"
    TAKEN = "taken"  # Something else of the house has it.
    TWICE = "twice"  # Two items want it at once.
    NOT_HELD = "not_held"  # It is free, but this programme does not have it.
    QUARTER_FULL = "quarter_full"
    AWAY = "away"
    BUSY = "busy"  # By the host's own calendar.
    DAY_FULL = "day_full"
    WEEK_FULL = "week_full"
    LANGUAGE = "language"
    REFUSED = "refused"  # Everybody who was asked said no.
    NO_INTERPRETER = "no_interpreter"
    NO_HOST = "no_host"  # Nobody is wanted who receives the guests.
    FEW_HOSTS = "few_hosts"  # Somebody is, but not enough for so many.


# What a programme may be released with: it is worth a look, but nothing is impossible.
ADVICE = frozenset(
    {
        ConflictKind.ODD_HOURS,
        ConflictKind.NO_WAY,
        ConflictKind.OUTSIDE_HOURS,
        ConflictKind.QUARTER_FULL,
        ConflictKind.BUSY,
        ConflictKind.DAY_FULL,
        ConflictKind.WEEK_FULL,
        ConflictKind.LANGUAGE,
        ConflictKind.NO_HOST,
        ConflictKind.FEW_HOSTS,
    }
)


@dataclass(frozen=True, kw_only=True)
class Conflict:
    """One thing that is wrong: of an item by its key, or with None of a whole day.

    `resource_id` is what it is about, `others` are items of the programme and `event_ids` events
    of the house that are in the way. `number` and `most` are figures that its words name.
    """

    kind: ConflictKind
    day: date
    key: int | None = None
    resource_id: int | None = None
    others: tuple[int, ...] = ()
    event_ids: tuple[int, ...] = ()
    number: int = 0
    most: int = 0

    @property
    def is_advice(self) -> bool:
        """Whether the visit can take place all the same."""
        return self.kind in ADVICE


@dataclass(frozen=True, kw_only=True)
class Period:
    """The days on which the guests are here, both inclusive, and the clock that they go by."""

    first: date
    last: date
    zone: tzinfo


def of_times(
    pieces: Sequence[Piece], placed: Sequence[Placed], period: Period
) -> Iterator[Conflict]:
    """Give what is wrong with when things are; `placed` are the pieces' times in the same order."""
    both = list(zip(pieces, placed, strict=True))
    overlapping = _overlapping(both)
    for piece, at in both:
        if not period.first <= piece.day <= period.last:
            yield Conflict(kind=ConflictKind.OUTSIDE_DAYS, day=piece.day, key=piece.key)
        if others := overlapping.get(piece.key):
            yield Conflict(
                kind=ConflictKind.OVERLAP, day=piece.day, key=piece.key, others=tuple(others)
            )
        elif at.slack < 0:
            yield Conflict(kind=ConflictKind.LATE, day=piece.day, key=piece.key, number=-at.slack)
        if not at.is_way_known:
            yield Conflict(kind=ConflictKind.NO_WAY, day=piece.day, key=piece.key)
        begins, ends = (moment.astimezone(period.zone) for moment in (at.starts_at, at.ends_at))
        if begins.time() < EARLIEST or ends.time() > LATEST or ends.date() != begins.date():
            yield Conflict(kind=ConflictKind.ODD_HOURS, day=piece.day, key=piece.key)


def of_wishes(wishes: Iterable[Wish]) -> dict[tuple[int, int], tuple[int, ...]]:
    """Return which other items want the same resource at the same time, by item and resource."""
    found: dict[tuple[int, int], tuple[int, ...]] = {}
    by_resource: dict[int, list[Wish]] = {}
    for wish in sorted(wishes):
        for other in by_resource.setdefault(wish.resource_id, []):
            if other.ends_at > wish.starts_at and other.key != wish.key:
                for one, two in ((wish, other), (other, wish)):
                    key = one.key, one.resource_id
                    found[key] = (*found.get(key, ()), two.key)
        by_resource[wish.resource_id].append(wish)
    return found


def group_sizes(size: int, groups: Sequence[tuple[int, int | None]]) -> dict[int, int]:
    """Return how many go in each group: what is said of it, or an equal part of the others."""
    said = {number: people for number, people in groups if people is not None}
    rest = [number for number, people in groups if people is None]
    left = max(size - sum(said.values()), len(rest))
    # The first of them take one more where it does not come out even.
    parts = {number: left // len(rest) + (n < left % len(rest)) for n, number in enumerate(rest)}
    return {**said, **parts}


def _overlapping(both: Sequence[tuple[Piece, Placed]]) -> dict[int, list[int]]:
    """Return for each piece the earlier ones of its people that have not ended when it begins."""
    found: dict[int, list[int]] = {}
    for (before, first), (after, second) in combinations(both, 2):
        if before.day != after.day or not _meet(before.group, after.group):
            continue
        if first.starts_at < second.ends_at and second.starts_at < first.ends_at:
            found.setdefault(after.key, []).append(before.key)
    return found


def _meet(one: int | None, other: int | None) -> bool:
    """Tell whether two groups have people in common; None are all."""
    return one is None or other is None or one == other
