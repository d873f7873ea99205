"""Making and changing events: the one place where SEQUENCE rises and calendars learn of it."""

from __future__ import annotations

import uuid
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import update

from arena import clock, db
from arena.events.fragments import store_fragments
from arena.events.models import Attendee, CalendarVersion, Event, EventStatus

# RFC 5546, 2.1.4: a new revision for these; LOCATION too, since people travel by it.
_REVISING = {"starts_at", "ends_at", "status", "place_sv", "place_en"}


@dataclass(frozen=True, kw_only=True)
class Guest:
    """Who takes part: a guest by address, or one of the arena's own (`user_id`)."""

    role: str
    name: str
    email: str
    language: str
    user_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class EventFacts:
    """What an event says of itself, before it exists."""

    kind: str
    status: EventStatus
    audience: str
    starts_at: datetime
    ends_at: datetime
    title_sv: str
    title_en: str
    description_sv: str = ""
    description_en: str = ""
    place_sv: str = ""
    place_en: str = ""
    path: str = ""
    staff_note: str = ""


def create_event(facts: EventFacts) -> Event:
    """Make an event with a UID of its own, which never changes."""
    now = clock.now()
    event = Event(
        **asdict(facts), uid=str(uuid.uuid4()), sequence=0, created_at=now, modified_at=now
    )
    db.session.add(event)
    db.session.flush()
    _tell_calendars(event)
    return event


def change_event(event: Event, **changes: Any) -> bool:
    """Change fields of an event; return whether its SEQUENCE rose.

    The event keeps its UID. What does not differ is not a change, and then nothing is touched.
    """
    differing = {name: value for name, value in changes.items() if getattr(event, name) != value}
    if not differing:
        return False
    for name, value in differing.items():
        setattr(event, name, value)
    revised = bool(_REVISING & differing.keys())
    event.sequence += revised
    event.modified_at = clock.now()
    db.session.flush()
    _tell_calendars(event)
    return revised


def set_attendees(event: Event, role: str, guests: list[Guest]) -> None:
    """Let exactly `guests` take part in `role`; who stays keeps their row.

    What a calendar says of the event does not name them, so it is no revision; but whose own
    calendar it stands in may have changed.
    """
    present = {attendee.email: attendee for attendee in event.attendees if attendee.role == role}
    wanted = {guest.email: guest for guest in guests}
    for email, attendee in present.items():
        if email not in wanted:
            event.attendees.remove(attendee)
    for email, guest in wanted.items():
        if email in present:
            for name in ("name", "language", "user_id"):
                setattr(present[email], name, getattr(guest, name))
        else:
            event.attendees.append(Attendee(**asdict(guest)))
    if present.keys() != wanted.keys():
        db.session.flush()
        _raise_version()


def _tell_calendars(event: Event) -> None:
    store_fragments(event)
    _raise_version()


def _raise_version() -> None:
    raised = db.session.execute(
        update(CalendarVersion).values(version=CalendarVersion.version + 1, changed_at=clock.now())
    )
    if raised.rowcount == 0:  # type: ignore[attr-defined]  # An UPDATE's result has it.
        db.session.add(CalendarVersion(id=1, version=1, changed_at=clock.now()))
        db.session.flush()
