"""Finding what may be the same organisation as one that is described."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from rapidfuzz import fuzz, process
from sqlalchemy import or_, select

from arena import db
from arena.directory.models import Organisation
from arena.directory.queries.likeness import (
    ALIKE,
    SAME_DOMAIN,
    SAME_NUMBER,
    name_score,
    words_agree,
)
from arena.directory.queries.register import find_organisation_by_number
from arena.directory.rules import key_ranges, name_key, normalise_number, telling_domains

Ground = Literal["number", "domain", "name"]

_CANDIDATES = 2000


@dataclass(frozen=True)
class Match:
    """An organisation that may be the one meant, on what ground, and how surely (0–100)."""

    organisation: Organisation
    ground: Ground
    score: int


def find_matches(
    name: str, number: str | None = None, email: str | None = None, country: str = "SE"
) -> list[Match]:
    """Return the organisations that may be the one described, the surest first, each once.

    By the same number, by the domain of the mail address unless anybody may have a mailbox there,
    and by a similar name. What is found is only proposed: nothing is ever merged by itself.
    """
    best: dict[int, Match] = {}
    for match in (
        *_same_number(number, country),
        *_same_domain(email or ""),
        *_similar_names(name, country),
    ):
        known = best.get(match.organisation.id)
        if known is None or match.score > known.score:
            best[match.organisation.id] = match
    return sorted(best.values(), key=lambda match: (-match.score, match.organisation.id))[:5]


def _same_number(number: str | None, country: str) -> list[Match]:
    stored = normalise_number(number or "", country)
    found = find_organisation_by_number(stored) if stored else None
    return [Match(found, "number", SAME_NUMBER)] if found else []


def _same_domain(email: str) -> list[Match]:
    domains = telling_domains(email)
    if not domains:
        return []
    found = db.session.scalars(
        select(Organisation).where(Organisation.email_domain.in_(domains)).limit(20)
    )
    return [Match(organisation, "domain", SAME_DOMAIN) for organisation in found]


def _similar_names(name: str, country: str) -> list[Match]:
    key = name_key(name)
    if not key:
        return []
    ranges = [
        (Organisation.name_key >= start) & (Organisation.name_key < end)
        for start, end in key_ranges(key)
    ]
    rows = db.session.execute(
        select(Organisation.id, Organisation.name_key, Organisation.country)
        .where(or_(*ranges))
        .limit(_CANDIDATES)
    ).all()
    close = process.extract(
        key,
        [row.name_key for row in rows],
        scorer=fuzz.token_sort_ratio,
        score_cutoff=ALIKE,
        limit=20,
    )
    scores = {
        rows[index].id: name_score(
            key, other, ratio, is_same_country=rows[index].country == country
        )
        for other, ratio, index in close
        if words_agree(key, other)
    }
    found = db.session.scalars(select(Organisation).where(Organisation.id.in_(scores)))
    return [Match(organisation, "name", scores[organisation.id]) for organisation in found]
