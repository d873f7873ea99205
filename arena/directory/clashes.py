"""What becomes of rows that two records own when the two turn out to be one.

Every foreign key to an organisation or a person moves, in whatever package it stands: the tables
themselves say which there are. Where a row cannot move as it is, because the other has its like
already (both are members of the same network), a package says here what holds of the two: the row
that stays takes what the other knew, and whatever hangs on the other hangs on it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from flask import Flask, current_app
from sqlalchemy import Column, ColumnElement, ForeignKey, Table, UniqueConstraint

from arena.db import Base

_RULES = "arena.directory.clashes"

Values = Mapping[str, Any]
# Given the row that stays and the one that goes, what changes in the row that stays.
Combine = Callable[[Values, Values], Values]
# Given a row as it would be once it had moved, what its like looks like in the database.
Alike = Callable[[Values], ColumnElement[bool]]


def keep(staying: Values, going: Values) -> Values:
    """Let the row that stays hold as it is."""
    return {}


@dataclass(frozen=True)
class Rule:
    """What is done with the rows of one table.

    `combine`: of two rows of which only one can be, what the one that stays takes from the other.
    `alike`: which rows are such, beside those that a unique constraint tells.
    `is_secret`: how many there are is told among others, without saying of what.
    `yields`: what the database refuses to move is taken away, as what leads round in a ring.
    `keeps_loops`: a row with two owners may have the same one twice; else it is taken away.
    `staying`: columns that go on naming the record that was taken up, since they tell of it.
    """

    table: str
    combine: Combine = keep
    alike: Alike | None = None
    is_secret: bool = False
    yields: bool = False
    keeps_loops: bool = False
    staying: frozenset[str] = frozenset()


@dataclass(frozen=True)
class UniqueSet:
    """Columns of which no two rows of a table may have the same, where a condition holds."""

    columns: tuple[Column[Any], ...]
    where: Any = None


def register(app: Flask, *rules: Rule) -> None:
    """Say what becomes of the rows of some tables."""
    known = app.extensions.setdefault(_RULES, {})
    known.update({rule.table: rule for rule in rules})


def rules() -> Mapping[str, Rule]:
    """Return all rules by their tables."""
    found: Mapping[str, Rule] = current_app.extensions.get(_RULES, {})
    return found


def rule_of(table: Table) -> Rule:
    """Return the rule of a table; without one the row that stays holds."""
    return rules().get(table.name) or Rule(table.name)


def references(table: Table) -> Iterator[tuple[Table, Column[Any]]]:
    """Return every column that names a row of `table`, with its own table, in a fixed order."""
    for other in sorted(Base.metadata.tables.values(), key=lambda each: each.name):
        for column in other.columns:
            if any(_leads_to(key, table) for key in column.foreign_keys):
                yield other, column


def moving(table: Table) -> Iterator[tuple[Table, Column[Any]]]:
    """Return the columns that move when a row of `table` is taken up by another."""
    for other, column in references(table):
        if column.name not in rule_of(other).staying:
            yield other, column


def unique_sets(table: Table) -> list[UniqueSet]:
    """Return what must be unique in a table: constraints, indexes, and a key that names others."""
    found = [
        UniqueSet(tuple(each.columns))
        for each in table.constraints
        if isinstance(each, UniqueConstraint)
    ]
    if len(table.primary_key.columns) > 1 or any(c.foreign_keys for c in table.primary_key):
        found.append(UniqueSet(tuple(table.primary_key.columns)))
    for index in table.indexes:
        if index.unique and all(isinstance(each, Column) for each in index.expressions):
            where = index.dialect_options["postgresql"].get("where")
            found.append(UniqueSet(tuple(index.columns), where))
    return found


def _leads_to(key: ForeignKey, table: Table) -> bool:
    return key.column.table is table and key.column.primary_key
