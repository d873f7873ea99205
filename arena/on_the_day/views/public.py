"""What needs no account: screens behind their secret addresses, and the form for faults."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from flask import (
    Blueprint,
    flash,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from arena import clock, db
from arena.errors import Conflict, NotFound
from arena.on_the_day import services
from arena.on_the_day.forms import FaultForm
from arena.on_the_day.links import fault_url, opens_fault, picture
from arena.on_the_day.queries import find_screen, list_foyer, read_door
from arena.resources.models import Resource, ResourceKind
from arena.resources.queries.register import get_resource
from arena.web import filters
from arena.web.access import access, public
from arena.web.limits import TOKEN_GUESS, limiter

blueprint = Blueprint("on_the_day", __name__, url_prefix="/<lang>")
SECONDS = 60
FAULTS = "6 per hour"
# A display shows as many as it has place for (css/screen.css).
MOST_AT_A_DOOR, MOST_IN_THE_FOYER = 5, 20
View = Callable[..., Any]


def secret(view: View) -> View:
    """Keep the address of a page to its reader, and slow down whoever guesses addresses."""

    @wraps(view)
    def shown(**values: Any) -> Response:
        answer = make_response(view(**values))
        answer.headers["Referrer-Policy"] = "no-referrer"
        answer.headers["X-Robots-Tag"] = "noindex, nofollow"
        return answer

    limited: View = limiter.shared_limit(
        TOKEN_GUESS, scope="screens", deduct_when=lambda answer: answer.status_code == 404
    )(shown)
    return limited


@blueprint.after_request
def _come_back(response: Response) -> Response:
    """Have screens ask again, also after an answer that was an error: nobody stands by them."""
    response.headers.setdefault("X-Robots-Tag", "noindex, nofollow")
    if request.endpoint == "on_the_day.screen":
        response.headers["Refresh"] = str(SECONDS)
    return response


@blueprint.get("/screens/<token>")
@access(public)
@secret
def screen(token: str) -> ResponseReturnValue:
    """Show what a screen is for: one room, or all that takes place today."""
    found = find_screen(token)
    if found is None:
        raise NotFound
    if found.revoked_at is not None:
        return render_template("on_the_day/gone.html"), 410
    return _door(found.room) if found.room else _foyer()


@blueprint.route("/faults/<int:room_id>/<key>", methods=["GET", "POST"])
@access(public)
@limiter.shared_limit(
    FAULTS,
    scope="faults",
    methods=["POST"],
    deduct_when=lambda answer: answer.status_code == 302,
)
@secret
def fault(room_id: int, key: str) -> ResponseReturnValue:
    """Report that something in a room does not work."""
    if not opens_fault(room_id, key):
        raise NotFound
    room = get_resource(room_id)
    if room.kind != ResourceKind.ROOM:
        raise NotFound
    form = FaultForm()
    if form.validate_on_submit():
        try:
            with db.transaction():
                services.report_fault(room, form.words.data)
        except Conflict as error:
            form.refuse(None, error.message)
        else:
            flash(_("Thank you. We have been told, and look at it."), "success")
            return redirect(url_for("on_the_day.fault", room_id=room_id, key=key))
    page = render_template("on_the_day/fault.html", form=form, room=room)
    return page, 400 if form.errors else 200


def _door(room: Resource) -> str:
    door = read_door(room)
    taken = {use.what.part.id for use in door.in_parts if use.what.part is not None}
    return render_template(
        "on_the_day/door.html",
        room=room,
        door=door,
        is_partly_free=bool(taken) and taken != {part.id for part in room.parts},
        shown=MOST_AT_A_DOOR,
        picture=picture(fault_url(room.id)),
        now=clock.now(),
    )


def _foyer() -> str:
    shown, now = list_foyer(), clock.now()
    return render_template(
        "on_the_day/foyer.html",
        shown=shown[:MOST_IN_THE_FOYER],
        say_day=lambda: filters.sentence(filters.day_long(now)),
        count_left=lambda: ngettext(
            "%(num)d item left today", "%(num)d items left today", len(shown)
        ),
        now=now,
    )
