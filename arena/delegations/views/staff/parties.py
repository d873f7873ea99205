"""Somebody who is wanted at an item: chosen or typed, changed, asked, answered for, let go."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from arena import db
from arena.accounts.sessions import acting
from arena.delegations import policy
from arena.delegations.forms.people import (
    ALSO,
    AskForm,
    HostsForm,
    PersonForm,
    ReplyForm,
    person_values,
)
from arena.delegations.forms.programme import VersionForm
from arena.delegations.models import Delegation, ItemParty, PartyRole, ProgrammeItem
from arena.delegations.queries.candidates import find_stop, rank_hosts
from arena.delegations.queries.deserted import who_is_missing
from arena.delegations.queries.parties import answers_by_phone, get_party, may_be_asked
from arena.delegations.queries.register import get_delegation, get_item
from arena.delegations.rules.asking import Reply
from arena.delegations.services.asking import propose, say_no, say_yes
from arena.delegations.services.parties import (
    add_hosts,
    add_person,
    change_party,
    remove_party,
)
from arena.delegations.services.taking import take_proposal
from arena.delegations.views.staff.blueprint import blueprint
from arena.delegations.views.staff.frame import page
from arena.delegations.views.staff.people import (
    TAB,
    ask_them,
    slot_choices,
    suggested_deadline,
)
from arena.errors import Conflict, Invalid, NotFound
from arena.web.access import access
from arena.web.forms import Form

_BOTH = ["GET", "POST"]


@blueprint.route("/<reference>/people/items/<int:item_id>/hosts", methods=_BOTH)
@access(policy.may_plan_delegations)
def choose_hosts(reference: str, item_id: int) -> ResponseReturnValue:
    """Choose who of the arena's own receives the guests at an item."""
    delegation, item = _item(reference, item_id)
    ranks = rank_hosts(item)
    form = HostsForm(
        hosts=[(rank.host.id, rank.host.name) for rank in ranks], slots=slot_choices(item)
    )
    if form.validate_on_submit():
        try:
            with db.transaction():
                add_hosts(
                    item,
                    form.host_ids.data,
                    role=form.role.data,
                    slot=form.chosen_slot,
                    by=acting(),
                )
        except (Invalid, Conflict) as error:
            _refuse(form, error)
        else:
            return _back(delegation)
    return _page(delegation, "choose_hosts", form, item=item, ranks=ranks)


@blueprint.route("/<reference>/people/items/<int:item_id>/person", methods=_BOTH)
@access(policy.may_plan_delegations)
def add_party(reference: str, item_id: int) -> ResponseReturnValue:
    """Type somebody elsewhere who is wanted at an item; the stop's own receiver stands there."""
    delegation, item = _item(reference, item_id)
    form = PersonForm(slots=slot_choices(item), data=_receiver(item))
    if form.validate_on_submit():
        try:
            with db.transaction():
                add_person(item, form.facts, slot=form.chosen_slot, by=acting())
        except (Invalid, Conflict) as error:
            _refuse(form, error)
        else:
            return _back(delegation)
    return _page(delegation, "add_party", form, item=item)


@blueprint.route("/<reference>/people/<int:party_id>", methods=_BOTH)
@access(policy.may_plan_delegations)
def party(reference: str, party_id: int) -> ResponseReturnValue:
    """Show somebody who is wanted: ask them, or note what they answered by phone."""
    delegation, wanted = _party(reference, party_id)
    asking = AskForm(suggested=suggested_deadline([wanted]), prefix="ask")
    replying = ReplyForm(prefix="reply")
    pressed: Form = replying if request.form.get("act") == "reply" else asking
    if pressed.validate_on_submit():
        done = (
            _note_reply(wanted, replying)
            if pressed is replying
            else ask_them(delegation, [wanted], asking)
        )
        if done:
            return redirect(
                url_for(
                    "delegations_staff.party", reference=delegation.reference, party_id=wanted.id
                ),
                303,
            )
    return _page(
        delegation,
        "party",
        pressed,
        wanted=wanted,
        item=wanted.item,
        asking=asking,
        replying=replying,
        answers=answers_by_phone(wanted),
        may_ask=may_be_asked(wanted) and wanted.state != "asked",
        missing=who_is_missing([wanted.item]),
    )


@blueprint.post("/<reference>/people/<int:party_id>/take-time")
@access(policy.may_plan_delegations)
def take_time(reference: str, party_id: int) -> ResponseReturnValue:
    """Move an item to the time that somebody proposed, who is then confirmed."""
    delegation, wanted = _party(reference, party_id)
    form, name = VersionForm(), wanted.name
    if not form.validate_on_submit():
        raise NotFound
    try:
        with db.transaction():
            take_proposal(wanted, by=acting(), version=form.seen_version)
    except (Invalid, Conflict) as error:
        flash(str(error.message), "warning")
    else:
        flash(
            _("It begins when %(name)s can. The entry for the calendar is mailed.", name=name),
            "success",
        )
    return _back(delegation)


@blueprint.route("/<reference>/people/<int:party_id>/change", methods=_BOTH)
@access(policy.may_plan_delegations)
def edit_party(reference: str, party_id: int) -> ResponseReturnValue:
    """Change what is known of somebody who is wanted."""
    delegation, wanted = _party(reference, party_id)
    form = PersonForm(data=person_values(wanted))
    if form.validate_on_submit():
        try:
            with db.transaction():
                change_party(wanted, form.facts, by=acting())
        except (Invalid, Conflict) as error:
            _refuse(form, error)
        else:
            return _back(delegation)
    return _page(delegation, "edit_party", form, wanted=wanted, item=wanted.item)


@blueprint.route("/<reference>/people/<int:party_id>/remove", methods=_BOTH)
@access(policy.may_plan_delegations)
def let_party_go(reference: str, party_id: int) -> ResponseReturnValue:
    """Want somebody no longer, after one question; who was asked is thanked."""
    delegation, wanted = _party(reference, party_id)
    if request.method == "POST":
        name = wanted.name
        try:
            with db.transaction():
                remove_party(wanted, seen=request.form.get("seen", ""), by=acting())
        except Conflict as error:
            flash(str(error.message), "warning")
        else:
            flash(_("%(name)s is not wanted there any more.", name=name), "success")
        return _back(delegation)
    return _page(delegation, "let_party_go", None, wanted=wanted, item=wanted.item)


def _note_reply(wanted: ItemParty, form: ReplyForm) -> bool:
    """Note what somebody answered by phone; tell whether that could be."""
    words, by = form.words.data, acting()
    try:
        with db.transaction():
            if form.answer.data == Reply.YES:
                say_yes(wanted, words=words, by=by)
            elif form.answer.data == Reply.NO:
                say_no(wanted, words=words, by=by)
            else:
                propose(wanted, form.proposed_at, words=words, by=by)
    except (Invalid, Conflict) as error:
        _refuse(form, error)
        return False
    flash(_("The answer is noted."), "success")
    return True


def _page(
    delegation: Delegation, name: str, form: Form | None, **values: Any
) -> ResponseReturnValue:
    shown = page(delegation, f"delegations_staff/{name}.html", tab=TAB, form=form, **values)
    return (shown, 400) if form is not None and form.error_list else shown


def _refuse(form: Form, error: Invalid | Conflict) -> None:
    form.refuse(error.field if isinstance(error, Invalid) else None, error.message)


def _receiver(item: ProgrammeItem) -> dict[str, Any]:
    """Return who receives at the stop that an item was made from, for the form."""
    stop = find_stop(item)
    values: dict[str, Any] = {"role": PartyRole.RECEIVER, "language": "sv", "slot": ALSO}
    if stop is None or any(party.email == stop.receiver_email for party in item.parties):
        return values
    names = ("name", "title_sv", "title_en", "organisation", "email", "phone", "language")
    return {**values, **{name: getattr(stop, f"receiver_{name}") for name in names}}


def _item(reference: str, item_id: int) -> tuple[Delegation, ProgrammeItem]:
    delegation = get_delegation(reference)
    return delegation, get_item(delegation, item_id)


def _party(reference: str, party_id: int) -> tuple[Delegation, ItemParty]:
    delegation = get_delegation(reference)
    return delegation, get_party(delegation, party_id)


def _back(delegation: Delegation) -> Response:
    return redirect(url_for(TAB, reference=delegation.reference), 303)
