"""What has to be done: for one delegation, for oneself, and for each type by its checklist."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from arena import clock, db
from arena.accounts.sessions import acting, signed_in_user
from arena.delegations import policy
from arena.delegations.forms.tasks import EntryForm, TaskForm
from arena.delegations.meanings import ROLES, TYPES
from arena.delegations.models import DelegationType
from arena.delegations.queries.register import get_delegation
from arena.delegations.queries.tasks import (
    get_task,
    has_own_checklist,
    list_checklist,
    list_open_tasks,
    list_people,
    list_tasks,
)
from arena.delegations.services import checklists as lists
from arena.delegations.services import tasks as services
from arena.delegations.views.staff.blueprint import blueprint
from arena.delegations.views.staff.frame import page
from arena.errors import NotFound
from arena.web.access import access

TAB = "delegations_staff.tasks"
_BOTH = ["GET", "POST"]


@blueprint.get("/<reference>/tasks")
@access(policy.may_plan_delegations)
def tasks(reference: str) -> str:
    """Show what has to be done for a delegation."""
    delegation = get_delegation(reference)
    found = list_tasks(delegation)
    known = {task.title_en for task in found}
    missing = [each for each in list_checklist(delegation.type) if each.title_en not in known]
    return page(
        delegation,
        "delegations_staff/tasks.html",
        tab=TAB,
        tasks=found,
        missing=len(missing),
        type_name=TYPES[DelegationType(delegation.type)],
        roles=ROLES,
        today=clock.today(),
    )


@blueprint.post("/<reference>/tasks/checklist")
@access(policy.may_plan_delegations)
def add_checklist(reference: str) -> Response:
    """Add what the checklist of its type has and the delegation has not."""
    delegation = get_delegation(reference)
    with db.transaction():
        added = services.add_checklist(delegation, by=acting())
    if added:
        flash(ngettext("%(num)d task added.", "%(num)d tasks added.", added), "success")
    else:
        flash(_("The whole checklist stands here already."), "info")
    return redirect(url_for(TAB, reference=reference))


@blueprint.route("/<reference>/tasks/new", methods=_BOTH)
@access(policy.may_plan_delegations)
def new_task(reference: str) -> ResponseReturnValue:
    """Add a task."""
    delegation = get_delegation(reference)
    form = TaskForm(people=list_people())
    if form.validate_on_submit():
        with db.transaction():
            services.add_task(delegation, form.facts(), by=acting())
        flash(_("The task is added."), "success")
        return redirect(url_for(TAB, reference=reference))
    status = 400 if form.is_submitted() else 200
    return page(delegation, "delegations_staff/task.html", tab=TAB, form=form, task=None), status


@blueprint.route("/<reference>/tasks/<int:task_id>", methods=_BOTH)
@access(policy.may_plan_delegations)
def edit_task(reference: str, task_id: int) -> ResponseReturnValue:
    """Change a task."""
    delegation = get_delegation(reference)
    task = get_task(delegation, task_id)
    form = TaskForm(people=list_people())
    if not form.is_submitted():
        form.fill(task)
    elif form.validate():
        with db.transaction():
            services.change_task(task, form.facts(), by=acting())
        flash(_("The task is changed."), "success")
        return redirect(url_for(TAB, reference=reference))
    status = 400 if form.is_submitted() else 200
    return page(delegation, "delegations_staff/task.html", tab=TAB, form=form, task=task), status


@blueprint.post("/<reference>/tasks/<int:task_id>/done")
@access(policy.may_plan_delegations)
def finish_task(reference: str, task_id: int) -> Response:
    """Tick a task off, or take that back."""
    task = get_task(get_delegation(reference), task_id)
    with db.transaction():
        services.finish_task(
            task,
            is_done=request.form.get("done") == "1",
            user_id=signed_in_user().id,
            by=acting(),
        )
    if request.form.get("from") == "mine":
        return redirect(url_for("delegations_staff.my_tasks"))
    return redirect(url_for(TAB, reference=reference, _anchor=f"task-{task_id}"))


@blueprint.post("/<reference>/tasks/<int:task_id>/remove")
@access(policy.may_plan_delegations)
def remove_task(reference: str, task_id: int) -> Response:
    """Forget a task; gone already is as good."""
    delegation = get_delegation(reference)
    try:
        task = get_task(delegation, task_id)
    except NotFound:
        return redirect(url_for(TAB, reference=reference))
    with db.transaction():
        services.remove_task(task, by=acting())
    flash(_("The task is removed."), "success")
    return redirect(url_for(TAB, reference=reference))


@blueprint.get("/tasks")
@access(policy.may_plan_delegations)
def my_tasks() -> str:
    """Show what is to be done for all delegations: one's own, or everybody's."""
    is_all = request.args.get("whose") == "all"
    found = list_open_tasks(None if is_all else signed_in_user())
    return render_template(
        "delegations_staff/my_tasks.html", tasks=found, is_all=is_all, today=clock.today()
    )


@blueprint.get("/checklists")
@access(policy.may_plan_delegations)
def checklists() -> Response:
    """Lead to the first of the checklists."""
    first = next(iter(DelegationType))
    return redirect(url_for("delegations_staff.checklist", delegation_type=first))


@blueprint.route("/checklists/<delegation_type>", methods=_BOTH)
@access(policy.may_plan_delegations)
def checklist(delegation_type: str) -> ResponseReturnValue:
    """Show and change what a type of delegation always needs doing."""
    known = _require_type(delegation_type)
    form = EntryForm()
    if form.validate_on_submit():
        with db.transaction():
            lists.add_entry(known, form.entry(), by=acting())
        flash(_("Added to the checklist."), "success")
        return redirect(url_for("delegations_staff.checklist", delegation_type=known))
    return (
        render_template(
            "delegations_staff/checklist.html",
            delegation_type=known,
            types=TYPES,
            roles=ROLES,
            entries=list_checklist(known),
            is_own=has_own_checklist(known),
            form=form,
        ),
        400 if form.is_submitted() else 200,
    )


@blueprint.post("/checklists/<delegation_type>/remove")
@access(policy.may_plan_delegations)
def remove_entry(delegation_type: str) -> Response:
    """Take one thing off a checklist."""
    known = _require_type(delegation_type)
    with db.transaction():
        lists.remove_entry(known, request.form.get("title", ""), by=acting())
    flash(_("Taken off the checklist."), "success")
    return redirect(url_for("delegations_staff.checklist", delegation_type=known))


def _require_type(text: str) -> DelegationType:
    try:
        return DelegationType(text)
    except ValueError:
        raise NotFound from None
