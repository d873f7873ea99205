"""What mails to coordinators say, and where staff's links lead."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from flask_babel import gettext as _

from arena import clock
from arena.messages.kinds import N_, NoLongerTrue
from arena.messages.models import Message
from arena.visits.models import OpenWalk, Visit
from arena.visits.queries.worklists import list_late
from arena.web import filters
from arena.web.addresses import absolute_url
from arena.web.languages import localized


def gather_late(message: Message) -> dict[str, Any]:
    """Return what is late now; when somebody has seen to it meanwhile, nothing is sent."""
    late = list_late(clock.now())
    if not late:
        raise NoLongerTrue(N_("Nothing is late any more."))
    return {
        "count": len(late.answers) + len(late.reports) + len(late.walks),
        "answers": [
            _("%(what)s: answer promised by %(day)s", what=_named(visit), day=_day(visit.answer_by))
            for visit in late.answers
        ],
        "reports": [
            _("%(what)s, %(day)s", what=_named(visit), day=_day(visit.event.starts_at))
            for visit in late.reports
        ]
        + [
            _(
                "%(what)s, %(day)s",
                what=localized(walk.offer, "title"),
                day=_day(walk.event.starts_at),
            )
            for walk in late.walks
        ],
        "today_url": absolute_url("visits_staff.today"),
    }


def tour_url(visit: Visit | None, walk: OpenWalk | None) -> str:
    """Return the address of the page at which a host reads about a tour and reports it."""
    if walk is not None:
        return absolute_url("visits_host.walk", event_id=walk.event_id)
    return absolute_url("visits_host.visit", reference=visit.reference if visit else "")


def _named(visit: Visit) -> str:
    who = visit.organisation_name or visit.contact_name
    return f"{visit.reference}, {who}, {localized(visit.offer, 'title')}"


def _day(moment: datetime | None) -> str:
    return filters.day(moment) if moment else ""
