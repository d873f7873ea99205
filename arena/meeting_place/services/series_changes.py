"""Changing, cancelling and answering this occurrence and what follows, or the whole series."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from arena import clock
from arena.audit.models import Actor
from arena.audit.services import record
from arena.meeting_place.models import BookingState, RoomBooking
from arena.meeting_place.queries.bookings import list_series_ahead, orders_of
from arena.meeting_place.queries.occurrences import Plan, plan_bookings
from arena.meeting_place.queries.ruling import anchor_of, day_of, series_of
from arena.meeting_place.rules.states import Act, Scope
from arena.meeting_place.services.acting import doing
from arena.meeting_place.services.alike import for_the_others
from arena.meeting_place.services.asking import ask_for_answer
from arena.meeting_place.services.changing import call_off, moves, rewrite
from arena.meeting_place.services.checking import require_fitting, require_quota
from arena.meeting_place.services.deciding import confirm
from arena.meeting_place.services.errors import ChangedMeanwhile, OnlyExceptions, OtherDay
from arena.meeting_place.services.facts import Booker, BookingFacts
from arena.meeting_place.services.locking import lock_series
from arena.meeting_place.services.notices import withdrawal
from arena.meeting_place.services.series import (
    Choices,
    is_as_planned,
    settle,
    wanted_of,
)
from arena.meeting_place.services.splitting import end_before, split
from arena.meeting_place.services.telling import tell_of_series


def targets(booking: RoomBooking, scope: Scope, *, with_exceptions: bool) -> list[RoomBooking]:
    """Return the occurrences to come that an act is about, in their order.

    What was changed on its own stays as it is: a change of the series leaves it alone.
    """
    if booking.series is None:
        return [booking]
    return [
        each
        for each in list_series_ahead(booking.series)
        if (with_exceptions or not each.is_exception)
        and (scope is Scope.ALL or day_of(each) >= day_of(booking))
    ]


def plan_change(
    booking: RoomBooking, facts: BookingFacts, scope: Scope, *, is_partner: bool
) -> Plan:
    """Return what each occurrence would meet at the new time or in the new room.

    Raises `OtherDay`: other days are another rule; `OnlyExceptions` where none is left; and what
    does not fit, before anything of it is promised.
    """
    local = facts.starts_at.astimezone(clock.zone())
    if local.date() != clock.date_of(booking.event.starts_at):
        raise OtherDay
    chosen = targets(booking, scope, with_exceptions=False)
    if not chosen:
        raise OnlyExceptions
    facts = for_the_others(booking, facts)
    plan = plan_bookings(
        chosen,
        facts.starts_at.astimezone(clock.zone()).time(),
        wanted_of(facts),
        is_partner=is_partner,
    )
    require_fitting(facts, plan.house)
    return plan


def change_series(
    booking: RoomBooking,
    facts: BookingFacts,
    scope: Scope,
    choices: Choices,
    editor: Booker,
    *,
    by: Actor,
    seen: str | None = None,
) -> None:
    """Change an occurrence and what follows, or all to come; a skipped one stays as it was.

    What follows becomes a series of its own, as RFC 5545 has it. `seen` is `state_of` the series
    that the form was shown for. Raises `SeriesConflict`, `OtherDay`, `ChangedMeanwhile`, and what
    a single change raises.
    """
    lock_series(booking, seen)
    chosen = targets(booking, scope, with_exceptions=False)
    plan = plan_change(booking, facts, scope, is_partner=editor.is_partner)
    facts = for_the_others(booking, facts)
    settled = settle(replace(facts, orders={}), plan, choices)
    by_day = {day_of(each): each for each in chosen}
    require_owner_s_quota(booking, [(by_day[each.day], one) for each, one in settled], editor)
    moved = {by_day[each.day].id for each, one in settled if moves(by_day[each.day], one)}
    series = split(series_of(booking), anchor_of(booking, scope))
    series.begins_at = facts.starts_at.astimezone(clock.zone()).time()
    series.minutes = facts.minutes
    for day in by_day.keys() - {each.day for each, _ in settled}:
        by_day[day].is_exception = True
    for occurrence, one in settled:
        each = by_day[occurrence.day]
        change_one(each, one, plan, is_partner=editor.is_partner, by=by)
        each.is_exception = not is_as_planned(one, occurrence, plan)
    changed = [by_day[each.day] for each, _ in settled]
    tell_of_series(changed, "changed")
    if editor.is_partner:
        ask_for_answer([each for each in changed if each.id in moved])
    write_down(booking, "change_series", len(changed), scope, by)


def cancel_series(
    booking: RoomBooking,
    scope: Scope,
    *,
    words: str = "",
    by: Actor,
    seen: str | None = None,
) -> int:
    """Cancel an occurrence and what follows, or all to come; return how many that were.

    `seen` is `state_of` the series that the form was shown for: also what another person did to
    a time that the form does not show is read first. Raises `ChangedMeanwhile`.
    """
    series = lock_series(booking, seen)
    chosen = _any_of(targets(booking, scope, with_exceptions=True))
    first = anchor_of(booking, scope)
    withdrawn = []
    for each in chosen:
        with doing(each, Act.CANCEL, by=by):
            withdrawn += [each.id] if withdrawal(each) else []
            call_off(each, BookingState.CANCELLED, words, by=by)
            each.occurs_on = None  # The rule ends before it.
    end_before(series, first)
    tell_of_series(chosen, "cancelled", withdrawn=withdrawn)
    write_down(booking, "cancel_series", len(chosen), scope, by)
    return len(chosen)


def answer_series(
    booking: RoomBooking,
    *,
    is_approved: bool,
    words: str = "",
    by: Actor,
    seen: str | None = None,
) -> int:
    """Answer everything of a series that waits; return how many that were.

    `seen` is `state_of` the series that the form was shown for. Raises `ChangedMeanwhile`.
    """
    lock_series(booking, seen)
    ahead = targets(booking, Scope.ALL, with_exceptions=True)
    chosen = _any_of([each for each in ahead if each.state == BookingState.REQUESTED])
    withdrawn = []
    for each in chosen:
        with doing(each, Act.APPROVE if is_approved else Act.DECLINE, by=by):
            withdrawn += [each.id] if withdrawal(each) else []
            if is_approved:
                confirm(each, words, by=by)
            else:
                call_off(each, BookingState.DECLINED, words, by=by)
    act = "approved" if is_approved else "declined"
    tell_of_series(chosen, act, withdrawn=() if is_approved else withdrawn)
    write_down(booking, "answer_series", len(chosen), Scope.ALL, by)
    return len(chosen)


def change_one(
    booking: RoomBooking, facts: BookingFacts, plan: Plan, *, is_partner: bool, by: Actor
) -> None:
    """Change one occurrence, which keeps what was ordered for it."""
    facts = replace(facts, orders=orders_of(booking))
    with doing(booking, Act.CHANGE, by=by) as detail:
        detail["room"] = facts.room_id
        rewrite(
            booking,
            facts,
            plan.house.rooms[facts.room_id],
            is_partner=is_partner,
            is_moved=moves(booking, facts),
            by=by,
        )


def require_owner_s_quota(
    booking: RoomBooking, changes: Sequence[tuple[RoomBooking, BookingFacts]], editor: Booker
) -> None:
    """Raise `QuotaReached` where a partner's changes take more than agreed in a month."""
    if editor.is_partner:
        require_quota(
            Booker(editor.user, booking.organisation),
            [(facts.starts_at, facts.ends_at) for _, facts in changes],
            ignore_events=[each.event_id for each, _ in changes],
        )


def _any_of(chosen: list[RoomBooking]) -> list[RoomBooking]:
    """Return them; raise `ChangedMeanwhile` where nothing is left to act on."""
    if not chosen:
        raise ChangedMeanwhile
    return chosen


def write_down(booking: RoomBooking, act: str, times: int, scope: Scope, by: Actor) -> None:
    """Leave a line about the series in the trail."""
    detail = {"times": times, "scope": str(scope)}
    record(f"meeting_place.{act}", subject=booking.series, by=by, detail=detail)
