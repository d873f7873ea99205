"""A first draft over 40 stops, 30 hosts and 2 days, with what is read for it, within a second.

`make bench` runs it on both databases and prints a row for each measurement.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import combinations

from sqlalchemy import insert

from arena import db
from arena.audit.models import COMMAND
from arena.delegations.models import Delegation, TravelTime
from arena.delegations.queries.drafting import Asked, Material, read_material
from arena.delegations.rules.drafting_search import Draft, alternatives, propose
from arena.delegations.services.catalogue import StopFacts, create_stop
from arena.events.services import create_event
from arena.resources.models import Reservation
from tests.benchmarks import figures
from tests.cast import event_facts, make_host, make_resource
from tests.delegations.cast import DAY, make_delegation

TARGET_SECONDS = 1.0
STOPS, PLACES, HOSTS, TAKEN = 40, 20, 30, 20_000
TOPICS = ("energy", "nature", "logistics", "requirements", "reuse", "port")
DAYS = (DAY, DAY + timedelta(days=1))
ROUNDS = 7


def test_a_first_draft_is_quick(app, database):
    delegation = build_house()
    asked = Asked(
        hours=dict.fromkeys(DAYS, (9 * 60, 16 * 60)),
        topics=frozenset(TOPICS[:4]),
        level="experts",
        language="en",
        size=12,
        has_bus=True,
    )
    drafted = draft(delegation, asked)
    assert all(len(day.stops) >= 4 for day in drafted[1].days)
    took, worked = timed(lambda: draft(delegation, asked))
    work = f"A draft of 2 days from {STOPS} stops and {HOSTS} hosts, {TAKEN:,} reservations, read"
    assert figures.tell_at_most(database, work, took, TARGET_SECONDS, "s")
    figures.tell(database, "The same, processor time", f"{worked:.3g} s")
    _, worked = timed(lambda: all_alternatives(*drafted))
    figures.tell(database, "The alternatives to its stops, processor time", f"{worked:.3g} s")


def draft(delegation: Delegation, asked: Asked) -> tuple[Material, Draft]:
    """Read what there is, and propose."""
    db.session.rollback()
    material = read_material(delegation, asked)
    return material, propose(material.wishes, material.house)


def all_alternatives(material: Material, drafted: Draft) -> list[Sequence[int]]:
    """Look for what could stand instead of each stop."""
    return [
        alternatives(drafted, day.wish.day, index, material.wishes, material.house)
        for day in drafted.days
        for index in range(len(day.option_ids))
    ]


def timed(act: Callable[[], object]) -> tuple[float, float]:
    """Return the seconds that it takes, and those of the processor: the middle of several."""
    took, worked = [], []
    for _ in range(ROUNDS):
        began, begun = time.perf_counter(), time.process_time()
        act()
        took.append(time.perf_counter() - began)
        worked.append(time.process_time() - begun)
    return sorted(took)[ROUNDS // 2], sorted(worked)[ROUNDS // 2]


def build_house() -> Delegation:
    """Add places, ways, stops and hosts, and reserve at random."""
    chance = random.Random(1)
    with db.transaction():
        places = [make_resource(f"P{number}", "site", units=2) for number in range(PLACES)]
        hosts = [
            make_host(f"Host{number} Holm", tuple(chance.sample(("sv", "en", "de"), 2)))
            for number in range(HOSTS)
        ]
        for host in hosts:
            host.host.topics = chance.sample(TOPICS, 4)
        db.session.add_all(
            TravelTime(from_id=one.id, to_id=other.id, mode=mode, minutes=chance.randrange(5, 25))
            for one, other in combinations(places, 2)
            for mode in ("walk", "bus")
        )
        for number in range(STOPS):
            create_stop(_stop(number, places[number % PLACES].id, chance), by=COMMAND)
        _fill([each.id for each in (*places, *hosts)], chance)
        return make_delegation(starts_on=DAYS[0], ends_on=DAYS[1], type="technical")


def _stop(number: int, place_id: int, chance: random.Random) -> StopFacts:
    return StopFacts(
        code=f"S{number}",
        title_sv=f"Stopp {number}",
        title_en=f"Stop {number}",
        resource_id=place_id,
        kind="meal" if number < 2 else "site",
        topics=chance.sample(TOPICS, 2),
        minutes=chance.choice((30, 40, 45, 50)),
        minutes_min=25,
        host_topic=chance.choice(TOPICS),
    )


def _fill(ids: Sequence[int], chance: random.Random) -> None:
    """Reserve an hour each, over two years; on the days of the draft as on others."""
    first = date(2026, 1, 1)
    days = [first + timedelta(days=number) for number in range(730)]
    hours = [(each, day, hour) for each in ids for day in days for hour in (7, 9, 11, 13)]
    event_id = create_event(event_facts()).id
    rows = []
    for resource_id, day, hour in chance.sample(hours, TAKEN):
        starts_at = datetime.combine(day, datetime.min.time(), UTC) + timedelta(hours=hour)
        rows.append(
            {
                "event_id": event_id,
                "resource_id": resource_id,
                "unit": 0,
                "starts_at": starts_at,
                "ends_at": starts_at + timedelta(hours=1),
            }
        )
    db.session.execute(insert(Reservation), rows)
