"""What mails to hosts say."""

from __future__ import annotations

from typing import Any

from arena.events.models import Event
from arena.messages.kinds import N_, NoLongerTrue
from arena.messages.models import Message
from arena.visits.mail.rows import host_rows, programme, tour_rows
from arena.visits.mail.staff import tour_url
from arena.visits.models import OpenWalk, Visit
from arena.visits.queries.tours import list_tours
from arena.web.languages import localized


def gather_for_host(message: Message) -> dict[str, Any]:
    """Return what a mail to a host says; who no longer hosts is not told as if they did."""
    event = message.event
    if event is None:
        raise NoLongerTrue(N_("The visit is no longer kept."))
    is_host = not event.is_cancelled and any(
        host.email == message.recipient_email for host in event.hosts
    )
    if is_host == (message.template == "visits/unassigned"):
        raise NoLongerTrue(N_("The visit has another host again."))
    visit, walk = _of(event)
    offer = visit.offer if visit else walk.offer if walk else None
    if offer is None:
        raise NoLongerTrue(N_("The visit is no longer kept."))
    return {
        "visit": visit,
        "walk": walk,
        "title": localized(offer, "title"),
        "starts_at": event.starts_at,
        "is_cancelled": event.is_cancelled,
        "rows": host_rows(event, visit, walk) if is_host else tour_rows(event, visit),
        "programme": programme(event, offer),
        "tour_url": tour_url(visit, walk),
        "is_tomorrow": message.params.get("label") == "1d",
    }


def _of(event: Event) -> tuple[Visit | None, OpenWalk | None]:
    """Return the visit or the walk that the event belongs to."""
    tour = next(iter(list_tours([event])), None)
    return (tour.visit, tour.walk) if tour else (None, None)
