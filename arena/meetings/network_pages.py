"""Coming and past meetings on a network's own pages."""

from __future__ import annotations

from collections.abc import Sequence

from flask import url_for
from flask_babel import gettext as _

from arena.events.models import Audience
from arena.meetings.models import Meeting
from arena.meetings.queries.meetings import Which, list_meetings, list_public_meetings
from arena.meetings.words import meeting_place, meeting_state
from arena.networks.models import Network
from arena.networks.sections import Line, Reader, Section, Side
from arena.web import filters
from arena.web.languages import localized

SHOWN_AHEAD, SHOWN_PAST = 5, 3
_SIDES = {Side.STAFF: "meetings", Side.PARTNER: "meetings_partner"}


def meetings_of(network: Network, reader: Reader) -> Section | None:
    """Return a network's meetings as far as the reader may know of them."""
    if reader.side == Side.PUBLIC:
        return _open_meetings(network)
    side = _SIDES[Side(reader.side)]
    ids = [network.id]
    ahead, _total = list_meetings(Which.AHEAD, network_ids=ids, limit=SHOWN_AHEAD)
    past, _total = list_meetings(Which.PAST, network_ids=ids, limit=SHOWN_PAST)
    act = None
    if reader.leads:
        act = (_("Plan a meeting"), url_for(f"{side}.create", network=network.slug))
    return Section(
        "meetings",
        _("Meetings"),
        _("Meetings that are planned stand here."),
        [_line(meeting, f"{side}.show") for meeting in (*ahead, *past)],
        (_("All meetings"), url_for(f"{side}.index", network=network.slug)),
        act,
    )


def _open_meetings(network: Network) -> Section | None:
    meetings: Sequence[Meeting] = list_public_meetings(network, limit=SHOWN_AHEAD)
    if not meetings:
        return None
    return Section(
        "meetings",
        _("Meetings that are open to everybody"),
        "",
        [_line(meeting, "meetings_entry.open_to_all") for meeting in meetings],
        (_("Subscribe to them"), url_for("feeds_ics.network", slug=network.slug)),
    )


def _line(meeting: Meeting, page: str) -> Line:
    event = meeting.event
    is_public_page = page == "meetings_entry.open_to_all"
    place = localized(event, "place") if is_public_page else meeting_place(meeting)
    detail = ", ".join(filter(None, (filters.span(event.starts_at, event.ends_at), place)))
    if not is_public_page and event.audience == Audience.PUBLIC:
        detail = _("%(detail)s, open to everybody", detail=detail)
    return Line(
        localized(event, "title"),
        url_for(page, meeting_id=meeting.id),
        detail,
        None if is_public_page and not event.is_cancelled else meeting_state(meeting),
    )
