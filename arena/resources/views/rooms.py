"""On what terms a room is lent out."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from arena import db
from arena.accounts.sessions import acting
from arena.errors import Invalid, NotFound
from arena.resources import services
from arena.resources.forms import RoomTermsForm
from arena.resources.models import ResourceKind
from arena.resources.policy import may_change_resources
from arena.resources.queries.parts import list_wholes
from arena.resources.queries.register import get_resource
from arena.resources.services.errors import PartsInUse
from arena.resources.views.blueprint import register_blueprint as blueprint
from arena.web import filters
from arena.web.access import access
from arena.web.languages import localized


@blueprint.route("/<int:resource_id>/lending", methods=["GET", "POST"])
@access(may_change_resources)
def edit_lending(resource_id: int) -> ResponseReturnValue:
    """Say who may book a room, what is in it, how it seats people, and into what it divides."""
    room = get_resource(resource_id)
    if room.kind != ResourceKind.ROOM:
        raise NotFound
    wholes = list_wholes(room)
    form = RoomTermsForm.of(room, is_part=bool(wholes))
    if form.validate_on_submit():
        try:
            with db.transaction():
                services.set_room_terms(room, form.terms(), by=acting())
        except Invalid as error:
            form.refuse(error.field, error.message)
        except PartsInUse as error:
            form.refuse("part_ids", _in_use(error))
        else:
            flash(_("Saved."), "success")
            return redirect(url_for("resources.show", resource_id=room.id))
    page = render_template("resources/edit_lending.html", form=form, resource=room, wholes=wholes)
    return page, 400 if form.errors else 200


def _in_use(error: PartsInUse) -> str:
    event = error.event
    text: str = _(
        "A part is booked for something else while “%(title)s” has the whole, %(when)s. "
        "Move one of them first.",
        title=localized(event, "title"),
        when=filters.span(event.starts_at, event.ends_at),
    )
    return text
