"""A directory that is kept clean: two that are one, and two that may be."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from arena import db
from arena.audit.models import COMMAND
from arena.directory.jobs import do_work
from arena.directory.models import DirectoryImport, OrganisationType, WorkKind
from arena.directory.services import (
    OrganisationFacts,
    PersonFacts,
    add_person,
    create_organisation,
)
from arena.directory.services.importing import acts
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
    list_sent: int
    list_compared: int
    list_saved: int
    list_waiting: int


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
    lists = {name: _sent() for name in ("sent", "compared", "saved", "waiting")}
    for name in ("compared", "saved"):
        _compared(lists[name])
    kept = db.session.get_one(DirectoryImport, lists["saved"])
    with db.transaction():
        acts.ask_to_save(kept.id, version=kept.version, by=COMMAND)
    do_work()
    _compare_soon(lists["waiting"])
    db.session.rollback()
    return Tidied(one.id, other.id, person.id, again.id, merge.id, *lists.values())


def _sent() -> int:
    """Send a list with a row of each kind; return its number."""
    headings = ["Organisation", "Orgnr", "Namn", "E-post", "Anmärkning"]
    rows = [
        ("Granbacken Arkitekter AB", "", "Åsa Ask", "asa@granbacken.example", "x"),
        ("Granbacken arkitektkontor", "", "Bo Ek", "", ""),
        ("Norrskärs Elnät AB", "402001-0098", "Cia Ek", "cia@norrskar.example", ""),
        ("", "1", "", "ingen adress", ""),
    ]
    cells = [(number, list(row)) for number, row in enumerate(rows, start=2)]
    with db.transaction():
        return acts.create_import("partner 2026.xlsx", headings, cells, by=COMMAND).id


def _compare_soon(number: int) -> None:
    kept = db.session.get_one(DirectoryImport, number)
    settings = {"type": "consultant", "country": "SE", "differing": "directory"}
    with db.transaction():
        acts.set_columns(number, kept.mapping, settings, version=kept.version, by=COMMAND)


def _compared(number: int) -> None:
    _compare_soon(number)
    do_work()
    db.session.rollback()
