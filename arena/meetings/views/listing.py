"""The list of meetings: ahead, past and called off, of one network or of all that one sees."""

from __future__ import annotations

from typing import Any

from flask import render_template, request, url_for
from flask_babel import gettext as _

from arena.meetings.queries.meetings import Which, list_meetings
from arena.meetings.views.blueprints import for_both
from arena.meetings.views.people import led_networks, rights_in, seen_network, seen_networks
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
        tabs=_tabs(which, slug),
        may_lead=rights_in(network).may_lead if network else bool(led_networks()),
    )


def _which(text: str) -> Which:
    return Which(text) if text in set(Which) else Which.AHEAD


def _tabs(shown: Which, slug: str) -> list[dict[str, Any]]:
    labels = {
        Which.AHEAD: _("To come"),
        Which.PAST: _("Earlier"),
        Which.OFF: _("Meetings called off"),
    }
    return [
        {
            "label": label,
            "href": url_for(".index", network=slug or None, show=str(which)),
            "is_current": which is shown,
            "count": None,
        }
        for which, label in labels.items()
    ]
