"""The day lead's page, for a phone: where the day stands, whom to call, what to do when late."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from arena import clock, db
from arena.accounts.sessions import acting, signed_in_user
from arena.delegations import policy
from arena.delegations.forms.leading import LATER, CountForm, ReleaseNowForm, ShiftForm
from arena.delegations.meanings import STATES
from arena.delegations.models import Delegation, DelegationState, ProgrammeItem
from arena.delegations.queries.leading import list_callees, phone_of, read_day
from arena.delegations.queries.register import get_delegation, get_item
from arena.delegations.queries.releases import (
    Draft,
    find_last_release,
    may_release,
    read_draft,
)
from arena.delegations.queries.roles import days_of, find_day_lead
from arena.delegations.rules.ladder import Act, may_do
from arena.delegations.services.counting import count_heads
from arena.delegations.services.releasing import release
from arena.delegations.services.retiming import Retimed, Shift, retime
from arena.delegations.tellings import tell_changes
from arena.delegations.views.host_blueprint import blueprint
from arena.errors import Conflict, Invalid, NotFound
from arena.resources.words import resource_name
from arena.scheduling.trials import TRIAL, try_out
from arena.web import filters
from arena.web.access import access
from arena.web.forms import Form
from arena.web.languages import localized

_PATH = "/delegation-day/<reference>"


@dataclass(frozen=True)
class Foreseen:
    """What would follow of a shift, in words: what moves, what collides, who is told or called."""

    moves: list[tuple[str, str, str]]  # What, from when, to when.
    collisions: list[str]
    told: list[str]
    to_call: list[tuple[str, str]]  # Name and phone.


@blueprint.get(_PATH)
@access(policy.may_lead_days)
def day(reference: str) -> ResponseReturnValue:
    """Show today's programme, or the day that was asked for, with everybody to call."""
    delegation = _own(reference)
    return _show(delegation, _chosen_day(delegation), CountForm(obj=delegation))


@blueprint.post(f"{_PATH}/shift")
@access(policy.may_lead_days)
def shift(reference: str) -> ResponseReturnValue:
    """Say what would follow of something beginning or ending at another time; then do it."""
    delegation, form = _own(reference), ShiftForm()
    item, what, minutes = _pressed(delegation, form)
    try:
        if form.is_seen.data != "yes":
            shown = _foresee(item, what, minutes)
            return render_template(
                "delegations_host/shift.html",
                delegation=delegation,
                item=item,
                words=_words(item, what, minutes),
                foreseen=shown,
                form=form,
            )
        with db.transaction():
            done = retime(item, what, minutes=minutes, by=acting(), version=form.seen_version)
            told = len({party.email for party in done.told})
    except (Conflict, Invalid) as error:
        flash(str(error.message), "warning")
    else:
        flash(_("The programme follows. %(told)s", told=_told_words(told)), "success")
    return redirect(url_for("delegations_host.day", reference=delegation.reference), 303)


@blueprint.post(f"{_PATH}/release")
@access(policy.may_lead_days)
def release_now(reference: str) -> ResponseReturnValue:
    """Give the guests the programme as it now is, by one press of who leads the day."""
    delegation, form = _own(reference), ReleaseNowForm()
    if not form.validate_on_submit():
        raise NotFound
    try:
        with db.transaction():
            made = release(delegation, is_known=True, by=acting(), version=form.seen_version)
            told = len(made.receipts)
    except (Conflict, Invalid) as error:
        flash(str(error.message), "warning")
    else:
        flash(_("The guests see the new times. %(told)s", told=_told_words(told)), "success")
    return redirect(url_for("delegations_host.day", reference=delegation.reference), 303)


@blueprint.post(f"{_PATH}/count")
@access(policy.may_lead_days)
def count(reference: str) -> ResponseReturnValue:
    """Write down how many have come."""
    delegation, form = _own(reference), CountForm()
    if form.validate_on_submit() and form.headcount.data is not None:
        try:
            with db.transaction():
                count_heads(delegation, form.headcount.data, by=acting())
        except (Conflict, Invalid) as error:
            form.refuse(None, error.message)
        else:
            flash(_("The count is saved."), "success")
            return redirect(url_for("delegations_host.day", reference=delegation.reference), 303)
    return _show(delegation, _chosen_day(delegation), form), 400


def _own(reference: str) -> Delegation:
    """Return a delegation that the signed-in person may lead; for anybody else there is none."""
    delegation = get_delegation(reference)
    if not policy.leads_days_of(signed_in_user(), delegation):
        raise NotFound
    return delegation


def _chosen_day(delegation: Delegation) -> date:
    """Return the day that was asked for; else today, the first day before and the last after."""
    days = days_of(delegation)
    asked = request.args.get("day", "")
    chosen = {each.isoformat(): each for each in days}.get(asked)
    return chosen or min(max(clock.today(), days[0]), days[-1])


def _show(delegation: Delegation, on: date, form: Form) -> str:
    led = read_day(delegation, on)
    draft = _unreleased(delegation) if led.is_today else None
    return render_template(
        "delegations_host/day.html",
        delegation=delegation,
        meaning=STATES[DelegationState(delegation.state)],
        led=led,
        draft=draft,
        changes=tell_changes(draft.changes) if draft else [],
        tabs=_day_tabs(delegation, on),
        day_lead=find_day_lead(delegation, on),
        callees=list_callees(delegation, led),
        phone_of=phone_of,
        form=form,
        now_acts=[(str(Shift.ENDED), _("Ends now"))],
        next_acts=[(str(Shift.BEGUN), _("Begins now")), *_later_acts()],
        may_shift=led.is_today and may_do(delegation.state, Act.PLAN),
        may_count=may_do(delegation.state, Act.REPORT) and clock.today() >= delegation.starts_on,
    )


def _unreleased(delegation: Delegation) -> Draft | None:
    """Return what differs from what the guests have, where they have something and may get it."""
    if not may_release(delegation) or find_last_release(delegation) is None:
        return None
    draft = read_draft(delegation)
    return draft if draft.changes else None


def _day_tabs(delegation: Delegation, on: date) -> list[dict[str, Any]]:
    days, reference = days_of(delegation), delegation.reference
    return [
        {
            "label": filters.day_short(each),
            "href": url_for("delegations_host.day", reference=reference, day=each.isoformat()),
            "is_current": each == on,
            "count": None,
        }
        for each in days
        if len(days) > 1
    ]


def _later_acts() -> list[tuple[str, str]]:
    return [
        (f"{Shift.LATER}-{minutes}", _("%(minutes)s min later", minutes=minutes))
        for minutes in LATER
    ]


def _pressed(delegation: Delegation, form: ShiftForm) -> tuple[ProgrammeItem, Shift, int]:
    """Return which item, what happens to it, and by how many minutes, of the pressed button."""
    what, _dash, minutes = (form.shift.data or "").partition("-")
    number = form.item.data or ""
    is_known = what in set(Shift) and number.isdigit()
    if not form.validate_on_submit() or not is_known or (minutes and not minutes.isdigit()):
        raise NotFound
    if int(minutes or 0) not in (0, *LATER):
        raise NotFound
    return get_item(delegation, int(number)), Shift(what), int(minutes or 0)


def _foresee(item: ProgrammeItem, what: Shift, minutes: int) -> Foreseen:
    """Find out by trying it, and keep nothing."""
    number = item.id
    done: list[Foreseen] = []

    def do() -> None:
        found = db.session.get_one(ProgrammeItem, number)
        before = {each.id: each.event.starts_at for each in found.delegation.items}
        done.append(_in_words(retime(found, what, minutes=minutes, by=TRIAL), before))

    return try_out(do, lambda _messages: done[0])


def _in_words(done: Retimed, before: dict[int, Any]) -> Foreseen:
    told = dict.fromkeys(party.name for party in done.told)
    to_call = dict.fromkeys((party.name, phone_of(party)) for party in done.to_call)
    return Foreseen(
        moves=[
            (
                localized(item, "title"),
                filters.clocktime(before[item.id]),
                filters.clocktime(item.event.starts_at),
            )
            for item in done.settled.moved
        ],
        collisions=[
            _(
                "%(name)s is not free for “%(title)s” at %(time)s.",
                name=resource_name(resource),
                title=localized(item, "title"),
                time=filters.clock_span(item.event.starts_at, item.event.ends_at),
            )
            for item, resource in done.settled.refused
            if item.day == clock.today()
        ],
        told=list(told),
        to_call=list(to_call),
    )


def _words(item: ProgrammeItem, what: Shift, minutes: int) -> str:
    """Return what the day lead has pressed, as a heading."""
    title = localized(item, "title")
    if what == Shift.BEGUN:
        return str(_("“%(title)s” begins now?", title=title))
    if what == Shift.ENDED:
        return str(_("“%(title)s” ends now?", title=title))
    return str(
        ngettext(
            "“%(title)s” begins %(num)d minute later?",
            "“%(title)s” begins %(num)d minutes later?",
            minutes,
            title=title,
        )
    )


def _told_words(told: int) -> str:
    if not told:
        return str(_("Nobody had to be told by e-mail."))
    return str(
        ngettext("%(num)d person is told by e-mail.", "%(num)d people are told by e-mail.", told)
    )
