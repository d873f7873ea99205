"""A hall and its halves: whatever is booked, moved, cancelled or divided, nothing is held twice."""

from datetime import timedelta
from itertools import permutations

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as some
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import select

from arena import db
from arena.audit.models import WORKER
from arena.errors import ArenaError
from arena.events.models import Event
from arena.resources.models import Reservation, Resource
from arena.resources.queries.availability import get_availability
from arena.resources.queries.occupancy import seconds
from arena.resources.services import (
    ResourceFacts,
    ResourceTaken,
    RoomTerms,
    Use,
    add_closure,
    list_uses,
    retire_resource,
    set_room_terms,
    update_resource,
)
from arena.resources.services.errors import OneGroupOnly, PartsInUse, PartsOfParts
from arena.scheduling.services import cancel, reschedule, schedule
from tests.cast import event_facts, make_resource
from tests.conftest import NOW, _empty

HOUR = timedelta(hours=1)
LATER = NOW + 24 * HOUR


@pytest.fixture
def hall(app):
    with db.transaction():
        hall = make_resource("HALL", setup_minutes=30, clearup_minutes=15)
        halves = [make_resource("EAST"), make_resource("WEST")]
        divide(hall, halves)
    return hall


def divide(hall, halves):
    set_room_terms(hall, RoomTerms(part_ids=[half.id for half in halves]), by=WORKER)


def resize(room, units):
    facts = ResourceFacts(code=room.code, name_sv=room.code, name_en=room.code, units=units)
    update_resource(room, facts, by=WORKER)


def book(room, starts_at=LATER, hours=1):
    use = Use(resource_id=room.id, starts_at=starts_at, ends_at=starts_at + hours * HOUR)
    with db.transaction():
        return schedule(event_facts(starts_at, use.ends_at), uses=[use], by=WORKER)


def held(event):
    rows = db.session.scalars(
        select(Reservation).where(
            Reservation.event_id == event.id, Reservation.released_at.is_(None)
        )
    )
    return sorted((row.resource.code, row.starts_at, row.ends_at) for row in rows)


def is_free(room, starts_at=LATER, hours=1):
    day = starts_at.date()
    found = get_availability([room.id], starts_on=day, ends_on=day + timedelta(days=1))
    return found.is_free(room.id, seconds(starts_at), seconds(starts_at + hours * HOUR))


def test_the_hall_takes_both_halves_with_its_own_set_up(hall):
    event = book(hall)
    begins, ends = LATER - timedelta(minutes=30), LATER + HOUR + timedelta(minutes=15)
    assert held(event) == [(code, begins, ends) for code in ("EAST", "HALL", "WEST")]
    assert not any(is_free(half) for half in hall.parts)
    assert is_free(hall.parts[0], LATER + HOUR + timedelta(minutes=15))


def test_a_half_blocks_the_hall_and_not_the_other_half(hall):
    east, west = hall.parts
    book(east)
    assert not is_free(hall)
    assert is_free(west)
    with pytest.raises(ResourceTaken) as refused:
        book(hall)
    assert refused.value.resource.code == "HALL"
    book(west)


def test_what_an_event_uses_is_told_as_it_was_asked_for(hall):
    event = book(hall)
    use = Use(resource_id=hall.id, starts_at=LATER, ends_at=LATER + HOUR)
    assert list_uses(event) == [use]
    with db.transaction():
        hall.setup_minutes = 60  # What is booked keeps what it has.
    assert list_uses(event) == [use]


def test_the_halves_are_given_back_with_the_hall(hall):
    event = book(hall)
    with db.transaction():
        cancel(event, by=WORKER)
    assert all(is_free(room) for room in (hall, *hall.parts))


def test_a_closed_half_closes_the_hall(hall):
    with db.transaction():
        retire_resource(hall.parts[0], by=WORKER)
    day = LATER.date()
    found = get_availability([hall.id], starts_on=day, ends_on=day + timedelta(days=1))
    assert not found.is_open(hall.id, seconds(LATER), seconds(LATER + HOUR))


def test_a_closure_of_a_half_closes_the_hall_that_day(hall):
    day = LATER.date()
    with db.transaction():
        add_closure(
            hall.parts[0],
            starts_on=day,
            ends_on=day + timedelta(days=1),
            reason_sv="Golvslipning",
            reason_en="Floor work",
            by=WORKER,
        )
    found = get_availability([hall.id], starts_on=day, ends_on=day + timedelta(days=1))
    assert not found.is_open(hall.id, seconds(LATER), seconds(LATER + HOUR))


def test_what_is_booked_ahead_takes_the_parts_of_a_room_that_now_divides(app):
    with db.transaction():
        hall, half = make_resource("HALL"), make_resource("EAST")
    event = book(hall)
    with db.transaction():
        divide(hall, [half])
    assert [code for code, *_ in held(event)] == ["EAST", "HALL"]
    with db.transaction():
        divide(hall, [])
    assert [code for code, *_ in held(event)] == ["HALL"]
    assert is_free(half)


def test_a_room_is_not_divided_into_what_is_booked_otherwise(app):
    with db.transaction():
        hall, half = make_resource("HALL"), make_resource("EAST")
    event = book(hall)
    book(half)
    with pytest.raises(PartsInUse) as refused, db.transaction():
        divide(hall, [half])
    assert refused.value.event == event
    assert hall.parts == []


def test_parts_do_not_divide_further(hall):
    with db.transaction():
        other = make_resource("NOOK")
        site = make_resource("PIER", "site")
        pair = make_resource("PAIR", units=2)
    for whole, part in ((other, hall), (hall.parts[0], other), (other, site), (other, pair)):
        with pytest.raises(PartsOfParts), db.transaction():
            divide(whole, [part])
    with pytest.raises(PartsOfParts), db.transaction():
        divide(other, [other])


def test_neither_a_whole_nor_a_part_takes_two_groups(hall):
    for room in (hall, *hall.parts):
        with pytest.raises(OneGroupOnly) as refused, db.transaction():
            resize(room, units=2)
        assert refused.value.field == "units"
        assert len(room.open_units) == 1
    east = hall.parts[0]
    with db.transaction():
        resize(hall, units=1)
        divide(hall, [])
        resize(east, units=2)
    assert len(east.open_units) == 2


def shares(one, other, spaces):
    """Tell whether two want the same space; a room that nobody divides has one in each unit."""
    if one.resource_id == other.resource_id and one.unit != other.unit:
        return any(one.resource_id in space for space in spaces.values() if len(space) > 1)
    return bool(spaces[one.resource_id] & spaces[other.resource_id])


class House(RuleBasedStateMachine):
    """Two halls that share the middle one of three rooms, and people who want them all."""

    @initialize()
    def build(self):
        with db.transaction():
            names = ("A", "B", "C", "AB", "BC")
            self.rooms = [make_resource(name, setup_minutes=len(name) * 10) for name in names]
            a, b, c, ab, bc = self.rooms
            divide(ab, [a, b])
            divide(bc, [b, c])
        self.ids = [room.id for room in self.rooms]
        self.events = []

    def attempt(self, act):
        try:
            with db.transaction():
                return act()
        except ArenaError:
            return None

    rooms, hours = some.integers(0, 4), some.integers(0, 7)
    lengths, places = some.integers(1, 3), some.integers(0, 20)

    def use(self, room, hour, length):
        starts_at = LATER + hour * HOUR
        return Use(
            resource_id=self.ids[room], starts_at=starts_at, ends_at=starts_at + length * HOUR
        )

    @rule(room=rooms, hour=hours, length=lengths)
    def book(self, room, hour, length):
        use = self.use(room, hour, length)
        was_free = self.free(room, use.starts_at, length)
        facts = event_facts(use.starts_at, use.ends_at)
        event = self.attempt(lambda: schedule(facts, uses=[use], by=WORKER))
        assert (event is not None) == was_free
        if event is not None:
            self.events.append(event.id)

    @precondition(lambda self: self.events)
    @rule(which=places, room=rooms, hour=hours, length=lengths)
    def move(self, which, room, hour, length):
        use, event = self.use(room, hour, length), self.event(which)
        self.attempt(
            lambda: reschedule(
                event, starts_at=use.starts_at, ends_at=use.ends_at, uses=[use], by=WORKER
            )
        )

    @precondition(lambda self: self.events)
    @rule(which=places)
    def cancel(self, which):
        self.attempt(lambda: cancel(self.event(which), by=WORKER))

    @rule(whole=some.sampled_from((3, 4)), parts=some.sets(some.integers(0, 2), max_size=3))
    def divide(self, whole, parts):
        rooms = [db.session.get_one(Resource, self.ids[each]) for each in (whole, *parts)]
        self.attempt(lambda: divide(rooms[0], rooms[1:]))

    @rule(room=rooms, units=some.integers(1, 2))
    def resize(self, room, units):
        self.attempt(lambda: resize(db.session.get_one(Resource, self.ids[room]), units))

    @invariant()
    def nothing_is_held_twice(self):
        rooms = db.session.scalars(select(Resource)).all()
        spaces = {room.id: {room.id, *(part.id for part in room.parts)} for room in rooms}
        rows = db.session.scalars(select(Reservation).where(Reservation.released_at.is_(None)))
        asked = [row for row in rows if row.whole_id is None]
        for one, other in permutations(asked, 2):
            if one.event_id < other.event_id and shares(one, other, spaces):
                assert one.ends_at <= other.starts_at or other.ends_at <= one.starts_at

    @invariant()
    def who_takes_a_divided_room_takes_all_of_it(self):
        for whole in db.session.scalars(select(Resource)).all():
            for room in (whole, *whole.parts) if whole.parts else ():
                assert len(room.open_units) == 1

    def event(self, which):
        return db.session.get_one(Event, self.events[which % len(self.events)])

    def free(self, room, starts_at, length):
        return is_free(db.session.get_one(Resource, self.ids[room]), starts_at, length)

    def teardown(self):
        db.session.rollback()
        _empty()


def test_no_sequence_of_acts_holds_anything_twice_or_hides_what_is_free(app):
    run_state_machine_as_test(
        House,
        settings=settings(
            max_examples=25,
            stateful_step_count=15,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
