"""Files to take along: tables that a spreadsheet opens without running what somebody typed."""

from __future__ import annotations

import csv as csv_format
import io
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from flask import Response

from arena.web import languages

# What a spreadsheet takes for the beginning of a formula, in full width too.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20")
_ROWS_AT_ONCE = 200


def csv(filename: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> Response:
    """Return a table as a file: UTF-8 with a mark that spreadsheets know, CRLF (RFC 4180).

    Where Swedish is spoken, spreadsheets take the comma for a decimal sign and split at semicolons.
    """
    return Response(
        list(_lines(columns, rows)),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{filename}"'},
    )


def cell(value: Any) -> str:
    """Return a value as text that no spreadsheet runs: it is marked, never cut.

    A number is written as the reader's spreadsheet reads it; only text can have been typed.
    """
    if value is None:
        return ""
    text = str(value)
    if isinstance(value, float) and languages.current() == "sv":
        return text.replace(".", ",")
    is_typed = not isinstance(value, int | float)
    return f"'{text}" if is_typed and text.lstrip(" \n\u00a0").startswith(_FORMULA) else text


def _lines(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> Iterator[bytes]:
    buffer = io.StringIO(newline="")
    delimiter = ";" if languages.current() == "sv" else ","
    writer = csv_format.writer(buffer, delimiter=delimiter)
    buffer.write("\ufeff")
    writer.writerow(columns)
    for number, row in enumerate(rows, start=1):
        writer.writerow([cell(value) for value in row])
        if number % _ROWS_AT_ONCE == 0:
            yield _taken(buffer)
    yield _taken(buffer)


def _taken(buffer: io.StringIO) -> bytes:
    text = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return text.encode()
