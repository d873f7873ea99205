"""Lists that were read in, and their rows."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from arena import db
from arena.directory.models import Choice, DirectoryImport, DirectoryWork, ImportRow, RowKind
from arena.errors import NotFound


def get_import(number: int) -> DirectoryImport:
    """Return a list; raise `NotFound`."""
    kept = db.session.get(DirectoryImport, number)
    if kept is None:
        raise NotFound
    return kept


def list_imports(*, limit: int, offset: int = 0) -> tuple[Sequence[DirectoryImport], int]:
    """Return some of the lists, the newest first, and how many there are."""
    total = db.session.scalar(select(func.count(DirectoryImport.id))) or 0
    query = (
        select(DirectoryImport)
        .options(joinedload(DirectoryImport.created_by))
        .order_by(DirectoryImport.id.desc())
    )
    return db.session.scalars(query.limit(limit).offset(offset)).all(), total


def list_rows(
    kept: DirectoryImport,
    *,
    kind: str = "",
    outcome: str | None = None,
    limit: int,
    offset: int = 0,
) -> tuple[Sequence[ImportRow], int]:
    """Return some rows of a list in their order, and how many there are of that kind."""
    query = select(ImportRow).where(ImportRow.import_id == kept.id)
    if kind:
        query = query.where(ImportRow.kind == kind)
    if outcome is not None:
        query = query.where(ImportRow.outcome == outcome)
    total = db.session.scalar(select(func.count()).select_from(query.subquery())) or 0
    page = query.order_by(ImportRow.number).limit(limit).offset(offset)
    return db.session.scalars(page).all(), total


def sample_rows(kept: DirectoryImport, count: int = 3) -> Sequence[ImportRow]:
    """Return the first rows of a list, to see what its columns hold."""
    query = select(ImportRow).where(ImportRow.import_id == kept.id)
    return db.session.scalars(query.order_by(ImportRow.number).limit(count)).all()


def count_rows(kept: DirectoryImport) -> dict[str, int]:
    """Return how many rows are of which kind."""
    query = select(ImportRow.kind, func.count()).where(ImportRow.import_id == kept.id)
    return dict(iter(db.session.execute(query.group_by(ImportRow.kind))))


def count_outcomes(kept: DirectoryImport) -> dict[str, int]:
    """Return how many rows came to what."""
    query = select(ImportRow.outcome, func.count()).where(ImportRow.import_id == kept.id)
    return dict(iter(db.session.execute(query.group_by(ImportRow.outcome))))


def count_wanted(kept: DirectoryImport) -> int:
    """Return how many rows would add or change something as they are chosen now."""
    is_taken = ImportRow.kind.in_((RowKind.NEW, RowKind.CHANGE)) & (ImportRow.choice != Choice.SKIP)
    is_settled = (ImportRow.kind == RowKind.DOUBLE) & ImportRow.choice.in_(
        (Choice.SAME, Choice.NEW)
    )
    query = select(func.count(ImportRow.id)).where(
        ImportRow.import_id == kept.id, is_taken | is_settled
    )
    return db.session.scalar(query) or 0


def last_work(kept: DirectoryImport) -> DirectoryWork | None:
    """Return the newest work on a list."""
    query = select(DirectoryWork).where(DirectoryWork.import_id == kept.id)
    return db.session.scalars(query.order_by(DirectoryWork.id.desc()).limit(1)).first()
