"""Files with lists: spreadsheets and text files, opened with care, read into rows of text.

A spreadsheet is a packed file: what it unpacks to is weighed before anything reads it.
"""

from __future__ import annotations

import io
import zipfile
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook

from arena.delegations.rules.rosters import (
    MOST_CHARACTERS,
    MOST_COLUMNS,
    MOST_PEOPLE,
    Row,
    split_text,
)

LARGEST = 2 * 1024 * 1024
_MOST_UNPACKED = 50 * 1024 * 1024
_MOST_ROWS = 4 * MOST_PEOPLE  # Some of them may be empty.
_ZIP = b"PK\x03\x04"
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"


class Unreadable(Exception):
    """The file is no list that we can read."""


class TooLong(Exception):
    """The file has more rows than a list may have."""


def read_file(content: bytes) -> list[Row]:
    """Return the rows of a spreadsheet (XLSX, its first sheet) or of a text file (CSV).

    What kind it is shows in how it begins, whatever it is called. Raises `Unreadable`, `TooLong`.
    """
    if len(content) > LARGEST:
        raise TooLong
    if content.startswith(_ZIP):
        return _read_workbook(content)
    if content.startswith((_OLD_EXCEL, b"%PDF")):
        raise Unreadable
    text = _decoded(content)
    if len(text) > MOST_CHARACTERS:
        raise TooLong
    return split_text(text)


def _decoded(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")  # What older spreadsheets write.


def _read_workbook(content: bytes) -> list[Row]:
    _require_light(content)
    try:
        sheet = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0)
        if sheet.height > _MOST_ROWS or sheet.width > MOST_COLUMNS * 10:
            raise TooLong
        first = (sheet.start or (0, 0))[0] + 1
        table = sheet.to_python(skip_empty_area=True)
    except (CalamineError, ValueError, IndexError, OSError) as error:
        raise Unreadable from error
    return [
        (number, [_text(cell) for cell in cells[:MOST_COLUMNS]])
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
    """Return a cell as text; a spreadsheet keeps 3 as 3.0."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else str(cell)
