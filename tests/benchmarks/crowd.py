"""A large directory that was made up: names as companies have them, the same each time."""

from __future__ import annotations

import random
from datetime import date

from sqlalchemy import insert

from arena import clock, db
from arena.directory.models import Organisation, OrganisationType, Person, PersonRole
from arena.directory.rules import name_key

_BEGINNINGS = """
    gran norr söder väst öst berg dal vik sund ström björk lind sjö holm näs fors åker
    hamn torp by lund mark ek ask tall fjäll kajk brink bro hav sten skär ängs al asp
    hassel rönn kull mo hed myr kärr tjärn alm borg kyrk kvarn sand ler ler grus gruv järn
    silver koppar
""".split()  # noqa: SIM905 - a list of words reads best as words
_ENDINGS = """
    backen viken näs lunden dalen berget bo vallen strand sund torget gatan hult stad rud
    ryd löv måla boda arp inge by hem tuna sta
""".split()  # noqa: SIM905 - a list of words reads best as words
_TRADES = """
    energi arkitekter fastigheter konsult bygg vatten miljö teknik media invest logistik
    region design data el entreprenad skola förening institut värme mark anläggning
""".split()  # noqa: SIM905 - a list of words reads best as words
_FORMS = (" AB", "", " HB", " Ekonomisk förening", " Holding AB")
_AT_A_TIME = 2_000


def names(count: int, seed: int = 1) -> list[str]:
    """Return that many names, each once."""
    chance = random.Random(seed)
    found: dict[str, None] = {}
    while len(found) < count:
        place = chance.choice(_BEGINNINGS) + chance.choice(_ENDINGS)
        if chance.random() < 0.5:
            place = chance.choice(_BEGINNINGS) + place
        name = f"{place.title()} {chance.choice(_TRADES)}{chance.choice(_FORMS)}"
        if chance.random() < 0.4:
            name = f"{chance.choice(_BEGINNINGS).title()}{chance.choice(_ENDINGS)} {name}"
        found[name] = None
    return list(found)


def fill(organisations: int, people: int, doubles: int) -> None:
    """Fill the directory, with some organisations twice under a slightly other name."""
    some = names(organisations - doubles)
    some += [f"{name.split(' ')[0]}s {' '.join(name.split(' ')[1:])}" for name in some[:doubles]]
    chance, now = random.Random(2), clock.now()
    kinds = list(OrganisationType)
    rows = [
        {
            "name": name[:160],
            "name_key": name_key(name),
            "search_key": name_key(name) or "x",
            "type": chance.choice(kinds).value,
            "country": "SE",
            "email_domain": f"o{number // 2}.example" if number % 40 < 2 else None,
            "created_at": now,
            "updated_at": now,
        }
        for number, name in enumerate(some)
    ]
    given, family = names(400, 3), names(2_000, 4)
    humans = [
        {
            "name": f"{chance.choice(given).split()[0]} {chance.choice(family).split()[0]}",
            "search_key": "x",
            "email": f"p{number - number % 200 // 199}@o.example",
            "created_at": now,
            "updated_at": now,
        }
        for number in range(people)
    ]
    with db.transaction():
        _add(Organisation, rows)
        _add(Person, humans)
    with db.transaction():
        _add(
            PersonRole,
            [
                {
                    "person_id": number + 1,
                    "organisation_id": chance.randrange(organisations) + 1,
                    "title": "",
                    "starts_on": date(2024, 1, 1),
                }
                for number in range(people)
            ],
        )


def _add(model: type[db.Base], rows: list[dict[str, object]]) -> None:
    for start in range(0, len(rows), _AT_A_TIME):
        db.session.execute(insert(model), rows[start : start + _AT_A_TIME])
