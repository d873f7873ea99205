"""Standing items: what every agenda of a network has."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from arena import db
from arena.accounts.sessions import acting
from arena.errors import Forbidden, NotFound
from arena.meetings.forms.agenda import StandingForm
from arena.meetings.models import StandingItem
from arena.meetings.queries.agenda import list_standing
from arena.meetings.services import agenda as services
from arena.meetings.views.blueprints import for_both
from arena.meetings.views.people import rights_in, seen_network
from arena.networks.models import Network

_BOTH = ("GET", "POST")


@for_both("/standing/<slug>")
def standing(slug: str) -> str:
    """Show what every agenda of a network has."""
    network = _written(slug)
    return render_template(
        "meetings/standing.html", network=network, items=list_standing(network.id)
    )


@for_both("/standing/<slug>/new", methods=_BOTH)
def new_standing_item(slug: str) -> ResponseReturnValue:
    """Add such an item."""
    return _fill_in(_written(slug), None)


@for_both("/standing/<slug>/<int:number>", methods=_BOTH)
def standing_item(slug: str, number: int) -> ResponseReturnValue:
    """Change such an item."""
    network = _written(slug)
    return _fill_in(network, _get(network, number))


@for_both("/standing/<slug>/<int:number>/remove", methods=("POST",))
def remove_standing_item(slug: str, number: int) -> Response:
    """Take such an item off the agendas to come."""
    network = _written(slug)
    with db.transaction():
        services.remove_standing(network, _get(network, number), by=acting())
    flash(_("Agendas to come no longer have it."), "success")
    return redirect(url_for(".standing", slug=slug), 303)


def _fill_in(network: Network, item: StandingItem | None) -> ResponseReturnValue:
    form = StandingForm()
    if item is not None and not form.is_submitted():
        form.show(item)
    if form.validate_on_submit():
        with db.transaction():
            services.keep_standing(network, form.facts(), standing=item, by=acting())
        flash(_("Every agenda to come has it."), "success")
        return redirect(url_for(".standing", slug=network.slug), 303)
    page = render_template("meetings/standing_item.html", network=network, item=item, form=form)
    return page, 400 if form.is_submitted() else 200


def _written(slug: str) -> Network:
    network = seen_network(slug)
    if not rights_in(network).may_write:
        raise Forbidden
    return network


def _get(network: Network, number: int) -> StandingItem:
    item = db.session.get(StandingItem, number)
    if item is None or item.network_id != network.id:
        raise NotFound
    return item
