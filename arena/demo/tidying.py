"""A directory that wants keeping: a list that was read in, and some who are in it twice."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select

from arena import clock, db
from arena.audit.models import Actor
from arena.directory.jobs import do_work
from arena.directory.models import DirectoryImport, Organisation, OrganisationType, WorkKind
from arena.directory.services import (
    OrganisationFacts,
    PersonFacts,
    add_person,
    create_organisation,
)
from arena.directory.services.importing import acts
from arena.directory.services.working import ask_for

# Somebody typed them anew instead of looking.
_AGAIN = (
    ("Granbackens arkitektkontor", OrganisationType.CONSULTANT),
    ("Lövsunds kommun", OrganisationType.MUNICIPALITY),
    ("Vassbäcks VA-bolag", OrganisationType.UTILITY),
)
_HEADINGS = ("Företag", "Typ", "Kontaktperson", "E-post", "Telefon", "Roll", "Kommentar")
_ROWS = (
    ("Kvarnholmens Värme AB", "Energi-, VA- eller avfallsaktör", "Greta Kvarn",
     "greta@kvarnholmen.example", "070-174 06 31", "Driftchef", "Träffades på mässan"),
    ("Kvarnholmens Värme AB", "", "Ivar Lod", "ivar@kvarnholmen.example", "", "Utvecklare", ""),
    ("Sandryds Byggåtervinning", "Litet eller medelstort företag", "Moa Sand",
     "moa@sandryd.example", "070-174 06 32", "Vd", "Vill visa sin tegelsortering"),
    ("Fjällnäs Fastigheter AB", "", "Otto Näs", "otto@fjallnas.example", "", "Projektledare", ""),
    ("Fjällnäs Fastigheter AB", "", "Otto Näs", "otto@fjallnas.example", "", "Projektledare", ""),
    ("", "", "Någon Okänd", "okand@list.example", "", "", "Företag saknas"),
)  # fmt: skip


def show_tidying(user_id: int) -> None:
    """Read a list in, let some stand in the directory twice, and look for doubles."""
    by = Actor.user(user_id)
    with clock.travel(clock.now() - timedelta(days=9)):
        _read_in(by)
    with clock.travel(clock.now() - timedelta(days=2)), db.transaction():
        _type_again(by)
        ask_for(WorkKind.DOUBLES, user_id=user_id)
    do_work()


def _read_in(by: Actor) -> None:
    rows = [(number, list(cells)) for number, cells in enumerate(_ROWS, start=2)]
    with db.transaction():
        number = acts.create_import("Mässkontakter.xlsx", _HEADINGS, rows, by=by).id
    kept = db.session.get_one(DirectoryImport, number)
    settings = {"type": "small_company", "country": "SE", "differing": "directory"}
    with db.transaction():
        acts.set_columns(number, kept.mapping, settings, version=kept.version, by=by)
    do_work()
    version = db.session.get_one(DirectoryImport, number).version
    with db.transaction():
        acts.ask_to_save(number, version=version, by=by)
    do_work()


def _type_again(by: Actor) -> None:
    for name, kind in _AGAIN:
        create_organisation(OrganisationFacts(name, kind), by=by)
    known = db.session.scalars(
        select(Organisation).where(Organisation.name == "Lövsund kommun")
    ).one()
    for name, email in (("Karin Öman", "karin.oman@lovsund.example"), ("Öman, Karin", "")):
        facts = PersonFacts(name, email)
        add_person(facts, known, title="", starts_on=clock.today(), by=by)
