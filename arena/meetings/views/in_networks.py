"""What was decided and promised, on the pages of networks."""

from __future__ import annotations

from flask import url_for
from flask_babel import gettext as _

from arena.meetings.queries.actions import Wanted, list_actions
from arena.meetings.queries.records import list_decisions
from arena.meetings.record_words import action_state, meeting_label
from arena.networks.models import Network
from arena.networks.sections import Line, Reader, Section, Side
from arena.web import filters

_SHOWN = 5


def actions_in(network: Network, reader: Reader) -> Section | None:
    """Return the open actions of a network, for its own people."""
    if reader.side is Side.PUBLIC:
        return None
    blueprint = _blueprint(reader)
    lines = [
        Line(
            action.text,
            url_for(f"{blueprint}.action", action_id=action.id),
            ", ".join(
                filter(
                    None,
                    (action.owner.name if action.owner else "", filters.day_short(action.due_on)),
                )
            ),
            action_state(action),
        )
        for action in list_actions(Wanted(network_ids=[network.id]), limit=_SHOWN)
    ]
    return Section(
        "network-actions",
        _("Actions"),
        _("What somebody promises at a meeting stands here until it is done."),
        lines,
        (_("All actions of the network"), url_for(f"{blueprint}.actions", network=network.slug)),
    )


def decisions_in(network: Network, reader: Reader) -> Section | None:
    """Return what a network has decided last, for its own people."""
    if reader.side is Side.PUBLIC:
        return None
    blueprint = _blueprint(reader)
    decisions, _has_more = list_decisions([network.id], limit=_SHOWN)
    lines = [
        Line(
            decision.text,
            url_for(
                f"{blueprint}.show",
                meeting_id=decision.item.meeting_id,
                _anchor=f"said-{decision.item_id}",
            ),
            meeting_label(decision.item.meeting),
        )
        for decision in decisions
    ]
    return Section(
        "network-decisions",
        _("Decisions made"),
        _("What the network’s meetings decide stands here."),
        lines,
        (
            _("All decisions of the network"),
            url_for(f"{blueprint}.decisions", network=network.slug),
        ),
    )


def _blueprint(reader: Reader) -> str:
    return "meetings_partner" if reader.side is Side.PARTNER else "meetings"
