"""Whatever is booked, moved, cancelled or made a series: no room is held twice, none is hidden."""

from datetime import timedelta

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

from arena import clock, db
from arena.accounts.models import User
from arena.audit.models import Actor
from arena.directory.models import Organisation
from arena.errors import ArenaError
from arena.events.recurrence import Frequency, Rule, RuleError, occurrences
from arena.meeting_place.models import RoomBooking
from arena.meeting_place.queries.house import read_house
from arena.meeting_place.queries.ruling import Change, anchor_of, days_of
from arena.meeting_place.rules.states import HOLDING, Scope
from arena.meeting_place.services.booking import book_room
from arena.meeting_place.services.changing import cancel_booking, change_booking
from arena.meeting_place.services.deciding import approve, decline
from arena.meeting_place.services.facts import Booker
from arena.meeting_place.services.ruling import change_rule
from arena.meeting_place.services.series import BOOK, SKIP, book_series
from arena.meeting_place.services.series_changes import cancel_series, change_series
from arena.resources.models import Resource
from arena.resources.queries import seconds
from tests.cast import make_user
from tests.conftest import _empty
from tests.meeting_place.rooms import DAY, build_house, facts, make_partner
from tests.visits.bookings import at

BY = Actor.user(1)
DAYS = 4
ROOMS = ("HALL", "EAST", "WEST", "OFFICE")
PARTS = {"HALL": {"HALL", "EAST", "WEST"}}


class Building(RuleBasedStateMachine):
    """A hall with two halves and an office, over four days, and people who want them all."""

    @initialize()
    def build(self):
        with db.transaction():
            build_house()
            self.staff_id = make_user().id
            self.partner_id = make_partner().user.id
        self.titles = 0

    rooms, days = some.sampled_from(ROOMS), some.integers(0, DAYS - 1)
    hours, lengths = some.integers(9, 15), some.sampled_from((30, 60, 120))
    places, scopes = some.integers(0, 50), some.sampled_from((Scope.FOLLOWING, Scope.ALL))

    def attempt(self, act):
        try:
            with db.transaction():
                return act()
        except (ArenaError, RuleError):
            return None

    def staff(self):
        return Booker(make(self.staff_id))

    def partner(self):
        user = make(self.partner_id)
        organisation = db.session.scalars(select(Organisation)).first()
        return Booker(user, organisation)

    def facts(self, room, day, hour, minutes):
        self.titles += 1
        found = db.session.scalars(select(Resource).where(Resource.code == room)).one()
        when = DAY + timedelta(days=day)
        return facts(found, hour, minutes, day=when, title=f"Möte {self.titles}")

    @rule(room=rooms, day=days, hour=hours, minutes=lengths)
    def book(self, room, day, hour, minutes):
        wanted = self.facts(room, day, hour, minutes)
        was_free = is_free(wanted.room_id, wanted.starts_at, wanted.ends_at)
        made = self.attempt(lambda: book_room(wanted, self.staff(), by=BY))
        assert (made is not None) == was_free

    @rule(day=days, hour=hours, minutes=lengths)
    def ask(self, day, hour, minutes):
        wanted = self.facts("OFFICE", day, hour, minutes)
        self.attempt(lambda: book_room(wanted, self.partner(), by=BY))

    @rule(room=rooms, hour=hours, minutes=lengths, skipped=some.sets(days, max_size=2))
    def book_daily(self, room, hour, minutes, skipped):
        wanted = self.facts(room, 0, hour, minutes)
        choices = {DAY + timedelta(days=day): SKIP for day in skipped}
        daily = Rule(frequency=Frequency.DAILY, count=DAYS)
        self.attempt(lambda: book_series(wanted, daily, choices, self.staff(), by=BY))

    @precondition(lambda self: bookings())
    @rule(which=places, room=rooms, day=days, hour=hours, minutes=lengths)
    def move(self, which, room, day, hour, minutes):
        wanted = self.facts(room, day, hour, minutes)
        self.attempt(lambda: change_booking(pick(which), wanted, is_partner=False, by=BY))

    @precondition(lambda self: bookings())
    @rule(which=places, room=rooms, hour=hours, minutes=lengths, scope=scopes)
    def move_series(self, which, room, hour, minutes, scope):
        def act():
            booking = pick(which)
            day = (booking.event.starts_at.date() - DAY).days
            wanted = self.facts(room, day, hour, minutes)
            if booking.series_id is not None:
                change_series(booking, wanted, scope, {}, self.staff(), by=BY)

        self.attempt(act)

    @precondition(lambda self: bookings())
    @rule(
        which=places,
        scope=scopes,
        interval=some.integers(1, 3),
        count=some.integers(1, 5),
        weekdays=some.sets(some.integers(0, 6), max_size=4),
        later=some.integers(0, 2),
        answer=some.sampled_from((None, SKIP, BOOK)),
    )
    def change_rule(self, which, scope, interval, count, weekdays, later, answer):
        frequency = Frequency.WEEKLY if weekdays else Frequency.DAILY
        limits = {"interval": interval, "count": count, "weekdays": tuple(sorted(weekdays))}

        def act():
            booking = pick(which)
            if booking.series_id is None:
                return
            first_on = anchor_of(booking, scope) + timedelta(days=later)
            asked = Change(rule=Rule(frequency=frequency, **limits), first_on=first_on, scope=scope)
            choices = {DAY + timedelta(days=day): answer for day in range(60) if answer}
            series = change_rule(booking, asked, choices, self.staff(), by=BY)
            db.session.flush()
            self.agrees(series, asked)

        self.attempt(act)

    def agrees(self, series, asked):
        """What holds a room and is no exception is where the rule has it."""
        given = set(days_of(series))
        assert given == {
            clock.date_of(start)
            for start in occurrences(asked.rule, asked.first_on, series.begins_at, clock.zone())
        }
        for each in series.bookings:
            if each.state in HOLDING and not each.is_exception:
                assert each.occurs_on in given
                assert each.occurs_on == clock.date_of(each.event.starts_at)

    @precondition(lambda self: bookings())
    @rule(which=places)
    def cancel(self, which):
        self.attempt(lambda: cancel_booking(pick(which), by=BY))

    @precondition(lambda self: bookings())
    @rule(which=places, scope=scopes)
    def cancel_series(self, which, scope):
        def act():
            booking = pick(which)
            if booking.series_id is not None:
                cancel_series(booking, scope, by=BY)

        self.attempt(act)

    @precondition(lambda self: bookings())
    @rule(which=places, is_approved=some.booleans())
    def answer(self, which, is_approved):
        if is_approved:
            self.attempt(lambda: approve(pick(which), by=BY))
        else:
            self.attempt(lambda: decline(pick(which), words="Nej.", by=BY))

    @invariant()
    def nothing_is_held_twice_and_nothing_free_is_hidden(self):
        db.session.expire_all()
        held = [
            (spaces(each.room.code), *around(each)) for each in bookings() if each.state in HOLDING
        ]
        for number, (space, starts_at, ends_at) in enumerate(held):
            for other, begins, ends in held[:number]:
                assert not space & other or ends_at <= begins or ends <= starts_at
        for room in db.session.scalars(select(Resource).where(Resource.kind == "room")):
            setup, clearup = margins(room)
            for day in range(DAYS):
                when = at(DAY + timedelta(days=day), 12)
                end = when + timedelta(hours=1)
                is_taken = any(
                    space & spaces(room.code)
                    and starts_at < end + clearup
                    and when - setup < ends_at
                    for space, starts_at, ends_at in held
                )
                is_hidden = is_taken or self.closes(room, DAY + timedelta(days=day))
                assert is_free(room.id, when, end) != is_hidden

    def closes(self, room, day):
        """Tell whether a room is closed on a day: here nothing ever is."""
        return False

    def teardown(self):
        db.session.rollback()
        _empty()


def make(user_id):
    return db.session.get_one(User, user_id)


def bookings():
    return db.session.scalars(select(RoomBooking).order_by(RoomBooking.id)).all()


def pick(which):
    found = bookings()
    return found[which % len(found)]


def spaces(code):
    return PARTS.get(code, {code})


def margins(room):
    return timedelta(minutes=room.setup_minutes), timedelta(minutes=room.clearup_minutes)


def around(booking):
    setup, clearup = margins(booking.room)
    return booking.event.starts_at - setup, booking.event.ends_at + clearup


def is_free(room_id, starts_at, ends_at):
    house = read_house(
        starts_on=DAY - timedelta(days=1), ends_on=DAY + timedelta(days=DAYS + 1), is_partner=False
    )
    return house.is_free(room_id, seconds(starts_at), seconds(ends_at))


def test_no_sequence_of_acts_holds_a_room_twice_or_hides_a_free_one(app):
    run_state_machine_as_test(
        Building,
        settings=settings(
            max_examples=8,
            stateful_step_count=12,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
