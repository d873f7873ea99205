"""What people do with a list: send it, say what its columns hold, choose, save, undo, drop it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import delete, insert, select, update

from arena import clock, db, retention
from arena.audit.models import Actor
from arena.audit.services import record
from arena.directory.models import (
    Choice,
    DirectoryImport,
    ImportRow,
    ImportState,
    RowKind,
    WorkKind,
)
from arena.directory.rules.importing import guess_columns, headings_key
from arena.directory.services.working import ask_for
from arena.errors import Conflict, NotFound

CHOOSABLE = {
    RowKind.NEW: (Choice.TAKE, Choice.SKIP),
    RowKind.CHANGE: (Choice.TAKE, Choice.SKIP),
    RowKind.DOUBLE: (Choice.SAME, Choice.NEW, Choice.SKIP),
}


class ChangedMeanwhile(Conflict):
    """Somebody else has gone on with the same list."""

    def __init__(self) -> None:
        super().__init__(
            _l("Somebody has gone on with this list meanwhile. Look at it as it is now.")
        )


def create_import(
    filename: str, headings: Sequence[str], rows: Sequence[tuple[int, Sequence[str]]], *, by: Actor
) -> DirectoryImport:
    """Keep a list that was sent; what its columns hold is guessed, or as it was for the like."""
    key = headings_key(headings)
    before = db.session.scalars(
        select(DirectoryImport)
        .where(DirectoryImport.headings_key == key, DirectoryImport.version > 1)
        .order_by(DirectoryImport.id.desc())
        .limit(1)
    ).first()
    kept = DirectoryImport(
        filename=filename[:160],
        headings=list(headings),
        headings_key=key,
        mapping=before.mapping if before else guess_columns(headings),
        settings=before.settings if before else {"country": "SE", "differing": "directory"},
        state=ImportState.MAPPING,
        version=1,
        row_count=len(rows),
        created_by_id=_number_of(by),
        created_at=clock.now(),
        counts={},
    )
    db.session.add(kept)
    db.session.flush()
    blank = {"kind": "", "found": {}, "choice": "", "outcome": "", "did": {}}
    values = [{"import_id": kept.id, "number": n, "cells": list(c), **blank} for n, c in rows]
    db.session.execute(insert(ImportRow), values)
    record("directory.create_import", subject=kept, by=by, detail={"rows": len(rows)})
    return kept


def set_columns(
    number: int, mapping: Sequence[str], settings: Mapping[str, Any], *, version: int, by: Actor
) -> None:
    """Say what the columns hold, and have the rows compared with the directory."""
    kept = _locked(number, version, ImportState.MAPPING, ImportState.PREVIEW)
    kept.mapping, kept.settings = list(mapping), dict(settings)
    kept.state, kept.version = ImportState.COMPARING, kept.version + 1
    db.session.flush()
    ask_for(WorkKind.COMPARE, user_id=_number_of(by), import_id=kept.id)


def choose(number: int, choices: Mapping[int, Choice], *, version: int) -> None:
    """Say what is to be done with some rows, by their numbers in the list."""
    kept = _locked(number, version, ImportState.PREVIEW)
    rows = db.session.scalars(
        select(ImportRow).where(ImportRow.import_id == kept.id, ImportRow.number.in_(choices))
    )
    for row in rows:
        if choices[row.number] in CHOOSABLE.get(RowKind(row.kind), ()):
            row.choice = choices[row.number]
    kept.version += 1


def choose_doubles(number: int, choice: Choice, *, version: int) -> None:
    """Say of all likely doubles at once what is to be done with them."""
    kept = _locked(number, version, ImportState.PREVIEW)
    db.session.execute(
        update(ImportRow)
        .where(ImportRow.import_id == kept.id, ImportRow.kind == RowKind.DOUBLE)
        .values(choice=choice)
    )
    kept.version += 1


def ask_to_save(number: int, *, version: int, by: Actor) -> None:
    """Have the list saved as it was chosen."""
    kept = _locked(number, version, ImportState.PREVIEW)
    kept.state, kept.version = ImportState.SAVING, kept.version + 1
    db.session.flush()
    ask_for(WorkKind.SAVE, user_id=_number_of(by), import_id=kept.id)


def ask_to_undo(number: int, *, version: int, by: Actor) -> None:
    """Have taken back what the list did."""
    kept = _locked(number, version, ImportState.SAVED)
    if kept.erased_at is not None:
        raise Conflict(_l("The list is too old to be undone: its rows are erased."))
    kept.state, kept.version = ImportState.UNDOING, kept.version + 1
    db.session.flush()
    ask_for(WorkKind.UNDO, user_id=_number_of(by), import_id=kept.id)


def drop(number: int, *, version: int, by: Actor) -> None:
    """Throw a list away that has not been saved."""
    kept = _locked(number, version, ImportState.MAPPING, ImportState.PREVIEW)
    record("directory.drop_import", subject=kept, by=by, detail={"rows": kept.row_count})
    db.session.execute(delete(DirectoryImport).where(DirectoryImport.id == kept.id))


def list_expired_imports() -> Sequence[int]:
    """Return the lists whose rows have been kept long enough since they were sent, or saved."""
    before = retention.cutoff(retention.UNDO)
    return db.session.scalars(
        select(DirectoryImport.id)
        .where(
            DirectoryImport.erased_at.is_(None),
            DirectoryImport.created_at < before,
            DirectoryImport.saved_at.is_(None) | (DirectoryImport.saved_at < before),
        )
        .order_by(DirectoryImport.id)
    ).all()


def erase_imports(numbers: Sequence[int], by: Actor) -> int:
    """Erase the rows and the names of lists; that they were saved stays, the others go."""
    due = sorted(set(numbers) & set(list_expired_imports()))
    some = DirectoryImport.id.in_(due)
    db.session.execute(delete(ImportRow).where(ImportRow.import_id.in_(due)))
    db.session.execute(delete(DirectoryImport).where(some, DirectoryImport.saved_at.is_(None)))
    db.session.execute(
        update(DirectoryImport).where(some).values(erased_at=clock.now(), filename="")
    )
    if due:
        record("directory.erase_imports", subject=None, by=by, detail={"lists": len(due)})
    return len(due)


def _locked(number: int, version: int, *states: ImportState) -> DirectoryImport:
    """Return a list that stands as its reader saw it; raise `ChangedMeanwhile`."""
    kept = db.session.get(DirectoryImport, number, with_for_update=True)
    if kept is None:
        raise NotFound
    if kept.version != version or kept.state not in states:
        raise ChangedMeanwhile
    return kept


def _number_of(by: Actor) -> int | None:
    label, _, number = by.label.partition(":")
    return int(number) if label == "user" else None
