"""What all pages of one delegation share: its name, where it stands, and the way to each part."""

from __future__ import annotations

from typing import Any, NamedTuple

from flask import render_template, request, url_for
from flask_babel import lazy_gettext as _l

from arena.delegations.meanings import STATES
from arena.delegations.models import Delegation, DelegationState
from arena.web.access import may_open


class Tab(NamedTuple):
    """A part of a delegation's pages; other endpoints of the part begin with its name as well."""

    endpoint: str
    label: Any


TABS = (
    Tab("delegations_staff.show", _l("Overview")),
    Tab("delegations_staff.vet", _l("Vetting")),
    Tab("delegations_staff.programme", _l("Programme")),
    Tab("delegations_staff.people", _l("Who takes part")),
    Tab("delegations_staff.participants", _l("Participants")),
    Tab("delegations_staff.releases", _l("Versions")),
    Tab("delegations_staff.tasks", _l("Tasks")),
    Tab("delegations_staff.papers", _l("Papers")),
    Tab("delegations_staff.pack", _l("Pack")),
    Tab("delegations_staff.afterwards", _l("Afterwards")),
)


def page(delegation: Delegation, template: str, *, tab: str, **values: Any) -> str:
    """Draw a page of one delegation; `tab` is the endpoint of the part that it belongs to."""
    tabs = [
        {
            "label": each.label,
            "href": url_for(each.endpoint, reference=delegation.reference),
            "is_current": each.endpoint == tab,
            "count": None,
        }
        for each in TABS
        if may_open(each.endpoint)
    ]
    return render_template(
        template,
        delegation=delegation,
        meaning=STATES[DelegationState(delegation.state)],
        tabs=tabs,
        is_whole=request.endpoint == tab,
        **values,
    )
