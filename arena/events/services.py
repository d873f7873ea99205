"""Making and changing events: the one place where SEQUENCE rises and calendars learn of it."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, cast

from sqlalchemy import BindParameter, Table, bindparam, case, select, update

from arena import clock, db
from arena.events.fragments import rendering, store_fragments
from arena.events.models import GUEST, Attendee, CalendarVersion, Event, EventStatus
from arena.events.rules import earliest_shown

# RFC 5546, 2.1.4: a new revision for these; LOCATION too, since people travel by it.
_REVISING = {"starts_at", "ends_at", "status", "place_sv", "place_en"}
_AT_A_TIME = 500
_NOW: BindParameter[datetime] = bindparam("now", type_=CalendarVersion.changed_at.type)
_RAISE = update(cast(Table, CalendarVersion.__table__)).values(
    version=CalendarVersion.version + 1,
    changed_at=case((CalendarVersion.changed_at > _NOW, CalendarVersion.changed_at), else_=_NOW),
)


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
    invitee_note: str = ""


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
    return event in change_events({event: changes})


def change_events(changes: Mapping[Event, Mapping[str, Any]]) -> set[Event]:
    """Change fields of several events as one; return those whose SEQUENCE rose."""
    changed = [event for event, wanted in changes.items() if _differing(event, wanted)]
    revised = {event for event in changed if _REVISING & _differing(event, changes[event]).keys()}
    now = clock.now()
    for event in changed:
        for name, value in changes[event].items():
            setattr(event, name, value)
        event.sequence += event in revised
        event.modified_at = now
    if changed:
        db.session.flush()
        for event in changed:
            db.before_commit(store_fragments, event.id)
        _raise_version()
    return revised


def _differing(event: Event, wanted: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in wanted.items() if getattr(event, name) != value}


def set_attendees(event: Event, role: str, guests: list[Guest]) -> None:
    """Let exactly `guests` take part in `role`; who stays keeps their row.

    Who leaves is told so with METHOD:CANCEL, which needs a SEQUENCE above that of the invitation
    (RFC 5546, 2.1.4), and who is invited anew one that is not below it: so the event's own rises.
    What a calendar says of the event does not name them, so who comes makes no revision; but whose
    own calendar it stands in may have changed.
    """
    present = {attendee.email: attendee for attendee in event.attendees if attendee.role == role}
    wanted = {guest.email: guest for guest in guests}
    before = {email: attendee.user_id for email, attendee in present.items()}
    for email, attendee in present.items():
        if email not in wanted:
            event.attendees.remove(attendee)
    for email, guest in wanted.items():
        if email in present:
            for name in ("name", "language", "user_id"):
                setattr(present[email], name, getattr(guest, name))
        else:
            event.attendees.append(Attendee(**asdict(guest)))
    if before.keys() - wanted.keys():
        event.sequence += 1
        event.modified_at = clock.now()
        db.session.flush()
        _tell_calendars(event)
    elif before != {email: guest.user_id for email, guest in wanted.items()}:
        db.session.flush()
        _raise_version()


def lock_calendar() -> None:
    """Let nobody else change the calendar until the transaction ends.

    Every change of an event takes this lock; taken before one looks for what is free, nobody can
    take it in between. SQLite's one writer has it already.
    """
    db.session.execute(select(CalendarVersion.version).with_for_update())


def forget_attendee(event: Event, email: str) -> None:
    """Erase a guest once the time for keeping their name is over.

    Nobody is told, so that SEQUENCE stays: what stands in calendars is as it was.
    """
    for attendee in list(event.attendees):
        if attendee.email == email and attendee.role == GUEST:
            event.attendees.remove(attendee)


def forget_outsiders(event: Event) -> None:
    """Erase who takes part and has no account of ours; nobody is told, so that SEQUENCE stays."""
    for attendee in list(event.attendees):
        if attendee.user_id is None:
            event.attendees.remove(attendee)


def render_all() -> int:
    """Render anew what calendars may still show; return how many events that were.

    Fragments hold the arena's public address and its zone. Where those are as they were when this
    was last called, and the code renders as it did then, nothing is done: 0.
    """
    version = db.session.get(CalendarVersion, 1)
    if version is None or version.rendering == rendering():
        return 0
    shown = select(Event.id).where(Event.ends_at > earliest_shown(clock.now())).order_by(Event.id)
    ids = db.session.scalars(shown).all()
    for start in range(0, len(ids), _AT_A_TIME):
        store_fragments(ids[start : start + _AT_A_TIME])
        db.session.expunge_all()
    _raise_version()
    db.session.execute(update(CalendarVersion).values(rendering=rendering()))
    return len(ids)


def _tell_calendars(event: Event) -> None:
    db.before_commit(store_fragments, event.id)  # Acts often change an event several times.
    _raise_version()


def _raise_version() -> None:
    """Let feeds know; the moment never falls, also where a clock was set back or another waited."""
    now = clock.now()
    raised = db.session.connection().execute(_RAISE, {"now": now})
    if raised.rowcount == 0:
        facts = {"id": 1, "version": 0, "changed_at": now, "rendering": rendering()}
        db.add_if_absent(CalendarVersion, **facts)
        db.session.connection().execute(_RAISE, {"now": now})
