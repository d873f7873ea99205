"""Appending to the audit trail."""

from __future__ import annotations

import hashlib
import json
from datetime import datetime
from typing import Any, NamedTuple, cast

from sqlalchemy import Row, Table, insert, inspect, select, update

from arena import clock, db
from arena.audit.models import Actor, AuditEntry, AuditHead

BEGINNING = "0" * 64
_LOCKED = select(AuditHead.entry_id, AuditHead.hash).with_for_update()
_APPEND = insert(cast(Table, AuditEntry.__table__))
_MOVE_ON = update(cast(Table, AuditHead.__table__))
_ENCODER = json.JSONEncoder(sort_keys=True, ensure_ascii=False)


class _Line(NamedTuple):
    """What a line says, before its hash."""

    id: int
    at: datetime
    actor: str
    action: str
    subject_type: str
    subject_id: int | None
    detail: dict[str, Any]
    previous_hash: str


def record(
    action: str, *, subject: db.Base | None, by: Actor, detail: dict[str, Any] | None = None
) -> None:
    """Append one line to the trail, in the transaction of the act itself.

    `action` is the act's name ("visits.confirm"); `detail` holds numbers, states and dates, never
    names, addresses or free text: the trail outlives the personal data that it speaks of.
    The end of the chain is locked until the transaction ends, so call this last in a service.
    """
    db.session.flush()
    number, previous_hash = _locked_head()
    line = _Line(
        id=number + 1,
        at=clock.now(),
        actor=by.label,
        action=action,
        subject_type="" if subject is None else subject.__tablename__,
        subject_id=None if subject is None else record_number(subject),
        detail=detail or {},
        previous_hash=previous_hash,
    )
    hashed = chained_hash(line)
    # As plain rows: every act comes here, and records take the session three times as long.
    connection = db.session.connection()
    connection.execute(_APPEND, {**line._asdict(), "hash": hashed})
    connection.execute(_MOVE_ON, {"entry_id": line.id, "hash": hashed})


def chained_hash(entry: AuditEntry | Row[Any] | _Line) -> str:
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


def _locked_head() -> tuple[int, str]:
    """Return the number and the hash of the last line."""
    head = db.session.connection().execute(_LOCKED).one_or_none()
    if head is None:
        db.add_if_absent(AuditHead, id=1, entry_id=0, hash=BEGINNING)
        head = db.session.connection().execute(_LOCKED).one()
    return head.entry_id, head.hash
