"""Taking back what a list did, except where somebody has gone on with it since."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from sqlalchemy import delete, select

from arena import clock, db
from arena.audit.models import Actor
from arena.audit.services import record
from arena.directory.clashes import moving
from arena.directory.models import (
    DirectoryImport,
    ImportRow,
    ImportState,
    Organisation,
    Outcome,
    Person,
    PersonRole,
)
from arena.directory.queries.standing import organisations_by_id, people_by_id
from arena.directory.rules import name_key
from arena.directory.services.importing.origins import put_back
from arena.directory.services.indexing import keep_organisation, keep_person

_AT_A_TIME = 500
# What a person has by the list itself, and goes with them.
_THEIR_OWN = frozenset({"person_facts"})


def undo(kept: DirectoryImport, rows: Sequence[ImportRow], *, by: Actor) -> dict[str, int]:
    """Take back what the rows did; return how many are undone, and how many are kept in part."""
    undoing = _Undoing(kept, [row for row in rows if row.did])
    undoing.take_back_roles()
    undoing.change_back()
    undoing.take_back_new()
    counts = {Outcome.UNDONE.value: 0, Outcome.KEPT.value: 0}
    for row in undoing.rows:
        row.outcome = Outcome.KEPT if row.did.get("kept") else Outcome.UNDONE
        counts[row.outcome] += 1
    kept.state, kept.undone_at = ImportState.UNDONE, clock.now()
    kept.counts, kept.version = {**kept.counts, **counts}, kept.version + 1
    record("directory.undo_import", subject=kept, by=by, detail=dict(counts))
    return counts


class _Undoing:
    """One list on its way out again."""

    def __init__(self, kept: DirectoryImport, rows: list[ImportRow]) -> None:
        self.kept, self.rows = kept, rows
        self._people = people_by_id({row.person_id for row in rows if row.person_id})
        ids = {row.organisation_id for row in rows if row.organisation_id}
        self._organisations = organisations_by_id(ids)

    def take_back_roles(self) -> None:
        """Take away the roles that nobody has changed, and put titles back."""
        gone = []
        roles = _roles([row.did["role"][0] for row in self.rows if row.did.get("role")])
        for row in self.rows:
            if said := row.did.get("role"):
                role = roles.get(said[0])
                if role is not None and self._is_as_left(row, role, said):
                    gone.append(role.id)
                elif role is not None:
                    _keep(row, "role")
            if said := row.did.get("titles"):
                titled = db.session.get(PersonRole, said[0])
                if titled is not None and titled.title == said[2]:
                    titled.title = said[1]
                else:
                    _keep(row, "title")
        db.session.flush()
        _delete(PersonRole, gone)

    def change_back(self) -> None:
        """Put back what was changed, field by field, where it still is as the list left it."""
        for row in reversed(self.rows):
            for of, standing in (("organisation", self._organisations), ("person", self._people)):
                if changes := row.did.get(of):
                    party: Any = standing.get(getattr(row, f"{of}_id") or 0)
                    self._change_back(row, party, changes, of)
            person = self._people.get(row.person_id or 0)
            facts = row.did.get("facts")
            if facts and person is not None and not row.did.get("added_person"):
                put_back(person.id, facts)
        db.session.flush()

    def take_back_new(self) -> None:
        """Take away the people and organisations that were new and are nobody else's business."""
        for of, model in (("person", Person), ("organisation", Organisation)):
            standing: Any = self._people if of == "person" else self._organisations
            mine = [row for row in self.rows if row.did.get(f"added_{of}")]
            numbers = {getattr(row, f"{of}_id") for row in mine} - {None}
            used = _used(model, numbers)
            gone = []
            for row in mine:
                party = standing.get(getattr(row, f"{of}_id") or 0)
                if party is None:
                    continue  # Somebody has taken it away already.
                if party.id in used or party.updated_at != self.kept.saved_at:
                    _keep(row, of)
                else:
                    gone.append(party.id)
            for number in gone:
                db.session.expunge(standing[number])
            _delete(model, gone)

    def _is_as_left(self, row: ImportRow, role: PersonRole, said: Sequence[Any]) -> bool:
        return (
            role.title == said[1]
            and role.starts_on == date.fromisoformat(said[2])
            and role.ends_on is None
            and role.person_id == row.person_id
            and role.organisation_id == row.organisation_id
        )

    def _change_back(self, row: ImportRow, party: Any, changes: Any, of: str) -> None:
        for name, (before, after) in changes.items():
            if party is None or party.merged_into_id is not None or getattr(party, name) != after:
                _keep(row, of)
                continue
            setattr(party, name, before)
            if name == "name" and isinstance(party, Organisation):
                party.name_key = name_key(party.name)
            party.updated_at = clock.now()
            (keep_organisation if of == "organisation" else keep_person)(party.id)


def _keep(row: ImportRow, what: str) -> None:
    """Note that something of a row was changed since, and so stays."""
    known = row.did.get("kept", [])
    row.did = {**row.did, "kept": [*known, *([] if what in known else [what])]}


def _roles(numbers: Sequence[int]) -> dict[int, PersonRole]:
    found: dict[int, PersonRole] = {}
    for start in range(0, len(numbers), _AT_A_TIME):
        some = numbers[start : start + _AT_A_TIME]
        for role in db.session.scalars(select(PersonRole).where(PersonRole.id.in_(some))):
            found[role.id] = role
    return found


def _used(model: Any, numbers: Collection[int]) -> set[int]:
    """Return those of some records that anything else in the house names."""
    found: set[int] = set()
    ordered = sorted(numbers)
    for table, column in moving(model.__table__):
        if table.name in _THEIR_OWN:
            continue
        for start in range(0, len(ordered), _AT_A_TIME):
            some = column.in_(ordered[start : start + _AT_A_TIME])
            found |= set(db.session.scalars(select(column).where(some).distinct()))
    return found


def _delete(model: Any, numbers: Sequence[int]) -> None:
    for start in range(0, len(numbers), _AT_A_TIME):
        some = model.id.in_(numbers[start : start + _AT_A_TIME])
        db.session.execute(
            delete(model).where(some), execution_options={"synchronize_session": False}
        )
