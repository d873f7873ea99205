"""Roles in the visit: head of delegation, interpreter, day lead and the others."""

from __future__ import annotations

from collections.abc import Callable

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from arena import db
from arena.accounts.sessions import acting
from arena.delegations import policy
from arena.delegations.forms.roles import RoleForm, role_values
from arena.delegations.models import Delegation, DelegationRole
from arena.delegations.queries.register import get_delegation
from arena.delegations.queries.roles import days_of, get_role, list_possible_leads
from arena.delegations.services.roles import add_role as add
from arena.delegations.services.roles import change_role, remove_role
from arena.delegations.views.staff.blueprint import blueprint
from arena.delegations.views.staff.frame import page
from arena.delegations.views.staff.people import TAB
from arena.errors import Conflict, Invalid
from arena.web.access import access

_BOTH = ["GET", "POST"]


@blueprint.route("/<reference>/people/roles/add", methods=_BOTH)
@access(policy.may_plan_delegations)
def add_role(reference: str) -> ResponseReturnValue:
    """Give somebody a role."""
    delegation = get_delegation(reference)
    form = _form(delegation, None)
    return _save(delegation, form, None, lambda: add(delegation, form.facts, by=acting()))


@blueprint.route("/<reference>/people/roles/<int:role_id>", methods=_BOTH)
@access(policy.may_plan_delegations)
def edit_role(reference: str, role_id: int) -> ResponseReturnValue:
    """Change a role, or take it away."""
    delegation = get_delegation(reference)
    role = get_role(delegation, role_id)
    if request.form.get("act") == "remove":
        name = role.name
        with db.transaction():
            remove_role(role, by=acting())
        flash(_("%(name)s has that role no longer.", name=name), "success")
        return redirect(url_for(TAB, reference=delegation.reference), 303)
    form = _form(delegation, role)
    return _save(delegation, form, role, lambda: change_role(role, form.facts, by=acting()))


def _form(delegation: Delegation, role: DelegationRole | None) -> RoleForm:
    return RoleForm(
        people=[(user.id, user.name) for user in list_possible_leads()],
        days=days_of(delegation),
        data=role_values(role) if role else {"language": "sv"},
    )


def _save(
    delegation: Delegation,
    form: RoleForm,
    role: DelegationRole | None,
    act: Callable[[], object],
) -> ResponseReturnValue:
    if form.validate_on_submit():
        try:
            with db.transaction():
                act()
        except Invalid as error:
            form.refuse(error.field, error.message)
        except Conflict as error:
            form.refuse(None, error.message)
        else:
            flash(_("The role is saved."), "success")
            return redirect(url_for(TAB, reference=delegation.reference), 303)
    shown = page(delegation, "delegations_staff/role.html", tab=TAB, form=form, role=role)
    return (shown, 400) if form.error_list else shown
