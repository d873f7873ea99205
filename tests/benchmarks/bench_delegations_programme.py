"""A programme in a house with 200,000 reservations: what speaks against it, and moving an item.

`make bench` runs it on both databases and prints a row for each measurement.
"""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from datetime import time as clocktime
from itertools import pairwise

import pytest
from sqlalchemy import insert, text

from arena import clock, db
from arena.audit.models import WORKER
from arena.delegations.models import Delegation, ItemParty, TravelTime
from arena.delegations.queries.conflicts import list_conflicts
from arena.delegations.services.building import ItemFacts, add_items, change_item, facts_of
from arena.delegations.services.building import move_item as move
from arena.delegations.services.grouping import add_group
from arena.delegations.services.settling import settle
from arena.events.models import Event
from arena.resources.models import Reservation, Resource
from arena.resources.services import Hours, Period, set_opening_hours
from tests.benchmarks import figures
from tests.cast import make_host, make_resource
from tests.delegations.cast import make_delegation

CHECK_MS, MOVE_MS = 30, 50
RESERVATIONS = 200_000
FIRST = date(2026, 12, 7)  # A Monday.
ROUNDS = 30
STARTS = (6, 10, 15)  # Hours in UTC, of an hour each: what is in between is free for a while.


@pytest.fixture
def house(app) -> list[Resource]:
    """Sixty resources that have been in use three times a day for three years."""
    with db.transaction():
        sites = [make_resource(f"S{n}", "site", quarter_limit=80) for n in range(14)]
        rooms = [
            make_resource(f"R{n}", capacity=20, setup_minutes=15, clearup_minutes=15)
            for n in range(20)
        ]
        hosts = [make_host(f"Host{n} Holm", max_per_week=30) for n in range(22)]
        others = [make_resource(f"E{n}", "equipment") for n in range(4)]
        week = [Hours(day, clocktime(8), clocktime(18)) for day in range(5)]
        set_opening_hours(None, Period(date(2016, 1, 1)), week, by=WORKER)
        places = sites + rooms
        for one, other in pairwise(sorted(places, key=lambda place: place.id)):
            db.session.add(TravelTime(from_id=one.id, to_id=other.id, mode="walk", minutes=5))
    _fill(places + hosts + others)
    return places + hosts + others


@pytest.mark.parametrize("per_day", [14, 40], ids=["40 items", "3 × 40 items"])
def test_a_programme_is_checked_and_moved_at_once(app, database, house, per_day):
    """In processor time, which other work on the machine lengthens less than the clock's."""
    count = 3 * per_day if per_day == 40 else 40
    delegation = _build(house, per_day, count)
    what = f"programme of {count} items, {RESERVATIONS:,} reservations"
    found = len(_read_anew(delegation))
    figures.tell(database, f"{what}: conflicts found", f"{found}")
    gc.collect()
    gc.freeze()
    gc.disable()
    try:
        checks = _measure(lambda: _read_anew(delegation))
        moves = _measure(_moving(delegation))
        longer = _measure(_stretching(delegation))
    finally:
        gc.enable()
        gc.unfreeze()
    is_quick = [
        figures.tell_at_most(database, f"{what}: check, median", _middle(checks), CHECK_MS, "ms"),
        figures.tell_at_most(database, f"{what}: move, median", _middle(moves), MOVE_MS, "ms"),
        figures.tell_at_most(database, f"{what}: longer, median", _middle(longer), MOVE_MS, "ms"),
    ]
    assert all(is_quick) or count > 40


def _middle(spent: Sequence[float]) -> float:
    return statistics.median(spent)


def _measure(act: Callable[[], object]) -> list[float]:
    """Return the milliseconds of the processor that an act takes, each time it is done."""
    spent = []
    for _ in range(ROUNDS):
        began = time.process_time()
        act()
        spent.append((time.process_time() - began) * 1000)
    return spent[2:]


def _read_anew(delegation: Delegation) -> list[object]:
    """Check a programme as a page does that knows nothing yet."""
    number = delegation.id
    db.session.rollback()
    db.session.expunge_all()
    return list(list_conflicts(db.session.get_one(Delegation, number)))


def _moving(delegation: Delegation) -> Callable[[], None]:
    """Return the act of giving the first day's second item another place, and back."""
    number, places = delegation.id, iter([6, 1] * ROUNDS)

    def act() -> None:
        with db.transaction():
            there = db.session.get_one(Delegation, number)
            item = min(there.items, key=lambda each: each.id + (each.position == 0) * 10**6)
            move(item, day=FIRST, position=next(places), group_id=None, by=WORKER)

    return act


def _stretching(delegation: Delegation) -> Callable[[], None]:
    """Return the act of making the first item longer, and shorter again: all the day moves."""
    number, minutes = delegation.id, iter([20, 10] * ROUNDS)

    def act() -> None:
        with db.transaction():
            there = db.session.get_one(Delegation, number)
            item = next(each for each in there.items if each.position == 0 and each.day == FIRST)
            facts = facts_of(item)
            change_item(item, ItemFacts(**{**vars(facts), "minutes": next(minutes)}), by=WORKER)

    return act


def _build(house: Sequence[Resource], per_day: int, count: int) -> Delegation:
    """Let a delegation have so many items: each wants a place, most a host, some equipment."""
    places, hosts = house[:34], house[34:56]
    with db.transaction():
        delegation = make_delegation(
            starts_on=FIRST, ends_on=FIRST + timedelta(days=2), size=18, language="en"
        )
        groups = [add_group(delegation, name, None, by=WORKER).id for name in "AB"]
        minutes = 10 if per_day == 40 else 25
        facts = [
            ItemFacts(
                day=FIRST + timedelta(days=number // per_day),
                kind="site",
                minutes=minutes,
                title_sv=f"Programpunkt {number}",
                title_en=f"Item {number}",
                group_id=groups[number % 2] if number % 10 in (4, 5, 6, 7) else None,
                place_id=places[number % 34].id,
                equipment_ids=(house[56 + number % 4].id,) if number % 5 == 0 else (),
            )
            for number in range(count)
        ]
        add_items(delegation, facts, by=WORKER)
        for number, item in enumerate(delegation.items):
            host = hosts[number % 22]
            item.parties.append(
                ItemParty(
                    role="host",
                    resource_id=host.id,
                    name=host.name_sv,
                    email=host.host.user.email,
                    state="yes",
                )
            )
        settle(delegation)
    return delegation


def _fill(resources: Sequence[Resource]) -> None:
    """Let each resource be in use at fixed hours, every day until 200,000 uses are reached."""
    ids = [resource.id for resource in resources]
    days = RESERVATIONS // (len(ids) * len(STARTS)) + 1
    begins = FIRST - timedelta(days=days - 60)
    moments = [
        datetime.combine(begins + timedelta(days=day), clocktime(hour), UTC)
        for day in range(days)
        for hour in STARTS
    ]
    now = clock.now()
    events = [
        {
            "uid": f"e{number}",
            "kind": "visit",
            "status": "confirmed",
            "audience": "staff",
            "starts_at": at,
            "ends_at": at + timedelta(minutes=60),
            "title_sv": "Studiebesök",
            "title_en": "Study visit",
            "created_at": now,
            "modified_at": now,
        }
        for number, at in enumerate(moments)
    ]
    with db.transaction():
        numbers = list(
            db.session.scalars(
                insert(Event).returning(Event.id, sort_by_parameter_order=True), events
            )
        )
        for resource_id in ids:
            db.session.execute(
                insert(Reservation),
                [
                    {
                        "event_id": number,
                        "resource_id": resource_id,
                        "unit": 0,
                        "starts_at": at,
                        "ends_at": at + timedelta(minutes=60),
                        "setup_minutes": 0,
                        "clearup_minutes": 0,
                    }
                    for number, at in zip(numbers, moments, strict=True)
                ],
            )
        db.session.execute(text("ANALYZE"))
