"""Who is wanted at each item, and how it stands with them; asking many at once."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from arena import clock, db
from arena.accounts.sessions import acting
from arena.delegations import policy
from arena.delegations.forms.people import AskForm
from arena.delegations.meanings import PARTY_ROLES, ROLES
from arena.delegations.models import Delegation, ItemParty, ProgrammeItem
from arena.delegations.queries.deserted import who_is_missing
from arena.delegations.queries.parties import to_ask_again, to_ask_first
from arena.delegations.queries.programmes import list_items
from arena.delegations.queries.register import get_delegation
from arena.delegations.queries.roles import days_without_lead
from arena.delegations.rules.asking import deadline
from arena.delegations.rules.ladder import Act, may_do
from arena.delegations.services.asking import ask
from arena.delegations.services.errors.asking import WrongDeadline
from arena.delegations.views.staff.blueprint import blueprint
from arena.delegations.views.staff.frame import page
from arena.errors import Conflict, Invalid
from arena.web.access import access

TAB = "delegations_staff.people"
_NEW, _CHANGED = "new", "changed"


@blueprint.route("/<reference>/people", methods=["GET", "POST"])
@access(policy.may_plan_delegations)
def people(reference: str) -> ResponseReturnValue:
    """Show who is wanted where; a press asks all who have not been asked, or must be anew."""
    delegation = get_delegation(reference)
    items = sorted(list_items(delegation), key=lambda item: (item.day, item.event.starts_at))
    first, again = to_ask_first(items), to_ask_again(items)
    form = AskForm(suggested=suggested_deadline([*first, *again]))
    if form.validate_on_submit():
        chosen = again if request.form.get("which") == _CHANGED else first
        if ask_them(delegation, chosen, form):
            return redirect(url_for(TAB, reference=delegation.reference), 303)
    shown = page(
        delegation,
        "delegations_staff/people.html",
        tab=TAB,
        days=[(day, list(each)) for day, each in groupby(items, key=lambda item: item.day)],
        slots_of=slots_of,
        first=first,
        again=again,
        missing=who_is_missing(items),
        form=form,
        party_roles=PARTY_ROLES,
        role_names=ROLES,
        unled=days_without_lead(delegation),
        may_change=may_do(delegation.state, Act.PLAN),
    )
    return (shown, 400) if form.error_list else shown


def ask_them(delegation: Delegation, parties: Sequence[ItemParty], form: AskForm) -> bool:
    """Ask some of them in one act; tell whether it could be done, or say on the form why not."""
    answer_by = form.answer_by
    try:
        if answer_by is None:
            raise WrongDeadline
        with db.transaction():
            asked = ask(
                delegation, parties, answer_by=answer_by, words=form.words.data, by=acting()
            )
    except Invalid as error:
        form.refuse(error.field, error.message)
        return False
    except Conflict as error:
        form.refuse(None, error.message)
        return False
    left = len(parties) - len(asked)
    flash(_asked_words(asked), "success")
    if left > 0:
        flash(
            ngettext(
                "%(num)d was left out: that begins before they would have to answer.",
                "%(num)d were left out: that begins before they would have to answer.",
                left,
            ),
            "warning",
        )
    return True


def _asked_words(asked: Sequence[ItemParty]) -> str:
    """Say how many people are asked, and about how many items where that is more."""
    people = len({party.email.casefold() for party in asked})
    said = ngettext("%(num)d person is asked.", "%(num)d people are asked.", people)
    if len(asked) == people:
        return str(said)
    more = ngettext(
        "%(num)d question is sent: one for each item.",
        "%(num)d questions are sent: one for each item.",
        len(asked),
    )
    return f"{said} {more}"


def suggested_deadline(parties: Sequence[ItemParty]) -> Any:
    """Return until when some of them should answer: in good time before the first is wanted."""
    starts = [party.item.event.starts_at for party in parties]
    return deadline(clock.now(), min(starts), clock.zone()) if starts else None


def slots_of(item: ProgrammeItem) -> list[list[ItemParty]]:
    """Return who is wanted at an item, alternatives to each other together."""
    ordered = sorted(item.parties, key=lambda party: (party.slot, party.id))
    return [list(each) for _slot, each in groupby(ordered, key=lambda party: party.slot)]


def slot_choices(item: ProgrammeItem) -> list[tuple[str, Any]]:
    """Return what somebody new may be: wanted as well, or instead of somebody; none for nobody."""
    found: list[tuple[str, Any]] = [
        (
            str(slot[0].slot),
            _("An alternative to %(name)s: the first yes holds", name=slot[0].name),
        )
        for slot in slots_of(item)
    ]
    return [("also", _("Wanted besides everybody else")), *found] if found else []
