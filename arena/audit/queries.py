"""Reading the audit trail, and checking that nobody has touched it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlalchemy import select

from arena import db
from arena.audit.models import AuditEntry, AuditHead
from arena.audit.services import BEGINNING, chained_hash, record_number


def list_entries(subject: db.Base) -> Sequence[AuditEntry]:
    """Return what was done to one record, newest first."""
    return db.session.scalars(
        select(AuditEntry)
        .where(
            AuditEntry.subject_type == subject.__tablename__,
            AuditEntry.subject_id == record_number(subject),
        )
        .order_by(AuditEntry.id.desc())
    ).all()


def list_recent(limit: int = 100, before_id: int | None = None) -> Sequence[AuditEntry]:
    """Return the newest lines of the whole trail, before `before_id` when paging."""
    query = select(AuditEntry).order_by(AuditEntry.id.desc()).limit(limit)
    if before_id is not None:
        query = query.where(AuditEntry.id < before_id)
    return db.session.scalars(query).all()


def find_break() -> int | None:
    """Return the number of the first line that was tampered with, or None where the chain holds."""
    number, previous_hash = 0, BEGINNING
    for entry in _lines_in_order():
        number += 1
        chained = entry.previous_hash == previous_hash and entry.hash == chained_hash(entry)
        if entry.id != number or not chained:
            return number
        previous_hash = entry.hash
    head = db.session.get(AuditHead, 1)
    end = (head.entry_id, head.hash) if head else (0, BEGINNING)
    return None if end == (number, previous_hash) else number + 1


def _lines_in_order(at_a_time: int = 1000) -> Iterator[AuditEntry]:
    after = 0
    while lines := db.session.scalars(
        select(AuditEntry).where(AuditEntry.id > after).order_by(AuditEntry.id).limit(at_a_time)
    ).all():
        yield from lines
        after = lines[-1].id
