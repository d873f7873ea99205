"""The blueprint of the partners' own pages, and who is at them."""

from __future__ import annotations

from flask import Blueprint, redirect, request, url_for
from werkzeug.wrappers import Response

from arena.accounts.sessions import signed_in_user
from arena.directory.models import Organisation
from arena.errors import Forbidden
from arena.partners.queries.own import Own, own_of

blueprint = Blueprint("partners", __name__, url_prefix="/partner")
HOME = "partners.index"


def own() -> Own:
    """Return who the signed-in person is, as the directory has them today."""
    return own_of(signed_in_user())


def own_organisation(organisation_id: int) -> Organisation:
    """Return an organisation that the signed-in person stands for; to others it is not there."""
    return own().get(organisation_id)


def managed_organisation(organisation_id: int) -> Organisation:
    """Return an organisation whose people the signed-in person sees to."""
    known = own()
    organisation = known.get(organisation_id)
    if not known.manages(organisation_id):
        raise Forbidden
    return organisation


@blueprint.before_request
def _hold_back() -> Response | None:
    """Lead whose roles have ended to the page that says so: it is the only one they have here."""
    if request.endpoint != HOME and own().has_ended:
        return redirect(url_for(HOME))
    return None
