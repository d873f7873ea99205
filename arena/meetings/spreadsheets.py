"""The list of actions as a spreadsheet."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from flask import Response
from flask_babel import gettext as _

from arena import clock
from arena.meetings.models import Action
from arena.meetings.record_words import action_state, meeting_label
from arena.web import downloads, filters
from arena.web.languages import localized


def actions_file(actions: Iterable[Action], nobodys: Collection[int]) -> Response:
    """Return actions as a file."""
    columns = [
        _("What is to be done"),
        _("Who does it"),
        _("Due by"),
        _("Status"),
        _("Network"),
        _("Promised at"),
        _("Closed on"),
        _("What came of it"),
    ]
    rows = [
        (
            action.text,
            _owner(action, is_nobodys=action.id in nobodys),
            action.due_on,
            filters.sentence(str(action_state(action)[0])),
            localized(action.network, "name"),
            meeting_label(action.meeting) if action.meeting else "",
            clock.date_of(action.closed_at) if action.closed_at else "",
            action.closing_words,
        )
        for action in actions
    ]
    return downloads.xlsx(f"{_('Actions')} {clock.today().isoformat()}.xlsx", columns, rows)


def _owner(action: Action, *, is_nobodys: bool) -> str:
    name = action.owner.name if action.owner else ""
    if not is_nobodys:
        return name
    return f"{name} ({_('left the network')})" if name else str(_("nobody"))
