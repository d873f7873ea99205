"""What is known of an organisation or a person beside their names: relations, tags, facts."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import joinedload

from arena import clock, db
from arena.accounts.models import User
from arena.directory.models import (
    Audience,
    Fact,
    Organisation,
    OrganisationRelation,
    OrganisationTag,
    OrganisationTopic,
    Person,
    PersonFact,
    PersonTag,
    RelationKind,
    SavedSearch,
    Tag,
    value_of,
)
from arena.errors import NotFound

_WIDER = list(Audience)  # Each may see what the later ones may.


@dataclass(frozen=True)
class Related:
    """A relation as one of its ends sees it: `is_subject` tells in which direction to read it."""

    relation: OrganisationRelation
    other: Organisation
    is_subject: bool

    @property
    def reading(self) -> str:
        """The kind, with “:object” where it is read from the other end."""
        is_turned = not self.is_subject and self.relation.kind != RelationKind.WORKS_WITH
        return f"{self.relation.kind}:object" if is_turned else self.relation.kind

    @property
    def is_over(self) -> bool:
        """Whether it has ended."""
        return self.relation.ends_on is not None and self.relation.ends_on <= clock.today()


@dataclass(frozen=True)
class TagRow:
    """A tag, and how many organisations and people carry it."""

    tag: Tag
    organisations: int
    people: int


@dataclass(frozen=True)
class KnownFact:
    """A fact of a person: what it says, "" when withdrawn, and its row, None when none is told."""

    fact: Fact
    value: str
    row: PersonFact | None


def list_related(organisation: Organisation) -> list[Related]:
    """Return the relations of an organisation, those that hold first, then by kind and name."""
    row = OrganisationRelation
    found = db.session.scalars(
        select(row)
        .where(or_(row.subject_id == organisation.id, row.object_id == organisation.id))
        .options(joinedload(row.subject), joinedload(row.object))
    ).all()
    related = [
        Related(each, each.object, True)
        if each.subject_id == organisation.id
        else Related(each, each.subject, False)
        for each in found
    ]
    kinds = list(RelationKind)
    return sorted(
        related,
        key=lambda each: (
            each.is_over,
            kinds.index(RelationKind(each.relation.kind)),
            not each.is_subject,
            each.other.search_key,
            each.relation.id,
        ),
    )


def get_relation(relation_id: int) -> OrganisationRelation:
    """Return a relation; raise `NotFound`."""
    relation = db.session.get(OrganisationRelation, relation_id)
    if relation is None:
        raise NotFound
    return relation


def list_topics_of(organisation: Organisation) -> Sequence[str]:
    """Return the topics of an organisation."""
    mine = OrganisationTopic.organisation_id == organisation.id
    return db.session.scalars(
        select(OrganisationTopic.topic).where(mine).order_by(OrganisationTopic.topic)
    ).all()


def list_tags() -> Sequence[Tag]:
    """Return every tag, by name."""
    return db.session.scalars(select(Tag).order_by(Tag.key)).all()


def count_tags() -> list[TagRow]:
    """Return every tag with how many carry it, by name."""
    counts: list[dict[int, int]] = []
    for model in (OrganisationTag, PersonTag):
        counted = select(model.tag_id, func.count()).group_by(model.tag_id)
        counts.append(dict(iter(db.session.execute(counted))))
    return [TagRow(tag, counts[0].get(tag.id, 0), counts[1].get(tag.id, 0)) for tag in list_tags()]


def get_tag(tag_id: int) -> Tag:
    """Return a tag; raise `NotFound`."""
    tag = db.session.get(Tag, tag_id)
    if tag is None:
        raise NotFound
    return tag


def tags_of(subject: Organisation | Person) -> Sequence[Tag]:
    """Return the tags of an organisation or a person, by name."""
    if isinstance(subject, Organisation):
        query = (
            select(Tag).join(OrganisationTag).where(OrganisationTag.organisation_id == subject.id)
        )
    else:
        query = select(Tag).join(PersonTag).where(PersonTag.person_id == subject.id)
    return db.session.scalars(query.order_by(Tag.key)).all()


def list_facts(person: Person) -> list[KnownFact]:
    """Return the facts that are kept of a person, or were withdrawn, in a fixed order."""
    rows = {row.fact: row for row in person.facts}
    facts = [KnownFact(fact, value_of(person, fact), rows.get(fact)) for fact in Fact]
    return [each for each in facts if each.value or each.row is not None]


def shown_facts(people: Collection[Person], audience: Audience) -> Mapping[int, dict[Fact, str]]:
    """Return the facts of some people that an audience may be shown, by the people's numbers.

    A fact of which nobody has said who may see it is for staff.
    """
    allowed = _WIDER[_WIDER.index(audience) :]
    rows = db.session.scalars(
        select(PersonFact).where(
            PersonFact.person_id.in_([person.id for person in people]),
            PersonFact.withdrawn_at.is_(None),
            PersonFact.audience.in_(allowed),
        )
    )
    known = {(row.person_id, row.fact) for row in rows}
    return {
        person.id: {
            fact: value
            for fact in Fact
            if (person.id, fact) in known or audience is Audience.STAFF
            if (value := value_of(person, fact))
        }
        for person in people
    }


def list_searches(user: User) -> Sequence[SavedSearch]:
    """Return the searches of somebody and those that others share, by name."""
    return db.session.scalars(
        select(SavedSearch)
        .where(or_(SavedSearch.owner_id == user.id, SavedSearch.is_shared))
        .options(joinedload(SavedSearch.owner))
        .order_by(func.lower(SavedSearch.name), SavedSearch.id)
    ).all()


def get_search(search_id: int, user: Any) -> SavedSearch:
    """Return a search that somebody may see; raise `NotFound`."""
    search = db.session.get(SavedSearch, search_id)
    if search is None or not (search.is_shared or search.owner_id == user.id):
        raise NotFound
    return search
