"""One delegation in hand: what it is, where it stands, what comes next, what happened."""

from __future__ import annotations

from typing import Any

from flask import redirect, url_for
from flask.typing import ResponseReturnValue

from arena.accounts.sessions import signed_in_user
from arena.delegations import policy
from arena.delegations.forms.acts import (
    AssignForm,
    HeadcountForm,
    NoteForm,
    OrganisationForm,
    PlainForm,
)
from arena.delegations.meanings import CRITERIA, DECIDED, LEVELS, MARKS, SOURCES, STATES, TYPES
from arena.delegations.models import Delegation
from arena.delegations.queries.register import get_by_number, get_delegation
from arena.delegations.queries.troubles import find_troubles
from arena.delegations.queries.vetting import list_earlier
from arena.delegations.rules.ladder import Act, may_do
from arena.delegations.views.staff.blueprint import blueprint
from arena.delegations.views.staff.frame import page
from arena.delegations.views.staff.history import told_history
from arena.delegations.views.staff.steps import find_next_step, find_steps
from arena.directory.queries import find_matches
from arena.web.access import access


@blueprint.get("/<reference>")
@access(policy.may_read_delegations)
def show(reference: str) -> ResponseReturnValue:
    """Show a delegation."""
    delegation = get_delegation(reference)
    if reference != delegation.reference:
        return redirect(url_for("delegations_staff.show", reference=delegation.reference))
    return show_page(delegation)


@blueprint.get("/by-number/<int:delegation_id>")
@access(policy.may_read_delegations)
def by_number(delegation_id: int) -> ResponseReturnValue:
    """Lead to a delegation that is known by its number, as the audit trail knows it."""
    reference = get_by_number(delegation_id).reference
    return redirect(url_for("delegations_staff.show", reference=reference))


def show_page(delegation: Delegation, **forms: Any) -> str:
    """Draw the overview; a form that was refused is shown as it was sent."""
    person = signed_in_user()
    may_plan, may_reach = policy.may_plan_delegations(person), policy.may_read_people(person)
    is_known = delegation.organisation_id is not None
    given = {
        "assign_form": AssignForm(delegation, formdata=None),
        "note_form": NoteForm(delegation, formdata=None, obj=delegation),
        "organisation_form": OrganisationForm(delegation, formdata=None),
        "headcount_form": HeadcountForm(delegation, formdata=None, obj=delegation),
        "act_form": PlainForm(delegation, formdata=None),
        **forms,
    }
    given["form"] = next(iter(forms.values()), given["act_form"])
    for each in given.values():
        each.show_version()
    return page(
        delegation,
        "delegations_staff/show.html",
        tab="delegations_staff.show",
        next_step=find_next_step(delegation),
        troubles=find_troubles(delegation) if may_plan else None,
        steps=find_steps(delegation),
        can={str(act): may_plan and may_do(delegation.state, act) for act in Act},
        may_reach=may_reach,
        history=told_history(delegation, with_contact=may_reach),
        earlier=list_earlier(delegation),
        matches=[] if is_known or not may_plan else _matches(delegation),
        types=TYPES,
        levels=LEVELS,
        sources=SOURCES,
        states=STATES,
        criteria=CRITERIA,
        marks=MARKS,
        decided=DECIDED,
        **given,
    )


def _matches(delegation: Delegation) -> Any:
    return find_matches(
        delegation.organisation_name, None, delegation.contact_email, delegation.country or "SE"
    )
