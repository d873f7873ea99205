"""The register of decisions, for those who may read them."""

from __future__ import annotations

from flask import render_template, request

from arena.meetings.forms.actions import DecisionFilter
from arena.meetings.queries.records import list_decisions
from arena.meetings.views.blueprints import for_both
from arena.meetings.views.reading import (
    offered_networks,
    own_network_ids,
    written_network_ids,
)
from arena.meetings.views.tabs import meeting_tabs
from arena.web import paging


@for_both("/decisions/")
def decisions() -> str:
    """List decisions, the latest first; those in drafts only to who writes them."""
    form = DecisionFilter(request.args, offered_networks())
    form.validate()
    page = paging.asked()
    shown, has_more = list_decisions(
        form.chosen or own_network_ids(),
        words=form.q.data or "",
        drafts_of=written_network_ids(),
        limit=page.size,
        offset=page.offset,
    )
    return render_template(
        "meetings/decisions.html",
        decisions=shown,
        form=form,
        page=page,
        has_more=has_more,
        tabs=meeting_tabs("decisions", form.chosen_slug),
    )
