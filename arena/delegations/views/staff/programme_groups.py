"""The groups that a delegation parts into."""

from __future__ import annotations

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from arena import db
from arena.accounts.sessions import acting
from arena.delegations import policy
from arena.delegations.forms.programme import GroupForm, VersionForm
from arena.delegations.models import Delegation, ProgrammeGroup
from arena.delegations.queries.changes import list_changes
from arena.delegations.queries.register import get_delegation
from arena.delegations.rules.conflicts import group_sizes
from arena.delegations.services.errors.standing import ChangedMeanwhile
from arena.delegations.services.grouping import add_group, change_group, remove_group
from arena.delegations.services.settling import Settled
from arena.delegations.views.staff.blueprint import blueprint
from arena.delegations.views.staff.frame import page
from arena.delegations.views.staff.programme import TAB, attempt
from arena.errors import Conflict, Invalid, NotFound
from arena.web.access import access
from arena.web.errors import status_of


@blueprint.route("/<reference>/programme/groups", methods=["GET", "POST"])
@access(policy.may_plan_delegations)
def programme_groups(reference: str) -> ResponseReturnValue:
    """Show the groups, and add one."""
    delegation = get_delegation(reference)
    form = GroupForm(version=delegation.version)
    if not form.validate_on_submit():
        return _page(delegation, form, 400 if form.errors else 200)
    return _save(delegation, form, None)


@blueprint.route("/<reference>/programme/groups/<int:group_id>", methods=["GET", "POST"])
@access(policy.may_plan_delegations)
def programme_regroup(reference: str, group_id: int) -> ResponseReturnValue:
    """Give a group another name or size."""
    delegation = get_delegation(reference)
    group = _group(delegation, group_id)
    form = GroupForm(version=delegation.version, name=group.name, size=group.size)
    if not form.validate_on_submit():
        return _page(delegation, form, 400 if form.errors else 200, group)
    return _save(delegation, form, group)


@blueprint.route("/<reference>/programme/groups/<int:group_id>/remove", methods=["GET", "POST"])
@access(policy.may_plan_delegations)
def programme_ungroup(reference: str, group_id: int) -> ResponseReturnValue:
    """Let there be no such group, once it is said what of the programme was for it."""
    delegation, form = get_delegation(reference), VersionForm()
    group = _group(delegation, group_id)
    if request.method == "POST":

        def do() -> Settled:
            there = _group(delegation, group_id)
            return remove_group(there, version=form.seen_version, by=acting())

        return attempt(delegation, form, do, _("The group is removed."))
    return page(
        delegation,
        "delegations_staff/programme_ungroup.html",
        tab=TAB,
        group=group,
        count=sum(item.group_id == group.id for item in delegation.items),
    )


def _save(
    delegation: Delegation, form: GroupForm, group: ProgrammeGroup | None
) -> ResponseReturnValue:
    by, version = acting(), form.seen_version
    try:
        with db.transaction():
            if group is None:
                add_group(delegation, form.name.data, form.size.data, version=version, by=by)
            else:
                change_group(group, form.name.data, form.size.data, version=version, by=by)
    except ChangedMeanwhile:
        changes = list_changes(delegation, version)
        form.version.data, form.version.raw_data = str(delegation.version), None
        return _page(delegation, form, 409, group, changes=changes)
    except (Conflict, Invalid) as error:
        form.refuse(error.field if isinstance(error, Invalid) else None, error.message)
        return _page(delegation, form, status_of(error), group)
    flash(_("The group is saved."), "success")
    return redirect(url_for(".programme_groups", reference=delegation.reference))


def _page(
    delegation: Delegation,
    form: GroupForm,
    status: int,
    group: ProgrammeGroup | None = None,
    **values: object,
) -> ResponseReturnValue:
    sizes = [(each.id, each.size) for each in delegation.groups]
    is_new = group is None
    drawn = page(
        delegation,
        f"delegations_staff/programme_{'groups' if is_new else 'regroup'}.html",
        tab=TAB,
        form=form,
        group=group,
        sizes=group_sizes(delegation.size, sizes),
        **{"changes": None, **values},
    )
    return drawn, status


def _group(delegation: Delegation, group_id: int) -> ProgrammeGroup:
    found = next((group for group in delegation.groups if group.id == group_id), None)
    if found is None:
        raise NotFound
    return found
