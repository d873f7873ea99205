"""What happened to a booking after somebody opened a form about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, or_, select

from arena import db
from arena.audit.models import AuditEntry
from arena.audit.queries import list_entries
from arena.audit.words import act_name, actor_names
from arena.meeting_place.models import BookingSeries, RoomBooking

_MOST = 8


@dataclass(frozen=True)
class Change:
    """One act of somebody: when, what and who, in words."""

    at: datetime
    what: Any
    who: Any


def list_changes(booking: RoomBooking, since_version: int = 0) -> list[Change]:
    """Return what was done to a booking since it had a version, the latest first."""
    entries = [
        entry
        for entry in list_entries(booking)
        if int(entry.detail.get("version", 0)) > since_version
    ]
    return _told(entries)


def list_series_changes(series: BookingSeries, since: datetime) -> list[Change]:
    """Return what was done to a series or to one of its occurrences since, the latest first."""
    entries = db.session.scalars(
        select(AuditEntry)
        .where(
            AuditEntry.at >= since,
            or_(
                and_(
                    AuditEntry.subject_type == BookingSeries.__tablename__,
                    AuditEntry.subject_id == series.id,
                ),
                and_(
                    AuditEntry.subject_type == RoomBooking.__tablename__,
                    AuditEntry.subject_id.in_([each.id for each in series.bookings]),
                ),
            ),
        )
        .order_by(AuditEntry.id.desc())
        .limit(_MOST)
    ).all()
    return _told(entries)


def _told(entries: Sequence[AuditEntry]) -> list[Change]:
    names = actor_names({entry.actor for entry in entries})
    return [Change(entry.at, act_name(entry.action), names[entry.actor]) for entry in entries]
