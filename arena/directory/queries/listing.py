"""The lists of organisations and people, narrowed by what stands in their addresses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, false, func, or_, select, union
from sqlalchemy.orm import selectinload

from arena import clock, db
from arena.directory.history import list_sources
from arena.directory.models import (
    Organisation,
    OrganisationRelation,
    OrganisationTag,
    OrganisationTopic,
    Person,
    PersonLanguage,
    PersonRole,
    PersonTag,
    RelationKind,
)
from arena.directory.narrowing import list_narrowings
from arena.directory.queries.finding import organisations_named, people_named
from arena.directory.queries.register import OrganisationRow, count_people
from arena.directory.rules import search_words


@dataclass(frozen=True)
class Criteria:
    """What a list is narrowed to; blank values narrow nothing.

    `relation` is a kind, with “:object” where it is read from the other end; `related_to` the
    number of the other. `more` has the values of `narrowing`, by their keys.
    """

    words: str = ""
    by_address: bool = False  # Whether words may be looked for in addresses.
    type: str = ""
    country: str = ""
    topic: str = ""
    tag: int | None = None
    relation: str = ""
    related_to: int | None = None
    language: str = ""
    since: date | None = None
    more: Mapping[str, str] = field(default_factory=dict)


def list_matching_organisations(
    criteria: Criteria, *, limit: int, offset: int = 0
) -> tuple[list[OrganisationRow], int]:
    """Return one page of the organisations by name, and how many there are in all."""
    query = select(Organisation).where(*_of_organisations(criteria))
    found: Sequence[Organisation]
    found, total = _page(query, Organisation.search_key, Organisation.id, limit, offset)
    counts = count_people([organisation.id for organisation in found])
    return [OrganisationRow(each, counts.get(each.id, 0)) for each in found], total


def list_matching_people(
    criteria: Criteria, *, limit: int, offset: int = 0
) -> tuple[Sequence[Person], int]:
    """Return one page of the people by name, with what they are where, and how many there are."""
    query = (
        select(Person)
        .where(*_of_people(criteria))
        .options(selectinload(Person.roles).joinedload(PersonRole.organisation))
    )
    return _page(query, Person.search_key, Person.id, limit, offset)


def list_organisations(
    text: str = "",
    type_: str | None = None,
    country: str | None = None,
    *,
    limit: int,
    offset: int = 0,
) -> tuple[list[OrganisationRow], int]:
    """Return one page of the organisations that a text finds by name, and how many there are."""
    criteria = Criteria(words=text, type=type_ or "", country=country or "")
    return list_matching_organisations(criteria, limit=limit, offset=offset)


def list_people(
    text: str, *, by_address: bool, limit: int, offset: int = 0
) -> tuple[Sequence[Person], int]:
    """Return one page of the people that a text finds by name, and how many there are.

    With `by_address` a word may be in the e-mail address too, for those who may read it.
    """
    criteria = Criteria(words=text, by_address=by_address)
    return list_matching_people(criteria, limit=limit, offset=offset)


def ids_of_organisations(criteria: Criteria) -> Select[int]:
    """Return the numbers of the organisations, to be looked among."""
    return select(Organisation.id).where(*_of_organisations(criteria))


def ids_of_people(criteria: Criteria) -> Select[int]:
    """Return the numbers of the people, to be looked among."""
    return select(Person.id).where(*_of_people(criteria))


def holders(organisations: Any) -> Select[int]:
    """Return the numbers of the people who stand today for some organisations."""
    today = clock.today()
    return select(PersonRole.person_id).where(
        PersonRole.organisation_id.in_(organisations),
        PersonRole.starts_on <= today,
        or_(PersonRole.ends_on.is_(None), PersonRole.ends_on > today),
    )


def _page(query: Any, key: Any, number: Any, limit: int, offset: int) -> tuple[Sequence[Any], int]:
    counted = select(func.count()).select_from(query.with_only_columns(number).subquery())
    total = db.session.scalar(counted) or 0
    page = query.order_by(key, number).limit(limit).offset(offset)
    return db.session.scalars(page).all(), total


def _of_organisations(criteria: Criteria) -> list[ColumnElement[bool]]:
    """Say what an organisation must be: each word in its own name, or in that of its people."""
    found = [Organisation.merged_into_id.is_(None), *_traits(criteria)]
    if _says_nothing(criteria.words):
        found.append(false())
    for word in search_words(criteria.words):
        people = select(PersonRole.organisation_id).where(
            PersonRole.person_id.in_(people_named(word))
        )
        found.append(
            or_(Organisation.id.in_(organisations_named(word)), Organisation.id.in_(people))
        )
    if criteria.tag is not None:
        found.append(Organisation.id.in_(_tagged(criteria.tag)))
    if criteria.language:
        speaking = _speakers(criteria.language)
        found.append(
            Organisation.id.in_(
                select(PersonRole.organisation_id).where(PersonRole.person_id.in_(speaking))
            )
        )
    if criteria.since is not None:
        found.append(Organisation.id.in_(_since(criteria.since, "organisations_since")))
    chosen = [(way, criteria.more.get(way.key)) for way in list_narrowings()]
    return [
        *found,
        *(Organisation.id.in_(way.organisations(value)) for way, value in chosen if value),
    ]


def _of_people(criteria: Criteria) -> list[ColumnElement[bool]]:
    """Say what a person must be; what only organisations are, one that they stand for must be."""
    found: list[ColumnElement[bool]] = [Person.merged_into_id.is_(None)]
    if _says_nothing(criteria.words):
        found.append(false())
    for word in search_words(criteria.words):
        theirs = holders(organisations_named(word))
        named = people_named(word, by_address=criteria.by_address)
        found.append(or_(Person.id.in_(named), Person.id.in_(theirs)))
    if traits := _traits(criteria):
        found.append(Person.id.in_(holders(select(Organisation.id).where(*traits))))
    if criteria.tag is not None:
        own = select(PersonTag.person_id).where(PersonTag.tag_id == criteria.tag)
        found.append(or_(Person.id.in_(own), Person.id.in_(holders(_tagged(criteria.tag)))))
    if criteria.language:
        found.append(Person.id.in_(_speakers(criteria.language)))
    if criteria.since is not None:
        found.append(Person.id.in_(_since(criteria.since, "people_since")))
    chosen = [(way, criteria.more.get(way.key)) for way in list_narrowings()]
    return [*found, *(Person.id.in_(way.people(value)) for way, value in chosen if value)]


def _says_nothing(text: str) -> bool:
    """Tell whether a text has signs, but no word that anything could begin with."""
    return bool(text.strip()) and not search_words(text)


def _traits(criteria: Criteria) -> list[ColumnElement[bool]]:
    """Say what only an organisation can be."""
    found: list[ColumnElement[bool]] = []
    if criteria.type:
        found.append(Organisation.type == criteria.type)
    if criteria.country:
        found.append(Organisation.country == criteria.country)
    if criteria.topic:
        known = select(OrganisationTopic.organisation_id)
        found.append(Organisation.id.in_(known.where(OrganisationTopic.topic == criteria.topic)))
    if criteria.relation or criteria.related_to is not None:
        found.append(Organisation.id.in_(_related(criteria.relation, criteria.related_to)))
    return found


def _tagged(tag_id: int) -> Select[int]:
    return select(OrganisationTag.organisation_id).where(OrganisationTag.tag_id == tag_id)


def _speakers(language: str) -> Any:
    """Return who speaks a language, or is written to in it."""
    spoken = select(PersonLanguage.person_id).where(PersonLanguage.language == language)
    return union(spoken, select(Person.id).where(Person.language == language))


def _related(relation: str, other: int | None) -> Any:
    """Return the organisations that are today what is asked for: to one other, or to anybody."""
    kind, _, end = relation.partition(":")
    row, today = OrganisationRelation, clock.today()
    holds = [
        or_(row.starts_on.is_(None), row.starts_on <= today),
        or_(row.ends_on.is_(None), row.ends_on > today),
    ]
    if kind:
        holds.append(row.kind == kind)
    subjects, objects = select(row.subject_id).where(*holds), select(row.object_id).where(*holds)
    if other is not None:
        subjects = subjects.where(row.object_id == other)
        objects = objects.where(row.subject_id == other)
    if not kind or kind == RelationKind.WORKS_WITH:
        return union(subjects, objects)
    return objects if end == "object" else subjects


def _since(day: date, which: str) -> Any:
    asked = [getattr(source, which) for source in list_sources()]
    queries = [ask(day) for ask in asked if ask is not None]
    return union(*queries) if queries else select(Organisation.id).where(false())
