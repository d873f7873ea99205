"""Closing days: what they would meet is shown first, and moved in the same act."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from flask import Blueprint, Flask, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from arena import clock, db
from arena.accounts.sessions import acting
from arena.errors import Conflict, Invalid, NotFound
from arena.events.models import Event
from arena.events.pages import staff_urls, ways_out
from arena.resources.forms import ClosureForm
from arena.resources.forms.openness import ARENA
from arena.resources.models import Closure, ResourceKind
from arena.resources.policy import may_change_resources
from arena.resources.queries.openness import find_closure, get_closure, list_closures_on
from arena.resources.queries.register import get_resource
from arena.scheduling import closing as closings
from arena.scheduling.closing import Closing, Hit
from arena.scheduling.forms import MovingForm, closing_of, read_moves, ticked, written_move
from arena.scheduling.planning import ChangedSince
from arena.web.access import access
from arena.web.forms import Form

blueprint = Blueprint("scheduling", __name__, url_prefix="/staff/opening-hours")
SAVE = "save"


@blueprint.record
def _add_filter(state: Any) -> None:
    app: Flask = state.app
    app.add_template_filter(written_move)


@blueprint.route("/closures/new", methods=["GET", "POST"])
@access(may_change_resources)
def close() -> ResponseReturnValue:
    """Close the arena or a resource; what is booked then is shown first, with other places."""
    form = ClosureForm.of(_asked_for())
    if not form.validate_on_submit():
        return _page("scheduling/close.html", form, (), 400 if form.errors else 200, closed=())
    number = form.resource_id.data
    resource_id = None if number in (None, ARENA) else get_resource(number).id
    closing = closing_of(form, resource_id)
    if closing is None:
        return _page("scheduling/close.html", form, (), 400, closed=())
    status = 200
    if request.form.get("step") == SAVE and form.seen.data:
        status = _save(closing, form)
        if status == 302:
            return _go_on(closing)
    hits = closings.look_ahead(closing)
    closed = list_closures_on(closing.resource_id, closing.starts_on, closing.ends_on)
    if not hits and not closed and status == 200:
        form.seen.data = closings.mark_of(())
        status = _save(closing, form)
        if status == 302:
            return _go_on(closing)
        hits = closings.look_ahead(closing) if status == 409 else []
    return _page("scheduling/close.html", form, hits, status, closed=closed)


def _asked_for() -> int:
    """Return what is to be closed; a host is away rather than closed, and that is told elsewhere.

    Never the whole arena in place of what cannot be closed.
    """
    number = request.args.get("resource", ARENA, type=int)
    if number != ARENA and get_resource(number).kind == ResourceKind.HOST:
        raise NotFound
    return number


@blueprint.route("/closures/<int:closure_id>/bookings", methods=["GET", "POST"])
@access(may_change_resources)
def bookings(closure_id: int) -> ResponseReturnValue:
    """Show what still is booked on closed days; what else could be is worked out when asked."""
    closure, form = get_closure(closure_id), MovingForm()
    closing = Closing.of(closure)
    if request.method == "GET":
        return _bookings(closure, form, closings.list_hits(closing), 200)
    status = 200
    if form.validate() and request.form.get("step") == SAVE and form.seen.data:
        status = _save(closing, form)
        if status == 302:
            return _go_on(closing)
    return _bookings(closure, form, closings.look_ahead(closing), status, is_worked_out=True)


def _save(closing: Closing, form: Form) -> int:
    """Close and move what is ticked; give the status of the answer, 302 when it is done."""
    try:
        moves = read_moves()
        with db.transaction():
            closings.close(closing, moves, seen=form["seen"].data, by=acting())
    except ChangedSince:
        form.refuse(
            None,
            _("Something here was changed meanwhile. This is how it is now: look once more."),
        )
        return 409
    except Invalid as error:
        form.refuse(error.field, error.message)
        return 400
    except Conflict as error:
        form.refuse(None, error.message)
        return 409
    saved = _("The closure is saved.") if closing.closure_id is None else ""
    moved = ngettext("%(num)d booking is moved.", "%(num)d bookings are moved.", len(moves))
    flash(" ".join(part for part in (saved, moved if moves else "") if part) or moved, "success")
    return 302


def _go_on(closing: Closing) -> ResponseReturnValue:
    """Lead to what still is booked then, or back to the closures."""
    left = len(closings.list_met(closing))
    closure = find_closure(closing.resource_id, closing.starts_on, closing.ends_on)
    if not left or closure is None:
        return redirect(url_for("resources_hours.index", _anchor="closures"))
    flash(
        ngettext(
            "%(num)d booking still falls on the closed days. Nobody has been told of it.",
            "%(num)d bookings still fall on the closed days. Nobody has been told of them.",
            left,
        ),
        "warning",
    )
    return redirect(url_for("scheduling.bookings", closure_id=closure.id))


def _bookings(
    closure: Closure, form: MovingForm, hits: Sequence[Hit], status: int, **values: Any
) -> ResponseReturnValue:
    values.setdefault("is_worked_out", False)
    return _page("scheduling/bookings.html", form, hits, status, closure=closure, **values)


def _page(
    template: str, form: Form, hits: Sequence[Hit], status: int, **values: Any
) -> ResponseReturnValue:
    events: list[Event] = [hit.event for hit in hits]
    step, before = request.form.get("step", ""), request.form.getlist("move")
    was_shown = step in (SAVE, "tick_all", "tick_none")
    form["seen"].data, form["seen"].raw_data = _mark(events, values), None
    page = render_template(
        template,
        form=form,
        hits=hits,
        ticked=ticked(hits, step, [_event_of(text) for text in before] if was_shown else None),
        urls=staff_urls(events),
        ways=ways_out(events),
        today=clock.today(),
        **values,
    )
    return page, status


def _mark(events: Sequence[Event], values: Mapping[str, Any]) -> str:
    """Return the mark of what is shown: nothing is, where neither bookings nor closures are met."""
    return closings.mark_of(events) if events or values.get("closed") else ""


def _event_of(text: str) -> int:
    first = text.split(" ")[0]
    return int(first) if first.isdecimal() and len(first) <= 18 else 0
