"""The first draft of a programme as values: what is wished, what there is, what is proposed.

Times are whole minutes of the arena's day: 570 is half past nine.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from arena.delegations.rules.ways import Way

MEAL, ONLINE = "meal", "online"
INTRODUCTION = "introduction"


@dataclass(frozen=True, kw_only=True)
class Option:
    """A stop that may be proposed. `group_max` is what stop and place take, `visits` its load."""

    id: int
    place: int
    kind: str
    minutes: int
    minutes_min: int
    topics: frozenset[str] = frozenset()
    levels: frozenset[str] = frozenset()  # None: all.
    group_max: int | None = None
    notice_days: int = 0
    host_topic: str = ""
    is_site: bool = True  # Hosts know sites, not rooms.
    is_step_free: bool = True
    visits: int = 0  # By delegations, this quarter.
    place_left: int | None = None  # Visits that its place may still have this quarter.

    @property
    def is_meal(self) -> bool:
        """Whether guests eat there: then nobody guides them."""
        return self.kind == MEAL


@dataclass(frozen=True, kw_only=True)
class Guide:
    """One of the arena's hosts. `left` says how many tours they may still have on each day."""

    id: int
    languages: frozenset[str]
    topics: frozenset[str]
    site_ids: frozenset[int] = frozenset()  # None: they know all.
    buffer: int = 0  # Minutes between two tours; within it, they are one.
    uses: int = 0  # Tours this quarter: of two alike, the one with fewer is asked.
    left: Mapping[date, int] = field(default_factory=dict)
    has_week_limit: bool = False  # Then tours of one day are missing on the next.


@dataclass(frozen=True, kw_only=True)
class DayWish:
    """A day of the visit, from when until when; the first is opened, the last is closed."""

    day: date
    begins: int
    ends: int
    is_first: bool = True
    is_last: bool = True


@dataclass(frozen=True, kw_only=True)
class Wishes:
    """What the delegation wants. `languages`: one of them must be the host's."""

    type: str
    topics: frozenset[str]
    level: str | None  # None: whatever.
    languages: frozenset[str]
    size: int
    days: tuple[DayWish, ...]
    today: date
    factor: float = 1.0  # What an interpreter makes of what is said.
    has_media: bool = False
    needs_step_free: bool = False
    may_lack_hosts: bool = False  # Then stops are proposed for which no host is free.


@dataclass(frozen=True, kw_only=True)
class House:
    """What there is, and when it is free; places and hosts by their numbers."""

    options: tuple[Option, ...]
    guides: tuple[Guide, ...]
    rooms: tuple[int, ...]  # Where guests may be welcomed, the likeliest first.
    way: Callable[[int, int], Way | None]
    is_place_free: Callable[[int, date, int, int], bool]
    is_guide_free: Callable[[int, date, int, int], bool]


@dataclass(frozen=True, kw_only=True)
class Line:
    """One item that is proposed. `part` names what is not a stop: "welcome", "lunch", "break"."""

    part: str
    kind: str
    starts: int
    ends: int
    minutes: int  # Without what an interpreter adds.
    is_interpreted: bool = False
    option_id: int | None = None
    place: int | None = None
    way: Way | None = None  # From the place before; None: nobody moves.
    is_way_known: bool = True
    wait: int = 0  # Minutes to spare before it.
    guide_id: int | None = None
    is_shortened: bool = False


@dataclass(frozen=True, kw_only=True)
class DayDraft:
    """What is proposed for a day; `score` compares drafts of the same wishes."""

    wish: DayWish
    lines: tuple[Line, ...]
    score: float

    @property
    def option_ids(self) -> tuple[int, ...]:
        """The stops and the meal, in order: they and the wishes make this draft again."""
        return tuple(line.option_id for line in self.lines if line.option_id is not None)

    @property
    def stops(self) -> tuple[Line, ...]:
        """The lines that show something."""
        return tuple(
            line for line in self.lines if line.option_id is not None and line.kind != MEAL
        )


class Cause(StrEnum):
    """Why a stop is out of the question, whatever the hour; the first that holds is said."""

    DIGITAL = "digital"
    TOPIC = "topic"
    LEVEL = "level"
    SIZE = "size"
    STEPS = "steps"
    NOTICE = "notice"
    FULL = "full"
    LANGUAGE = "language"
    KNOWLEDGE = "knowledge"


def cause_of(option: Option, wishes: Wishes, house: House) -> Cause | None:
    """Return why a stop cannot be proposed at all; None where it may be."""
    wanted = wishes.topics
    begins = min(wish.day for wish in wishes.days)
    checks = (
        (Cause.DIGITAL, (option.kind == ONLINE) != (wishes.type == "digital")),
        (
            Cause.TOPIC,
            bool(wanted) and not option.is_meal and not option.topics & (wanted | {INTRODUCTION}),
        ),
        (Cause.LEVEL, bool(option.levels and wishes.level) and wishes.level not in option.levels),
        (Cause.SIZE, option.group_max is not None and wishes.size > option.group_max),
        (Cause.STEPS, wishes.needs_step_free and not option.is_step_free),
        (Cause.NOTICE, (begins - wishes.today).days < option.notice_days),
        (Cause.FULL, option.place_left is not None and option.place_left < 1),
    )
    found = next((cause for cause, holds in checks if holds), None)
    if found or option.is_meal or wishes.may_lack_hosts:
        return found
    speaking = [guide for guide in house.guides if guide.languages & wishes.languages]
    if not speaking:
        return Cause.LANGUAGE
    return None if any(knows(guide, option) for guide in speaking) else Cause.KNOWLEDGE


def knows(guide: Guide, option: Option) -> bool:
    """Tell whether a host knows what a stop is about, and the site."""
    knows_place = not option.is_site or not guide.site_ids or option.place in guide.site_ids
    return knows_place and (not option.host_topic or option.host_topic in guide.topics)


def worth(option: Option, wishes: Wishes, *, covered: frozenset[str], is_opening: bool) -> float:
    """Return what it is worth to show a stop next, when `covered` topics have been shown.

    A topic that is new counts most, then that the stop is little visited, and that it is meant
    for just this level. An overview belongs at the beginning, and once.
    """
    matched = option.topics & wishes.topics
    new = matched - covered
    value = 60.0 * bool(new) + 20.0 * max(len(new) - 1, 0) + 15.0 * bool(matched)
    if INTRODUCTION in option.topics and INTRODUCTION not in wishes.topics:
        value += 50.0 if is_opening else -60.0 * (not matched or INTRODUCTION in covered)
    if option.levels and wishes.level in option.levels:
        value += 5.0 * (3 - len(option.levels))
    return value - 6.0 * min(option.visits, 8)
