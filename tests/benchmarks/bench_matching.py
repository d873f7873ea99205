"""Matches of a new need against 5,000 offers: words understood, offers weighed, reasons given."""

from __future__ import annotations

import random
import statistics
import time

from sqlalchemy import insert, text, true

from arena import clock, db
from arena.directory.models import Organisation
from arena.needs.models import OfferTerm, PartnerOffer
from arena.needs.queries.matching import find_offers
from arena.needs.texts import EDITION, analyse, terms_of_offer, thesaurus
from tests.benchmarks import figures
from tests.needs.matching_field import NEEDS, OFFERS

WORK = "matches of a new need, 5,000 offers"
TARGET_MS = 200
OFFERS_IN_ALL = 5_000
CALLS = 40
FOUND: list[int] = []  # How many offers each need found.
TOPICS = ("nature", "reuse", "logistics", "housing", "energy", "data", "climate", "learning")
FILLER = """
    projekt stad kvarter lösning uppdrag leverantör mål teknik skala leverans vardag nära
    region platser grupp behov ansvar ekonomi kunder vinter sommar delar verksamhet ordning
""".split()  # noqa: SIM905 - a list of words reads best as words


def test_a_new_need_finds_its_offers_quickly(app, database):
    build(database)
    texts = [(texts, topics) for texts, topics in NEEDS.values()]
    look(texts[0])
    spent = sorted(timed(app, texts[number % len(texts)]) for number in range(CALLS))
    assert statistics.median(FOUND) >= 5, "most needs find offers, or this measures nothing"
    p95 = spent[int(len(spent) * 0.95)]
    figures.tell(
        database, WORK, f"median {statistics.median(spent):.1f} ms, longest {spent[-1]:.1f} ms"
    )
    assert figures.tell_at_most(database, f"{WORK}: p95", p95, TARGET_MS, "ms")


def timed(app, need) -> float:
    """Return how many milliseconds it takes in a session of its own, as in a request."""
    with app.app_context():
        began = time.perf_counter()
        found = look(need)
        spent = (time.perf_counter() - began) * 1000
    FOUND.append(len(found))
    return spent


def look(need):
    texts, topics = need
    return find_offers(analyse(texts), topics, true(), limit=20)


def build(database: str) -> None:
    """Add offers of the field, and many that speak at random of what the thesaurus knows."""
    chance = random.Random(5)
    lines = thesaurus.lines()
    with db.transaction():
        organisation = Organisation(
            name="Norrskär Energi AB",
            name_key="norrskär energi",
            type="utility",
            created_at=clock.now(),
            updated_at=clock.now(),
        )
        db.session.add(organisation)
        db.session.flush()
        rows, terms = [], []
        known = list(OFFERS.values())
        for number in range(1, OFFERS_IN_ALL + 1):
            texts, topics = (
                known[number // 50 % len(known)] if number % 50 == 0 else at_random(chance, lines)
            )
            offer = offer_of(number, organisation.id, texts, topics)
            rows.append(offer)
            for name, term in terms_of_offer(PartnerOffer(**offer)).items():
                terms.append(
                    {
                        "term": name[:60],
                        "offer_id": number,
                        "weight": term.weight,
                        "languages": term.languages,
                        "word": term.word[:80],
                    }
                )
        for start in range(0, len(rows), 1_000):
            db.session.execute(insert(PartnerOffer), rows[start : start + 1_000])
        for start in range(0, len(terms), 5_000):
            db.session.execute(insert(OfferTerm), terms[start : start + 5_000])
        db.session.execute(text("ANALYZE"))
    figures.tell(database, f"{WORK}: terms kept for each", f"{len(terms) / OFFERS_IN_ALL:.0f}")


def at_random(chance, lines):
    """Return a text of some 60 words about a few things, in one language or both."""
    chosen = chance.sample(lines, 12)
    texts = []
    for language, forms in (("sv", 0), ("en", 1)):
        if chance.random() < 0.7 or (language == "en" and not texts):
            words = [chance.choice(each[forms]).lstrip("!") for each in chosen]
            body = words * 2 + chance.sample(FILLER, 15) + [f"ord{chance.randrange(4_000)}x"] * 9
            chance.shuffle(body)
            texts.append((language, " ".join(words[:3]), " ".join(body)))
    return texts, chance.sample(TOPICS, 2)


def offer_of(number: int, organisation_id: int, texts, topics) -> dict[str, object]:
    now = clock.now()
    said = {f"title_{language}": title for language, title, _body in texts}
    said |= {f"words_{language}": body for language, _title, body in texts}
    blank = {
        f"{part}_{language}": ""
        for part in ("title", "words", "takes", "limits")
        for language in ("sv", "en")
    }
    return {
        **blank,
        **said,
        "id": number,
        "organisation_id": organisation_id,
        "kind": "solution",
        "state": "open",
        "audience": "partners",
        "topics": topics,
        "links": [],
        "expires_on": clock.today(),
        "terms_edition": EDITION,
        "version": 1,
        "created_at": now,
        "updated_at": now,
        "confirmed_at": now,
    }
