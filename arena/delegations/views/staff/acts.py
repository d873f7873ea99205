"""What staff do to a delegation as a whole, most of it with one press on its overview."""

from __future__ import annotations

from collections.abc import Callable

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from arena import db
from arena.accounts.queries import get_user
from arena.accounts.sessions import acting, signed_in_user
from arena.delegations import policy
from arena.delegations.forms.acts import (
    AssignForm,
    CallOffForm,
    HeadcountForm,
    NoteForm,
    OrganisationForm,
    PlainForm,
    VersionPart,
    WithdrawForm,
)
from arena.delegations.models import Delegation, DelegationState
from arena.delegations.queries.ending import list_told
from arena.delegations.queries.register import get_delegation
from arena.delegations.rules.ladder import Act, may_do
from arena.delegations.services import counting, ending, facts
from arena.delegations.services.errors.standing import NotNow
from arena.delegations.services.vetting import assign as assign_to
from arena.delegations.views.staff.blueprint import blueprint
from arena.delegations.views.staff.frame import page
from arena.delegations.views.staff.record import show_page
from arena.directory.models import OrganisationType
from arena.directory.queries import find_organisation
from arena.errors import Conflict, Invalid
from arena.messages.words import told_words
from arena.web.access import access
from arena.web.numbers import read_whole

_BOTH = ["GET", "POST"]
_ENDS = {
    Act.CALL_OFF: DelegationState.CALLED_OFF,
    Act.WITHDRAW: DelegationState.WITHDRAWN,
}


@blueprint.post("/<reference>/take-on")
@access(policy.may_plan_delegations)
def take_on(reference: str) -> ResponseReturnValue:
    """Coordinate a delegation oneself; the guests are told nothing by it."""
    delegation, person = get_delegation(reference), signed_in_user()
    form = PlainForm(delegation)

    def act() -> None:
        assign_to(delegation, person, by=acting(), version=form.seen_version)

    return _press(delegation, act, _("You coordinate this delegation."))


@blueprint.post("/<reference>/assign")
@access(policy.may_plan_delegations)
def assign(reference: str) -> ResponseReturnValue:
    """Let a colleague coordinate."""
    delegation = get_delegation(reference)
    form = AssignForm(delegation)
    if not form.validate() or form.coordinator_id.data is None:
        return show_page(delegation, assign_form=form), 400
    person = get_user(form.coordinator_id.data)

    def act() -> None:
        assign_to(delegation, person, by=acting(), version=form.seen_version)

    return _press(delegation, act, _("%(name)s coordinates this delegation.", name=person.name))


@blueprint.post("/<reference>/note")
@access(policy.may_plan_delegations)
def save_note(reference: str) -> ResponseReturnValue:
    """Keep a note that only staff read."""
    delegation = get_delegation(reference)
    form = NoteForm(delegation)
    if not form.validate():
        return show_page(delegation, note_form=form), 400
    try:
        with db.transaction():
            facts.note(delegation, form.staff_note.data, by=acting(), version=form.seen_version)
    except Conflict as error:
        form.refuse("staff_note", error.message)
        return show_page(delegation, note_form=form), 409
    flash(_("The note is saved."), "success")
    return _to(delegation)


@blueprint.post("/<reference>/headcount")
@access(policy.may_plan_delegations)
def count_heads(reference: str) -> ResponseReturnValue:
    """Keep how many came."""
    delegation = get_delegation(reference)
    form = HeadcountForm(delegation)
    if not form.validate() or form.headcount.data is None:
        return show_page(delegation, headcount_form=form), 400
    count = form.headcount.data

    def act() -> None:
        counting.count_heads(delegation, count, by=acting(), version=form.seen_version)

    return _press(delegation, act, _("The number is kept."))


@blueprint.post("/<reference>/link")
@access(policy.may_plan_delegations)
def link(reference: str) -> ResponseReturnValue:
    """Say which organisation of the directory comes, or that it is none of them."""
    delegation = get_delegation(reference)
    form, text = PlainForm(delegation), request.form.get("organisation_id", "")
    number = read_whole(text)
    organisation = None if number is None else find_organisation(number)
    if text and organisation is None:
        form.refuse(
            None, _("The directory has no such organisation. Choose one that is proposed here.")
        )
        return show_page(delegation, act_form=form), 400

    def act() -> None:
        facts.link_organisation(delegation, organisation, by=acting(), version=form.seen_version)

    return _press(delegation, act, _("Linked.") if organisation else _("The link is gone."))


@blueprint.post("/<reference>/organisation")
@access(policy.may_plan_delegations)
def add_organisation(reference: str) -> ResponseReturnValue:
    """Put the delegation's organisation into the directory, as it was written."""
    delegation = get_delegation(reference)
    form = OrganisationForm(delegation)
    if not form.validate():
        return show_page(delegation, organisation_form=form), 400
    kind = OrganisationType(form.organisation_type.data or "")

    def act() -> None:
        facts.create_organisation(delegation, kind, by=acting(), version=form.seen_version)

    return _press(delegation, act, _("The organisation is in the directory."))


@blueprint.route("/<reference>/call-off", methods=_BOTH)
@access(policy.may_plan_delegations)
def call_off(reference: str) -> ResponseReturnValue:
    """Call a visit off for the arena, after one question."""
    delegation = get_delegation(reference)
    form = CallOffForm(delegation)

    def act() -> None:
        ending.call_off(delegation, form.words.data, by=acting(), version=form.seen_version)

    return _end(delegation, form, Act.CALL_OFF, act, _("The visit is called off."))


@blueprint.route("/<reference>/withdraw", methods=_BOTH)
@access(policy.may_plan_delegations)
def withdraw(reference: str) -> ResponseReturnValue:
    """Withdraw a delegation for guests who have written or called."""
    delegation = get_delegation(reference)
    form = WithdrawForm(delegation)

    def act() -> None:
        ending.withdraw(delegation, form.words.data, by=acting(), version=form.seen_version)

    return _end(delegation, form, Act.WITHDRAW, act, _("The delegation is withdrawn."))


def _end(
    delegation: Delegation, form: VersionPart, act: Act, do: Callable[[], None], done: str
) -> ResponseReturnValue:
    if not form.is_submitted() and not may_do(delegation.state, act):
        flash(str(NotNow(delegation.state).message), "warning")
        return _to(delegation)
    status = 200
    if form.is_submitted():
        status = _try(form, do)
    words = form["words"].data.strip()
    if status == 409 and delegation.state == _ENDS[act] and delegation.closing_words == words:
        status = 303  # Heard already: a double click, or a page gone back to.
    if status == 303:
        flash(f"{done} {told_words()}" if delegation.contact_email else done, "success")
        return _to(delegation)
    form.show_version()
    template = f"delegations_staff/{act}.html"
    told = list_told(delegation)
    return page(delegation, template, tab="delegations_staff.show", form=form, told=told), status


def _try(form: VersionPart, do: Callable[[], None]) -> int:
    """Do what a form asks for; return the status of the answer: 303 when it is done."""
    if not form.validate():
        return 400
    try:
        with db.transaction():
            do()
    except Invalid as error:
        form.refuse(error.field, error.message)
        return 400
    except Conflict as error:
        form.refuse(None, error.message)
        return 409
    return 303


def _press(delegation: Delegation, do: Callable[[], None], done: str) -> ResponseReturnValue:
    """Do what takes one press; say what is done, or why it is not."""
    try:
        with db.transaction():
            do()
    except Conflict as error:
        flash(str(error.message), "warning")
    else:
        flash(str(done), "success")
    return _to(delegation)


def _to(delegation: Delegation) -> ResponseReturnValue:
    return redirect(url_for("delegations_staff.show", reference=delegation.reference))
