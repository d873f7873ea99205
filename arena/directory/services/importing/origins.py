"""Where the facts of people come from that a list brings: from the list."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from sqlalchemy import delete, insert, select

from arena import clock, db
from arena.directory.models import (
    Audience,
    Basis,
    DirectoryImport,
    Fact,
    FactSource,
    Person,
    PersonFact,
)
from arena.directory.rows import restored, stored
from arena.directory.services.facts import is_withdrawn

_FACTS = {"email": Fact.EMAIL, "phone": Fact.PHONE}
_TABLE: Any = PersonFact.__table__
Key = tuple[int, str]  # The person, and which fact.


class Origins:
    """Notes with each fact of a list that it comes from there, and heeds what was withdrawn."""

    def __init__(self, kept: DirectoryImport) -> None:
        self._kept = kept
        self._known: dict[Key, dict[str, Any]] = {}

    def read(self, person_ids: Collection[int]) -> None:
        """Read where the facts of some people come from now."""
        ordered = sorted(person_ids)
        for start in range(0, len(ordered), 500):
            some = ordered[start : start + 500]
            rows = db.session.execute(select(_TABLE).where(PersonFact.person_id.in_(some)))
            self._known |= {(row.person_id, row.fact): dict(row._mapping) for row in rows}

    def allows(self, party: Any, name: str, value: str) -> bool:
        """Tell whether a list may bring a fact: not what the person has withdrawn."""
        if not isinstance(party, Person) or name not in _FACTS:
            return True
        row = self._known.get((party.id, _FACTS[name].value))
        if row is None or row["withdrawn_at"] is None:
            return True
        return not is_withdrawn(party.id, _FACTS[name], value)

    def note(self, plans: Iterable[Any]) -> None:
        """Say of each fact that was added or changed that it comes from the list.

        What was said of it before is kept with the row, for undoing.
        """
        noted: dict[Key, dict[str, Any]] = {}
        for plan in plans:
            if plan.person_id is None:
                continue
            for fact in _facts_of(plan):
                key = (plan.person_id, fact.value)
                before = self._known.get(key)
                plan.did.setdefault("facts", {})[fact.value] = (
                    None if before is None else stored(_TABLE, before)
                )
                noted[key] = self._said(key)
        replace(noted)

    def _said(self, key: Key) -> dict[str, Any]:
        return {
            "person_id": key[0],
            "fact": key[1],
            "source": FactSource.IMPORT.value,
            "source_words": self._kept.filename[:200],
            "basis": Basis.TASK.value,
            "audience": Audience.STAFF.value,
            "obtained_on": clock.today(),
            "noted_by_id": self._kept.created_by_id,
            "withdrawn_at": None,
            "withdrawn_digest": "",
        }


def put_back(person_id: int, facts: Mapping[str, Any]) -> None:
    """Say of some facts again what was said before a list changed them."""
    replace(
        {
            (person_id, fact): None if before is None else restored(_TABLE, before)
            for fact, before in facts.items()
        }
    )


def replace(rows: Mapping[Key, Any]) -> None:
    """Write what is said of some facts anew; None takes it away."""
    for key in rows:
        db.session.execute(
            delete(_TABLE).where(_TABLE.c.person_id == key[0], _TABLE.c.fact == key[1])
        )
    if said := [row for row in rows.values() if row is not None]:
        db.session.execute(insert(_TABLE), said)


def _facts_of(plan: Any) -> list[Fact]:
    if plan.did.get("added_person"):
        found = [fact for name, fact in _FACTS.items() if plan.person.get(name)]
    else:
        found = [fact for name, fact in _FACTS.items() if name in plan.did.get("person", {})]
    is_titled = bool((plan.did.get("role") or ["", ""])[1]) or "titles" in plan.did
    return [*found, Fact.TITLE] if is_titled else found
