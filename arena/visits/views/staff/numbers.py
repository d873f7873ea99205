"""From the number of a record, which the audit trail knows, to its page."""

from __future__ import annotations

from flask import redirect, url_for
from werkzeug.wrappers import Response

from arena import db
from arena.errors import NotFound
from arena.visits import policy
from arena.visits.models import Offer, Visit
from arena.visits.queries import get_walk
from arena.visits.views.staff.blueprint import blueprint
from arena.visits.views.staff.deeds import visit_url
from arena.web.access import access


@blueprint.get("/visits/number/<int:visit_id>")
@access(policy.may_read_visits)
def visit_by_number(visit_id: int) -> Response:
    """Lead to a visit."""
    visit = db.session.get(Visit, visit_id)
    if visit is None:
        raise NotFound
    return redirect(visit_url(visit))


@blueprint.get("/offers/number/<int:offer_id>")
@access(policy.may_read_visits)
def offer_by_number(offer_id: int) -> Response:
    """Lead to an offer."""
    offer = db.session.get(Offer, offer_id)
    if offer is None:
        raise NotFound
    return redirect(url_for("visits_staff.offer", slug=offer.slug))


@blueprint.get("/walks/number/<int:event_id>")
@access(policy.may_read_visits)
def walk_by_number(event_id: int) -> Response:
    """Lead to an open walk."""
    walk = get_walk(event_id)
    return redirect(url_for("visits_staff.walk", slug=walk.offer.slug, event_id=event_id))
