"""Finding organisations and people while somebody types: by the beginnings of words, best first.

Each word that is typed must begin a word of the name, the number or the mail domain. What begins as
the whole text does comes first, straight out of an index; for the others the rarest word leads, and
each candidate is asked for the rest, until there are enough. So a question takes some milliseconds
however many names there are; the price is that of very many hits only the first some, in the order
of the index, are weighed against each other.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import InstrumentedAttribute, aliased, selectinload
from sqlalchemy.orm.interfaces import ORMOption

from arena import db
from arena.directory.models import (
    Organisation,
    OrganisationWord,
    Person,
    PersonRole,
    PersonWord,
)
from arena.directory.rules import MOST_WORDS, how_well, search_key, search_words, word_range

MOST = 100  # Further hits are not counted, and only twice as many are weighed.
_SAMPLED = 2000  # A word that so many have is as common as any other.
_Party = TypeVar("_Party", Organisation, Person)


@dataclass(frozen=True)
class Finds(Generic[_Party]):
    """The best hits, and how many there are in all; `is_more`: more than were counted."""

    hits: Sequence[_Party]
    total: int
    is_more: bool = False


@dataclass(frozen=True)
class _Index:
    """Where the words of one kind of record stand, and which of them may be read."""

    model: Any
    words: Any
    owner: str  # The column of the word that names its record.
    may_read: Callable[[Any], list[ColumnElement[bool]]]
    options: tuple[ORMOption, ...] = ()


_ORGANISATIONS = _Index(Organisation, OrganisationWord, "organisation_id", lambda words: [])
_WITH_ROLES = selectinload(Person.roles).joinedload(PersonRole.organisation)
_PEOPLE = _Index(Person, PersonWord, "person_id", lambda words: [], (_WITH_ROLES,))
_NAMED = _Index(
    Person, PersonWord, "person_id", lambda words: [words.is_contact.is_(False)], (_WITH_ROLES,)
)


def find_organisations(text: str, *, limit: int) -> Finds[Organisation]:
    """Return the organisations that a text finds, the best first."""
    return _find(_ORGANISATIONS, text, limit)


def find_people(text: str, *, by_address: bool, limit: int) -> Finds[Person]:
    """Return the people that a text finds, the best first, with what they are where.

    With `by_address` by the words of their addresses too, for those who may read these.
    """
    return _find(_PEOPLE if by_address else _NAMED, text, limit)


def organisations_named(word: str) -> Select[int]:
    """Return the numbers of the organisations with a word that begins so, to be looked among."""
    return select(OrganisationWord.organisation_id).where(_begins(OrganisationWord.word, word))


def people_named(word: str, *, by_address: bool = False) -> Select[int]:
    """Return the numbers of the people with a word that begins so, to be looked among."""
    query = select(PersonWord.person_id).where(_begins(PersonWord.word, word))
    return query if by_address else query.where(PersonWord.is_contact.is_(False))


def _find(index: _Index, text: str, limit: int) -> Finds[Any]:
    words = list(dict.fromkeys(search_words(text)))[:MOST_WORDS]
    if not words:
        return Finds([], 0)
    rows = _weighed(index, _rarest_first(index, words))
    begun = _begun(index, search_key(text), 2 * limit) if len(rows) > MOST else {}
    names = {**rows, **begun}
    best = sorted(names, key=lambda number: how_well(text, words, *names[number]))[:limit]
    records = db.session.scalars(
        select(index.model).options(*index.options).where(index.model.id.in_(best))
    )
    found = {record.id: record for record in records}
    hits = [found[number] for number in best]
    return Finds(hits, min(len(rows), MOST), len(rows) > MOST)


def _weighed(index: _Index, words: list[str]) -> dict[int, tuple[str, str]]:
    """Return the names and keys, by numbers, of the first some that have all words."""
    model, some = index.model, _matching(index, words).limit(2 * MOST).subquery()
    named = select(model.id, model.name, model.search_key).join(some, some.c[0] == model.id)
    found = db.session.execute(named.where(model.merged_into_id.is_(None)))
    return {row.id: (row.name, row.search_key) for row in found}


def _begun(index: _Index, key: str, limit: int) -> dict[int, tuple[str, str]]:
    """Return the names and keys, by numbers, of the first that begin as the whole text does."""
    model = index.model
    named = select(model.id, model.name, model.search_key).where(
        _begins(model.search_key, key), model.merged_into_id.is_(None)
    )
    found = db.session.execute(named.order_by(model.search_key).limit(limit))
    return {row.id: (row.name, row.search_key) for row in found}


def _matching(index: _Index, words: list[str]) -> Any:
    """Return the numbers of what has all words, in the order of the first."""
    lead = aliased(index.words)
    owner = getattr(lead, index.owner)
    query = select(owner).where(_begins(lead.word, words[0]), *index.may_read(lead))
    for word in words[1:]:
        other = aliased(index.words)
        query = query.where(
            select(other.word)
            .where(
                getattr(other, index.owner) == owner,
                _begins(other.word, word),
                *index.may_read(other),
            )
            .exists()
        )
    return query.order_by(lead.word)


def _rarest_first(index: _Index, words: list[str]) -> list[str]:
    if len(words) == 1:
        return words
    counts = [
        select(func.count()).select_from(
            select(index.words.word)
            .where(_begins(index.words.word, word))
            .limit(_SAMPLED)
            .subquery()
        )
        for word in words
    ]
    found = db.session.execute(select(*(each.scalar_subquery() for each in counts))).one()
    rarity = dict(zip(words, found, strict=True))
    return sorted(words, key=lambda word: (rarity[word], -len(word)))


def _begins(column: InstrumentedAttribute[str] | Any, word: str) -> ColumnElement[bool]:
    start, end = word_range(word)
    begins: ColumnElement[bool] = (column >= start) & (column < end)
    return begins
