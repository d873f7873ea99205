"""Saving a list that was compared: all of it in one transaction, or nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import insert, select

from arena import clock, db
from arena.audit.models import Actor
from arena.audit.services import record
from arena.directory.models import (
    Choice,
    DirectoryImport,
    ImportRow,
    ImportState,
    Organisation,
    OrganisationType,
    Outcome,
    Person,
    PersonRole,
    RowKind,
)
from arena.directory.queries.standing import (
    organisations_by_id,
    people_by_email,
    people_by_id,
    roles_of,
    same_name,
)
from arena.directory.rules import name_key
from arena.directory.services.importing.origins import Origins
from arena.directory.services.indexing import keep_organisation, keep_person


def save(kept: DirectoryImport, rows: Sequence[ImportRow], *, by: Actor) -> dict[str, int]:
    """Save the rows; return how many came to what. What has changed since is not touched."""
    saving = _Saving(kept, rows)
    saving.save_organisations()
    saving.save_people()
    saving.save_roles()
    saving.note()
    counts: dict[str, int] = {}
    for row in rows:
        row.cells = []  # What was read of them stands beside; the other columns go.
        if row.outcome:
            counts[row.outcome] = counts.get(row.outcome, 0) + 1
    kept.state, kept.saved_at, kept.counts = ImportState.SAVED, saving.now, counts
    kept.version += 1
    record("directory.save_import", subject=kept, by=by, detail=dict(counts))
    return counts


class _Plan:
    """What one row comes to, while it is being saved."""

    def __init__(self, row: ImportRow) -> None:
        self.row = row
        entry = row.found["entry"]
        self.values: dict[str, Any] = entry["organisation"]
        self.person: dict[str, Any] = entry["person"]
        self.title: str = entry["title"]
        self.starts_on: str | None = entry["starts_on"]
        self.mine: dict[str, Any] = row.found["organisation"]
        self.theirs: dict[str, Any] = row.found["person"]
        self.did: dict[str, Any] = {}
        self.organisation_id: int | None = None
        self.person_id: int | None = None
        self.is_late = False

    @property
    def is_other(self) -> bool:
        """Whether a likely double was said to be another."""
        return self.row.choice == Choice.NEW


class _Saving:
    """One list on its way into the directory."""

    def __init__(self, kept: DirectoryImport, rows: Sequence[ImportRow]) -> None:
        self.kept, self.rows, self.now = kept, rows, clock.now()
        self.plans = [_Plan(row) for row in rows if _is_wanted(row)]
        self._places: dict[int, _Plan] = {plan.row.number: plan for plan in self.plans}
        self._origins = Origins(kept)

    def save_organisations(self) -> None:
        """Add and change organisations."""
        ids = {plan.mine["id"] for plan in self.plans if plan.mine.get("id")}
        standing = organisations_by_id(ids)
        taken = _taken(self.plans)
        new: dict[tuple[Any, ...], list[_Plan]] = {}
        for plan in self.plans:
            mine = plan.mine
            if mine.get("row") and not (mine["is"] == "double" and plan.is_other):
                continue  # It is what a row above comes to.
            if mine.get("id") and not plan.is_other:
                self._change(plan, standing.get(mine["id"]), "organisation")
            else:
                self._add_later(plan, new, taken)
        self._add(new)
        for plan in self.plans:
            if plan.organisation_id is None and plan.mine.get("row") and not plan.is_late:
                self._follow(plan, taken)

    def save_people(self) -> None:
        """Add and change people."""
        plans = [plan for plan in self.plans if plan.person and plan.organisation_id]
        standing = people_by_id({p.theirs["id"] for p in plans if p.theirs.get("id")})
        self._origins.read(standing)
        emails = {email for plan in plans if (email := plan.person.get("email"))}
        known = people_by_email(emails)
        new = []
        for plan in plans:
            if plan.theirs.get("row") and plan.theirs["row"] in self._places:
                continue
            if plan.theirs.get("id") and not (plan.theirs["is"] == "double" and plan.is_other):
                self._change(plan, standing.get(plan.theirs["id"]), "person")
            elif plan.person.get("email") in known and plan.theirs["is"] == "new":
                plan.is_late = True
            else:
                new.append(plan)
        added = _insert(Person, [self._person_values(plan) for plan in new])
        for plan, number in zip(new, added, strict=True):
            plan.person_id, plan.did["added_person"] = number, True
        for plan in plans:
            if plan.person_id is None and (first := self._places.get(plan.theirs.get("row", 0))):
                plan.person_id = first.person_id

    def save_roles(self) -> None:
        """Let people stand for their organisations, and say as what."""
        plans = [plan for plan in self.plans if plan.person_id and plan.organisation_id]
        held = roles_of({plan.person_id for plan in plans if plan.person_id})
        new: dict[tuple[int, int], _Plan] = {}
        for plan in plans:
            place = (plan.person_id or 0, plan.organisation_id or 0)
            if place not in held:
                new.setdefault(place, plan)
            elif plan.theirs.get("role") == "titled":
                self._title(plan)
        values = [
            {
                "person_id": person_id,
                "organisation_id": organisation_id,
                "title": plan.title,
                "starts_on": _day(plan.starts_on) or clock.today(),
            }
            for (person_id, organisation_id), plan in new.items()
        ]
        for plan, number, said in zip(
            new.values(), _insert(PersonRole, values), values, strict=True
        ):
            plan.did["role"] = [number, said["title"], str(said["starts_on"])]

    def note(self) -> None:
        """Note with each row what it did, where its facts come from, and what is found by it."""
        self._origins.note(self.plans)
        for plan in self.plans:
            plan.row.organisation_id, plan.row.person_id = plan.organisation_id, plan.person_id
            plan.row.did, plan.row.outcome = plan.did, _outcome(plan)
            if plan.did and plan.organisation_id:
                keep_organisation(plan.organisation_id)
            if plan.did and plan.person_id:
                keep_person(plan.person_id)

    def _change(self, plan: _Plan, standing: Any, of: str) -> None:
        """Change what is there as it was shown; what somebody has changed since is left alone."""
        while standing is not None and standing.merged_into_id is not None:
            standing = db.session.get(type(standing), standing.merged_into_id)
        if standing is None:
            plan.is_late = True
            return
        setattr(plan, f"{of}_id", standing.id)
        finding = plan.mine if of == "organisation" else plan.theirs
        wanted = finding.get("changes") or {}
        if any(getattr(standing, name) != before for name, (before, _) in wanted.items()):
            plan.is_late = True
            return
        wanted = {n: v for n, v in wanted.items() if self._origins.allows(standing, n, v[1])}
        if not wanted:
            return
        for name, (_, after) in wanted.items():
            setattr(standing, name, after)
        if "name" in wanted and isinstance(standing, Organisation):
            standing.name_key = name_key(standing.name)
        standing.updated_at = self.now
        plan.did[of] = wanted
        db.session.flush()

    def _add_later(
        self, plan: _Plan, new: dict[tuple[Any, ...], list[_Plan]], taken: set[Any]
    ) -> None:
        """Put an organisation among the new ones, once for all rows that name it."""
        key = _key(plan.values)
        if plan.values.get("number") in taken or (key in taken and not plan.is_other):
            plan.is_late = True
        else:
            new.setdefault(key, []).append(plan)

    def _add(self, new: dict[tuple[Any, ...], list[_Plan]]) -> None:
        values = [self._organisation_values(plans[0]) for plans in new.values()]
        added = _insert(Organisation, values)
        for plans, number in zip(new.values(), added, strict=True):
            plans[0].did["added_organisation"] = True
            for plan in plans:
                plan.organisation_id = number

    def _follow(self, plan: _Plan, taken: set[Any]) -> None:
        """Let a row be of the organisation of a row above; where that was left out, of its own."""
        first = self._places.get(plan.mine["row"])
        if first is not None:
            plan.organisation_id, plan.is_late = first.organisation_id, first.is_late
            return
        self._places[plan.mine["row"]] = plan
        new: dict[tuple[Any, ...], list[_Plan]] = {}
        self._add_later(plan, new, taken)
        self._add(new)

    def _title(self, plan: _Plan) -> None:
        role = db.session.get(PersonRole, plan.theirs["role_id"])
        before, after = plan.theirs["titles"]
        if role is None or role.title != before:
            plan.is_late = True
        else:
            role.title, plan.did["titles"] = after, [role.id, before, after]

    def _organisation_values(self, plan: _Plan) -> dict[str, Any]:
        said = {name: value for name, value in plan.values.items() if value}
        return {
            "number": None,
            "email_domain": None,
            "website": "",
            "postal_address": "",
            "type": OrganisationType.SMALL_COMPANY.value,
            **said,
            "name_key": name_key(said["name"]),
            "created_at": self.now,
            "updated_at": self.now,
        }

    def _person_values(self, plan: _Plan) -> dict[str, Any]:
        said = {name: value for name, value in plan.person.items() if value}
        blank = {"email": None, "phone": None, "language": "sv"}
        return {**blank, **said, "created_at": self.now, "updated_at": self.now}


def _is_wanted(row: ImportRow) -> bool:
    if row.kind == RowKind.FAULTY or row.choice == Choice.SKIP:
        return False
    return row.kind != RowKind.DOUBLE or bool(row.choice)


def _taken(plans: Sequence[_Plan]) -> set[Any]:
    """Return the numbers, and the names, that somebody else has used since."""
    numbers = [n for plan in plans if (n := plan.values.get("number"))]
    keys = [name_key(plan.values["name"]) for plan in plans if plan.mine["is"] == "new"]
    found: set[Any] = set()
    for start in range(0, len(numbers), 500):
        some = numbers[start : start + 500]
        query = select(Organisation.id, Organisation.number).where(Organisation.number.in_(some))
        ours = {plan.mine.get("id") for plan in plans}
        found |= {number for id, number in db.session.execute(query) if id not in ours}
    for start in range(0, len(keys), 500):
        columns = select(Organisation.name, Organisation.country)
        some = keys[start : start + 500]
        for name, country in db.session.execute(columns.where(Organisation.name_key.in_(some))):
            found.add(("", same_name(name), country))
    return found


def _key(values: Mapping[str, Any]) -> tuple[Any, ...]:
    return values.get("number") or "", same_name(values["name"]), values["country"]


def _insert(model: Any, values: list[dict[str, Any]]) -> list[int]:
    """Insert many rows at once; return their numbers in the same order."""
    if not values:
        return []
    statement = insert(model).returning(model.id, sort_by_parameter_order=True)
    return list(db.session.scalars(statement, values))


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _outcome(plan: _Plan) -> Outcome:
    if plan.did.get("added_organisation") or plan.did.get("added_person") or plan.did.get("role"):
        return Outcome.ADDED
    if plan.did:
        return Outcome.CHANGED
    return Outcome.LATE if plan.is_late else Outcome.UNTOUCHED
