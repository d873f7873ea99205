"""What stands in the directory, read at once, so that thousands of rows can be compared with it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import or_, select

from arena import clock, db
from arena.directory.models import Organisation, Person, PersonRole
from arena.directory.queries.blocks import NameBlocks
from arena.directory.queries.likeness import SAME_DOMAIN, name_score
from arena.directory.rules import folded_name, name_key

_AT_A_TIME = 500
_SHARED_BY = 8  # A domain that more share tells nobody apart.


class Known(NamedTuple):
    """What an organisation is found by."""

    id: int
    name: str
    name_key: str
    number: str | None
    email_domain: str | None
    country: str


class Likely(NamedTuple):
    """An organisation that may be the one meant, on what ground and how surely."""

    id: int
    name: str
    ground: str
    score: int


class Held(NamedTuple):
    """A role that somebody has today or later."""

    id: int
    title: str


class Standing:
    """The organisations of the directory, to be found by number, name, domain and likeness."""

    def __init__(self) -> None:
        query = (
            select(
                Organisation.id,
                Organisation.name,
                Organisation.name_key,
                Organisation.number,
                Organisation.email_domain,
                Organisation.country,
            )
            .where(Organisation.merged_into_id.is_(None))
            .order_by(Organisation.name_key, Organisation.id)
        )
        self._rows = [Known(*row) for row in db.session.execute(query)]
        self._numbers = {row.number: row for row in self._rows if row.number}
        self._names: dict[tuple[str, str], list[Known]] = defaultdict(list)
        self._domains: dict[str, list[Known]] = defaultdict(list)
        for row in self._rows:
            self._names[same_name(row.name), row.country].append(row)
            if row.email_domain:
                self._domains[row.email_domain].append(row)
        self._blocks = NameBlocks([row.name_key for row in self._rows])

    def find(self, wanted: Mapping[str, Any]) -> Known | None:
        """Return the organisation that is surely meant: of this number, or of exactly this name."""
        number = wanted.get("number")
        if number and number in self._numbers:
            return self._numbers[number]
        named = self._names.get((same_name(wanted["name"]), wanted["country"]), [])
        alike = [row for row in named if not (number and row.number)]
        return alike[0] if len(alike) == 1 else None

    def likely(self, wanted: Mapping[str, Any]) -> Likely | None:
        """Return the organisation that is most likely meant, if any is."""
        number, key = wanted.get("number"), name_key(wanted["name"])
        found = []
        for place, ratio in self._blocks.alike(key):
            row = self._rows[place]
            is_same_country = row.country == wanted["country"]
            score = name_score(key, row.name_key, ratio, is_same_country=is_same_country)
            if not (number and row.number):
                found.append(Likely(row.id, row.name, "name", score))
        sharing = self._domains.get(wanted.get("email_domain") or "", [])
        if len(sharing) <= _SHARED_BY:
            found += [
                Likely(row.id, row.name, "domain", SAME_DOMAIN)
                for row in sharing
                if not (number and row.number)
            ]
        return max(found, key=lambda each: (each.score, -each.id), default=None)


def organisations_by_id(ids: Collection[int]) -> dict[int, Organisation]:
    """Return organisations by their numbers."""
    return {each.id: each for some in _parts(ids) for each in _all(Organisation, some)}


def people_by_id(ids: Collection[int]) -> dict[int, Person]:
    """Return people by their numbers."""
    return {each.id: each for some in _parts(ids) for each in _all(Person, some)}


def people_by_email(emails: Collection[str]) -> dict[str, list[Person]]:
    """Return the people with some addresses, in lower case, the first known first."""
    found: dict[str, list[Person]] = defaultdict(list)
    for some in _parts(emails):
        query = select(Person).where(Person.email.in_(some), Person.merged_into_id.is_(None))
        for person in db.session.scalars(query.order_by(Person.id)):
            found[person.email or ""].append(person)
    return found


def people_by_name(organisation_ids: Collection[int]) -> dict[tuple[str, int], list[Person]]:
    """Return who stands for some organisations, by folded name and organisation."""
    found: dict[tuple[str, int], list[Person]] = defaultdict(list)
    for some in _parts(organisation_ids):
        query = (
            select(Person, PersonRole.organisation_id)
            .join(PersonRole, PersonRole.person_id == Person.id)
            .where(PersonRole.organisation_id.in_(some), Person.merged_into_id.is_(None))
            .order_by(Person.id)
        )
        for person, place in db.session.execute(query):
            known = found[folded_name(person.name), place]
            if person not in known:
                known.append(person)
    return found


def roles_of(person_ids: Collection[int]) -> dict[tuple[int, int], Held]:
    """Return the roles that people have today or later, by person and organisation."""
    found: dict[tuple[int, int], Held] = {}
    holds = or_(PersonRole.ends_on.is_(None), PersonRole.ends_on > clock.today())
    for some in _parts(person_ids):
        query = (
            select(
                PersonRole.person_id, PersonRole.organisation_id, PersonRole.id, PersonRole.title
            )
            .where(PersonRole.person_id.in_(some), holds)
            .order_by(PersonRole.id.desc())
        )
        for person_id, organisation_id, role_id, title in db.session.execute(query):
            found[person_id, organisation_id] = Held(role_id, title)
    return found


def same_name(name: str) -> str:
    """Return a name as it is compared whole: whatever its case and blanks."""
    return " ".join(name.casefold().split())


def _all(model: Any, ids: Sequence[Any]) -> Iterable[Any]:
    return db.session.scalars(select(model).where(model.id.in_(ids)))


def _parts(values: Collection[Any]) -> Iterator[list[Any]]:
    """Yield some at a time: a statement takes only so many values."""
    ordered = sorted(values)
    for start in range(0, len(ordered), _AT_A_TIME):
        yield ordered[start : start + _AT_A_TIME]
