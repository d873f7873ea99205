"""The list of meetings: ahead, past and called off, of one network or of all that one sees."""

from __future__ import annotations

from flask import render_template, request

from arena.meetings.queries.meetings import Which, list_meetings
from arena.meetings.views.blueprints import for_both
from arena.meetings.views.people import led_networks, rights_in, seen_network, seen_networks
from arena.meetings.views.tabs import meeting_tabs
from arena.web import paging


@for_both("/")
def index() -> str:
    """List meetings."""
    slug = request.args.get("network", "")
    network = seen_network(slug) if slug else None
    seen = None if network else seen_networks()
    which = _which(request.args.get("show", ""))
    page = paging.asked()
    ids = [network.id] if network else None if seen is None else [each.id for each in seen]
    meetings, total = list_meetings(which, network_ids=ids, limit=page.size, offset=page.offset)
    return render_template(
        "meetings/index.html",
        meetings=meetings,
        total=total,
        page=page,
        network=network,
        which=which,
        tabs=meeting_tabs(str(which), slug or None),
        may_lead=rights_in(network).may_lead if network else bool(led_networks()),
    )


def _which(text: str) -> Which:
    return Which(text) if text in set(Which) else Which.AHEAD
