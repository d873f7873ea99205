"""A month of the demo's room bookings: meetings, a series, and what partners ask for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import partial

from sqlalchemy import select

from arena import clock, db
from arena.accounts.models import User
from arena.audit.models import COMMAND, WORKER, Actor
from arena.demo.data.rooms import (
    CATERING,
    MEETINGS,
    PARTNER_MEETINGS,
    TECHNOLOGY,
    TERMS,
)
from arena.demo.world import World
from arena.events.recurrence import Frequency, Rule
from arena.meeting_place.models import BookingState, ServiceKind
from arena.meeting_place.queries.bookings import get_booking
from arena.meeting_place.queries.members import list_organisations_of
from arena.meeting_place.queries.occurrences import plan_rule
from arena.meeting_place.services.arriving import check_in, release_unused
from arena.meeting_place.services.booking import book_room
from arena.meeting_place.services.deciding import approve, decline
from arena.meeting_place.services.facts import Booker, BookingFacts
from arena.meeting_place.services.keeping import Desk, set_desks, set_quota
from arena.meeting_place.services.series import SKIP, book_series, wanted_of
from arena.meeting_place.services.serving import answer_order
from arena.resources.models import Resource
from arena.resources.services import RoomTerms, set_room_terms

DAY = timedelta(days=1)
BACK, AHEAD = 14, 24
WEEKS = 16
QUOTA = 20 * 60
NO_SHOWS = 0.15


def lend_out(places: dict[str, Resource], users: dict[str, User]) -> None:
    """Say on what terms rooms are lent, who sees to services, and how much partners may hold."""
    for code, terms in TERMS.items():
        set_room_terms(
            places[code],
            RoomTerms(
                features=terms.features,
                is_for_partners=terms.is_for_partners,
                needs_approval=terms.needs_approval,
                approver_id=users[terms.approver].id if terms.approver else None,
                release_minutes=terms.release_minutes,
                layouts=terms.layouts,
                part_ids=[places[part].id for part in terms.parts],
            ),
            by=COMMAND,
        )
    people = {
        ServiceKind.CATERING: users["mirja@arena.example"].id,
        ServiceKind.TECHNOLOGY: users["bob@arena.example"].id,
    }
    desks = [
        Desk(kind=kind, responsible_id=who, lead_working_days=3) for kind, who in people.items()
    ]
    set_desks(desks, by=COMMAND)
    set_quota(None, QUOTA, by=COMMAND)


@dataclass
class Meeting:
    """One booking of the demo, and what becomes of it."""

    world: World
    booker_id: int
    facts: BookingFacts
    by: Actor  # Who answers, where an answer is due.
    answer: str = "yes"  # Or "no", or "" for one that still waits.
    booking_id: int = 0

    def book(self) -> None:
        """Book, or ask."""
        user = db.session.get_one(User, self.booker_id)
        organisation = next(iter(list_organisations_of(user.id)), None)
        booker = Booker(user, None if user.is_staff else organisation)
        booking = book_room(self.facts, booker, by=Actor.user(user.id))
        self.booking_id = booking.id
        if booking.state == "requested" and self.answer:
            self.world.at(clock.now() + DAY, self.decide)
        self.world.at(booking.event.starts_at, self.take_place)
        if booking.orders:
            self.world.at(clock.now() + DAY / 2, self.serve)

    def take_place(self) -> None:
        """Let people come, and say how many; one group in ten does not, and loses its room."""
        booking = get_booking(self.booking_id)
        if booking.state != BookingState.CONFIRMED:
            return
        terms = booking.room.room
        minutes = terms.release_minutes if terms else None
        if minutes and self.world.chance.random() < NO_SHOWS:
            at = booking.event.starts_at + timedelta(minutes=minutes)
            self.world.at(at, partial(release_unused, booking, by=WORKER))
        else:
            count = max(1, booking.head_count + self.world.chance.randint(-2, 1))
            check_in(booking, count=count, by=Actor.user(self.booker_id))

    def decide(self) -> None:
        """Answer a partner."""
        booking = get_booking(self.booking_id)
        if self.answer == "yes":
            approve(booking, words="Välkomna! Nyckeln finns i receptionen.", by=self.by)
        else:
            words = "Då slipas golvet. Kajrummet är ledigt samma tid, eller samma rum veckan efter."
            decline(booking, words=words, by=self.by)

    def serve(self) -> None:
        """Answer what was asked of the desks."""
        booking = get_booking(self.booking_id)
        for order in booking.orders:
            if order.state == "asked" and order.responsible_id is not None:
                by = Actor.user(order.responsible_id)
                answer_order(order, is_accepted=True, words="Det ordnar vi.", by=by)


def plan_bookings(world: World, staff: Sequence[Actor]) -> None:
    """Plan a month of bookings around today."""
    rooms = {room.code: room for room in db.session.scalars(select(Resource))}
    users = {user.email: user for user in db.session.scalars(select(User))}
    bookers = [user.id for user in users.values() if user.role in ("coordinator", "host")]
    now, today = clock.now(), clock.today()
    for number in range(-BACK, AHEAD):
        day = today + number * DAY
        if day.weekday() > 4:
            continue
        for title, code, people, minutes in world.chance.sample(MEETINGS, 3):
            facts = _facts(world, rooms, day, title, code, people, minutes)
            meeting = Meeting(world, world.chance.choice(bookers), facts, staff[0])
            ahead = world.chance.uniform(3, 12) * DAY
            world.at(min(facts.starts_at - ahead, now - DAY), meeting.book)
    _plan_partner(world, rooms, users["partner@arena.example"].id, staff[0])
    series = _facts(world, rooms, _next(today - 4 * 7 * DAY, 1), "Tisdagsmöte", "PK", 10, 60, 8)
    leader = users["coordinator@arena.example"].id
    world.at(series.starts_at - 5 * DAY, partial(book_weekly, series, leader))


def book_weekly(facts: BookingFacts, booker_id: int) -> None:
    """Book a weekly meeting; what cannot be had is left out."""
    booker = Booker(db.session.get_one(User, booker_id))
    local = facts.starts_at.astimezone(clock.zone())
    rule = Rule(frequency=Frequency.WEEKLY, weekdays=(local.weekday(),), count=WEEKS)
    plan = plan_rule(
        rule,
        local.date(),
        local.time(),
        wanted_of(facts),
        is_partner=False,
    )
    choices = {each.day: SKIP for each in plan.occurrences if not each.is_free}
    book_series(facts, rule, choices, booker, by=Actor.user(booker_id))


def _plan_partner(world: World, rooms: dict[str, Resource], partner_id: int, staff: Actor) -> None:
    """Let the partner book at once, ask and be told yes, be told no, and wait."""
    today, now = clock.today(), clock.now()
    for day, number, asked, answer in (
        (today - 5 * DAY, 0, 16, "yes"),
        (today + 3 * DAY, 1, 6, "yes"),
        (today + 6 * DAY, 2, 5, "no"),
        (today + 9 * DAY, 0, 0.2, ""),
        (today + 13 * DAY, 2, 0.1, ""),
    ):
        title, code, people, minutes = PARTNER_MEETINGS[number]
        day = _weekday(day)  # noqa: PLW2901 - the same day, or the next that is no weekend
        facts = _facts(world, rooms, day, title, code, people, minutes, 16)
        world.at(now - asked * DAY, Meeting(world, partner_id, facts, staff, answer).book)


def _facts(
    world: World,
    rooms: dict[str, Resource],
    day: date,
    title: str,
    code: str,
    people: int,
    minutes: int,
    hour: int | None = None,
) -> BookingFacts:
    starts_at = datetime.combine(
        day, time(hour or world.chance.choice((9, 10, 13, 14, 15))), clock.zone()
    )
    chance = world.chance.random()
    layouts = TERMS[code].layouts
    return BookingFacts(
        room_id=rooms[code].id,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(minutes=minutes),
        title=title,
        is_title_shown=chance > 0.5,
        head_count=people,
        layout=next(name for name, seats in layouts.items() if seats >= people),
        equipment={rooms["HL"].id: people // 2} if chance < 0.15 else {},
        orders={"catering": CATERING} if chance > 0.8 else _technology(code, chance),
    )


def _technology(code: str, chance: float) -> dict[str, str]:
    return {"technology": TECHNOLOGY} if code == "DS" and chance > 0.4 else {}


def _weekday(day: date) -> date:
    return day + timedelta(days=max(0, 7 - day.weekday())) if day.weekday() > 4 else day


def _next(day: date, weekday: int) -> date:
    """Return the first such weekday on or after a day."""
    return day + timedelta(days=(weekday - day.weekday()) % 7)
