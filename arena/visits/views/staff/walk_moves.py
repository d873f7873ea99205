"""Another time for an open walk."""

from __future__ import annotations

from collections.abc import Sequence

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from arena import clock, db
from arena.accounts.sessions import acting
from arena.audit.models import Actor
from arena.errors import Conflict, Invalid, NotFound
from arena.scheduling.trials import TRIAL
from arena.visits import policy
from arena.visits.forms.staff.walks import MoveWalkForm
from arena.visits.models import OpenWalk
from arena.visits.queries import get_walk
from arena.visits.queries.quarters import list_full_sites
from arena.visits.services import move_walk as move_service
from arena.visits.services.errors import ChangedMeanwhile
from arena.visits.services.previewing import Preview, read_trial
from arena.visits.views.staff.blueprint import blueprint
from arena.visits.views.staff.starts import Weeks, make_weeks
from arena.visits.views.staff.words import full_site_words
from arena.web.access import access
from arena.web.languages import localized

_NOT_KEPT = ("csrf_token", "step")


@blueprint.route("/offers/<slug>/walks/<int:event_id>/move", methods=["GET", "POST"])
@access(policy.may_handle)
def move_walk(slug: str, event_id: int) -> ResponseReturnValue:
    """Give a walk another time; everybody who has joined keeps the seats, and is told."""
    walk = get_walk(event_id)
    if walk.offer.slug != slug:
        raise NotFound
    page_of_walk = url_for("visits_staff.walk", slug=slug, event_id=event_id)
    if walk.event.is_cancelled or walk.event.starts_at <= clock.now():
        flash(_("The walk has begun, or is called off: it keeps its time."), "warning")
        return redirect(page_of_walk)
    weeks = _weeks(walk)
    form = MoveWalkForm(free=weeks.choices)
    if not form.is_submitted() or request.form.get("step") == "fill_in" or "week" in request.form:
        form.show(walk)
        return _page(walk, form, weeks)
    if not form.validate():
        return _page(walk, form, weeks, 400)
    try:
        if request.form.get("step") != "do":
            told = read_trial(lambda: _move(get_walk(event_id), form, TRIAL))
            return _told(get_walk(event_id), form, told)
        with db.transaction():
            _move(walk, form, acting())
    except Invalid as error:
        form.refuse(error.field, error.message)
        return _page(get_walk(event_id), form, weeks, 400)
    except Conflict as error:
        form.refuse(None if isinstance(error, ChangedMeanwhile) else "starts_at", error.message)
        form.show(get_walk(event_id))
        return _page(get_walk(event_id), form, weeks, 409)
    flash(_("The walk has its new time, and everybody is told."), "success")
    return redirect(page_of_walk)


def _move(walk: OpenWalk, form: MoveWalkForm, by: Actor) -> None:
    move_service(
        walk,
        starts_at=form.starts_at or walk.event.starts_at,
        words=form.words.data,
        sequence=form.seen_sequence,
        by=by,
    )


def _weeks(walk: OpenWalk) -> Weeks:
    return make_weeks(
        walk.offer,
        clock.date_of(walk.event.starts_at),
        group_size=walk.seats,
        language=walk.language,
        ignore_event=walk.event_id,
    )


def _page(
    walk: OpenWalk, form: MoveWalkForm, weeks: Weeks, status: int = 200
) -> ResponseReturnValue:
    return render_template("visits_staff/move_walk.html", walk=walk, form=form, weeks=weeks), status


def _told(walk: OpenWalk, form: MoveWalkForm, told: Sequence[Preview]) -> str:
    full = list_full_sites(walk.offer, form.starts_at or walk.event.starts_at, walk.event)
    return render_template(
        "visits_staff/_walk_told.html",
        walk=walk,
        told=told,
        act=_("Move the walk"),
        kind="primary",
        warnings=[full_site_words(localized(each.site, "name"), each.number) for each in full],
        kept=[
            (name, value) for name, value in request.form.items(multi=True) if name not in _NOT_KEPT
        ],
    )
