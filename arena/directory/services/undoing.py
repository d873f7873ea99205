"""Undoing the steps of a merge, except where somebody has changed what it left."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import RowMapping, Table, insert, select, update
from sqlalchemy.exc import IntegrityError

from arena import db
from arena.directory.models import MergeStep
from arena.directory.rows import at, restored


class TakingBack:
    """Puts rows back as they were; `kept` counts those that could not be, by their table."""

    def __init__(self) -> None:
        self.kept: dict[str, int] = {}
        self._renumbered: dict[tuple[str, Any], Any] = {}

    def take_back(self, steps: Sequence[MergeStep]) -> None:
        """Undo steps, the last first."""
        for step in reversed(steps):
            table = db.Base.metadata.tables.get(step.table_name)
            done = table is not None and (
                self._put_back(table, step)
                if step.after is None
                else self._change_back(table, step)
            )
            if not done:
                self.kept[step.table_name] = self.kept.get(step.table_name, 0) + 1

    def _put_back(self, table: Table, step: MergeStep) -> bool:
        """Put a row back that was taken away, under another number where its own is taken."""
        values = self._renamed(table, restored(table, step.before))
        names = [column.name for column in table.primary_key.columns]
        if _find(table, step.key) is not None:
            if len(names) > 1 or not isinstance(step.key[0], int):
                return False
            values.pop(names[0])
        try:
            with db.session.begin_nested():
                added = db.session.execute(
                    insert(table).values(**values).returning(*table.primary_key.columns)
                ).one()
        except IntegrityError:
            return False
        if len(names) == 1:
            self._renumbered[table.name, step.key[0]] = added[0]
        return True

    def _change_back(self, table: Table, step: MergeStep) -> bool:
        """Put back each column that still is as the merge left it."""
        key = [self._renumbered.get((table.name, part), part) for part in step.key]
        row = _find(table, key)
        if row is None:
            return False
        after = restored(table, step.after or {})
        before = self._renamed(table, restored(table, step.before))
        back = {name: value for name, value in before.items() if row[name] == after[name]}
        is_whole = len(back) == len(before)
        if not back or _changed(table, key, back):
            return is_whole
        # Not all together: what of it can be.
        changed = [_changed(table, key, {name: value}) for name, value in back.items()]
        return is_whole and all(changed)

    def _renamed(self, table: Table, values: dict[str, Any]) -> dict[str, Any]:
        """Let what names a row that came back under another number name it by that."""
        for column in table.columns:
            for key in column.foreign_keys:
                known = self._renumbered.get((key.column.table.name, values.get(column.name)))
                if known is not None:
                    values[column.name] = known
        return values


def _changed(table: Table, key: Sequence[Any], values: Mapping[str, Any]) -> bool:
    try:
        with db.session.begin_nested():
            db.session.execute(update(table).where(at(table, key)).values(**values))
    except IntegrityError:
        return False
    return True


def _find(table: Table, key: Sequence[Any]) -> RowMapping | None:
    return db.session.execute(select(table).where(at(table, key))).mappings().first()
