"""What the directory's histories say of visits."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import url_for
from flask_babel import lazy_gettext as _l

from arena import clock
from arena.directory.history import Entry, Source
from arena.directory.models import Organisation, Person
from arena.visits import policy
from arena.visits.models import Visit
from arena.visits.queries.taking_part import list_visits_of, organisations_since, people_since
from arena.visits.views.staff.words import state_words
from arena.web.languages import localized


def of_organisation(organisation: Organisation, reader: Any) -> Sequence[Entry]:
    """Return the visits of an organisation; hosts see that they were, not their pages."""
    may_open = policy.may_read_visits(reader)
    return [_entry(visit, may_open=may_open) for visit in list_visits_of(organisation)]


def of_person(person: Person, reader: Any) -> Sequence[Entry]:
    """Return the visits that a person asked for, for those who may know who did."""
    if not policy.may_read_contact_details(reader):
        return ()
    may_open = policy.may_read_visits(reader)
    return [_entry(visit, may_open=may_open) for visit in list_visits_of(person)]


def _entry(visit: Visit, *, may_open: bool) -> Entry:
    return Entry(
        on=clock.date_of(visit.event.starts_at),
        text=localized(visit.offer, "title"),
        href=url_for("visits_staff.show", reference=visit.reference) if may_open else None,
        detail=visit.reference,
        status=state_words(visit),
    )


VISITS = Source(
    "visits",
    _l("Visits"),
    of_organisation=of_organisation,
    of_person=of_person,
    organisations_since=organisations_since,
    people_since=people_since,
)
