"""Rows of whatever table as plain values, and back again."""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from enum import Enum
from typing import Any

from sqlalchemy import JSON, Column, ColumnElement, Table, TypeDecorator, and_

_READ = {
    datetime: datetime.fromisoformat,
    date: date.fromisoformat,
    time: time.fromisoformat,
    Decimal: Decimal,
    bytes: base64.b64decode,
}


def stored(table: Table, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return values of a table's columns as JSON can keep them."""
    return {name: _stored(value) for name, value in values.items()}


def restored(table: Table, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return what `stored` was given; columns that the table no longer has are left out."""
    columns = table.columns
    return {name: _restored(columns[name], v) for name, v in values.items() if name in columns}


def key_of(table: Table, row: Mapping[str, Any]) -> list[Any]:
    """Return the primary key of a row."""
    return [row[column.name] for column in table.primary_key.columns]


def at(table: Table, key: Sequence[Any]) -> ColumnElement[bool]:
    """Return the condition that finds the row with a primary key."""
    columns = table.primary_key.columns
    return and_(*(column == value for column, value in zip(columns, key, strict=True)))


def _stored(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    return str(value) if isinstance(value, Decimal) else value


def _restored(column: Column[Any], value: Any) -> Any:
    if value is None or isinstance(column.type, JSON):
        return value
    kind = column.type.impl_instance if isinstance(column.type, TypeDecorator) else column.type
    read = _READ.get(kind.python_type)
    return value if read is None else read(value)
