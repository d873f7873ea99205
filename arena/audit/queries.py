"""Reading the audit trail, and checking that nobody has touched it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Row, func, select

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


def list_recent(
    limit: int = 100,
    before_id: int | None = None,
    *,
    subject_type: str | None = None,
    subject_id: int | None = None,
) -> Sequence[AuditEntry]:
    """Return the newest lines of the whole trail, before `before_id` when paging.

    With `subject_type` only those about one kind of record, with `subject_id` about one record.
    """
    query = select(AuditEntry).order_by(AuditEntry.id.desc()).limit(limit)
    if before_id is not None:
        query = query.where(AuditEntry.id < before_id)
    if subject_type:
        query = query.where(AuditEntry.subject_type == subject_type)
    if subject_id is not None:
        query = query.where(AuditEntry.subject_id == subject_id)
    return db.session.scalars(query).all()


def list_subject_types() -> list[str]:
    """Return the kinds of records that the trail speaks of, by one look into the index for each."""
    column = AuditEntry.subject_type
    kinds = select(func.min(column).label("kind")).cte("kinds", recursive=True)
    following = select(func.min(column)).where(column > kinds.c.kind).scalar_subquery()
    kinds = kinds.union_all(select(following).where(kinds.c.kind.is_not(None)))
    found = db.session.scalars(select(kinds.c.kind).where(kinds.c.kind.is_not(None)))
    return [kind for kind in found if kind]


def count_lines() -> int:
    """Return how many lines the trail says it has."""
    return db.session.scalar(select(AuditHead.entry_id)) or 0


def find_break() -> int | None:
    """Return the number of the first line that was tampered with, or None where the chain holds."""
    number, previous_hash = 0, BEGINNING
    for entry in _lines_in_order():
        number += 1
        chained = entry.previous_hash == previous_hash and entry.hash == chained_hash(entry)
        if entry.id != number or not chained:
            return number
        previous_hash = entry.hash
    head = db.session.execute(select(AuditHead.entry_id, AuditHead.hash)).one_or_none()
    end = tuple(head) if head else (0, BEGINNING)
    return None if end == (number, previous_hash) else number + 1


def _lines_in_order(at_a_time: int = 1000) -> Iterator[Row[Any]]:
    """Go through all lines as plain rows: making records takes longer than the checking."""
    columns = AuditEntry.__table__.c
    after = 0
    while lines := db.session.execute(
        select(*columns).where(columns.id > after).order_by(columns.id).limit(at_a_time)
    ).all():
        yield from lines
        after = lines[-1].id
