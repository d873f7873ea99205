"""Whom a saved search reaches today: for newsletters and other mailings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from arena import db
from arena.directory.models import Person, SavedSearch, SearchSubject
from arena.directory.narrowing import list_narrowings
from arena.directory.queries.listing import (
    Criteria,
    holders,
    ids_of_organisations,
    ids_of_people,
)
from arena.directory.queries.register import find_organisation


@dataclass(frozen=True)
class Receiver:
    """Somebody with an address, and the language that we write to them in."""

    person_id: int
    name: str
    email: str
    language: str


def list_audience(search: SavedSearch) -> list[Receiver]:
    """Return the people whom a saved search finds today and who have an address, by name.

    Of organisations, those who stand for them today. Whoever has withdrawn their address has none;
    two with one address are one receiver.
    """
    criteria = criteria_of(search.criteria)
    wanted: Any
    if search.subject == SearchSubject.ORGANISATIONS:
        wanted = holders(ids_of_organisations(criteria))
    else:
        wanted = ids_of_people(criteria)
    people = db.session.execute(
        select(Person.id, Person.name, Person.email, Person.language)
        .where(Person.id.in_(wanted), Person.email.is_not(None), Person.merged_into_id.is_(None))
        .order_by(Person.search_key, Person.id)
    ).all()
    once: dict[str, Receiver] = {}
    for row in people:
        once.setdefault(row.email, Receiver(row.id, row.name, row.email, row.language))
    return list(once.values())


def criteria_of(values: Mapping[str, str], *, by_address: bool = False) -> Criteria:
    """Return what the values in an address, or in a saved search, narrow a list to.

    What cannot be read narrows nothing: the form above the list says what is wrong with it.
    """
    return Criteria(
        words=values.get("q", ""),
        by_address=by_address,
        type=values.get("type", ""),
        country=values.get("country", ""),
        topic=values.get("topic", ""),
        tag=_number(values.get("tag")),
        relation=values.get("relation", ""),
        related_to=_standing(_number(values.get("related_to"))),
        language=values.get("language", ""),
        since=_day(values.get("since")),
        more={way.key: values[way.key] for way in list_narrowings() if values.get(way.key)},
    )


def _standing(number: int | None) -> int | None:
    """Return the number of an organisation, or of who has taken it up since it was saved."""
    organisation = find_organisation(number) if number is not None else None
    return number if organisation is None else organisation.id


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else None


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None
