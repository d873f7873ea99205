"""A series in two steps: read every occurrence with what stands in its way, then save them all.

Both steps are POSTs of the same form. The second page keeps what was typed in hidden controls.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from arena import clock, db
from arena.accounts.sessions import acting, signed_in_user
from arena.errors import Conflict, Invalid
from arena.events.recurrence import Rule, RuleError
from arena.meeting_place.forms.booking import BookForm, chosen_instead, written
from arena.meeting_place.forms.seen import show_again
from arena.meeting_place.models import BookingState, RoomBooking
from arena.meeting_place.queries.occurrences import Plan, plan_rule
from arena.meeting_place.queries.ruling import day_of, series_of, state_of
from arena.meeting_place.rule_words import missing_words
from arena.meeting_place.rules.states import Scope
from arena.meeting_place.services.checking import quota_trouble, require_fitting
from arena.meeting_place.services.errors import ChangedMeanwhile
from arena.meeting_place.services.facts import Booker, BookingFacts
from arena.meeting_place.services.series import (
    BOOK,
    SKIP,
    Choices,
    Instead,
    book_series,
    wanted_of,
)
from arena.meeting_place.services.series_changes import change_series, plan_change, targets
from arena.web.security import MAY_GO_BACK

PREFIX = "on-"
Page = Callable[..., ResponseReturnValue]


def book_again_and_again(form: BookForm, page: Page) -> ResponseReturnValue:
    """Show every occurrence of the series that was typed, or save them all."""
    asked = _read(form)
    if asked is None:
        return page(400)
    facts, rule = asked
    booker = Booker(signed_in_user(), form.organisation)
    missing = missing_words(rule, clock.date_of(facts.starts_at))
    asks = facts.room_id in form.offered.asked_for
    verb = _("Ask for all of these") if asks else _("Book all of these")
    try:
        if request.form.get("step") != "save":
            plan = _plan(facts, rule, booker)
            trouble = quota_trouble(booker, _periods(plan))
            return _preview(plan, verb, choices={}, trouble=trouble, missing=missing)
        choices = read_choices()
        with db.transaction():
            series = book_series(facts, rule, choices, booker, by=acting())
    except RuleError as error:
        form.refuse_rule(error.problem)
        return page(400)
    except Invalid as error:
        form.refuse(error.field, error.message)
        return page(400)
    except Conflict as error:
        plan = _plan(facts, rule, booker)
        return _preview(plan, verb, choices=choices, error=error, missing=missing)
    flash(_said_of(series.bookings), "success")
    return redirect(url_for(".show", booking_id=series.bookings[0].id))


def _said_of(bookings: Sequence[RoomBooking]) -> str:
    """Return what is done: booked, held until somebody has answered, or some of each."""
    waiting = sum(each.state == BookingState.REQUESTED for each in bookings)
    said = []
    if booked := len(bookings) - waiting:
        said.append(ngettext("%(num)d time is booked.", "%(num)d times are booked.", booked))
    if waiting:
        said.append(
            ngettext(
                "%(num)d time is held for you until we have answered.",
                "%(num)d times are held for you until we have answered.",
                waiting,
            )
        )
    return " ".join([*said, _("A mail that lists them is on its way to you.")])


def change_again_and_again(form: BookForm, booking: RoomBooking, page: Page) -> ResponseReturnValue:
    """Show what each occurrence would meet, or change them all."""
    facts = _facts(form)
    if facts is None or _asks_of_desks(form):
        return page(400)
    scope, editor, seen = form.chosen_scope, Booker(signed_in_user()), form.seen_series
    verb, was_of = _("Change all of these"), booking.series_id
    try:
        if request.form.get("step") != "save":
            if seen != state_of(series_of(booking)):
                raise ChangedMeanwhile
            plan = plan_change(booking, facts, scope, is_partner=editor.is_partner)
            owner = Booker(editor.user, booking.organisation)
            targeted = targets(booking, scope, with_exceptions=False)
            ids = [each.event_id for each in targeted]
            trouble = quota_trouble(owner, _periods(plan), ignore_events=ids)
            return _preview(plan, verb, choices={}, booking=booking, scope=scope, trouble=trouble)
        choices = read_choices()
        with db.transaction():
            change_series(booking, facts, scope, choices, editor, by=acting(), seen=seen)
    except Invalid as error:
        form.refuse(error.field, error.message)
        return page(400)
    except ChangedMeanwhile:
        return page(409, changes=show_again(form, booking, form.chosen_scope))
    except Conflict as error:
        plan = plan_change(booking, facts, scope, is_partner=editor.is_partner)
        return _preview(plan, verb, choices=choices, booking=booking, scope=scope, error=error)
    said = [_("The series is changed. A mail that lists it is on its way.")]
    if was_of != booking.series_id and scope is Scope.FOLLOWING:
        said.append(_("What you changed is a series of its own now."))
    flash(" ".join(said), "success")
    return redirect(url_for(".show", booking_id=booking.id))


def _read(form: BookForm) -> tuple[BookingFacts, Rule] | None:
    facts = _facts(form)
    if facts is None:
        return None
    if facts.orders:
        for kind in facts.orders:
            form.refuse(kind, _("Ask for this on each time’s own page, once they are booked."))
        return None
    rule = form.rule()
    return None if rule is None else (facts, rule)


def _asks_of_desks(form: BookForm) -> bool:
    """Refuse what is asked of desks for several times: each has its own deadline and answer."""
    asked = [kind for kind, words in form.orders.items() if words != form.ordered.get(kind, "")]
    for kind in asked:
        form.refuse(kind, _("Ask for this on each time’s own page: here it is for one time only."))
    return bool(asked)


def _facts(form: BookForm) -> BookingFacts | None:
    return form.facts() if form.validate() else None


def _plan(facts: BookingFacts, rule: Rule, booker: Booker) -> Plan:
    """Return every occurrence; raise what does not fit, before anything of it is promised."""
    local = facts.starts_at.astimezone(clock.zone())
    plan = plan_rule(
        rule,
        local.date(),
        local.time(),
        wanted_of(facts),
        is_partner=booker.is_partner,
    )
    require_fitting(facts, plan.house)
    return plan


def _periods(plan: Plan) -> list[tuple[datetime, datetime]]:
    """Return when the room would be held, as far as it can be had."""
    return [each.held for each in plan.occurrences if each.held is not None]


def _preview(
    plan: Plan,
    verb: str,
    *,
    choices: Choices,
    booking: RoomBooking | None = None,
    scope: Scope = Scope.ONE,
    error: Conflict | None = None,
    trouble: Conflict | None = None,
    missing: str = "",
) -> ResponseReturnValue:
    ahead = [] if booking is None else targets(booking, Scope.ALL, with_exceptions=True)
    scoped = [] if booking is None else targets(booking, scope, with_exceptions=True)
    page = render_template(
        "meeting_place/preview.html",
        plan=plan,
        was={day_of(each): each for each in scoped},
        parts_with=len(ahead) - len(scoped),
        staying=[each for each in scoped if each.is_exception],
        verb=verb,
        kept=kept_controls(),
        booking=booking,
        error=error or trouble,
        missing=missing,
        chosen=choices,
        prefix=PREFIX,
        skip=SKIP,
        written=written,
        room=plan.house.rooms.get(plan.wanted.room_id),
    )
    return page, 200 if error is None else 409, MAY_GO_BACK


def kept_controls() -> list[tuple[str, str]]:
    """Return what was typed on the page before, for hidden controls."""
    return [
        (name, value)
        for name, value in request.form.items(multi=True)
        if name not in ("csrf_token", "step") and not name.startswith(PREFIX)
    ]


def read_choices() -> dict[date, Instead | str]:
    """Return what was chosen for each day: to leave it out, or something instead."""
    choices: dict[date, Instead | str] = {}
    for name, value in request.form.items():
        day = _day(name)
        if day is None:
            continue
        if value in (SKIP, BOOK):
            choices[day] = value
        elif (instead := chosen_instead(value)) is not None:
            choices[day] = instead
    return choices


def _day(name: str) -> date | None:
    if not name.startswith(PREFIX):
        return None
    try:
        return date.fromisoformat(name.removeprefix(PREFIX))
    except ValueError:
        return None
