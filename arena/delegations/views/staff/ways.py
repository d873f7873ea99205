"""How long it takes between places: all in one table, and from one place in a form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from arena import db
from arena.accounts.sessions import acting
from arena.delegations import policy
from arena.delegations.forms.ways import FromForm, ways_form
from arena.delegations.meanings import MODES
from arena.delegations.queries.catalogue import get_place, list_places, list_ways
from arena.delegations.rules.ways import LONGEST_WALK, Way, usual_way
from arena.delegations.services.catalogue import set_ways
from arena.delegations.views.staff.blueprint import blueprint
from arena.resources.models import Resource
from arena.resources.words import resource_name
from arena.web.access import access

Ways = Mapping[tuple[int, int], Mapping[str, int]]


@blueprint.get("/ways/")
@access(policy.may_read_delegations)
def ways() -> ResponseReturnValue:
    """Show how one goes between all places that programmes use, and which ways are missing."""
    places, known = list_places(only_used=True), list_ways()
    form = FromForm(request.args)
    form.start.choices = [(place.id, resource_name(place)) for place in list_places()]
    if form.validate() and form.start.data:
        return redirect(url_for("delegations_staff.edit_ways", resource_id=form.start.data))
    return render_template(
        "delegations_staff/ways.html",
        places=places,
        usual=_usual(places, known),
        missing=[pair for pair in combinations(places, 2) if not _between(known, *pair)],
        modes=MODES,
        longest_walk=LONGEST_WALK,
        start_form=form,
    )


@blueprint.route("/ways/<int:resource_id>", methods=["GET", "POST"])
@access(policy.may_plan_delegations)
def edit_ways(resource_id: int) -> ResponseReturnValue:
    """Change how long it takes from one place to the others, and so back again."""
    start = get_place(resource_id)
    others = [place for place in list_places(only_used=True) if place.id != start.id]
    form = ways_form(start, others, list_ways())
    if form.validate_on_submit():
        with db.transaction():
            set_ways(start, form.ways(others), by=acting())
        flash(_("The ways from %(place)s are saved.", place=resource_name(start)), "success")
        return redirect(url_for("delegations_staff.ways"))
    page = render_template(
        "delegations_staff/edit_ways.html", form=form, start=start, others=others, modes=MODES
    )
    return page, 400 if form.errors else 200


def _between(known: Ways, one: Resource, other: Resource) -> Mapping[str, int]:
    return known.get((min(one.id, other.id), max(one.id, other.id)), {})


def _usual(places: Sequence[Resource], known: Ways) -> Mapping[tuple[int, int], Way]:
    """Return how a group with a bus would go between places, in both directions."""
    found = {}
    for one, other in combinations(places, 2):
        way = usual_way(_between(known, one, other), tuple(MODES))
        if way is not None:
            found[one.id, other.id] = found[other.id, one.id] = way
    return found
