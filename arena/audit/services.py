"""Appending to the audit trail."""

from __future__ import annotations

import hashlib
import json
from datetime import datetime
from typing import Any

from sqlalchemy import Row, inspect, select

from arena import clock, db
from arena.audit.models import Actor, AuditEntry, AuditHead

BEGINNING = "0" * 64
_ENCODER = json.JSONEncoder(sort_keys=True, ensure_ascii=False)


def record(
    action: str, *, subject: db.Base | None, by: Actor, detail: dict[str, Any] | None = None
) -> AuditEntry:
    """Append one line to the trail, in the transaction of the act itself.

    `action` is the act's name ("visits.confirm"); `detail` holds numbers, states and dates, never
    names, addresses or free text: the trail outlives the personal data that it speaks of.
    The end of the chain is locked until the transaction ends, so call this last in a service.
    """
    db.session.flush()
    head = _locked_head()
    entry = AuditEntry(
        id=head.entry_id + 1,
        at=clock.now(),
        actor=by.label,
        action=action,
        subject_type="" if subject is None else subject.__tablename__,
        subject_id=None if subject is None else record_number(subject),
        detail=detail or {},
        previous_hash=head.hash,
    )
    entry.hash = chained_hash(entry)
    db.session.add(entry)
    head.entry_id, head.hash = entry.id, entry.hash
    db.session.flush()
    return entry


def chained_hash(entry: AuditEntry | Row[Any]) -> str:
    """Return the SHA-256 over all that a line says and the hash of the line before it."""
    said = [
        entry.id,
        _instant(entry.at),
        entry.actor,
        entry.action,
        entry.subject_type,
        entry.subject_id,
        entry.detail,
        entry.previous_hash,
    ]
    return hashlib.sha256(_ENCODER.encode(said).encode()).hexdigest()


def record_number(subject: db.Base) -> int:
    """Return the number of a flushed record; `ValueError` before that."""
    identity = inspect(subject, raiseerr=True).identity
    if identity is None:
        raise ValueError("A record must be flushed before the trail can speak of it.")
    return int(identity[0])


def _instant(moment: datetime) -> str:
    return moment.isoformat(timespec="microseconds")


def _locked_head() -> AuditHead:
    locked = select(AuditHead).with_for_update().execution_options(populate_existing=True)
    head = db.session.scalar(locked)
    if head is None:
        db.add_if_absent(AuditHead, id=1, entry_id=0, hash=BEGINNING)
        head = db.session.scalars(locked).one()
    return head
