"""What the worker does with lists: compares them, saves them and undoes them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sqlalchemy import select, update

from arena import db
from arena.audit.models import WORKER, Actor
from arena.directory.models import (
    DirectoryImport,
    DirectoryWork,
    ImportRow,
    ImportState,
    WorkKind,
    WorkState,
)
from arena.directory.services.importing.comparing import Compared, compare
from arena.directory.services.importing.saving import save
from arena.directory.services.importing.undoing import undo
from arena.directory.services.working import Working

_AT_A_TIME = 500
# Where a list stands again when the work went wrong.
_BEFORE = {
    WorkKind.COMPARE: ImportState.MAPPING,
    WorkKind.SAVE: ImportState.PREVIEW,
    WorkKind.UNDO: ImportState.SAVED,
}


def compare_import(working: Working, import_id: int | None) -> None:
    """Compare a list with the directory, and keep with each row what was found."""
    kept = db.session.get_one(DirectoryImport, import_id)
    mapping, settings = list(kept.mapping), dict(kept.settings)
    rows = [
        (row.number, row.cells)
        for row in db.session.execute(
            select(ImportRow.number, ImportRow.cells)
            .where(ImportRow.import_id == import_id)
            .order_by(ImportRow.number)
        )
    ]
    working.tell(0, len(rows))
    compared = compare(rows, mapping, settings, working.tell)
    counts: dict[str, int] = {}
    for start in range(0, len(compared), _AT_A_TIME):
        some = compared[start : start + _AT_A_TIME]
        with db.transaction():
            working.hold(done=len(rows))
            _keep(import_id, some)
        for each in some:
            counts[each.kind] = counts.get(each.kind, 0) + 1
    with db.transaction():
        kept = db.session.get_one(DirectoryImport, import_id)
        kept.state, kept.counts = ImportState.PREVIEW, counts
        kept.version += 1
        working.end(WorkState.DONE)


def save_import(working: Working, import_id: int | None) -> None:
    """Save a list, all of it or nothing."""
    _do_whole(working, import_id, save)


def undo_import(working: Working, import_id: int | None) -> None:
    """Take back what a list did."""
    _do_whole(working, import_id, undo)


def fall_back(kind: WorkKind, import_id: int | None) -> None:
    """Let a list stand again where it stood before the work that went wrong."""
    if kind in _BEFORE:
        db.session.execute(
            update(DirectoryImport)
            .where(DirectoryImport.id == import_id)
            .values(state=_BEFORE[kind], version=DirectoryImport.version + 1)
        )


def _do_whole(working: Working, import_id: int | None, act: Callable[..., dict[str, int]]) -> None:
    total = db.session.get_one(DirectoryImport, import_id).row_count
    working.tell(0, total)
    with db.transaction():
        work = db.session.get_one(DirectoryWork, working.work_id)
        by = Actor.user(work.asked_by_id) if work.asked_by_id else WORKER
        kept = db.session.get_one(DirectoryImport, import_id)
        rows = db.session.scalars(
            select(ImportRow).where(ImportRow.import_id == import_id).order_by(ImportRow.number)
        ).all()
        result = act(kept, rows, by=by)
        working.end(WorkState.DONE, **result)


def _keep(import_id: int | None, some: Sequence[Compared]) -> None:
    ids = {
        row.number: row.id
        for row in db.session.execute(
            select(ImportRow.id, ImportRow.number).where(
                ImportRow.import_id == import_id,
                ImportRow.number.in_([each.number for each in some]),
            )
        )
    }
    values = [
        {"id": ids[each.number], "kind": str(each.kind), "found": each.found, "choice": ""}
        for each in some
    ]
    db.session.execute(update(ImportRow), values)
