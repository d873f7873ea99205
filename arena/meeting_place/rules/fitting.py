"""Which rooms fit a wish, and which nearly do: earlier, shorter, in another layout or room.

Moments are seconds since 1970. Whether a room is free at a time is asked of a function, so that the
rule is the same for one search and for hundreds of occurrences of a series.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

MINUTE = 60
SHIFT = 10 * MINUTE
LONGEST_MINUTES = 12 * 60  # Of one booking.
MOST_SHIFTED = 120 * MINUTE
CUT = 15 * MINUTE
SHORTEST = 30 * MINUTE
NEAR_MISSES = 6
STEP_FREE = "step_free"  # Beside the features: that a room can be reached without steps.
# What differs weighs so many minutes of another time.
_OTHER_LAYOUT, _OTHER_ROOM, _LACKS, _CUT_WEIGHT = 20, 15, 60, 1.5

IsFree = Callable[[int, int, int], bool]  # A room's id, and a half-open period.


@dataclass(frozen=True, kw_only=True)
class Wish:
    """What somebody is looking for; `room_id` is the room that is asked for, None for any."""

    start: int
    end: int
    people: int
    layout: str = ""
    features: frozenset[str] = frozenset()
    is_step_free: bool = False
    room_id: int | None = None
    earliest: int = 0  # Nothing begins before: it is now.


@dataclass(frozen=True, kw_only=True)
class Room:
    """What the rule must know of a room; `capacity` None is no limit of its own."""

    id: int
    capacity: int | None
    layouts: Mapping[str, int] = field(default_factory=dict)
    features: frozenset[str] = frozenset()
    is_step_free: bool = True
    is_asked_for: bool = False  # Whether whoever looks gets it only once we have answered.

    def limit(self, layout: str = "") -> int | None:
        """Return how many people it takes in a layout, or in any; None without a limit, 0 never."""
        if layout:
            return self.layouts.get(layout, 0)
        if self.capacity is not None:
            return self.capacity
        return max(self.layouts.values()) if self.layouts else None

    def takes(self, people: int, layout: str = "") -> bool:
        """Tell whether so many people find a seat in a layout, or in any."""
        limit = self.limit(layout)
        return limit is None or people <= limit

    def offers(self, wish: Wish) -> bool:
        """Tell whether everything that cannot be done without is there."""
        return not self.lacks(wish)

    def lacks(self, wish: Wish) -> frozenset[str]:
        """Return what is asked for and not there: features, and the way without steps."""
        steps = {STEP_FREE} if wish.is_step_free and not self.is_step_free else frozenset[str]()
        return (wish.features - self.features) | steps


@dataclass(frozen=True, kw_only=True)
class Fit:
    """A room at a time, and what differs from the wish; `moved` is negative for earlier."""

    room_id: int
    start: int
    end: int
    layout: str
    spare: int = 0  # Seats that stay empty.
    moved: int = 0  # Minutes.
    shortened: int = 0  # Minutes.
    is_other_layout: bool = False
    is_other_room: bool = False
    is_asked_for: bool = False
    lacks: frozenset[str] = frozenset()  # Features, and `STEP_FREE`.
    is_other_day: bool = False

    @property
    def is_exact(self) -> bool:
        """Whether it is what was wished for."""
        return self.cost == 0

    @property
    def cost(self) -> float:
        """How far it is from the wish, in minutes as it were."""
        return (
            abs(self.moved)
            + self.shortened * _CUT_WEIGHT
            + self.is_other_layout * _OTHER_LAYOUT
            + self.is_other_room * _OTHER_ROOM
            + len(self.lacks) * _LACKS
        )


@dataclass(frozen=True)
class Choice:
    """Rooms that fit, the one with the fewest empty seats first, and near misses, best first.

    Among equals what can be had at once comes before what must be asked for.
    """

    fits: Sequence[Fit]
    near: Sequence[Fit]


def choose(wish: Wish, rooms: Iterable[Room], is_free: IsFree, most: int = NEAR_MISSES) -> Choice:
    """Return what fits the wish, and what nearly does.

    What cannot be done without is left out only where nothing at all has it, and as little of it
    as can be: the near misses say what they lack.
    """
    known = list(rooms)
    choice = _choose([_as_wished(wish, room) for room in known if room.offers(wish)], wish, is_free)
    if not choice.fits and not choice.near:
        choice = _choose([_as_wished(wish, room) for room in known], wish, is_free)
        fewest = min((len(fit.lacks) for fit in choice.near), default=0)
        choice = Choice((), [fit for fit in choice.near if len(fit.lacks) == fewest])
    return Choice(choice.fits, choice.near[:most])


def rooms_for(people: int, rooms: Iterable[Room]) -> list[Room]:
    """Return the rooms that seat so many people in some layout, the smallest first."""
    fitting = [room for room in rooms if room.takes(people)]
    return sorted(fitting, key=lambda room: (room.limit() or 10**6, room.id))


def _choose(wished: Iterable[Fit | None], wish: Wish, is_free: IsFree) -> Choice:
    fits: list[Fit] = []
    near: list[Fit] = []
    for fit in wished:
        if fit is None:
            continue
        if not is_free(fit.room_id, wish.start, wish.end):
            near += _other_times(wish, fit, is_free)
        elif fit.is_exact:
            fits.append(fit)
        else:
            near.append(fit)
    fits.sort(key=lambda fit: (fit.spare, fit.is_asked_for, fit.room_id))
    near.sort(key=lambda fit: (fit.cost, fit.is_asked_for, fit.spare, fit.room_id, fit.start))
    return Choice(fits, near)


def _as_wished(wish: Wish, room: Room) -> Fit | None:
    """Return a room at the very time, in the layout asked for or else in one that seats them."""
    layout = wish.layout
    if not room.takes(wish.people, layout):
        others = [(seats, name) for name, seats in room.layouts.items() if seats >= wish.people]
        if not layout or not room.takes(wish.people):
            return None
        layout = min(others)[1] if others else ""
    limit = room.limit(layout)
    return Fit(
        room_id=room.id,
        start=wish.start,
        end=wish.end,
        layout=layout,
        spare=0 if limit is None else limit - wish.people,
        is_other_layout=layout != wish.layout,
        is_other_room=wish.room_id not in (None, room.id),
        is_asked_for=room.is_asked_for,
        lacks=room.lacks(wish),
    )


def _other_times(wish: Wish, fit: Fit, is_free: IsFree) -> Iterator[Fit]:
    """Go through the nearest time before, the nearest after, and the least that must be cut."""
    steps = range(SHIFT, MOST_SHIFTED + 1, SHIFT)
    length = wish.end - wish.start
    cuts = range(CUT, min(length // 2, length - SHORTEST) + 1, CUT)
    ways = (
        (_moved(fit, -by) for by in steps),
        (_moved(fit, by) for by in steps),
        (_cut(fit, by, at_end) for by in cuts for at_end in (True, False)),
    )
    for way in ways:
        for other in way:
            if other.start >= wish.earliest and is_free(fit.room_id, other.start, other.end):
                yield other
                break


def _moved(fit: Fit, by: int) -> Fit:
    return replace(fit, start=fit.start + by, end=fit.end + by, moved=by // MINUTE)


def _cut(fit: Fit, by: int, at_end: bool) -> Fit:
    if at_end:
        return replace(fit, end=fit.end - by, shortened=by // MINUTE)
    return replace(fit, start=fit.start + by, shortened=by // MINUTE)
