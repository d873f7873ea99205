"""The catalogue of stops: what delegations can be shown, where, to whom and by whom."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from arena import clock, db
from arena.accounts.sessions import acting
from arena.delegations import policy
from arena.delegations.forms.stops import StopFilterForm, StopForm, stop_form
from arena.delegations.meanings import KINDS, LEVELS
from arena.delegations.queries.catalogue import (
    get_stop,
    list_next_visits,
    list_places,
    list_stops,
    map_loads,
)
from arena.delegations.services import catalogue
from arena.delegations.topics import topic_word
from arena.delegations.views.staff.blueprint import blueprint
from arena.errors import Invalid
from arena.web.access import access
from arena.web.languages import localized


@blueprint.get("/stops/")
@access(policy.may_read_delegations)
def stops() -> str:
    """List the stops that match, and how much each is visited this quarter."""
    form = StopFilterForm(request.args)
    form.validate()
    found = list_stops(text=form.q.data, topic=form.topic.data, with_closed=form.closed.data)
    return render_template(
        "delegations_staff/stops.html",
        filters=form,
        stops=found,
        loads=map_loads(found, clock.today()),
        kinds=KINDS,
        topic_word=topic_word,
    )


@blueprint.get("/stops/<int:stop_id>")
@access(policy.may_read_delegations)
def stop(stop_id: int) -> str:
    """Show a stop, who receives there, and which delegations come next."""
    found = get_stop(stop_id)
    return render_template(
        "delegations_staff/stop.html",
        stop=found,
        load=map_loads([found], clock.today())[found.id],
        visits=list_next_visits(found, clock.today()),
        kinds=KINDS,
        levels=LEVELS,
        topic_word=topic_word,
    )


@blueprint.route("/stops/new", methods=["GET", "POST"])
@access(policy.may_plan_delegations)
def new_stop() -> ResponseReturnValue:
    """Add a stop."""
    form = StopForm()
    if form.validate_on_submit():
        try:
            with db.transaction():
                added = catalogue.create_stop(form.facts(), by=acting())
        except Invalid as error:
            form.refuse(error.field, error.message)
        else:
            flash(_("The stop is in the catalogue."), "success")
            return redirect(url_for("delegations_staff.stop", stop_id=added.id))
    has_places = bool(list_places())
    page = render_template("delegations_staff/new_stop.html", form=form, has_places=has_places)
    return page, 400 if form.errors else 200


@blueprint.route("/stops/<int:stop_id>/edit", methods=["GET", "POST"])
@access(policy.may_plan_delegations)
def edit_stop(stop_id: int) -> ResponseReturnValue:
    """Change a stop."""
    found = get_stop(stop_id)
    form = stop_form(found)
    if form.validate_on_submit():
        try:
            with db.transaction():
                catalogue.update_stop(found, form.facts(), by=acting())
        except Invalid as error:
            form.refuse(error.field, error.message)
        else:
            flash(_("Saved."), "success")
            return redirect(url_for("delegations_staff.stop", stop_id=stop_id))
    page = render_template("delegations_staff/edit_stop.html", form=form, stop=get_stop(stop_id))
    return page, 400 if form.errors else 200


@blueprint.post("/stops/<int:stop_id>/close")
@access(policy.may_plan_delegations)
def close_stop(stop_id: int) -> ResponseReturnValue:
    """Offer a stop no longer; it can be offered again from its page."""
    found = get_stop(stop_id)
    with db.transaction():
        catalogue.close_stop(found, by=acting())
    title = localized(found, "title")
    flash(_("“%(title)s” is no longer offered. Programmes keep it.", title=title), "success")
    return redirect(url_for("delegations_staff.stop", stop_id=stop_id))


@blueprint.post("/stops/<int:stop_id>/reopen")
@access(policy.may_plan_delegations)
def reopen_stop(stop_id: int) -> ResponseReturnValue:
    """Offer a stop again."""
    found = get_stop(stop_id)
    with db.transaction():
        catalogue.reopen_stop(found, by=acting())
    flash(_("“%(title)s” is offered again.", title=localized(found, "title")), "success")
    return redirect(url_for("delegations_staff.stop", stop_id=stop_id))
