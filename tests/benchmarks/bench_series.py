"""A weekly rule over five years, looked at in 100 rooms: one reading, within 200 ms.

`make bench` runs it on both databases and prints a row for each measurement.
"""

from __future__ import annotations

import random
import time
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from datetime import time as clocktime

from sqlalchemy import event, insert

from arena import db
from arena.audit.models import COMMAND
from arena.events.recurrence import Frequency, Rule
from arena.events.services import create_event
from arena.meeting_place.queries.occurrences import Plan, Wanted, plan_rule
from arena.resources.models import Reservation
from arena.resources.services import Hours, Period, RoomTerms, set_opening_hours, set_room_terms
from tests.benchmarks import figures
from tests.cast import event_facts, make_resource

TARGET_MS = 200
ROOMS, TAKEN = 100, 20_000
FIRST = date(2026, 12, 1)  # A Tuesday.
DAYS = [FIRST + timedelta(days=number) for number in range(5 * 365)]
RULE = Rule(frequency=Frequency.WEEKLY, weekdays=(1,), until=date(2031, 11, 25))
ROUNDS = 7


def test_a_weekly_rule_over_five_years_is_quick(app, database):
    ids = build_house()
    fill(ids)
    plans = plan(ids[0])
    assert len(plans.occurrences) == 261
    assert 0 < plans.conflicts < 261
    took = sorted(timed(ids[0]) for _ in range(ROUNDS))[ROUNDS // 2]
    asked = count_reads(ids[0])
    assert asked == 1, f"{asked} readings of what is taken"
    work = f"261 occurrences in {ROOMS} rooms with {TAKEN:,} reservations, processor time"
    assert figures.tell_at_most(database, work, took, TARGET_MS, "ms")


def build_house() -> list[int]:
    """Add the rooms, all of which may be booked."""
    with db.transaction():
        rooms = [
            make_resource(f"R{number}", capacity=12, setup_minutes=5) for number in range(ROOMS)
        ]
        for room in rooms:
            set_room_terms(room, RoomTerms(layouts={"boardroom": 12}), by=COMMAND)
        week = [Hours(weekday, clocktime(8), clocktime(18)) for weekday in range(5)]
        set_opening_hours(None, Period(date(2026, 1, 1)), week, by=COMMAND)
    return [room.id for room in rooms]


def fill(ids: Sequence[int]) -> None:
    """Reserve at random, each an hour."""
    chance = random.Random(1)
    places = [(room, day, hour) for room in ids for day in DAYS for hour in (7, 9, 11, 13)]
    with db.transaction():
        event_id = create_event(event_facts()).id
        rows = []
        for room, day, hour in chance.sample(places, TAKEN):
            starts_at = datetime.combine(day, clocktime(hour), UTC)
            rows.append(
                {
                    "event_id": event_id,
                    "resource_id": room,
                    "unit": 0,
                    "starts_at": starts_at,
                    "ends_at": starts_at + timedelta(hours=1),
                }
            )
        db.session.execute(insert(Reservation), rows)


def plan(room_id: int) -> Plan:
    """Look at every occurrence."""
    wanted = Wanted(room_id=room_id, minutes=60, people=10, layout="", equipment={})
    return plan_rule(RULE, FIRST, clocktime(10, 30), wanted, is_partner=False)


def timed(room_id: int) -> float:
    """Return the processor time that it takes, in milliseconds."""
    db.session.rollback()
    began = time.process_time()
    plan(room_id)
    return (time.process_time() - began) * 1000


def count_reads(room_id: int) -> int:
    """Count how often reservations are read."""
    asked: list[str] = []

    def hear(connection, cursor, statement, parameters, context, many):
        asked.append(statement)

    event.listen(db.engine(), "before_cursor_execute", hear)
    plan(room_id)
    event.remove(db.engine(), "before_cursor_execute", hear)
    return sum("FROM resource_units JOIN reservations" in statement for statement in asked)
