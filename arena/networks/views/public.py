"""Public networks, for everybody: the list, one of them, and applying to it."""

from __future__ import annotations

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from arena import clock, db
from arena.audit.models import STRANGER
from arena.errors import Conflict, Invalid, NotFound
from arena.networks.forms.admissions import ApplyForm
from arena.networks.models import Entry, Network
from arena.networks.queries.reading import find_open_to_all, list_member_rows, list_public
from arena.networks.queries.standing import list_offices
from arena.networks.sections import Reader, Side, sections_of
from arena.networks.services.asking import apply_by_form
from arena.networks.services.errors import TooManyApplications
from arena.networks.views.blueprints import public as blueprint
from arena.web import languages
from arena.web.access import access, public
from arena.web.limits import booking_limit
from arena.web.security import MAY_GO_BACK


@blueprint.get("/")
@access(public)
def index() -> str:
    """List the networks that everybody may know of."""
    return render_template("networks/index.html", rows=list_public(clock.today()))


@blueprint.get("/<slug>")
@access(public)
def show(slug: str) -> str:
    """Show what a network is for, who leads it and how one joins; a closed one is not there."""
    today = clock.today()
    network = find_open_to_all(slug, today)
    return render_template(
        "networks/show.html",
        network=network,
        offices=list_offices(network, today),
        members=list_member_rows(network, today) if network.are_members_public else [],
        groups=[each for each in network.groups if each.is_open_to_all(today)],
        sections=sections_of(network, Reader(Side.PUBLIC)),
        may_apply=takes_applications(network),
    )


@blueprint.route("/<slug>/apply", methods=["GET", "POST"])
@access(public)
@booking_limit
def apply(slug: str) -> ResponseReturnValue:
    """Show the form, and take an application in; the address confirms it by its mailed link."""
    network = find_open_to_all(slug, clock.today())
    if not takes_applications(network):
        raise NotFound
    form, too_often = ApplyForm(network), None
    if form.is_submitted() and not languages.is_switched() and form.validate():
        try:
            with db.transaction():
                apply_by_form(network, form.facts(languages.current()), by=STRANGER)
        except TooManyApplications as error:
            too_often = error
            form.refuse("email", error.message)
        except (Conflict, Invalid) as error:
            form.refuse(error.field if isinstance(error, Invalid) else None, error.message)
        else:
            return redirect(url_for("networks.applied", slug=slug), 303)
    page = render_template("networks/apply.html", form=form, network=network)
    if too_often is not None:
        return page, 429, MAY_GO_BACK | {"Retry-After": str(too_often.seconds_left)}
    return page, 400 if form.error_list else 200, MAY_GO_BACK


@blueprint.get("/<slug>/applied")
@access(public)
def applied(slug: str) -> str:
    """Say that a mail is on its way; the same to everybody, whatever was sent."""
    return render_template("networks/applied.html", network=find_open_to_all(slug, clock.today()))


def takes_applications(network: Network) -> bool:
    """Tell whether anybody may ask to join a public network."""
    return network.entry == Entry.APPLICATION and network.parent_id is None
