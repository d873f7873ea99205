"""Old addresses: who has been taken up by another is found under the other's."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from arena import db
from arena.directory.models import Organisation, Person
from arena.directory.views.blueprint import blueprint

_PARTIES: dict[str, Any] = {"organisation_id": Organisation, "person_id": Person}


@blueprint.before_request
def lead_on() -> Response | None:
    """Lead from the address of one that was taken up to the same page of who took it up.

    What was sent is not done to the other: its sender meant one that is no more.
    """
    values = request.view_args or {}
    moved = {name: number for name, number in _moved(values).items() if number != values[name]}
    if not moved:
        return None
    if request.method == "GET":
        query = {name: value for name, value in request.args.items() if name not in values}
        return redirect(url_for(str(request.endpoint), **{**values, **moved, **query}))
    flash(_("It has been merged with another meanwhile. Nothing was changed."), "warning")
    if "organisation_id" in moved:
        return redirect(url_for("directory.show", organisation_id=moved["organisation_id"]))
    return redirect(url_for("directory.person", person_id=moved["person_id"]))


def _moved(values: dict[str, Any]) -> dict[str, int]:
    found = {}
    for name, model in _PARTIES.items():
        party = db.session.get(model, values[name]) if name in values else None
        while party is not None and party.merged_into_id is not None:
            party = db.session.get(model, party.merged_into_id)
        if party is not None:
            found[name] = party.id
    return found
