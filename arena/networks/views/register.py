"""Networks: the list, and one of them, for staff and for those who are in it."""

from __future__ import annotations

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from arena import clock
from arena.accounts.sessions import signed_in_user
from arena.documents.folders import open_folder
from arena.documents.queries import list_documents
from arena.networks.policy import may_read_networks
from arena.networks.queries.admissions import count_waiting
from arena.networks.queries.history import list_past_offices
from arena.networks.queries.own import list_own_applications
from arena.networks.queries.reading import (
    get_by_number,
    list_member_rows,
    list_open_for_application,
    list_rows,
)
from arena.networks.queries.standing import list_offices, networks_of
from arena.networks.sections import sections_of
from arena.networks.views.blueprints import for_both, staff
from arena.networks.views.folders import NETWORK
from arena.networks.views.people import (
    alive,
    is_partner_here,
    leads,
    linked_groups,
    names_all,
    own_seats,
    plans,
    reader_of,
    reads_addresses,
    seen_network,
    sees,
)
from arena.web.access import access


@for_both("/")
def index() -> str:
    """List the networks: all of them for staff, one's own for partners."""
    today, user = clock.today(), signed_in_user()
    if is_partner_here():
        mine = networks_of(user, today)
        return render_template(
            "networks_partner/index.html",
            rows=list_rows(today, only=mine),
            open_networks=[
                each for each in list_open_for_application(today) if each.id not in mine
            ],
            applications=list_own_applications(user),
        )
    ended = request.args.get("show") == "ended"
    return render_template(
        "networks_staff/index.html",
        rows=list_rows(today, ended=ended),
        ended=ended,
        tabs=_tabs(ended),
        may_found=plans(),
    )


def _tabs(ended: bool) -> list[dict[str, object]]:
    return [
        {"label": label, "href": url_for(".index", show=key), "is_current": bool(key) == ended}
        | {"count": None}
        for key, label in ((None, _("Going on")), ("ended", _("Ended")))
    ]


@for_both("/<slug>")
def show(slug: str) -> str:
    """Show one network: what it is for, who is in it, who leads it, and what others add."""
    network, today = seen_network(slug), clock.today()
    members = list_member_rows(network, today)
    is_leader, is_alive = leads(network), alive(network)
    return render_template(
        "networks_staff/show.html",
        network=network,
        folder=open_folder(NETWORK, str(network.id), signed_in_user()),
        documents=list_documents(NETWORK, str(network.id)),
        members=members,
        names_all=names_all(network),
        offices=list_offices(network, today),
        past_offices=list_past_offices(network, today),
        groups=linked_groups(network),
        sees_parent=network.parent is not None and sees(network.parent),
        sections=sections_of(network, reader_of(network)),
        own=own_seats(network),
        waiting=count_waiting(network) if is_leader else 0,
        may_lead=is_leader and is_alive,
        may_end=plans() and is_alive,
        shows_contact=reads_addresses(network),
        is_alive=is_alive,
    )


@staff.get("/number/<int:network_id>")
@access(may_read_networks)
def by_number(network_id: int) -> ResponseReturnValue:
    """Lead to the page of a network that is known by its number."""
    return redirect(url_for(".show", slug=get_by_number(network_id).slug))
