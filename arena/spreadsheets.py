"""Files with lists: spreadsheets and text files, opened with care, read into rows of text.

A spreadsheet is a packed file: what it unpacks to is weighed before anything reads it.
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook

_MOST_UNPACKED = 50 * 1024 * 1024
_ZIP = b"PK\x03\x04"
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"

Row = tuple[int, Sequence[str]]  # Its number as its reader counts, and its cells.


class Unreadable(Exception):
    """The file is no list that we can read."""


class TooLong(Exception):
    """The file is larger, or has more rows or columns, than a list may have."""


@dataclass(frozen=True)
class Limits:
    """How large a file may be; some of its rows and columns may be empty."""

    size: int
    characters: int
    rows: int
    columns: int


def read_file(content: bytes, limits: Limits) -> list[Row]:
    """Return the rows of a spreadsheet (XLSX, its first sheet with anything) or of a text (CSV).

    What kind it is shows in how it begins, whatever it is called. Raises `Unreadable`, `TooLong`.
    """
    if len(content) > limits.size:
        raise TooLong
    if content.startswith(_ZIP):
        return _read_workbook(content, limits)
    if content.startswith((_OLD_EXCEL, b"%PDF")):
        raise Unreadable
    text = _decoded(content)
    if len(text) > limits.characters:
        raise TooLong
    rows = split_text(text)
    if len(rows) > limits.rows:
        raise TooLong
    return rows


def split_text(text: str) -> list[Row]:
    """Return the rows of a pasted or uploaded text: split at tabs, semicolons or commas.

    Whatever the text is, it is read; quotes work as spreadsheets write them (RFC 4180).
    """
    lines = text.replace("\0", "").replace("\r\n", "\n").replace("\r", "\n")
    delimiter = _delimiter(lines)
    try:
        rows = list(csv.reader(lines.split("\n"), delimiter=delimiter, skipinitialspace=True))
    except csv.Error:
        rows = [line.split(delimiter) for line in lines.split("\n")]
    return [(number, cells) for number, cells in enumerate(rows, start=1)]


def _delimiter(text: str) -> str:
    first = next((line for line in text.split("\n") if line.strip()), "")
    if "\t" in text:
        return "\t"
    return ";" if ";" in first else ","


def _decoded(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")  # What older spreadsheets write.


def _read_workbook(content: bytes, limits: Limits) -> list[Row]:
    _require_light(content)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        sheets = (book.get_sheet_by_index(number) for number in range(len(book.sheet_names)))
        sheet = next((each for each in sheets if each.height), None)
        if sheet is None:
            return []
        if sheet.height > limits.rows or sheet.width > limits.columns * 10:
            raise TooLong
        first = (sheet.start or (0, 0))[0] + 1
        table = sheet.to_python(skip_empty_area=True)
    except (CalamineError, ValueError, IndexError, OSError) as error:
        raise Unreadable from error
    return [
        (number, [_text(cell) for cell in cells[: limits.columns]])
        for number, cells in enumerate(table, start=first)
    ]


def _require_light(content: bytes) -> None:
    """Refuse what would unpack to too much; `testzip` finds files that lie about their size."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            if sum(each.file_size for each in packed.infolist()) > _MOST_UNPACKED:
                raise TooLong
            if packed.testzip() is not None:
                raise Unreadable
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise Unreadable from error


def _text(cell: Any) -> str:
    """Return a cell as text; a spreadsheet keeps 3 as 3.0, and a day as its midnight."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime) and cell.time() == time.min:
        return cell.date().isoformat()
    if isinstance(cell, datetime | date):
        return cell.isoformat()
    return "" if cell is None else str(cell)
