"""Moving all that one record owns to another, each step written down so that it can be undone.

It works on plain rows of whatever table, since it knows no package that stands above it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Column, Table, and_, delete, literal, or_, select, text, update
from sqlalchemy.exc import IntegrityError

from arena import db
from arena.directory.clashes import moving, references, rule_of, unique_sets
from arena.directory.models import MergeStep
from arena.directory.rows import at, key_of, stored

Key = Sequence[Any]
Values = dict[str, Any]


class TakingUp:
    """One merge: what it moves, and the steps that it took."""

    def __init__(self, merge_id: int) -> None:
        self.merge_id = merge_id
        self.moved: dict[str, int] = {}

    def move_all(self, table: Table, old: int, new: int) -> None:
        """Let everything that names one row of a table name another instead."""
        for owned, column in moving(table):
            rows = db.session.execute(
                select(owned).where(column == old).order_by(*owned.primary_key.columns)
            ).mappings()
            for row in map(dict, rows.all()):
                self._move(owned, row, column, old, new)

    def change(self, table: Table, key: Key, before: Mapping[str, Any], after: Any) -> None:
        """Change some columns of a row; `key` finds it as it is now."""
        db.session.execute(update(table).where(at(table, key)).values(**after))
        kept = [after.get(c.name, k) for c, k in zip(table.primary_key.columns, key, strict=True)]
        self._note(table, kept, before, after)

    def take_away(self, table: Table, key: Key) -> None:
        """Take one row away, if it is there."""
        row = db.session.execute(select(table).where(at(table, key))).mappings().first()
        if row is not None:
            self._take_away(table, dict(row))

    def _move(self, table: Table, row: Values, column: Column[Any], old: int, new: int) -> None:
        moved = {**row, column.name: new}
        rule = rule_of(table)
        if not rule.keeps_loops and _is_loop(table, column, moved, (old, new)):
            self._take_away(table, row)
        elif (twin := _twin(table, moved, key_of(table, row))) is not None:
            self._fold(table, row, twin)
        elif not self._moved(table, row, {column.name: old}, {column.name: new}):
            self._take_away(table, row)
        self.moved[table.name] = self.moved.get(table.name, 0) + 1

    def _moved(self, table: Table, row: Values, before: Values, after: Values) -> bool:
        """Move a row; False where the database refuses it, and the table's rule lets it go."""
        if not rule_of(table).yields:
            self.change(table, key_of(table, row), before, after)
            return True
        try:
            with db.session.begin_nested():
                self.change(table, key_of(table, row), before, after)
        except IntegrityError:
            return False
        return True

    def _fold(self, table: Table, going: Values, staying: Values) -> None:
        """Let one row take what another of its kind knew, and all that hangs on it.

        What the one has become may have its like in a third, which goes the same way.
        """
        key, becomes = key_of(table, staying), dict(staying)
        other: Values | None = going
        while other is not None:
            if len(key) == 1:
                self.move_all(table, key_of(table, other)[0], key[0])
            becomes |= rule_of(table).combine(becomes, other)
            self._take_away(table, other)
            other = _twin(table, becomes, key)
        changes = {name: value for name, value in becomes.items() if staying[name] != value}
        if changes:
            self.change(table, key, {name: staying[name] for name in changes}, changes)

    def _take_away(self, table: Table, row: Values) -> None:
        """Take a row away, and what hangs on it; what may do without it does."""
        key = key_of(table, row)
        for owned, column in references(table) if len(key) == 1 else ():
            hanging = db.session.execute(select(owned).where(column == key[0])).mappings()
            for each in map(dict, hanging.all()):
                if column.nullable:
                    nothing = {column.name: None}
                    self.change(owned, key_of(owned, each), {column.name: key[0]}, nothing)
                else:
                    self._take_away(owned, each)
        db.session.execute(delete(table).where(at(table, key)))
        self._note(table, key, row, None)

    def _note(self, table: Table, key: Key, before: Mapping[str, Any], after: Any) -> None:
        db.session.add(
            MergeStep(
                merge_id=self.merge_id,
                table_name=table.name,
                key=list(key),
                before=stored(table, before),
                after=None if after is None else stored(table, after),
            )
        )
        db.session.flush()  # Steps are undone in the order of their numbers.


def _is_loop(
    table: Table, column: Column[Any], moved: Mapping[str, Any], both: tuple[int, int]
) -> bool:
    """Tell whether a row would lead from the record to itself."""
    target = next(iter(column.foreign_keys)).column
    return any(
        moved[other.name] in both
        for other in table.columns
        if other is not column and any(key.column is target for key in other.foreign_keys)
    )


def _twin(table: Table, becomes: Values, key: Key) -> Values | None:
    """Return the row beside which one could not be as it becomes, if there is one."""
    likes: list[Any] = []
    for each in unique_sets(table):
        if any(becomes[part.name] is None for part in each.columns):
            continue
        same = and_(*(part == becomes[part.name] for part in each.columns))
        if each.where is None:
            likes.append(same)
        elif _holds(table, becomes, each.where):
            likes.append(and_(same, each.where))
    if (alike := rule_of(table).alike) is not None:
        likes.append(alike(becomes))
    if not likes:
        return None
    query = select(table).where(or_(*likes), ~at(table, key))
    found = db.session.execute(query.order_by(*table.primary_key.columns)).mappings().first()
    return None if found is None else dict(found)


def _holds(table: Table, values: Values, where: Any) -> bool:
    """Tell whether an index's condition holds for values that stand nowhere yet."""
    cells = (literal(values[c.name], c.type).label(c.name) for c in table.columns)
    row = select(*cells).subquery(table.name)
    words = text(str(where.compile(compile_kwargs={"literal_binds": True})))
    return db.session.execute(select(literal(1)).select_from(row).where(words)).first() is not None
