"""Reading the audit trail, and checking that nobody has touched it."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from arena import db
from arena.audit.models import AuditEntry, AuditHead
from arena.audit.services import chained_hash, record_number


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
    expected_id, previous_hash = 1, "0" * 64
    for entry in db.session.scalars(
        select(AuditEntry).order_by(AuditEntry.id).execution_options(yield_per=1000)
    ):
        if (
            entry.id != expected_id
            or entry.previous_hash != previous_hash
            or entry.hash != chained_hash(entry)
        ):
            return expected_id
        expected_id, previous_hash = entry.id + 1, entry.hash
    head = db.session.get(AuditHead, 1)
    if (head.entry_id, head.hash) != (expected_id - 1, previous_hash) if head else expected_id > 1:
        return expected_id
    return None
