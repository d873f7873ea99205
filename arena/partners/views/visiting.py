"""Visits to a partner: those that come, and what became of those that were."""

from __future__ import annotations

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from arena.partners.policy import may_use_own_pages
from arena.partners.queries.showings import list_showings_of
from arena.partners.queries.visiting import count_past, list_coming, list_shared
from arena.partners.views.blueprint import blueprint, own
from arena.web.access import access


@blueprint.get("/visits")
@access(may_use_own_pages)
def all_visits() -> ResponseReturnValue:
    """Lead to the visits to one's organisation, or let choose among several."""
    known = own()
    if len(known.organisations) == 1:
        return redirect(url_for("partners.visits", organisation_id=known.organisations[0].id))
    return render_template("partners/all_visits.html", organisations=known.organisations)


@blueprint.get("/visits/<int:organisation_id>")
@access(may_use_own_pages)
def visits(organisation_id: int) -> str:
    """Show what comes to the organisation, how much has been, and what it may follow up."""
    known = own()
    found = known.get(organisation_id)
    return render_template(
        "partners/visits.html",
        organisation=found,
        coming=list_coming(found),
        past=count_past(found),
        shared=list_shared(found),
        showings=list_showings_of([found.id]),
        is_one_of_several=len(known.organisations) > 1,
    )
