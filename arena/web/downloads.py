"""Files to take along: papers, and tables from which a spreadsheet runs nothing that was typed."""

from __future__ import annotations

import csv as csv_format
import io
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from tempfile import TemporaryFile
from typing import IO, Any, cast
from urllib.parse import quote

from flask import Response
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from arena.web import languages

# What a spreadsheet takes for the beginning of a formula, in full width too.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20")
_ROWS_AT_ONCE = 200
_NOT_IN_NAMES = re.compile(r'[\x00-\x1f\x7f-\x9f/\\:*?"<>|\u2028\u2029\u202a-\u202e\u2066-\u2069]+')
_LONGEST_NAME = 150
_WIDEST, _WIDTH = 60, 24  # Characters of a column.
_LONGEST_CELL = 32_000
_BYTES_AT_ONCE = 64 * 1024
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def csv(filename: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> Response:
    """Return a table as a file: UTF-8 with a mark that spreadsheets know, CRLF (RFC 4180).

    Where Swedish is spoken, spreadsheets take the comma for a decimal sign and split at semicolons.
    """
    return Response(
        list(_lines(columns, rows)),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{filename}"'},
    )


def xlsx(filename: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> Response:
    """Return a table as a spreadsheet: its heading stays in sight, and no cell is ever run.

    Dates and numbers keep their kinds; everything else is text, and marked as in `csv`.
    """
    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with Workbook(buffer, options) as book:
        sheet = book.add_worksheet()
        bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd"})
        sheet.write_row(0, 0, list(map(str, columns)), bold)
        widths = [len(str(column)) for column in columns]
        for number, row in enumerate(rows, start=1):
            for place, value in enumerate(row):
                _write(sheet, (number, place), value, day)
                widths[place] = max(widths[place], len(str(value)))
        for place, width in enumerate(widths):
            sheet.set_column(place, place, min(width, _WIDEST) + 2)
        sheet.freeze_panes(1, 0)
    return Response(
        buffer.getvalue(),
        content_type=_XLSX,
        headers={"Content-Disposition": disposition(filename), "Cache-Control": "no-store"},
    )


def long_csv(filename: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> Response:
    """Return a long table as `csv` does, through a file, which nobody on the way keeps.

    All is read before the first byte goes, so that who reads slowly holds no connection.
    """
    file = cast(IO[bytes], TemporaryFile())  # noqa: SIM115 - closed when it has been sent
    for lines in _lines(columns, rows):
        file.write(lines)
    return _sent(file, filename, "text/csv; charset=utf-8")


def long_xlsx(filename: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> Response:
    """Return a long table as `xlsx` does, through a file: one row at a time is held in memory."""
    file = cast(IO[bytes], TemporaryFile())  # noqa: SIM115 - closed when it has been sent
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with Workbook(file, options) as book:
        sheet = book.add_worksheet()
        bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd"})
        sheet.set_column(0, len(columns) - 1, _WIDTH)
        sheet.freeze_panes(1, 0)
        sheet.write_row(0, 0, list(map(str, columns)), bold)
        for number, row in enumerate(rows, start=1):
            for place, value in enumerate(row):
                if value not in (None, ""):
                    _write(sheet, (number, place), value, day)
    return _sent(file, filename, _XLSX)


def pdf(filename: str, body: bytes) -> Response:
    """Return a paper as a file of that name, in whatever letters, which nobody on the way keeps."""
    return Response(
        body,
        content_type="application/pdf",
        headers={"Content-Disposition": disposition(filename), "Cache-Control": "no-store"},
    )


def disposition(filename: str) -> str:
    """Return the header by which a file is saved under its name (RFC 6266, appendix D).

    What file systems do not take becomes a hyphen, and old programs read the name in ASCII.
    """
    stem, dot, ending = _NOT_IN_NAMES.sub("-", filename).rpartition(".")
    name = f"{stem[:_LONGEST_NAME].strip()}{dot}{ending}"
    plain = unicodedata.normalize("NFKD", name.replace("–", "-"))
    ascii_name = plain.encode("ascii", "ignore").decode()
    encoded = quote(name, safe="!#$&+^`|~")
    return f"attachment; filename=\"{ascii_name}\"; filename*=UTF-8''{encoded}"


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


def _write(sheet: Worksheet, where: tuple[int, int], value: Any, day: Any) -> None:
    """Write a cell of a spreadsheet: only dates and numbers keep their kinds."""
    if isinstance(value, date):
        sheet.write_datetime(*where, value, day)
    elif isinstance(value, int | float):
        sheet.write_number(*where, value)
    else:
        sheet.write_string(*where, cell(value)[:_LONGEST_CELL])


def _sent(file: IO[bytes], filename: str, content_type: str) -> Response:
    file.seek(0)
    response = Response(
        _read(file),
        content_type=content_type,
        headers={"Content-Disposition": disposition(filename), "Cache-Control": "no-store"},
    )
    response.call_on_close(file.close)
    return response


def _read(file: IO[bytes]) -> Iterator[bytes]:
    with file:
        yield from iter(lambda: file.read(_BYTES_AT_ONCE), b"")


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
