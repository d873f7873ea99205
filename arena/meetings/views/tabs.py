"""What stands beside each other of meetings: those to come, earlier, off; actions and decisions."""

from __future__ import annotations

from typing import Any

from flask import url_for
from flask_babel import gettext as _

from arena.meetings.queries.meetings import Which


def meeting_tabs(shown: str, network: str | None) -> list[dict[str, Any]]:
    """Return the tabs, `shown` of them current; they stay with the `network` that is shown."""
    lists = {
        Which.AHEAD: _("To come"),
        Which.PAST: _("Earlier"),
        Which.OFF: _("Meetings called off"),
    }
    tabs = [
        (str(which), label, url_for(".index", network=network, show=str(which)))
        for which, label in lists.items()
    ]
    tabs += [
        ("actions", _("Actions"), url_for(".actions", network=network)),
        ("decisions", _("Decisions made"), url_for(".decisions", network=network)),
    ]
    return [
        {"label": label, "href": href, "is_current": name == shown, "count": None}
        for name, label, href in tabs
    ]
