"""Who took part in visits: for the directory's histories, and those that ask since when."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import Select, false, func, select
from sqlalchemy.orm import contains_eager, joinedload

from arena import clock, db
from arena.directory.models import Organisation, Person
from arena.events.models import Event
from arena.visits.models import Visit
from arena.visits.rules.ladder import TOOK_PLACE


def list_visits_of(subject: Organisation | Person) -> Sequence[Visit]:
    """Return the visits that are linked to an organisation, or that a person asked for."""
    if isinstance(subject, Organisation):
        theirs = Visit.organisation_id == subject.id
    else:
        theirs = Visit.contact_email == subject.email if subject.email else false()
    return db.session.scalars(
        select(Visit)
        .join(Visit.event)
        .options(contains_eager(Visit.event), joinedload(Visit.offer))
        .where(theirs)
        .order_by(Event.starts_at.desc(), Visit.id)
    ).all()


def organisations_since(day: date) -> Select[Any]:
    """Return the numbers of the organisations that were here since a day."""
    return _took_place(select(Visit.organisation_id), day).where(Visit.organisation_id.is_not(None))


def people_since(day: date) -> Select[Any]:
    """Return the numbers of the people who asked for a visit that took place since a day."""
    return _took_place(
        select(Person.id).join(Visit, func.lower(Visit.contact_email) == Person.email), day
    )


def _took_place(query: Select[Any], day: date) -> Select[Any]:
    return query.join(Visit.event).where(
        Visit.state.in_(TOOK_PLACE), Event.starts_at >= _start_of(day)
    )


def _start_of(day: date) -> datetime:
    return datetime.combine(day, time.min, tzinfo=clock.zone())
