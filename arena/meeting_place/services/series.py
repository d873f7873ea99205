"""Booking a room again and again: all occurrences in one transaction, or none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from arena import clock, db
from arena.audit.models import Actor
from arena.audit.services import record
from arena.events.recurrence import Rule, write_rule
from arena.events.services import lock_calendar
from arena.meeting_place.models import BookingSeries, RoomBooking
from arena.meeting_place.queries.occurrences import Occurrence, Plan, Wanted, plan_rule
from arena.meeting_place.rules.states import state_after
from arena.meeting_place.services.asking import ask_for_answer
from arena.meeting_place.services.checking import (
    require_ahead,
    require_fitting,
    require_free,
    require_quota,
)
from arena.meeting_place.services.errors import NothingLeft, SeriesConflict
from arena.meeting_place.services.facts import Booker, BookingFacts
from arena.meeting_place.services.making import find_repeated, make_booking
from arena.meeting_place.services.telling import tell_of_series


@dataclass(frozen=True)
class Instead:
    """What is taken in place of an occurrence that cannot be had."""

    room_id: int
    starts_at: datetime
    minutes: int
    layout: str


Settled = tuple[Occurrence, BookingFacts]
SKIP = "skip"
BOOK = "book"  # For what was left out before: to have it after all.
Choices = Mapping[date, "Instead | str"]  # By the day that the rule gave; `SKIP` leaves one out.


def book_series(
    facts: BookingFacts, rule: Rule, choices: Choices, booker: Booker, *, by: Actor
) -> BookingSeries:
    """Book every occurrence of a rule that is not skipped; `facts` are those of the first.

    Near misses that are taken become exceptions. Raises `SeriesConflict` where an occurrence
    cannot be had and nothing was chosen instead, `NothingLeft` where all are skipped, `RuleError`,
    and what a single booking raises.
    """
    lock_calendar()
    repeated = find_repeated(facts, booker, rule=write_rule(rule, clock.zone()))
    if repeated is not None and repeated.series is not None:
        return repeated.series
    local = facts.starts_at.astimezone(clock.zone())
    plan = plan_rule(
        rule,
        local.date(),
        local.time(),
        wanted_of(facts),
        is_partner=booker.is_partner,
    )
    chosen = settle(facts, plan, choices)
    require_ahead(chosen[0][1].starts_at)
    require_quota(booker, [(each.starts_at, each.ends_at) for _, each in chosen])
    series = BookingSeries(
        rule=write_rule(rule, clock.zone()),
        first_on=local.date(),
        begins_at=local.time(),
        minutes=facts.minutes,
        created_at=clock.now(),
    )
    db.session.add(series)
    db.session.flush()
    made = [add_to(series, occurrence, each, plan, booker, by=by) for occurrence, each in chosen]
    tell_of_series(made, "booked")
    ask_for_answer(made)
    detail = {"times": len(made), "room": facts.room_id}
    record("meeting_place.book_series", subject=series, by=by, detail=detail)
    return series


def wanted_of(facts: BookingFacts) -> Wanted:
    """Return what is wanted each time."""
    return Wanted(
        room_id=facts.room_id,
        minutes=facts.minutes,
        people=facts.head_count,
        layout=facts.layout,
        equipment=facts.equipment,
    )


def settle(facts: BookingFacts, plan: Plan, choices: Choices) -> list[Settled]:
    """Return what is booked each time: as the rule says, or what was chosen instead.

    Raises `SeriesConflict` or `NothingLeft`, and what does not fit.
    """
    settled = settle_each(facts, plan, choices)
    if not settled:
        raise NothingLeft
    return settled


def settle_each(facts: BookingFacts, plan: Plan, choices: Choices) -> list[Settled]:
    """Return what is booked each time, be it nothing; what does not fit is raised."""
    if plan.occurrences:
        require_fitting(facts, plan.house)
    settled = []
    for occurrence in plan.occurrences:
        choice = choices.get(occurrence.day)
        if choice == SKIP:
            continue
        each = replace(facts, starts_at=occurrence.starts_at, ends_at=occurrence.ends_at)
        if isinstance(choice, Instead):
            each = replace(
                each,
                room_id=choice.room_id,
                starts_at=choice.starts_at,
                ends_at=choice.starts_at + timedelta(minutes=choice.minutes),
                layout=choice.layout,
            )
            require_ahead(each.starts_at)
            require_fitting(each, plan.house)
            require_free(each, plan.house)
        elif not occurrence.is_free:
            raise SeriesConflict(occurrence.starts_at)
        settled.append((occurrence, each))
    return settled


def is_as_planned(facts: BookingFacts, occurrence: Occurrence, plan: Plan) -> bool:
    """Tell whether an occurrence is in the room and at the time that the series has."""
    has = (facts.room_id, facts.starts_at, facts.ends_at, facts.layout)
    wanted = plan.wanted
    return has == (wanted.room_id, occurrence.starts_at, occurrence.ends_at, wanted.layout)


def add_to(
    series: BookingSeries,
    occurrence: Occurrence,
    facts: BookingFacts,
    plan: Plan,
    booker: Booker,
    *,
    by: Actor,
    is_partner: bool | None = None,
) -> RoomBooking:
    """Book one occurrence for somebody; `is_partner` is on whose terms, where others do it."""
    partner = booker.is_partner if is_partner is None else is_partner
    room = plan.house.rooms[facts.room_id]
    needs_approval = room.room is not None and room.room.needs_approval
    return make_booking(
        facts,
        room,
        booker,
        state=state_after(is_partner=partner, needs_approval=needs_approval, is_moved=True),
        series=series,
        occurs_on=occurrence.day,
        is_exception=not is_as_planned(facts, occurrence, plan),
        by=by,
    )
