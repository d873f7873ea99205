"""Whatever is booked, moved, cancelled and closed: nothing stays in what was closed but what was
left there, and no room is held twice."""

from datetime import timedelta

from hypothesis import HealthCheck, settings
from hypothesis import strategies as some
from hypothesis.stateful import initialize, invariant, rule, run_state_machine_as_test
from sqlalchemy import select

from arena import clock, db
from arena.errors import ArenaError
from arena.resources.models import Closure, Reservation, Resource
from arena.resources.rules.hours import day_span
from arena.scheduling.closing import Closing, Move, close, list_met, look_ahead, mark_of
from tests.meeting_place.rooms import DAY
from tests.meeting_place.test_random_bookings import BY, DAYS, ROOMS, Building

CLOSABLE = (None, *ROOMS)


class ClosedBuilding(Building):
    """The same house, of which rooms, or all of it, are closed for a day or two."""

    close = None  # Here days are closed by an act that moves what it meets.

    @initialize()
    def open_all(self):
        self.left: set[int] = set()

    @rule(
        room=some.sampled_from(CLOSABLE),
        day=some.integers(0, DAYS - 1),
        days=some.integers(1, 2),
        keeps=some.sets(some.integers(0, 3), max_size=2),
    )
    def close_days(self, room, day, days, keeps):
        found = db.session.scalar(select(Resource).where(Resource.code == room))
        wanted = Closing(
            resource_id=None if found is None else found.id,
            starts_on=DAY + timedelta(days=day),
            ends_on=DAY + timedelta(days=day + days),
            reason_sv="Stängt",
            reason_en="Closed",
        )
        hits = look_ahead(wanted)
        chosen = [
            Move(hit.event.id, hit.version, hit.change)
            for number, hit in enumerate(hits)
            if hit.change is not None and number not in keeps
        ]
        mark = mark_of(list_met(wanted))
        db.session.rollback()
        try:
            with db.transaction():
                close(wanted, chosen, seen=mark, by=BY)
        except ArenaError:
            # Of a chain of moves one was kept: the next may have needed its room. Then nothing is.
            assert keeps
            return
        self.closed |= {(room or "", DAY + timedelta(days=day + each)) for each in range(days)}
        self.left |= {hit.event.id for hit in hits} - {move.event_id for move in chosen}

    @invariant()
    def nothing_stays_in_what_was_closed_but_what_was_left_there(self):
        db.session.expire_all()
        for closure in db.session.scalars(select(Closure)):
            within = select(Reservation.event_id).where(
                Reservation.released_at.is_(None),
                Reservation.starts_at < day_span(closure.ends_on, clock.zone())[0],
                Reservation.ends_at > day_span(closure.starts_on, clock.zone())[0],
            )
            if closure.resource_id is not None:
                within = within.where(Reservation.resource_id == closure.resource_id)
            assert set(db.session.scalars(within)) <= self.left


def test_no_sequence_of_closing_with_moves_leaves_anything_in_a_closure_or_twice_in_a_room(app):
    run_state_machine_as_test(
        ClosedBuilding,
        settings=settings(
            max_examples=8,
            stateful_step_count=14,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
