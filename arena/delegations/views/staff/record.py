"""The register of delegations, and one of them in hand."""

from __future__ import annotations

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from arena.delegations import policy
from arena.delegations.meanings import STATES, TYPES
from arena.delegations.queries.register import get_by_number, get_delegation, list_delegations
from arena.delegations.views.staff.blueprint import blueprint
from arena.delegations.views.staff.frame import page
from arena.web.access import access


@blueprint.get("/")
@access(policy.may_read_delegations)
def index() -> str:
    """Show all delegations."""
    return render_template(
        "delegations_staff/index.html", delegations=list_delegations(), states=STATES, types=TYPES
    )


@blueprint.get("/<reference>")
@access(policy.may_read_delegations)
def show(reference: str) -> ResponseReturnValue:
    """Show a delegation."""
    delegation = get_delegation(reference)
    return page(delegation, "delegations_staff/show.html", tab="delegations_staff.show")


@blueprint.get("/by-number/<int:delegation_id>")
@access(policy.may_read_delegations)
def by_number(delegation_id: int) -> ResponseReturnValue:
    """Lead to a delegation that is known by its number, as the audit trail knows it."""
    reference = get_by_number(delegation_id).reference
    return redirect(url_for("delegations_staff.show", reference=reference))
