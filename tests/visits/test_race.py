"""Fifty clients want one time, in two real processes: one gets it, and everybody hears which."""

from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest
from sqlalchemy import func, select, text

from arena import db
from arena.audit.queries import find_break
from arena.visits.models import Visit
from arena.visits.services import schedule_walk
from tests.cast import make_host, make_offer
from tests.visits.bookings import STAFF, at, do
from tests.visits.racing import PROCESSES, THREADS, race

CLIENTS = PROCESSES * THREADS


@pytest.fixture
def offer(app):
    """An offer with room for two groups at a time, and one earlier event to count from."""
    with db.transaction():
        make_host("Hedda Holm")
        made = make_offer()
        walks = make_offer("walk", is_open_walk=True, group_min=1)
    do(schedule_walk, walks, starts_at=at(hour=18), language="sv", seats=5, by=STAFF)
    return made


def held():
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(Visit))


def test_one_time_for_one_host_gets_one_visit_and_clear_refusals(offer, database_url):
    outcomes = race(database_url, "ask", offer.id)
    assert outcomes == {"won": 1, "TimeTaken": CLIENTS - 1}
    assert held() == 1
    assert find_break() is None


def test_a_time_for_three_is_filled_with_three_and_no_more(offer, database_url):
    with db.transaction():
        make_host("Henrik Hed")
        make_host("Hilma Hult")
        offer.stops[0].resource_id = None
    outcomes = race(database_url, "ask", offer.id)
    assert outcomes == {"won": 3, "TimeTaken": CLIENTS - 3}
    assert held() == 3


def test_seats_of_a_walk_are_filled_to_the_last_and_no_further(offer, database_url):
    walk = db.session.scalar(text("SELECT event_id FROM open_walks"))
    outcomes = race(database_url, "join", walk)
    assert outcomes == {"won": 5, "WalkFull": CLIENTS - 5}
    db.session.rollback()
    assert db.session.scalar(text("SELECT seats_taken FROM open_walks")) == 5


def test_without_the_guard_the_same_race_overbooks(offer, database_url):
    """The control: a race that finds nothing wrong must be able to."""
    migration = guard()
    with db.transaction():
        for statement in drop_guard():
            db.session.execute(text(statement))
    try:
        outcomes = race(database_url, "ask", offer.id, is_guarded=False)
    finally:
        with db.transaction():
            db.session.execute(text("DELETE FROM reservations"))
            for statement in restore_guard(migration):
                db.session.execute(text(statement))
    assert outcomes["won"] > 1


def guard():
    path = Path(__file__).parents[2] / "migrations/versions/0002_no_overlap.py"
    spec = spec_from_file_location("no_overlap", path)
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def drop_guard():
    if db.dialect() == "postgresql":
        return ["ALTER TABLE reservations DROP CONSTRAINT ex_reservations_overlap"]
    return [f"DROP TRIGGER tr_reservations_overlap_{verb}" for verb in ("INSERT", "UPDATE")]


def restore_guard(migration):
    if db.dialect() == "postgresql":
        return [migration.EXCLUSION]
    return [migration.TRIGGER.format(verb=verb) for verb in ("INSERT", "UPDATE")]
