"""The directory as tables to take along: what each may see, and what may be shown to whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from arena import clock, db
from arena.directory.models import (
    Audience,
    Organisation,
    OrganisationTag,
    OrganisationTopic,
    Person,
    PersonFact,
    PersonLanguage,
    PersonRole,
    PersonTag,
    SearchSubject,
    Tag,
)
from arena.directory.queries.listing import Criteria, ids_of_organisations, ids_of_people
from arena.directory.queries.register import count_people
from arena.directory.rules import shown_number
from arena.directory.topics import topic_choices
from arena.directory.words import organisation_type
from arena.web import filters

_AT_A_TIME = 500
_FACTS = ("email", "phone", "address")
# To whom what a file holds is to be shown; a fact must be for all of those.
AUDIENCES: Mapping[str, Any] = {
    Audience.STAFF: _l("The staff"),
    Audience.PARTNERS: _l("Partners as well"),
    Audience.PUBLIC: _l("Anybody"),
}
_WIDER = list(Audience)


@dataclass(frozen=True)
class Export:
    """What is exported: for whom, and whether its reader may see contact details."""

    subject: SearchSubject
    criteria: Criteria
    audience: Audience
    with_contact: bool

    @property
    def columns(self) -> list[str]:
        """The headings of the table."""
        if self.subject is SearchSubject.ORGANISATIONS:
            return [
                _("Organisation"),
                _("Organisation number"),
                _("Kind"),
                _("Country"),
                _("E-mail domain"),
                _("Website"),
                _("Postal address"),
                _("Tags"),
                _("Topics"),
                _("People"),
            ]
        contact = [_("E-mail"), _("Phone"), _("Postal address")] if self.with_contact else []
        return [
            _("Name"),
            _("Organisation"),
            _("Role"),
            _("Language"),
            _("Speaks"),
            _("Tags"),
            *contact,
        ]

    def list_ids(self) -> Sequence[int]:
        """Return the numbers of what is exported, in the order of the list."""
        if self.subject is SearchSubject.ORGANISATIONS:
            found, key = ids_of_organisations(self.criteria), Organisation.search_key
        else:
            found, key = ids_of_people(self.criteria), Person.search_key
        return db.session.scalars(found.order_by(key)).all()

    def rows(self, ids: Sequence[int]) -> Iterator[Sequence[Any]]:
        """Yield the rows of the table, read some at a time."""
        some_rows = (
            _organisation_rows if self.subject is SearchSubject.ORGANISATIONS else self._people_rows
        )
        for start in range(0, len(ids), _AT_A_TIME):
            yield from some_rows(ids[start : start + _AT_A_TIME])

    def _people_rows(self, ids: Sequence[int]) -> Iterator[Sequence[Any]]:
        people = {p.id: p for p in db.session.scalars(select(Person).where(Person.id.in_(ids)))}
        roles, hidden = _roles(ids), self._hidden(ids)
        tags = _tags(select(PersonTag.person_id, Tag.name).join(Tag), PersonTag.person_id, ids)
        spoken = _grouped(
            select(PersonLanguage.person_id, PersonLanguage.language).where(
                PersonLanguage.person_id.in_(ids)
            )
        )
        for person in (people[number] for number in ids if number in people):
            places, told = roles.get(person.id, []), hidden.get(person.id, set())
            titles = [] if "title" in told else [title for _place, title in places if title]
            row = [
                person.name,
                "; ".join(dict.fromkeys(place for place, _title in places)),
                "; ".join(titles),
                filters.language_name(person.language),
                ", ".join(filters.language_name(each) for each in spoken.get(person.id, ())),
                ", ".join(tags.get(person.id, ())),
            ]
            if self.with_contact:
                said = (person.email, filters.phone(person.phone) if person.phone else "")
                values = (*said, person.postal_address)
                row += [
                    "" if fact in told else value or ""
                    for fact, value in zip(_FACTS, values, strict=True)
                ]
            yield row

    def _hidden(self, ids: Sequence[int]) -> Mapping[int, Collection[str]]:
        """Return the facts that may not be shown to the audience, by their people.

        What nobody has said anything of is for the staff alone.
        """
        if self.audience is Audience.STAFF:
            return {}
        wide = {each.value for each in _WIDER[_WIDER.index(self.audience) :]}
        allowed = _grouped(
            select(PersonFact.person_id, PersonFact.fact).where(
                PersonFact.person_id.in_(ids),
                PersonFact.audience.in_(wide),
                PersonFact.withdrawn_at.is_(None),
            )
        )
        everything = {*_FACTS, "title"}
        return {number: everything - set(allowed.get(number, ())) for number in ids}


def _organisation_rows(ids: Sequence[int]) -> Iterator[Sequence[Any]]:
    query = select(Organisation).where(Organisation.id.in_(ids))
    known = {each.id: each for each in db.session.scalars(query)}
    tags = _tags(
        select(OrganisationTag.organisation_id, Tag.name).join(Tag),
        OrganisationTag.organisation_id,
        ids,
    )
    topics = _grouped(
        select(OrganisationTopic.organisation_id, OrganisationTopic.topic).where(
            OrganisationTopic.organisation_id.in_(ids)
        )
    )
    people = count_people(list(ids))
    topic_names = {key: str(label) for key, label in topic_choices()}
    for each in (known[number] for number in ids if number in known):
        yield (
            each.name,
            shown_number(each.number, each.country),
            str(organisation_type(each.type)),
            filters.country_name(each.country),
            each.email_domain or "",
            each.website,
            each.postal_address,
            ", ".join(tags.get(each.id, ())),
            ", ".join(topic_names.get(topic, topic) for topic in topics.get(each.id, ())),
            people.get(each.id, 0),
        )


def _roles(ids: Sequence[int]) -> Mapping[int, list[tuple[str, str]]]:
    """Return where people stand for whom today, as what."""
    today = clock.today()
    query = (
        select(PersonRole.person_id, Organisation.name, PersonRole.title)
        .join(Organisation, Organisation.id == PersonRole.organisation_id)
        .where(
            PersonRole.person_id.in_(ids),
            PersonRole.starts_on <= today,
            PersonRole.ends_on.is_(None) | (PersonRole.ends_on > today),
        )
        .order_by(Organisation.search_key, PersonRole.id)
    )
    found: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for person_id, place, title in db.session.execute(query):
        found[person_id].append((place, title))
    return found


def _tags(query: Any, owner: Any, ids: Sequence[int]) -> Mapping[int, list[str]]:
    return _grouped(query.where(owner.in_(ids)).order_by(Tag.key))


def _grouped(query: Any) -> Mapping[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    for number, value in db.session.execute(query):
        found[number].append(value)
    return found
