"""Stops, hosts and ways for tests of drafts, without a database."""

from __future__ import annotations

import random
from datetime import date, timedelta

from arena.delegations.rules.drafting import DayWish, Guide, House, Option, Wishes
from arena.delegations.rules.ways import Way

MONDAY = date(2026, 12, 7)
TODAY = date(2026, 11, 24)
TOPICS = ("energy", "nature", "logistics", "requirements", "reuse", "port")


def option(number: int, **facts) -> Option:
    """Return a stop of 40 minutes about energy, at a place of its own."""
    values = {
        "place": number,
        "kind": "site",
        "minutes": 40,
        "minutes_min": 30,
        "topics": frozenset({"energy"}),
        **facts,
    }
    return Option(id=number, **values)


def guide(number: int, **facts) -> Guide:
    """Return a host who speaks English, knows everything and may have two tours a day."""
    values = {
        "languages": frozenset({"en"}),
        "topics": frozenset(TOPICS),
        "buffer": 30,
        "left": {MONDAY + timedelta(days=each): 2 for each in range(5)},
        **facts,
    }
    return Guide(id=number, **values)


def day(number: int = 0, begins: int = 9 * 60, ends: int = 16 * 60, **facts) -> DayWish:
    """Return the wish for a whole day."""
    return DayWish(day=MONDAY + timedelta(days=number), begins=begins, ends=ends, **facts)


def wishes(**facts) -> Wishes:
    """Return what twelve experts want who ask about energy."""
    values = {
        "type": "technical",
        "topics": frozenset({"energy"}),
        "level": "experts",
        "languages": frozenset({"en"}),
        "size": 12,
        "days": (day(),),
        "today": TODAY,
        **facts,
    }
    return Wishes(**values)


def house(options, guides=None, taken=(), ways=None, **facts) -> House:
    """Return a house that is free but for `taken`: (number, day, from, until)."""

    def is_free(number, on, start, end):
        return not any(
            each == number and taken_on == on and begins < end and start < ends
            for each, taken_on, begins, ends in taken
        )

    def way(start, end):
        if ways is None:
            return Way("walk", 10)
        return ways.get((min(start, end), max(start, end)))

    values = {
        "options": tuple(options),
        "guides": (guide(1000),) if guides is None else tuple(guides),
        "rooms": (),
        "way": way,
        "is_place_free": is_free,
        "is_guide_free": is_free,
        **facts,
    }
    return House(**values)


def large(seed: int = 1, stops: int = 40, hosts: int = 30) -> tuple[Wishes, House]:
    """Return two full days to be drafted from many stops and hosts, some of whom are busy."""
    chance = random.Random(seed)
    places = [(chance.randrange(30), chance.randrange(30)) for _ in range(20)]
    options = [
        option(
            number,
            place=number % 20,
            minutes=chance.choice((25, 30, 40, 45, 50)),
            minutes_min=20,
            topics=frozenset(chance.sample(TOPICS, 2)),
            kind="meal" if number < 2 else chance.choice(("site", "walk", "presentation")),
            visits=chance.randrange(5),
            group_max=chance.choice((10, 15, 20, 25)),
            host_topic=chance.choice(TOPICS),
        )
        for number in range(stops)
    ]
    guides = [
        guide(
            1000 + number,
            languages=frozenset(chance.sample(("sv", "en", "de", "fr"), 2)),
            topics=frozenset(chance.sample(TOPICS, 3)),
        )
        for number in range(hosts)
    ]
    taken = [
        (
            chance.choice((number, 1000 + number % hosts)),
            MONDAY + timedelta(days=on),
            start,
            start + 90,
        )
        for number in range(40)
        for on, start in ((chance.randrange(2), chance.randrange(8 * 60, 16 * 60, 15)),)
    ]
    ways = {
        (one, other): Way(
            "walk",
            3 + abs(places[one][0] - places[other][0]) + abs(places[one][1] - places[other][1]),
        )
        for one in range(20)
        for other in range(one + 1, 20)
    }
    days = (day(0, is_last=False), day(1, is_first=False))
    asked = wishes(days=days, topics=frozenset({"energy", "nature", "requirements"}))
    return asked, house(options, guides, taken, ways, rooms=(3, 4))
