"""The mail to those who plan: a host is away, and what needs another."""

from __future__ import annotations

from typing import Any

from arena.hosting.queries.absences import find_absence, list_met
from arena.hosting.words import absence_words
from arena.messages.kinds import N_, NoLongerTrue
from arena.messages.models import Message
from arena.web import filters
from arena.web.addresses import absolute_url
from arena.web.languages import localized


def gather_away(message: Message) -> dict[str, Any]:
    """Return what an absence meets now; where nothing any more, nothing is sent."""
    absence = find_absence(int(message.params["absence_id"]))
    if absence is None:
        raise NoLongerTrue(N_("The absence was taken back."))
    met = list_met(absence.resource, absence.starts_at, absence.ends_at)
    if not met:
        raise NoLongerTrue(N_("Nothing needs another host any more."))
    return {
        "name": absence.resource.host.user.name if absence.resource.host else "",
        "when": absence_words(absence),
        "count": len(met),
        "tours": [
            f"{filters.span(event.starts_at, event.ends_at)}: {localized(event, 'title')}"
            for event in met
        ],
        "today_url": absolute_url("visits_staff.today"),
    }
