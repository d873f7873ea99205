"""Comparing the rows of a list with the directory, and with the rows above them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from arena.directory.models import ImportRow, RowKind
from arena.directory.queries.blocks import NameBlocks
from arena.directory.queries.likeness import name_score
from arena.directory.queries.standing import (
    Likely,
    Standing,
    organisations_by_id,
    people_by_email,
    people_by_name,
    roles_of,
    same_name,
)
from arena.directory.reading import Entry, read_entry
from arena.directory.rules import folded_name, name_key

ORGANISATION_FIELDS = (
    "name",
    "number",
    "type",
    "country",
    "email_domain",
    "website",
    "postal_address",
)
PERSON_FIELDS = ("name", "email", "phone", "language")
_TELL_EVERY = 100
Tell = Callable[[int], None]
Finding = dict[str, Any]  # As it is kept with the row: "is", "id" or "row", "changes" …
Identity = tuple[str, int]  # ("id", of the directory) or ("row", of the list).


@dataclass
class Compared:
    """One row as it was read, and what was found of it."""

    number: int
    entry: Entry
    organisation: Finding = field(default_factory=dict)
    person: Finding = field(default_factory=lambda: {"is": "none"})

    @property
    def kind(self) -> RowKind:
        """What the row is, all in all."""
        if self.entry.faults:
            return RowKind.FAULTY
        mine, theirs = self.organisation, self.person
        if "double" in (mine["is"], theirs["is"]):
            return RowKind.DOUBLE
        if mine["is"] == "new" or theirs["is"] == "new" or theirs.get("role") == "new":
            return RowKind.NEW
        if mine.get("changes") or theirs.get("changes") or theirs.get("role") == "titled":
            return RowKind.CHANGE
        is_said = mine["is"] == "row" and theirs["is"] in ("none", "row")
        return RowKind.REPEATED if is_said or theirs["is"] == "row" else RowKind.SAME

    @property
    def found(self) -> dict[str, Any]:
        """What is kept of it."""
        entry = self.entry
        return {
            "entry": {
                "organisation": {k: entry.organisation.get(k) for k in ORGANISATION_FIELDS},
                "person": entry.person,
                "title": entry.title,
                "starts_on": entry.starts_on.isoformat() if entry.starts_on else None,
            },
            "faults": entry.faults,
            "organisation": self.organisation,
            "person": self.person,
        }


def compare(
    rows: Sequence[tuple[int, Sequence[str]]],
    mapping: Sequence[str],
    settings: Mapping[str, Any],
    tell: Tell,
) -> list[Compared]:
    """Return what each row is; `tell` hears how many have been looked at."""
    compared = [Compared(n, read_entry(cells, mapping, settings)) for n, cells in rows]
    whole = [each for each in compared if not each.entry.faults]
    overwrites = settings.get("differing") == "file"
    _find_organisations(whole, overwrites, tell)
    _find_people(whole, overwrites)
    return compared


def summary(rows: Sequence[ImportRow]) -> dict[str, int]:
    """Return how many rows are of which kind."""
    counts: dict[str, int] = {}
    for row in rows:
        counts[row.kind] = counts.get(row.kind, 0) + 1
    return counts


def _find_organisations(rows: Sequence[Compared], overwrites: bool, tell: Tell) -> None:
    standing = Standing()
    above = NameBlocks([name_key(row.entry.organisation["name"]) for row in rows])
    seen: dict[tuple[Any, ...], Compared] = {}
    for place, row in enumerate(rows):
        if place % _TELL_EVERY == 0:
            tell(place)
        wanted = row.entry.organisation
        keys = [("name", same_name(wanted["name"]), wanted["country"])]
        if wanted.get("number"):
            keys.insert(0, ("number", wanted["number"], ""))
        first = next((seen[key] for key in keys if _is_same(seen.get(key), wanted)), None)
        if first is not None:
            row.organisation = {"is": "row", "row": first.number}
            continue
        for key in keys:
            seen.setdefault(key, row)
        if (known := standing.find(wanted)) is not None:
            row.organisation = {"is": "known", "id": known.id, "name": known.name}
        elif (likely := _likeliest(standing.likely(wanted), above, rows, place)) is not None:
            row.organisation = likely
        else:
            row.organisation = {"is": "new"}
    _note_changes(rows, overwrites)


def _is_same(row: Compared | None, wanted: Mapping[str, Any]) -> bool:
    """Tell whether a row above is of the same organisation: two numbers make two of one name."""
    if row is None:
        return False
    theirs, mine = row.entry.organisation.get("number"), wanted.get("number")
    return not (theirs and mine) or theirs == mine


def _likeliest(
    known: Likely | None, above: NameBlocks, rows: Sequence[Compared], place: int
) -> Finding | None:
    """Return what a row is likely a double of: in the directory, or a row above it."""
    wanted, key = rows[place].entry.organisation, above.keys[place]
    best: Finding | None = None
    if known is not None:
        best = {"is": "double", **known._asdict()}
    for other, ratio in above.alike(key, before=place):
        first = rows[other]
        theirs = first.entry.organisation
        if first.organisation["is"] == "row" or (theirs.get("number") and wanted.get("number")):
            continue
        score = name_score(
            key,
            above.keys[other],
            ratio,
            is_same_country=theirs["country"] == wanted["country"],
        )
        if best is None or score > best["score"]:
            name = theirs["name"]
            best = {"is": "double", "row": first.number, "name": name, "ground": "name"}
            best["score"] = score
    return best


def _note_changes(rows: Sequence[Compared], overwrites: bool) -> None:
    """Say what each row would change of the organisation in the directory that it is, or may be."""
    known = organisations_by_id({id for row in rows if (id := row.organisation.get("id"))})
    for row in rows:
        if (number := row.organisation.get("id")) is None:
            continue
        wanted = {name: row.entry.organisation.get(name) for name in ORGANISATION_FIELDS}
        for name in ("type", "country"):
            if not row.entry.organisation[f"is_{name}_said"]:
                wanted[name] = None
        row.organisation["changes"] = changes(known[number], wanted, overwrites)


def changes(standing: Any, wanted: Mapping[str, Any], overwrites: bool) -> dict[str, list[Any]]:
    """Return what would be another, as before and after; blanks change nothing."""
    found = {}
    for name, value in wanted.items():
        before = getattr(standing, name)
        if value and value != before and (overwrites or not before):
            found[name] = [before, value]
    return found


def _find_people(rows: Sequence[Compared], overwrites: bool) -> None:
    with_people = [row for row in rows if row.entry.person]
    emails = {row.entry.person["email"] for row in with_people if row.entry.person.get("email")}
    by_email = people_by_email(emails)
    places = {id for row in rows if (id := row.organisation.get("id"))}
    by_name = people_by_name(places)
    known = [*by_email.values(), *by_name.values()]
    roles = roles_of({person.id for some in known for person in some})
    where = _identities(rows)
    seen: dict[tuple[Any, ...], int] = {}
    for row in with_people:
        person, place = row.entry.person, where[row.number]
        email, name = person.get("email") or "", folded_name(person["name"])
        keys = [(email, place)] if email else [(name, place)]
        above = next((seen[key] for key in keys if key in seen), None)
        if above is not None:
            row.person = {"is": "row", "row": above}
            continue
        again = seen.get((email,)) if email else None
        seen |= dict.fromkeys([*keys, *([(email,)] if email else [])], row.number)
        if again is not None:  # The same person in another organisation.
            row.person = {"is": "row", "row": again, "role": "new"}
            continue
        found = by_email.get(email) if email else None
        row.person = {"is": "known"} if found else {"is": "double"}
        if not found:
            found = by_name.get((name, place[1])) if place[0] == "id" else None
        if not found:
            row.person = {"is": "new", "role": "new"}
            continue
        standing = next((p for p in found if (p.id, place[1]) in roles), found[0])
        row.person |= {"id": standing.id, "name": standing.name}
        wanted = {each: person.get(each) for each in PERSON_FIELDS}
        row.person["changes"] = changes(standing, wanted, overwrites)
        _note_role(
            row, roles.get((standing.id, place[1])) if place[0] == "id" else None, overwrites
        )


def _note_role(row: Compared, held: Any, overwrites: bool) -> None:
    title = row.entry.title
    if held is None:
        row.person["role"] = "new"
    elif title and title != held.title and (overwrites or not held.title):
        row.person |= {"role": "titled", "role_id": held.id, "titles": [held.title, title]}


def _identities(rows: Sequence[Compared]) -> dict[int, Identity]:
    """Return which organisation each row is of; one that may be a double is taken for it."""
    found: dict[int, Identity] = {}
    for row in rows:
        mine = row.organisation
        if mine.get("id") is not None:
            found[row.number] = ("id", mine["id"])
        elif mine.get("row") is not None:
            found[row.number] = found[mine["row"]]
        else:
            found[row.number] = ("row", row.number)
    return found
