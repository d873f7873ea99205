"""What all pages of one delegation share: its name, where it stands, and the way to each part."""

from __future__ import annotations

from typing import Any, NamedTuple

from flask import render_template, request, url_for
from flask_babel import lazy_gettext as _l
from flask_login import current_user

from arena.delegations.meanings import STATES
from arena.delegations.models import Delegation, DelegationState
from arena.web.access import rule_of


class Tab(NamedTuple):
    """A part of a delegation's pages; other endpoints of the part begin with its name as well."""

    endpoint: str
    label: Any


TABS = (
    Tab("delegations_staff.show", _l("Overview")),
    Tab("delegations_staff.draft", _l("Draft")),
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
        if (rule := rule_of(each.endpoint)) and rule(current_user)
    ]
    return render_template(
        template,
        delegation=delegation,
        meaning=STATES[DelegationState(delegation.state)],
        tabs=tabs,
        is_whole=request.endpoint == tab,
        **values,
    )
