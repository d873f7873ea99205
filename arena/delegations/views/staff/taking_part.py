"""What the directory's histories say of delegations."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import url_for
from flask_babel import lazy_gettext as _l

from arena.delegations import policy
from arena.delegations.meanings import STATES
from arena.delegations.models import Delegation, DelegationState
from arena.delegations.queries.taking_part import (
    list_delegations_of,
    organisations_since,
    people_since,
)
from arena.directory.history import Entry, Source
from arena.directory.models import Organisation, Person


def of_organisation(organisation: Organisation, reader: Any) -> Sequence[Entry]:
    """Return the delegations of an organisation."""
    if not policy.may_read_delegations(reader):
        return ()
    return [_entry(each) for each in list_delegations_of(organisation)]


def of_person(person: Person, reader: Any) -> Sequence[Entry]:
    """Return the delegations in which a person had a part, for those who may know who had."""
    if not policy.may_read_people(reader):
        return ()
    return [_entry(each) for each in list_delegations_of(person)]


def _entry(delegation: Delegation) -> Entry:
    meaning = STATES[DelegationState(delegation.state)]
    return Entry(
        on=delegation.starts_on,
        text=delegation.name,
        href=url_for("delegations_staff.show", reference=delegation.reference),
        detail=delegation.reference,
        status=(meaning.label, meaning.shape),
    )


DELEGATIONS = Source(
    "delegations",
    _l("Delegations"),
    of_organisation=of_organisation,
    of_person=of_person,
    organisations_since=organisations_since,
    people_since=people_since,
)
