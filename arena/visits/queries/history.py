"""What came before and after: earlier visits, a host's next ones, and all that happened to one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import false, or_, select
from sqlalchemy.orm import contains_eager, joinedload

from arena import clock, db
from arena.audit.queries import list_entries
from arena.directory.rules import telling_domains
from arena.events.models import Event, EventStatus
from arena.events.queries import hosted_by
from arena.messages.models import Message
from arena.visits.models import Visit
from arena.visits.queries.tours import Tour, list_tours


@dataclass(frozen=True)
class TimelineEntry:
    """One thing that happened: an act by `actor`, or a mail that was or will be sent."""

    at: datetime
    act: str | None = None  # The name of the act: "confirm"; `meanings.ACTS` has words.
    actor: str = ""
    detail: dict[str, Any] = field(default_factory=dict)
    message: Message | None = None


def list_earlier_visits(visit: Visit, limit: int = 20) -> Sequence[Visit]:
    """Return other visits of what seems to be the same organisation, the latest first.

    The same by the directory, by number, by address, or by a mail domain that tells where its
    owner works; for who has no address, by telephone.
    """
    same = [Visit.contact_email == visit.contact_email] if visit.contact_email else []
    if visit.organisation_id is not None:
        same.append(Visit.organisation_id == visit.organisation_id)
    if visit.organisation_number:
        same.append(Visit.organisation_number == visit.organisation_number)
    if visit.contact_email is None:
        same.append(Visit.contact_phone == visit.contact_phone)
    same += [
        Visit.contact_email.endswith(f"@{domain}", autoescape=True)
        for domain in telling_domains(visit.contact_email or "")[:1]
    ]
    return db.session.scalars(
        select(Visit)
        .join(Visit.event)
        .options(contains_eager(Visit.event), joinedload(Visit.offer))
        .where(or_(false(), *same), Visit.id != visit.id)
        .order_by(Event.starts_at.desc(), Visit.id.desc())
        .limit(limit)
    ).all()


def list_next_tours(user_id: int, limit: int = 20) -> list[Tour]:
    """Return what a host leads next, beginning with what is under way, in order of time."""
    events = db.session.scalars(
        select(Event)
        .where(
            hosted_by(user_id),
            Event.status == EventStatus.CONFIRMED,
            Event.ends_at >= clock.now(),
        )
        .order_by(Event.starts_at, Event.id)
        .limit(limit)
    ).all()
    return list_tours(events)


def list_past_tours(user_id: int, limit: int = 20) -> list[Tour]:
    """Return what a host has led, the latest first."""
    events = db.session.scalars(
        select(Event)
        .where(
            hosted_by(user_id),
            Event.status == EventStatus.CONFIRMED,
            Event.ends_at < clock.now(),
        )
        .order_by(Event.starts_at.desc(), Event.id)
        .limit(limit)
    ).all()
    return list_tours(events)


def timeline(visit: Visit) -> list[TimelineEntry]:
    """Return what was done to a visit and what was written about it, the latest first.

    Mails that still wait are at the top, by the moment when they are due.
    """
    acts = [
        TimelineEntry(
            at=entry.at,
            act=entry.action.removeprefix("visits."),
            actor=entry.actor,
            detail=entry.detail,
        )
        for entry in list_entries(visit)
    ]
    query = select(Message).where(Message.event_id == visit.event_id)
    if visit.is_walk:
        query = query.where(Message.recipient_email == visit.contact_email)
    mails = [
        TimelineEntry(at=message.sent_at or message.due_at, message=message)
        for message in db.session.scalars(query)
    ]
    return sorted(mails + acts, key=lambda entry: entry.at, reverse=True)
