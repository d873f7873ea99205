"""Changing how a series recurs: other days, another interval, another end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from arena import clock, db
from arena.audit.models import Actor
from arena.events.recurrence import occurrences, write_rule
from arena.meeting_place.models import BookingSeries, BookingState, RoomBooking
from arena.meeting_place.queries.ruling import (
    Change,
    Fate,
    Row,
    RulePlan,
    days_of,
    plan_rule_change,
)
from arena.meeting_place.rules.states import Act
from arena.meeting_place.services.acting import doing
from arena.meeting_place.services.asking import ask_for_answer
from arena.meeting_place.services.changing import call_off
from arena.meeting_place.services.checking import require_ahead, require_quota
from arena.meeting_place.services.errors import (
    NothingLeft,
    OrderTooLate,
    TooLateToOrder,
)
from arena.meeting_place.services.facts import Booker, facts_of
from arena.meeting_place.services.locking import lock_series, require_seen
from arena.meeting_place.services.notices import withdrawal
from arena.meeting_place.services.series import (
    BOOK,
    SKIP,
    Choices,
    Settled,
    add_to,
    is_as_planned,
    settle_each,
)
from arena.meeting_place.services.series_changes import change_one, write_down
from arena.meeting_place.services.splitting import split
from arena.meeting_place.services.telling import tell_of_series


@dataclass(frozen=True, kw_only=True)
class _Work:
    """What is to be done to a series: by the plan, as it was settled."""

    plan: RulePlan
    settled: Sequence[Settled]
    editor: Booker
    by: Actor

    @property
    def moved(self) -> list[tuple[Row, Settled | None]]:
        """The occurrences that get another day; without a time, they stay where they are."""
        found = {settled[0].day: settled for settled in self.settled}
        return [(row, found.get(row.day)) for row in self.plan.of(Fate.MOVED)]

    @property
    def added(self) -> list[Settled]:
        """The occurrences that there were none of."""
        moved = {row.day for row in self.plan.of(Fate.MOVED)}
        return [settled for settled in self.settled if settled[0].day not in moved]


def change_rule(
    booking: RoomBooking,
    change: Change,
    choices: Choices,
    editor: Booker,
    *,
    by: Actor,
    seen: str | None = None,
) -> BookingSeries:
    """Let a series recur by another rule from a booking on, or all that is to come.

    What has been, and what was changed on its own, stays as it is. `seen` is `state_of` the series
    that the form was shown for. Raises `ChangedMeanwhile`, `SeriesConflict`, `NothingLeft`,
    `RuleError`, and what a single change raises.
    """
    series = lock_series(booking)
    if is_changed_already(series, change):
        return series
    require_seen(series, seen)
    plan = plan_rule_change(booking, change, is_partner=editor.is_partner)
    settled = settle_each(
        replace(facts_of(plan.pattern), orders={}), plan.plan, _chosen(plan, choices)
    )
    work = _Work(plan=plan, settled=settled, editor=editor, by=by)
    _require(work)
    following = split(series, plan.anchor)
    following.rule = write_rule(change.rule, clock.zone())
    following.first_on = change.first_on
    fallen, withdrawn = _let_fall(work)
    _move(work)
    added = _add(work, following)
    db.session.flush()
    db.session.refresh(following, ["bookings"])
    _tell(following, work, fallen, withdrawn)
    if editor.is_partner:
        ask_for_answer([*_moved(work), *added])
    write_down(booking, "change_rule", len(settled) + len(fallen), change.scope, by)
    return following


def is_changed_already(series: BookingSeries, change: Change) -> bool:
    """Tell whether a series recurs so: a form sent twice has been heard already."""
    zone = clock.zone()
    starts = occurrences(change.rule, change.first_on, series.begins_at, zone)
    same_rule = write_rule(change.rule, zone) == series.rule
    return same_rule and [clock.date_of(start) for start in starts] == days_of(series)


def _chosen(plan: RulePlan, choices: Choices) -> Choices:
    """Return the choices, where what was left out before stays so unless it is asked for."""
    chosen = dict(choices)
    for row in plan.of(Fate.LEFT_OUT):
        chosen.setdefault(row.day, SKIP)
    return {day: choice for day, choice in chosen.items() if choice != BOOK}


def _require(work: _Work) -> None:
    """Raise what stands in the way of the whole: nothing left, what has passed, the quota."""
    if not work.settled and not work.plan.of(Fate.KEPT, Fate.EXCEPTION, Fate.MOVED):
        raise NothingLeft
    if work.settled:
        require_ahead(min(facts.starts_at for _, facts in work.settled))
    if work.editor.is_partner:
        given_back = [
            row.booking.event_id
            for row in work.plan.of(Fate.MOVED, Fate.FALLS_AWAY)
            if row.booking is not None and (row.fate is Fate.FALLS_AWAY or _is_settled(row, work))
        ]
        require_quota(
            Booker(work.editor.user, work.plan.pattern.organisation),
            [(facts.starts_at, facts.ends_at) for _, facts in work.settled],
            ignore_events=given_back,
        )


def _is_settled(row: Row, work: _Work) -> bool:
    return any(occurrence.day == row.day for occurrence, _ in work.settled)


def _let_fall(work: _Work) -> tuple[list[RoomBooking], list[int]]:
    """Cancel what the new rule does not give, and let its days be had again.

    Return it, and the numbers of those that were in a calendar.
    """
    withdrawn: list[int] = []
    fallen = [row.booking for row in work.plan.of(Fate.FALLS_AWAY) if row.booking is not None]
    for each in fallen:
        with doing(each, Act.CANCEL, by=work.by):
            withdrawn += [each.id] if withdrawal(each) else []
            call_off(each, BookingState.CANCELLED, "", by=work.by)
            each.occurs_on = None
    return fallen, withdrawn


def _move(work: _Work) -> None:
    """Give occurrences their new days; exceptions only change the day that they stand for."""
    for row in work.plan.of(Fate.EXCEPTION):
        if row.booking is not None:
            row.booking.occurs_on = row.day
    for row, settled in work.moved:
        each = row.booking
        if each is None:
            continue
        if settled is None:
            each.is_exception = True
        else:
            occurrence, facts = settled
            try:
                change_one(
                    each,
                    facts,
                    work.plan.plan,
                    is_partner=work.editor.is_partner,
                    by=work.by,
                )
            except TooLateToOrder as error:
                raise OrderTooLate(each.event.starts_at, error.message) from error
            each.is_exception = not is_as_planned(facts, occurrence, work.plan.plan)
        each.occurs_on = row.day


def _add(work: _Work, series: BookingSeries) -> list[RoomBooking]:
    """Book what there was not, for whom the series is; return it."""
    added = []
    pattern = work.plan.pattern
    owner = Booker(pattern.booked_by, pattern.organisation)
    for occurrence, facts in work.added:
        for each in series.bookings:
            if each.occurs_on == occurrence.day:
                each.occurs_on = None  # It was cancelled on its own, and is now had after all.
        db.session.flush()
        made = add_to(
            series,
            occurrence,
            facts,
            work.plan.plan,
            owner,
            by=work.by,
            is_partner=work.editor.is_partner,
        )
        added.append(made)
    return added


def _moved(work: _Work) -> list[RoomBooking]:
    return [row.booking for row, settled in work.moved if row.booking and settled]


def _tell(
    series: BookingSeries, work: _Work, fallen: Sequence[RoomBooking], withdrawn: Sequence[int]
) -> None:
    now = clock.now()
    ahead = [
        each
        for each in series.bookings
        if each.state in ("requested", "confirmed") and each.event.starts_at > now
    ]
    tell_of_series(
        ahead or list(fallen) or [work.plan.pattern],
        "changed",
        fallen=fallen,
        withdrawn=withdrawn,
        touched=[*_moved(work), *fallen],
    )
