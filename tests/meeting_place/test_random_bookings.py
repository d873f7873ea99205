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
from arena.events.recurrence import Frequency, Rule, RuleError, occurrences
from arena.meeting_place.queries.arriving import release_of
from arena.meeting_place.queries.bookings import equipment_of
from arena.meeting_place.queries.ruling import Change, anchor_of, days_of
from arena.meeting_place.rules.states import HOLDING, Scope
from arena.meeting_place.services.arriving import release_unused
from arena.meeting_place.services.booking import book_room
from arena.meeting_place.services.changing import cancel_booking, change_booking, moves
from arena.meeting_place.services.deciding import approve, decline
from arena.meeting_place.services.errors import (
    ChangedMeanwhile,
    ClosedThen,
    EquipmentTaken,
    NothingLeft,
    NotNow,
    OnlyExceptions,
    RoomTaken,
    SeriesConflict,
)
from arena.meeting_place.services.facts import Booker
from arena.meeting_place.services.ruling import change_rule
from arena.meeting_place.services.series import BOOK, SKIP, book_series
from arena.meeting_place.services.series_changes import cancel_series, change_series, targets
from arena.resources.models import Resource
from arena.resources.services import RoomTerms, add_closure, set_room_terms
from tests.cast import make_user
from tests.conftest import _empty
from tests.meeting_place.model import (
    DAYS,
    around,
    bookings,
    could_have,
    is_closed,
    is_free,
    margins,
    on_day,
    pick,
    spaces,
)
from tests.meeting_place.rooms import DAY, build_house, facts, make_partner
from tests.visits.bookings import at

BY = Actor.user(1)
TAKEN = (RoomTaken, EquipmentTaken, ClosedThen)
ROOMS = ("HALL", "EAST", "WEST", "OFFICE")


class Building(RuleBasedStateMachine):
    """A hall with two halves and an office, over four days, and people who want them all."""

    @initialize()
    def build(self):
        with db.transaction():
            self.headsets_id = build_house().headsets.id
            self.staff_id = make_user().id
            self.partner_id = make_partner().user.id
        self.titles, self.closed = 0, set()

    rooms, days = some.sampled_from(ROOMS), some.integers(0, DAYS - 1)
    hours, lengths = some.integers(9, 15), some.sampled_from((30, 60, 120))
    sets = some.sampled_from((0, 0, 8))  # Of twelve.
    places, scopes = some.integers(0, 50), some.sampled_from((Scope.FOLLOWING, Scope.ALL))

    def attempt(self, act, *refusals):
        """Do it, and tell whether it was done; any refusal but these is a fault."""
        try:
            with db.transaction():
                act()
        except refusals:
            return False
        return True

    def staff(self):
        return Booker(make(self.staff_id))

    def partner(self):
        user = make(self.partner_id)
        organisation = db.session.scalars(select(Organisation)).first()
        return Booker(user, organisation)

    def facts(self, room, day, hour, minutes, sets=0):
        self.titles += 1
        found = db.session.scalars(select(Resource).where(Resource.code == room)).one()
        when = DAY + timedelta(days=day)
        equipment = {self.headsets_id: sets} if sets else {}
        title = f"Möte {self.titles}"
        return facts(found, hour, minutes, day=when, title=title, equipment=equipment)

    @rule(room=rooms, day=days, hour=hours, minutes=lengths, sets=sets)
    def book(self, room, day, hour, minutes, sets):
        wanted = self.facts(room, day, hour, minutes, sets)
        could = could_have(wanted, self.closed)
        assert self.attempt(lambda: book_room(wanted, self.staff(), by=BY), *TAKEN) == could

    @rule(day=some.integers(0, 1), hour=hours, minutes=lengths)
    def ask(self, day, hour, minutes):
        wanted = self.facts("OFFICE", day, hour, minutes)
        could = could_have(wanted, self.closed)
        assert self.attempt(lambda: book_room(wanted, self.partner(), by=BY), *TAKEN) == could

    @rule(room=rooms, hour=hours, minutes=lengths, skipped=some.sets(days, max_size=2))
    def book_daily(self, room, hour, minutes, skipped):
        wanted = [self.facts(room, day, hour, minutes) for day in range(DAYS)]
        kept = [each for day, each in enumerate(wanted) if day not in skipped]
        could = all(could_have(each, self.closed) for each in kept)
        choices = {DAY + timedelta(days=day): SKIP for day in skipped}
        daily = Rule(frequency=Frequency.DAILY, count=DAYS)
        done = self.attempt(
            lambda: book_series(wanted[0], daily, choices, self.staff(), by=BY), SeriesConflict
        )
        assert done == could

    @precondition(lambda self: bookings())
    @rule(which=places, room=rooms, day=days, hour=hours, minutes=lengths, sets=sets)
    def move(self, which, room, day, hour, minutes, sets):
        booking, wanted = pick(which), self.facts(room, day, hour, minutes, sets)
        stays = not moves(booking, wanted) and equipment_of(booking) == wanted.equipment
        could = booking.state in HOLDING and (stays or could_have(wanted, self.closed, [booking]))
        done = self.attempt(
            lambda: change_booking(booking, wanted, is_partner=False, by=BY), *TAKEN, NotNow
        )
        assert done == could

    @precondition(lambda self: bookings())
    @rule(which=places, room=rooms, hour=hours, minutes=lengths, scope=scopes)
    def move_series(self, which, room, hour, minutes, scope):
        booking = pick(which)
        if booking.series_id is None:
            return
        day = (clock.date_of(booking.event.starts_at) - DAY).days
        wanted = self.facts(room, day, hour, minutes)
        chosen = targets(booking, scope, with_exceptions=False)
        then = [on_day(each.occurs_on, wanted) for each in chosen]
        could = bool(chosen) and all(could_have(each, self.closed, chosen) for each in then)
        done = self.attempt(
            lambda: change_series(booking, wanted, scope, {}, self.staff(), by=BY),
            SeriesConflict,
            OnlyExceptions,
        )
        assert done == could

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

        allowed = (RuleError, NothingLeft) + (() if answer == SKIP else (SeriesConflict,))
        self.attempt(act, *allowed)

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
        booking = pick(which)
        could = booking.state in HOLDING
        assert self.attempt(lambda: cancel_booking(booking, by=BY), NotNow) == could

    @precondition(lambda self: bookings())
    @rule(which=places, scope=scopes)
    def cancel_series(self, which, scope):
        booking = pick(which)
        if booking.series_id is not None:
            could = bool(targets(booking, scope, with_exceptions=True))
            done = self.attempt(lambda: cancel_series(booking, scope, by=BY), ChangedMeanwhile)
            assert done == could

    @precondition(lambda self: bookings())
    @rule(which=places, is_approved=some.booleans())
    def answer(self, which, is_approved):
        booking = pick(which)
        could = booking.state == "requested"
        act = approve if is_approved else decline
        assert self.attempt(lambda: act(booking, words="Ja.", by=BY), NotNow) == could

    @rule(needs_approval=some.booleans())
    def lend_on_other_terms(self, needs_approval):
        office = db.session.scalars(select(Resource).where(Resource.code == "OFFICE")).one()
        terms = RoomTerms(
            is_for_partners=True,
            needs_approval=needs_approval,
            release_minutes=15,
            layouts={"boardroom": 25},
        )
        self.attempt(lambda: set_room_terms(office, terms, by=BY))

    @precondition(lambda self: len(self.closed) < 2)
    @rule(room=some.sampled_from(("", "OFFICE", "EAST")), day=days)
    def close(self, room, day):
        """What is booked then stays: nothing more is."""
        when = DAY + timedelta(days=day)
        found = db.session.scalars(select(Resource).where(Resource.code == room)).one_or_none()
        period = {"starts_on": when, "ends_on": when + timedelta(days=1)}
        why = {"reason_sv": "Golvslipning", "reason_en": "Floor work"}
        self.attempt(lambda: add_closure(found, **period, **why, by=BY))
        self.closed.add((room, when))

    @precondition(lambda self: bookings())
    @rule(which=places)
    def nobody_comes(self, which):
        booking = pick(which)
        due, could = release_of(booking), booking.state == "confirmed"
        if due is not None:
            with clock.travel(due):
                done = self.attempt(lambda: release_unused(booking, by=BY), NotNow)
            assert done == could

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
                is_hidden = is_taken or is_closed(room.code, clock.date_of(when), self.closed)
                assert is_free(room.id, when, end) != is_hidden

    def teardown(self):
        db.session.rollback()
        _empty()


def make(user_id):
    return db.session.get_one(User, user_id)


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
