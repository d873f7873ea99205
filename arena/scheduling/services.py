"""Schedule, reschedule, cancel: event, reservations, reminders and notices as one act."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from arena.audit.models import Actor
from arena.audit.services import record
from arena.errors import Conflict
from arena.events.models import Event, EventStatus
from arena.events.services import EventFacts, Guest, change_event, create_event, set_attendees
from arena.messages.services import Recipient, plan_reminders, queue
from arena.resources.services import Use, release, reserve


class AlreadyCancelled(Conflict):
    """What was cancelled stays so: make a new event instead."""


@dataclass(frozen=True, kw_only=True)
class Notice:
    """A mail that goes out because of the act, once for each `occasion` (the record's version).

    `calendar_method` makes it carry the event (RFC 5546).
    """

    template: str
    recipient: Recipient
    occasion: str
    calendar_method: str | None = None
    params: dict[str, Any] = field(default_factory=dict)


def schedule(
    facts: EventFacts,
    *,
    uses: Sequence[Use],
    guests: Sequence[Guest] = (),
    notices: Sequence[Notice] = (),
    by: Actor,
) -> Event:
    """Make an event and all that comes with it.

    Raises `ResourceTaken` when one of `uses` is no longer free; nothing is kept then.
    """
    event = create_event(facts)
    reserve(event, uses)
    _take_part(event, guests)
    _settle(event, notices)
    record("scheduling.schedule", subject=event, by=by, detail={"starts_at": _iso(event.starts_at)})
    return event


def reschedule(
    event: Event,
    *,
    starts_at: datetime,
    ends_at: datetime,
    uses: Sequence[Use],
    status: EventStatus | None = None,
    guests: Sequence[Guest] | None = None,
    notices: Sequence[Notice] = (),
    by: Actor,
    **changes: Any,
) -> None:
    """Move an event, or give it other resources, people or words; it keeps its UID.

    Its reservations become exactly `uses`, its reminders follow, and `notices` go out.
    Raises `ResourceTaken` when one of `uses` is not free, `AlreadyCancelled` after a cancellation.
    """
    if event.is_cancelled:
        raise AlreadyCancelled
    was = event.starts_at
    release(event)
    reserve(event, uses)
    if guests is not None:
        _take_part(event, guests)
    change_event(
        event,
        starts_at=starts_at,
        ends_at=ends_at,
        status=status or EventStatus(event.status),
        **changes,
    )
    _settle(event, notices)
    record(
        "scheduling.reschedule",
        subject=event,
        by=by,
        detail={"from": _iso(was), "starts_at": _iso(starts_at), "status": event.status},
    )


def cancel(event: Event, *, notices: Sequence[Notice] = (), by: Actor) -> None:
    """Call an event off: it stays as cancelled, gives back what it held, and reminds nobody."""
    if event.is_cancelled:
        raise AlreadyCancelled
    release(event)
    change_event(event, status=EventStatus.CANCELLED)
    _settle(event, notices)
    record("scheduling.cancel", subject=event, by=by, detail={"starts_at": _iso(event.starts_at)})


def send(event: Event, notices: Iterable[Notice]) -> None:
    """Queue the notices of an act, also of one that leaves the calendar as it is."""
    for notice in notices:
        queue(
            notice.template,
            notice.recipient,
            subject=f"event:{event.id}",
            occasion=notice.occasion,
            event=event,
            params=notice.params,
            calendar_method=notice.calendar_method,
        )


def _take_part(event: Event, guests: Sequence[Guest]) -> None:
    for role in sorted(
        {guest.role for guest in guests} | {attendee.role for attendee in event.attendees}
    ):
        set_attendees(event, role, [guest for guest in guests if guest.role == role])


def _settle(event: Event, notices: Sequence[Notice]) -> None:
    plan_reminders(event)
    send(event, notices)


def _iso(moment: datetime) -> str:
    return moment.isoformat(timespec="minutes")
