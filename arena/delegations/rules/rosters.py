"""Lists of participants as people send them: rows of text, read into people or into faults.

A list is taken whole or not at all: each faulty row is told by its number, and nothing is kept of
the others. Only five columns are kept; what else a list has is left out, and so never stored.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

MOST_PEOPLE = 500
MOST_COLUMNS = 50
MOST_CHARACTERS = 400_000
LONGEST = {"name": 120, "title": 120, "organisation": 160}
HIGHEST_PRECEDENCE = 9999
_COLUMNS = ("name", "title", "organisation", "precedence", "group")
_HEADINGS = {
    "name": "name namn deltagare participant fullname helanamn",
    "given": "firstname givenname förnamn",
    "family": "lastname surname familyname efternamn",
    "title": "title titel position befattning roll role",
    "organisation": "organisation organization org company företag myndighet authority",
    "precedence": "precedence orderofprecedence order rang rangordning ordning nr no number rank",
    "group": "group grupp",
}
_FIELDS = {word: field for field, words in _HEADINGS.items() for word in words.split()}
# A Swedish personal identity number, or what a passport's machine-readable line looks like.
_IDENTITY = re.compile(r"\b(?:19|20)?\d{6}[-+ ]?\d{4}\b|[A-Z0-9]{4,}<<|<<<")
_BLANKS = re.compile(r"\s+")

Row = tuple[int, Sequence[str]]  # Its number as its reader counts, and its cells.


@dataclass(frozen=True, kw_only=True)
class Person:
    """Somebody on a list: what a list, a badge and a seat need."""

    name: str
    title: str = ""
    organisation: str = ""
    precedence: int | None = None
    group_id: int | None = None


class FaultKind(StrEnum):
    """What is wrong with a row, or with the list as a whole (row 0)."""

    EMPTY = "empty"
    TOO_MANY = "too_many"
    NO_NAME_COLUMN = "no_name_column"
    NO_NAME = "no_name"
    TOO_LONG = "too_long"
    TOO_MANY_CELLS = "too_many_cells"
    NO_NUMBER = "no_number"
    GIVEN_TWICE = "given_twice"
    TAKEN = "taken"
    NO_GROUP = "no_group"
    IDENTITY = "identity"


@dataclass(frozen=True)
class Fault:
    """One fault; `value` is what stood there, `other` the row or the person it collides with."""

    row: int
    kind: FaultKind
    value: str = ""
    other: str = ""


@dataclass(frozen=True)
class Roster:
    """What a list came to: its people, or its faults; and the columns that were not read."""

    people: tuple[Person, ...]
    faults: tuple[Fault, ...] = ()
    left_out: tuple[str, ...] = ()


def read_rows(
    rows: Iterable[Row],
    *,
    groups: Mapping[str, int],
    taken: Mapping[int, str],
    needs_headings: bool = False,
) -> Roster:
    """Return the people of some rows, or what is wrong with which.

    `groups` are the delegation's by name; `taken` says who has which number already, among those
    who stay on the list. Without headings the columns are name, title, organisation, precedence
    and group; files must have headings, since nobody sees what is read from them.
    """
    filled = [(n, [_clean(each) for each in cells]) for n, cells in rows]
    filled = [(n, cells) for n, cells in filled if any(cells)]
    if not filled:
        return Roster((), (Fault(0, FaultKind.EMPTY),))
    fields, left_out = _headings(filled[0][1])
    if fields:
        filled = filled[1:]
    elif needs_headings:
        return Roster((), (Fault(filled[0][0], FaultKind.NO_NAME_COLUMN),))
    if len(filled) > MOST_PEOPLE:
        return Roster((), (Fault(0, FaultKind.TOO_MANY, str(len(filled))),))
    if not filled:
        return Roster((), (Fault(0, FaultKind.EMPTY),))
    reader = _Reader({name.casefold(): number for name, number in groups.items()}, taken)
    people = [reader.read(number, cells, fields) for number, cells in filled]
    if reader.faults:
        return Roster((), tuple(reader.faults), left_out)
    return Roster(tuple(person for person in people if person), (), left_out)


class _Reader:
    """Reads rows one by one, and remembers what was wrong and which number stood where."""

    def __init__(self, groups: Mapping[str, int], taken: Mapping[int, str]) -> None:
        self.faults: list[Fault] = []
        self._groups, self._taken = groups, taken
        self._rows: dict[int, int] = {}  # Where each number was given.

    def read(self, row: int, cells: Sequence[str], fields: Sequence[str]) -> Person | None:
        """Return the person of a row; None where something is wrong with it, which is noted."""
        before = len(self.faults)
        values = self._values(row, cells, fields)
        name = values.get("name") or " ".join(
            filter(None, (values.get("given"), values.get("family")))
        )
        if not name:
            self._note(row, FaultKind.NO_NAME)
        checked = {**values, "name": name, "given": "", "family": ""}
        for field, value in checked.items():
            if len(value) > LONGEST.get(field, len(value)):
                self._note(row, FaultKind.TOO_LONG, f"{value[:30]}…", str(LONGEST[field]))
            if _IDENTITY.search(value):
                self._note(row, FaultKind.IDENTITY)
        precedence = self._precedence(row, values.get("precedence", ""))
        group_id = self._group(row, values.get("group", ""))
        if len(self.faults) > before:
            return None
        return Person(
            name=name,
            title=values.get("title", ""),
            organisation=values.get("organisation", ""),
            precedence=precedence,
            group_id=group_id,
        )

    def _values(self, row: int, cells: Sequence[str], fields: Sequence[str]) -> dict[str, str]:
        named = fields or _COLUMNS
        if not fields and any(cells[len(named) :]):
            self._note(row, FaultKind.TOO_MANY_CELLS, str(len(cells)))
        return {field: cell for field, cell in zip(named, cells, strict=False) if field}

    def _precedence(self, row: int, text: str) -> int | None:
        if not text:
            return None
        plain = text.removesuffix(".0").removesuffix(".")
        is_number = (
            plain.isascii() and plain.isdigit() and len(plain) <= len(str(HIGHEST_PRECEDENCE))
        )
        number = int(plain) if is_number else 0
        if not number:
            self._note(row, FaultKind.NO_NUMBER, text[:30])
            return None
        if number in self._rows:
            self._note(row, FaultKind.GIVEN_TWICE, str(number), str(self._rows[number]))
        elif number in self._taken:
            self._note(row, FaultKind.TAKEN, str(number), self._taken[number])
        self._rows.setdefault(number, row)
        return number

    def _group(self, row: int, text: str) -> int | None:
        if not text:
            return None
        wanted = text.casefold()
        for prefix in ("grupp ", "group "):
            wanted = wanted if wanted in self._groups else wanted.removeprefix(prefix)
        if wanted not in self._groups:
            self._note(row, FaultKind.NO_GROUP, text[:30])
        return self._groups.get(wanted)

    def _note(self, row: int, kind: FaultKind, value: str = "", other: str = "") -> None:
        self.faults.append(Fault(row, kind, value, other))


def _headings(cells: Sequence[str]) -> tuple[list[str], tuple[str, ...]]:
    """Return which column holds what ("": nothing of ours), and the headings of the others.

    Empty where the row is no headings: none of them is a name's.
    """
    fields: list[str] = []
    left_out = []
    for cell in cells[:MOST_COLUMNS]:
        word = "".join(each for each in cell.casefold() if each.isalpha())
        field = _FIELDS.get(word, "")
        if field in fields:
            field = ""
        if cell and not field:
            left_out.append(cell[:40])
        fields.append(field)
    if not {"name", "given", "family"} & set(fields):
        return [], ()
    return fields, tuple(left_out)


def _clean(text: str) -> str:
    """Return a cell as one line without what cannot be seen."""
    seen = "".join(each if each.isprintable() else " " for each in text[:1000])
    return _BLANKS.sub(" ", seen).strip()


def placed_between(precedence: int | None, above: int | None) -> tuple[int | None, int | None]:
    """Return the numbers of somebody who moves above another: first theirs, then the other's.

    Two with numbers change them; two without keep none. Where only the upper one has a number the
    mover gets it, and the other the next one, which is free since nobody below has any.
    """
    if precedence is None and above is not None:
        return above, above + 1
    return above, precedence
