"""Which organisations, and which people, are likely to be the same."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import aliased, joinedload

from arena import db
from arena.directory.models import (
    DirectoryWork,
    DoublePair,
    Organisation,
    Person,
    PersonRole,
    WorkKind,
)
from arena.directory.queries.blocks import NameBlocks
from arena.directory.queries.likeness import (
    OTHER_COUNTRY,
    SAME_NUMBER,
    name_score,
)
from arena.directory.rules import core_number, folded_name
from arena.errors import NotFound

# Of the pairs of one kind the surest are kept; of what so many share, nobody is the same by it.
MOST_PAIRS, _SHARED_BY = 2_000, 8
_DOMAIN_ALONE = 70  # Bodies of one city often share a domain.
_SURER = 4  # A second ground makes surer.
_SAME_ADDRESS, _ADDRESS_AND_NAME, _NAME_AND_ORGANISATION, _OTHER_ADDRESS = 84, 98, 90, 14

Tell = Callable[[int], None]


@dataclass
class Found:
    """Two that may be the same, by their numbers: on what grounds, how surely (0–100)."""

    grounds: list[str]
    score: int
    fingerprint: str = ""

    def add(self, ground: str, score: int) -> None:
        """Note a further ground."""
        if ground not in self.grounds:
            self.score = min(99, max(self.score, score) + _SURER)
            self.grounds.append(ground)


Pairs = dict[tuple[int, int], Found]


def count_organisations() -> int:
    """Return how many organisations there are to look through."""
    counted = select(func.count(Organisation.id)).where(Organisation.merged_into_id.is_(None))
    return db.session.scalar(counted) or 0


def count_people() -> int:
    """Return how many people there are to look through."""
    counted = select(func.count(Person.id)).where(Person.merged_into_id.is_(None))
    return db.session.scalar(counted) or 0


def find_double_organisations(tell: Tell) -> Pairs:
    """Return pairs of organisations with the same number or domain, or a similar name.

    Nothing is held open meanwhile: all is read first. `tell` hears how many have been looked at.
    """
    rows = db.session.execute(
        select(
            Organisation.id,
            Organisation.name_key,
            Organisation.number,
            Organisation.email_domain,
            Organisation.country,
        )
        .where(Organisation.merged_into_id.is_(None))
        .order_by(Organisation.name_key, Organisation.id)
    ).all()
    pairs: Pairs = {}
    for first, second, ratio in NameBlocks([row.name_key for row in rows]).pairs(tell):
        one, other = rows[first], rows[second]
        same_country = one.country == other.country
        score = name_score(one.name_key, other.name_key, ratio, is_same_country=same_country)
        _note(pairs, one.id, other.id, "name", score)
    for ids in _shared((core_number(row.number), row.id) for row in rows if row.number):
        for one_id, other_id in combinations(ids, 2):
            _note(pairs, one_id, other_id, "number", SAME_NUMBER)
    for ids in _shared((row.email_domain, row.id) for row in rows if row.email_domain):
        for one_id, other_id in combinations(ids, 2):
            _note(pairs, one_id, other_id, "domain", _DOMAIN_ALONE)
    _weigh_numbers(pairs, {row.id: row.number for row in rows})
    said = {row.id: (row.name_key, row.number, row.email_domain, row.country) for row in rows}
    return _marked(pairs, said)


def find_double_people(tell: Tell) -> Pairs:
    """Return pairs of people with the same address, or the same name in the same organisation."""
    rows = db.session.execute(
        select(Person.id, Person.name, Person.email)
        .where(Person.merged_into_id.is_(None))
        .order_by(Person.id)
    ).all()
    places = _places()
    names = {row.id: folded_name(row.name) for row in rows}
    emails = {row.id: (row.email or "").lower() for row in rows}
    tell(len(rows) // 2)
    pairs: Pairs = {}
    for ids in _shared((email, number) for number, email in emails.items() if email):
        for one, other in combinations(ids, 2):
            alike = names[one] == names[other]
            _note(pairs, one, other, "address", _ADDRESS_AND_NAME if alike else _SAME_ADDRESS)
    here = ((names[n], place) for n in names for place in places.get(n, ()))
    owners = (n for n in names for _ in places.get(n, ()))
    for ids in _shared(zip(here, owners, strict=True)):
        for one, other in combinations(sorted(set(ids)), 2):
            differ = bool(emails[one] and emails[other] and emails[one] != emails[other])
            score = _NAME_AND_ORGANISATION - (_OTHER_ADDRESS if differ else 0)
            _note(pairs, one, other, "name_and_organisation", score)
    tell(len(rows))
    said = {n: (names[n], emails[n], *sorted(places.get(n, ()))) for n in names}
    return _marked(pairs, said)


def list_doubles(
    *, of_people: bool, is_parted: bool = False, limit: int, offset: int = 0
) -> tuple[Sequence[DoublePair], int]:
    """Return some of the pairs, the surest first, and how many there are.

    `is_parted`: of those of whom somebody said that they are not the same.
    """
    query = _standing(of_people).where(
        DoublePair.parted_at.is_not(None) if is_parted else DoublePair.parted_at.is_(None)
    )
    total = db.session.scalar(select(func.count()).select_from(query.subquery())) or 0
    sides = ("person",) if of_people else ("organisation",)
    shown = [
        joinedload(getattr(DoublePair, f"{place}_{side}"))
        for side in sides
        for place in ("first", "second")
    ]
    page = query.options(*shown).order_by(DoublePair.score.desc(), DoublePair.id)
    return db.session.scalars(page.limit(limit).offset(offset)).all(), total


def get_double(pair_id: int) -> DoublePair:
    """Return a pair; raise `NotFound`."""
    pair = db.session.get(DoublePair, pair_id)
    if pair is None:
        raise NotFound
    return pair


def find_pair(of_people: bool, one: int, other: int) -> DoublePair | None:
    """Return what was found of two, in whatever order."""
    first, second = sorted((one, other))
    side = "person" if of_people else "organisation"
    return db.session.scalar(
        select(DoublePair).where(
            getattr(DoublePair, f"first_{side}_id") == first,
            getattr(DoublePair, f"second_{side}_id") == second,
        )
    )


def last_search() -> DirectoryWork | None:
    """Return the newest search for doubles."""
    return db.session.scalars(
        select(DirectoryWork)
        .where(DirectoryWork.kind == WorkKind.DOUBLES)
        .order_by(DirectoryWork.id.desc())
        .limit(1)
    ).first()


def _standing(of_people: bool) -> Select[DoublePair]:
    """Return the pairs of which neither has been taken up by another."""
    model: Any = Person if of_people else Organisation
    side = "person" if of_people else "organisation"
    first, second = aliased(model), aliased(model)
    return (
        select(DoublePair)
        .join(first, first.id == getattr(DoublePair, f"first_{side}_id"))
        .join(second, second.id == getattr(DoublePair, f"second_{side}_id"))
        .where(first.merged_into_id.is_(None), second.merged_into_id.is_(None))
    )


def _places() -> Mapping[int, set[int]]:
    found: dict[int, set[int]] = defaultdict(set)
    for person_id, organisation_id in db.session.execute(
        select(PersonRole.person_id, PersonRole.organisation_id)
    ):
        found[person_id].add(organisation_id)
    return found


def _shared(keyed: Iterable[tuple[Hashable, int]]) -> Iterator[list[int]]:
    """Yield the numbers that have the same key: two and more, but not many."""
    groups: dict[Hashable, list[int]] = defaultdict(list)
    for key, number in keyed:
        groups[key].append(number)
    for numbers in groups.values():
        if 1 < len(numbers) <= _SHARED_BY:
            yield sorted(numbers)


def _note(pairs: Pairs, one: int, other: int, ground: str, score: int) -> None:
    key = (min(one, other), max(one, other))
    if key in pairs:
        pairs[key].add(ground, score)
    else:
        pairs[key] = Found([ground], score)


def _weigh_numbers(pairs: Pairs, numbers: Mapping[int, str | None]) -> None:
    """Two that have numbers, and not the same, are two: only a very like name is still told."""
    for (one, other), found in list(pairs.items()):
        mine, theirs = numbers[one], numbers[other]
        if mine and theirs and core_number(mine) != core_number(theirs):
            found.score -= 2 * OTHER_COUNTRY
            if found.score < _DOMAIN_ALONE:
                del pairs[one, other]


def _marked(pairs: Pairs, said: Mapping[int, tuple[Any, ...]]) -> Pairs:
    """Return the surest pairs, each with a mark of what its grounds rest on."""
    surest = sorted(pairs.items(), key=lambda item: (-item[1].score, item[0]))[:MOST_PAIRS]
    for (one, other), found in surest:
        text = repr((said[one], said[other]))
        found.fingerprint = hashlib.sha256(text.encode()).hexdigest()
    return dict(surest)
