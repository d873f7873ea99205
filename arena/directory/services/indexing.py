"""Keeping the words that organisations and people are found by in step with their names."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import delete, insert, select, update

from arena import db
from arena.directory.models import Organisation, OrganisationWord, Person, PersonWord
from arena.directory.rules import (
    search_key,
    search_words,
    words_of_address,
    words_of_organisation,
)

_AT_A_TIME = 500


def keep_organisation(organisation_id: int) -> None:
    """Have an organisation found by what it is called when this transaction ends."""
    db.before_commit(index_organisations, organisation_id)


def keep_person(person_id: int) -> None:
    """Have a person found by what they are called when this transaction ends."""
    db.before_commit(index_people, person_id)


def index_organisations(organisation_ids: Collection[int]) -> None:
    """Write the words of some organisations anew; who was taken up by another has none."""
    db.session.flush()
    rows = db.session.execute(
        select(
            Organisation.id, Organisation.name, Organisation.number, Organisation.email_domain
        ).where(Organisation.id.in_(organisation_ids), Organisation.merged_into_id.is_(None))
    ).all()
    db.session.execute(
        delete(OrganisationWord).where(OrganisationWord.organisation_id.in_(organisation_ids))
    )
    _write(Organisation, OrganisationWord, {row.id: row.name for row in rows}, [
        {"word": word, "organisation_id": row.id}
        for row in rows
        for word in sorted(words_of_organisation(row.name, row.number, row.email_domain))
    ])  # fmt: skip


def index_people(person_ids: Collection[int]) -> None:
    """Write the words of some people anew, those of their addresses apart."""
    db.session.flush()
    rows = db.session.execute(
        select(Person.id, Person.name, Person.email).where(
            Person.id.in_(person_ids), Person.merged_into_id.is_(None)
        )
    ).all()
    db.session.execute(delete(PersonWord).where(PersonWord.person_id.in_(person_ids)))
    words: list[dict[str, Any]] = []
    for row in rows:
        named = set(search_words(row.name))
        for is_contact, some in ((False, named), (True, words_of_address(row.email) - named)):
            words += [
                {"word": word, "person_id": row.id, "is_contact": is_contact}
                for word in sorted(some)
            ]
    _write(Person, PersonWord, {row.id: row.name for row in rows}, words)


def index_what_is_not() -> int:
    """Write the words of what came in by another way than our acts; return how many that were."""
    done = 0
    for model, index in ((Organisation, index_organisations), (Person, index_people)):
        while True:
            unseen = select(model.id).where(model.search_key == "", model.merged_into_id.is_(None))
            ids = db.session.scalars(unseen.order_by(model.id).limit(_AT_A_TIME)).all()
            if not ids:
                break
            with db.transaction():
                index(ids)
            done += len(ids)
    return done


def _write(
    model: type[Organisation] | type[Person],
    word_model: type[OrganisationWord] | type[PersonWord],
    names: dict[int, str],
    words: list[dict[str, Any]],
) -> None:
    if words:
        db.session.execute(insert(word_model), words)
    keys = [{"id": number, "search_key": search_key(name)} for number, name in names.items()]
    if keys:
        db.session.execute(update(model), keys)
