"""Searching as one types among 50,000 organisations and 200,000 people.

`make bench` runs it on both databases and prints a row for each measurement. The names are made of
few parts, so that many begin alike, as names do.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

from sqlalchemy import insert, text

from arena import clock, db
from arena.directory.models import (
    Organisation,
    OrganisationType,
    OrganisationWord,
    Person,
    PersonRole,
    PersonWord,
)
from arena.directory.queries import find_organisations, find_people
from arena.directory.rules import (
    name_key,
    search_key,
    search_words,
    words_of_address,
    words_of_organisation,
)
from tests.benchmarks import figures

ORGANISATIONS, PEOPLE = 50_000, 200_000
TARGET_MS = 50
AT_A_TIME = 20_000
BEGINNINGS = """
Norr Söder Väster Öster Stor Lill Gran Ek Björk Tall Asp Al Berg Sjö Vik Ström Fors Näs
Holm Ö Äng Åker Lund Skog Dal Hög Sten Sand Kil Fjäll Hav Mälar Vänern Ås Bro Kvarn Kyrk
Slott
""".split()  # noqa: SIM905 - a list of words reads best as words
ENDINGS = """
skär vik bo torp by sta hult ryd näs holm sund ås berg dal fors lund å red säter
""".split()  # noqa: SIM905 - a list of words reads best as words
TRADES = """
Energi Fastigheter Bygg Arkitekter Vatten Miljö Konsult Teknik Data Logistik
""".split()  # noqa: SIM905 - a list of words reads best as words
HARD = ("a", "an an", "a b", "andersson 4", "ek ek", "s s s", "example a", "é", "andersson anna e")
FORMS = ("AB", "AB (publ)", "HB", "kommun", "ekonomisk förening", "Stiftelse", "GmbH", "Ltd")
FIRST = """
Anna Åsa Örjan Märta Erik Lars Karin Sara Johan Anders Per Ingrid Emma Olle Björn Zoë José
Müjde Nguyễn Fatima Ahmed Li Yuki Łucja Søren Astrid Elin Oskar Hugo Maja Alva Nils
""".split()  # noqa: SIM905 - a list of words reads best as words
LAST = "Andersson Johansson Ek Åberg Öberg Ängström Lindgren Nyström Sjöberg Bergqvist Alm Holm"


def test_directory_search_as_one_types(app, database):
    began = time.perf_counter()
    fill()
    figures.tell(
        database, "directory of 250,000: loaded in", f"{time.perf_counter() - began:.0f} s"
    )
    chance = random.Random(2)
    typed = list(keystrokes(chance))
    both = measure(database, "as one types", typed, look)
    measure(database, "organisations", typed, lambda q: find_organisations(q, limit=8))
    measure(database, "people", typed, lambda q: find_people(q, by_address=True, limit=8))
    hard = [
        "a",
        "an an",
        "a b",
        "andersson 4",
        "ek ek",
        "s s s",
        "example a",
        "é",
        "andersson anna e",
    ]
    slowest = max(hard, key=lambda q: spent(look, q))
    figures.tell(
        database, "directory search: slowest", f"{spent(look, slowest):.1f} ms, “{slowest}”"
    )
    assert both


def keystrokes(chance: random.Random) -> Iterator[str]:
    """Everything that stands in the field while names, numbers and domains are typed."""
    for _ in range(60):
        kind = chance.randrange(4)
        if kind == 0:
            whole = organisation_name(chance)
        elif kind == 1:
            whole = person_name(chance)
        elif kind == 2:
            whole = f"{chance.randrange(10**6):06}-{chance.randrange(10**4):04}"
        else:
            whole = f"@{domain(chance, chance.randrange(ORGANISATIONS))}"
        yield from (whole[:end] for end in range(1, min(len(whole), 24) + 1))


def look(query: str) -> None:
    """Ask what the field asks: the best of both kinds."""
    find_organisations(query, limit=8)
    find_people(query, by_address=True, limit=8)


def spent(act: Callable[[str], Any], query: str) -> float:
    """Return the milliseconds that one question takes, with a session as new as a page's."""
    db.session.rollback()
    db.session.expunge_all()
    began = time.perf_counter()
    act(query)
    return (time.perf_counter() - began) * 1000


def measure(database: str, what: str, typed: list[str], act: Callable[[str], Any]) -> bool:
    """Tell what the questions take; return whether that is little enough."""
    for query in typed[:20]:
        spent(act, query)
    times = sorted(spent(act, query) for query in typed)
    work = f"directory search among 250,000, {what}"
    figures.tell(database, f"{work}: median", f"{times[len(times) // 2]:.1f} ms")
    p95 = times[int(len(times) * 0.95)]
    return figures.tell_at_most(database, f"{work}: p95", p95, TARGET_MS, "ms")


def fill() -> None:
    """Load rows in bulk, with the words that the services would have written."""
    chance, now = random.Random(1), clock.now()
    with db.transaction():
        for some in _some(ORGANISATIONS):
            rows = [organisation(chance, number, now) for number in some]
            db.session.execute(insert(Organisation), rows)
            named = [
                {"word": word, "organisation_id": row["id"]}
                for row in rows
                for word in words_of_organisation(row["name"], row["number"], row["email_domain"])
            ]
            db.session.execute(insert(OrganisationWord), named)
        for some in _some(PEOPLE):
            people = [person(chance, number, now) for number in some]
            db.session.execute(insert(Person), people)
            db.session.execute(insert(PersonRole), [role(chance, row["id"]) for row in people])
            db.session.execute(insert(PersonWord), [word for row in people for word in words(row)])
    with db.transaction():
        db.session.execute(text("ANALYZE"))


def organisation(chance: random.Random, number: int, now: Any) -> dict[str, Any]:
    """Return one organisation, as it stands in its table."""
    name = organisation_name(chance)
    return {
        "id": number,
        "name": name,
        "name_key": name_key(name),
        "search_key": search_key(name),
        "type": OrganisationType.SMALL_COMPANY,
        "number": f"{4020000000 + number}",
        "email_domain": domain(chance, number),
        "created_at": now,
        "updated_at": now,
    }


def person(chance: random.Random, number: int, now: Any) -> dict[str, Any]:
    """Return one person, as they stand in their table."""
    name = person_name(chance)
    address = f"{'.'.join(search_words(name))}{number}@{domain(chance, number % ORGANISATIONS)}"
    return {
        "id": number,
        "name": name,
        "search_key": search_key(name),
        "email": address,
        "created_at": now,
        "updated_at": now,
    }


def words(row: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the words of one person, as they stand in their table."""
    named = set(search_words(row["name"]))
    return [
        {"word": word, "person_id": row["id"], "is_contact": word not in named}
        for word in named | words_of_address(row["email"])
    ]


def role(chance: random.Random, number: int) -> dict[str, Any]:
    """Return what a person is in an organisation."""
    since = date(2020, 1, 1) + timedelta(days=chance.randrange(2000))
    where = chance.randrange(1, ORGANISATIONS)
    return {"person_id": number, "organisation_id": where, "starts_on": since}


def organisation_name(chance: random.Random) -> str:
    """Make up a name of a body."""
    place = f"{chance.choice(BEGINNINGS)}{chance.choice(ENDINGS)}s"
    return f"{place} {chance.choice(TRADES)} {chance.choice(FORMS)}"


def person_name(chance: random.Random) -> str:
    """Make up a name of somebody."""
    known = LAST.split()
    family = (
        chance.choice(known)
        if chance.random() < 0.6
        else f"{chance.choice(BEGINNINGS)}{chance.choice(ENDINGS)}"
    )
    return f"{chance.choice(FIRST)} {family}"


def domain(chance: random.Random, number: int) -> str:
    """Make up a mail domain."""
    return f"{search_key(chance.choice(BEGINNINGS))}{number}.example"


def _some(count: int) -> Iterator[range]:
    for start in range(1, count + 1, AT_A_TIME):
        yield range(start, min(start + AT_A_TIME, count + 1))
