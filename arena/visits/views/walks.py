"""Joining an open walk."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from arena import clock, db
from arena.audit.models import BOOKER
from arena.errors import Conflict, Invalid, NotFound
from arena.visits.forms.joining import JoinForm
from arena.visits.links import manage_token
from arena.visits.models import OpenWalk, Visit
from arena.visits.queries import get_walk, list_walks
from arena.visits.queries.walks import find_closures
from arena.visits.services import SeatRequest, join_walk
from arena.visits.services.errors import TooManyMails
from arena.visits.views.blueprint import blueprint
from arena.visits.views.senders import remember_sent
from arena.web import languages
from arena.web.access import access, public
from arena.web.limits import booking_limit
from arena.web.security import MAY_GO_BACK


@blueprint.route(
    "/visits/<slug:slug>/walks/<int(max=2147483647):event_id>", methods=["GET", "POST"]
)
@access(public)
@booking_limit
def join(slug: str, event_id: int) -> ResponseReturnValue:
    """Take seats on one walk."""
    walk = get_walk(event_id)
    if walk.offer.slug != slug or not walk.offer.is_published:
        raise NotFound
    form = JoinForm()
    status = 200
    if form.is_submitted() and not languages.is_switched():
        visit, status = _join(walk, form)
        if visit is not None:
            remember_sent(visit)
            flash(_("The seats are held for you."), "success")
            return redirect(url_for("visits.manage", token=manage_token(visit)), 303)
    others = [other for other in list_walks(walk.offer) if other.event_id != walk.event_id]
    closed = find_closures([walk, *others])
    return (
        render_template(
            "visits/join.html",
            walk=walk,
            has_begun=walk.event.starts_at <= clock.now(),
            closure=closed.get(event_id),
            form=form,
            others=[other for other in others if other.seats_left and other.event_id not in closed],
            closed=closed,
        ),
        status,
        MAY_GO_BACK | form.headers,
    )


def _join(walk: OpenWalk, form: JoinForm) -> tuple[Visit | None, int]:
    """Join, or leave in the form what hinders it; give the status of the answer too."""
    if not form.validate():
        return None, 400
    try:
        with db.transaction():
            return join_walk(walk, _request_of(form), by=BOOKER), 303
    except TooManyMails as error:
        form.make_wait(error, "contact_email")
        return None, 429
    except Conflict as error:
        form.refuse("group_size", error.message)
        return None, 409
    except Invalid as error:
        form.refuse(None if error.field == "starts_at" else error.field, error.message)
        return None, 400


def _request_of(form: JoinForm) -> SeatRequest:
    return SeatRequest(
        group_size=form.group_size.data or 0,
        contact_name=form.contact_name.data,
        contact_email=form.contact_email.data,
        contact_language=languages.current(),
        access_needs=form.access_needs.data,
    )
