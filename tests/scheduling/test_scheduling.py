"""Scheduling is one act: event, reservations, reminders and notices come and go together."""

import threading
from datetime import timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from arena import db
from arena.audit.models import WORKER
from arena.audit.queries import find_break
from arena.events.models import Event
from arena.resources.models import Reservation
from arena.resources.services import ResourceTaken, Use
from arena.scheduling.services import cancel, reschedule, schedule
from tests.cast import event_facts, make_resource
from tests.conftest import NOW

HOUR = timedelta(hours=1)


def use(resource, starts_at=NOW, hours=1):
    return Use(resource_id=resource.id, starts_at=starts_at, ends_at=starts_at + hours * HOUR)


def active_reservations():
    return db.session.scalar(select(func.count()).where(Reservation.released_at.is_(None)))


def test_back_to_back_bookings_do_not_clash(app):
    with db.transaction():
        room = make_resource()
        schedule(event_facts(), uses=[use(room)], by=WORKER)
        schedule(event_facts(NOW + HOUR), uses=[use(room, NOW + HOUR)], by=WORKER)
    assert active_reservations() == 2


def test_a_second_booking_of_a_taken_room_is_refused_and_leaves_nothing(app):
    with db.transaction():
        room = make_resource()
        schedule(event_facts(), uses=[use(room)], by=WORKER)
    with pytest.raises(ResourceTaken), db.transaction():
        schedule(event_facts(), uses=[use(room, NOW + HOUR / 2)], by=WORKER)
    assert active_reservations() == 1
    assert find_break() is None


def test_the_database_itself_refuses_an_overlap(app):
    with db.transaction():
        room = make_resource()
        event = schedule(event_facts(), uses=[use(room)], by=WORKER)
    clash = Reservation(
        event_id=event.id, resource_id=room.id, unit=0, starts_at=NOW, ends_at=NOW + HOUR
    )
    db.session.expunge_all()
    with pytest.raises(IntegrityError), db.transaction():
        db.session.add(clash)


def test_clear_up_time_keeps_the_next_booking_away(app):
    with db.transaction():
        room = make_resource(clearup_minutes=15)
        schedule(event_facts(), uses=[use(room)], by=WORKER)
    with pytest.raises(ResourceTaken), db.transaction():
        schedule(event_facts(NOW + HOUR), uses=[use(room, NOW + HOUR)], by=WORKER)


def test_a_site_with_two_units_takes_two_groups_and_no_third(app):
    with db.transaction():
        site = make_resource("GV", "site", units=2)
        schedule(event_facts(), uses=[use(site)], by=WORKER)
        schedule(event_facts(), uses=[use(site)], by=WORKER)
    with pytest.raises(ResourceTaken), db.transaction():
        schedule(event_facts(), uses=[use(site)], by=WORKER)


def test_a_moved_event_keeps_its_uid_and_frees_its_old_time(app):
    with db.transaction():
        room = make_resource()
        event = schedule(event_facts(), uses=[use(room)], by=WORKER)
        uid = event.uid
    later = NOW + 3 * HOUR
    with db.transaction():
        reschedule(event, starts_at=later, ends_at=later + HOUR, uses=[use(room, later)], by=WORKER)
        schedule(event_facts(), uses=[use(room)], by=WORKER)
    assert (event.uid, event.sequence) == (uid, 1)


def test_a_cancelled_event_gives_back_what_it_held_and_stays(app):
    with db.transaction():
        room = make_resource()
        event = schedule(event_facts(), uses=[use(room)], by=WORKER)
    with db.transaction():
        cancel(event, by=WORKER)
    assert (event.status, event.sequence, active_reservations()) == ("cancelled", 1, 0)


def test_the_first_two_events_of_all_do_not_stand_in_each_others_way(app):
    """The one-row tables are made by whoever comes first; who comes at once waits, and agrees."""
    meet = threading.Barrier(2)
    faults = []

    def make_one():
        try:
            with app.app_context():
                meet.wait()
                with db.transaction():
                    schedule(event_facts(), uses=[], by=WORKER)
        except Exception as error:  # noqa: BLE001 - whatever it is, it is a fault
            faults.append(error)

    threads = [threading.Thread(target=make_one) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    assert find_break() is None
    assert db.session.scalar(select(func.count()).select_from(Event)) == 2
