"""Closures: what they would meet is shown before they are made."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from arena import clock, db
from arena.accounts.sessions import acting
from arena.errors import Conflict, Invalid
from arena.events.models import Event
from arena.events.pages import staff_urls, ways_out
from arena.resources import services
from arena.resources.forms import ClosureForm
from arena.resources.forms.openness import ARENA
from arena.resources.models import Resource
from arena.resources.policy import may_change_resources
from arena.resources.queries.openness import get_closure, list_events_within
from arena.resources.queries.register import get_resource
from arena.resources.views.blueprint import hours_blueprint as blueprint
from arena.web.access import access


@blueprint.route("/closures/new", methods=["GET", "POST"])
@access(may_change_resources)
def close() -> ResponseReturnValue:
    """Close the arena or a resource; what is booked then is shown first, and asked about."""
    form = ClosureForm.of(request.args.get("resource", ARENA, type=int))
    met: Sequence[Event] = ()
    if form.validate_on_submit():
        number = form.resource_id.data
        resource = None if number == ARENA else get_resource(number)
        met = list_events_within(resource, form.starts_on.data or clock.today(), form.ends_on)
        if not met or form.seen.data == _mark(met):
            if _close(form, resource):
                flash(_("The closure is saved."), "success")
                return redirect(url_for("resources_hours.index", _anchor="closures"))
            met = ()
    form.seen.data, form.seen.raw_data = _mark(met), None
    page = render_template(
        "resources_hours/close.html", form=form, met=met, urls=staff_urls(met), ways=ways_out(met)
    )
    return page, 400 if form.errors else 200


@blueprint.route("/closures/<int:closure_id>/remove", methods=["GET", "POST"])
@access(may_change_resources)
def reopen(closure_id: int) -> ResponseReturnValue:
    """Ask once, and then open again."""
    closure = get_closure(closure_id)
    if request.method == "POST":
        try:
            with db.transaction():
                services.remove_closure(closure, by=acting())
        except Conflict as error:
            flash(str(error.message), "error")
        else:
            flash(_("Open again."), "success")
        return redirect(url_for("resources_hours.index", _anchor="closures"))
    return render_template("resources_hours/reopen.html", closure=closure, today=clock.today())


def _close(form: ClosureForm, resource: Resource | None) -> bool:
    try:
        with db.transaction():
            services.add_closure(
                resource,
                starts_on=form.starts_on.data or clock.today(),
                ends_on=form.ends_on,
                reason_sv=form.reason_sv.data,
                reason_en=form.reason_en.data,
                by=acting(),
            )
    except Invalid as error:
        form.refuse(error.field, error.message)
        return False
    return True


def _mark(events: Sequence[Event]) -> str:
    """Return a mark of what was shown: when more has been booked meanwhile, it is asked again."""
    return hashlib.sha256(repr([event.id for event in events]).encode()).hexdigest()[:16]
