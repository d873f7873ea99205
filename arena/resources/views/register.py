"""The register of rooms, sites, equipment and hosts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from arena import clock, db
from arena.accounts.sessions import acting
from arena.errors import Invalid
from arena.events.pages import staff_urls, ways_out
from arena.resources import services
from arena.resources.forms import ResourceFilterForm, ResourceForm
from arena.resources.models import Resource, ResourceKind
from arena.resources.policy import may_change_resources, may_read_resources
from arena.resources.queries import count_uses_in_month, count_uses_in_quarter, get_timetable
from arena.resources.queries.openness import list_closures, list_schedules
from arena.resources.queries.parts import list_wholes
from arena.resources.queries.register import (
    count_by_kind,
    count_next_holdings,
    get_resource,
    list_known_sites,
    list_next_holdings,
    list_resources,
    next_uses,
)
from arena.resources.queries.timetables import Closed
from arena.resources.views.blueprint import register_blueprint as blueprint
from arena.resources.words import MANY, resource_name
from arena.web import languages
from arena.web.access import access


@dataclass(frozen=True)
class Row:
    """A resource in the list, with when it is next in use and its uses this month and quarter."""

    resource: Resource
    name: str
    next_use: datetime | None
    uses: int
    quarter: int
    closed_for: str | None


_SORTS: Mapping[str, Callable[[Row], Any]] = {
    "name": lambda row: row.name.casefold(),
    "code": lambda row: row.resource.code,
    "capacity": lambda row: row.resource.capacity or 0,
    "uses": lambda row: row.uses,
    "quarter": lambda row: row.quarter,
    "next": lambda row: row.next_use or clock.now().replace(year=9999),
}


@blueprint.get("/")
@access(may_read_resources)
def index() -> str:
    """List what can be reserved, all or of one kind."""
    form, kind = ResourceFilterForm(request.args), _asked_kind()
    form.validate()
    rows = _rows(list_resources(kind=kind, text=form.q.data, with_retired=form.retired.data))
    sort = _asked_sort()
    rows.sort(key=_SORTS[sort.removeprefix("-")], reverse=sort.startswith("-"))
    return render_template(
        "resources/index.html",
        filters=form,
        kind=kind,
        rows=rows,
        sort=sort,
        counts=count_by_kind(),
        kinds=MANY,
    )


@blueprint.get("/<int:resource_id>")
@access(may_read_resources)
def show(resource_id: int) -> str:
    """Show one resource: facts, hours, closures, and what holds it next."""
    resource = get_resource(resource_id)
    holdings = list_next_holdings(resource)
    own = list_schedules(resource)
    month = count_uses_in_month([resource.id], clock.today())
    return render_template(
        "resources/show.html",
        resource=resource,
        holdings=holdings,
        urls=staff_urls([holding.event for holding in holdings]),
        more=count_next_holdings(resource) - len(holdings),
        schedules=own,
        shown_hours=next((each for each in own or list_schedules(None) if each.holds_today), None),
        closures=list_closures(resource=resource),
        load=month.get(resource.id, 0),
        quarter=count_uses_in_quarter([resource.id], clock.today()).get(resource.id, 0),
        known_sites=list_known_sites(resource),
        wholes=list_wholes(resource),
    )


@blueprint.route("/new", methods=["GET", "POST"])
@access(may_change_resources)
def create() -> ResponseReturnValue:
    """Add a room, a site or equipment."""
    form = ResourceForm(data={"kind": _asked_kind()} if _asked_kind() else None)
    if form.validate_on_submit():
        try:
            with db.transaction():
                resource = services.create_resource(
                    ResourceKind(form.kind.data), form.facts(), by=acting()
                )
        except Invalid as error:
            form.refuse(error.field, error.message)
        else:
            flash(_("%(name)s is added.", name=resource_name(resource)), "success")
            return redirect(url_for("resources.show", resource_id=resource.id))
    page = render_template("resources/create.html", form=form)
    return page, 400 if form.errors else 200


@blueprint.route("/<int:resource_id>/edit", methods=["GET", "POST"])
@access(may_change_resources)
def edit(resource_id: int) -> ResponseReturnValue:
    """Change a room, a site or equipment; hosts have a form of their own."""
    resource = get_resource(resource_id)
    if resource.host is not None:
        return redirect(url_for("resources.edit_host", resource_id=resource.id))
    form = ResourceForm.of(resource)
    if form.validate_on_submit():
        try:
            with db.transaction():
                services.update_resource(resource, form.facts(), by=acting())
        except Invalid as error:
            form.refuse(error.field, error.message)
        else:
            flash(_("Saved."), "success")
            return redirect(url_for("resources.show", resource_id=resource.id))
    page = render_template("resources/edit.html", form=form, resource=get_resource(resource_id))
    return page, 400 if form.errors else 200


@blueprint.route("/<int:resource_id>/retire", methods=["GET", "POST"])
@access(may_change_resources)
def retire(resource_id: int) -> ResponseReturnValue:
    """Ask once, showing what is booked, and then plan with the resource no longer."""
    resource = get_resource(resource_id)
    if request.method == "POST":
        with db.transaction():
            services.retire_resource(resource, by=acting())
        flash(_("%(name)s is no longer planned with.", name=resource_name(resource)), "success")
        return redirect(url_for("resources.show", resource_id=resource.id))
    holdings = list_next_holdings(resource, limit=50)
    events = [holding.event for holding in holdings]
    return render_template(
        "resources/retire.html",
        resource=resource,
        holdings=holdings,
        total=count_next_holdings(resource),
        urls=staff_urls(events),
        ways=ways_out(events),
    )


@blueprint.post("/<int:resource_id>/reopen")
@access(may_change_resources)
def reopen(resource_id: int) -> ResponseReturnValue:
    """Plan with a retired resource again."""
    resource = get_resource(resource_id)
    with db.transaction():
        services.reopen_resource(resource, by=acting())
    flash(_("%(name)s is planned with again.", name=resource_name(resource)), "success")
    return redirect(url_for("resources.show", resource_id=resource.id))


def _rows(resources: Sequence[Resource]) -> list[Row]:
    ids = [resource.id for resource in resources]
    soon, month = next_uses(ids), count_uses_in_month(ids, clock.today())
    timetable, today = get_timetable(), clock.today()
    quarter = count_uses_in_quarter(ids, today)
    closures = {resource.id: timetable.closure_on(today, resource.id) for resource in resources}
    return [
        Row(
            resource=resource,
            name=resource_name(resource),
            next_use=soon.get(resource.id),
            uses=month.get(resource.id, 0),
            quarter=quarter.get(resource.id, 0),
            closed_for=_reason(closures[resource.id]),
        )
        for resource in resources
    ]


def _reason(closure: Closed | None) -> str | None:
    return None if closure is None else closure.reason(languages.current())


def _asked_kind() -> str | None:
    kind = request.args.get("kind", "")
    return kind if kind in list(ResourceKind) else None


def _asked_sort() -> str:
    sort = request.args.get("sort", "name")
    return sort if sort.removeprefix("-") in _SORTS else "name"
