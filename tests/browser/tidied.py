"""A directory that is kept clean: two that are one, and two that may be."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from arena import db
from arena.audit.models import COMMAND
from arena.directory.jobs import do_work
from arena.directory.models import OrganisationType, WorkKind
from arena.directory.services import (
    OrganisationFacts,
    PersonFacts,
    add_person,
    create_organisation,
)
from arena.directory.services.merging import mark, merge_organisations
from arena.directory.services.working import ask_for


@dataclass(frozen=True)
class Tidied:
    """The numbers of what the pages of doubles and merges show."""

    one: int
    other: int
    person: int
    other_person: int
    merge: int


def build_tidied() -> Tidied:
    """Add organisations and people who are in the directory twice, and merge two."""
    with db.transaction():
        one, other, third = (
            create_organisation(OrganisationFacts(name, OrganisationType.CONSULTANT), by=COMMAND)
            for name in ("Granbacken Arkitekter AB", "Granbackens arkitektkontor", "Granbacken")
        )
        person, again = (
            add_person(
                PersonFacts("Åsa Ask", email), one, title="", starts_on=date(2026, 1, 1), by=COMMAND
            )
            for email in ("asa@granbacken.example", "")
        )
        merge = merge_organisations(one.id, third.id, taken=(), seen=mark(one, third), by=COMMAND)
        ask_for(WorkKind.DOUBLES, user_id=None)
    do_work()
    db.session.rollback()
    return Tidied(one.id, other.id, person.id, again.id, merge.id)
