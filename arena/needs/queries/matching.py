"""Offers that fit a need, needs that fit an offer, and needs that are alike, with the reasons.

Two queries weigh what is asked for: how many have each term, and who has those that say most. Who
shares most is then read in full, as far as the reader may see it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import joinedload

from arena import db
from arena.needs.models import Need, NeedTerm, OfferTerm, PartnerOffer
from arena.needs.rules.ladder import OPEN, SHOWN
from arena.needs.rules.matching import (
    Scored,
    Term,
    explain,
    may_reach,
    score,
    telling_terms,
)
from arena.needs.rules.offering import OfferState

LOOKED_AT = 100  # Of those that share most words: so many are looked at more closely at a time.
MOST_LOOKED_AT = 500


@dataclass(frozen=True)
class OfferMatch:
    """An offer that fits, and why."""

    offer: PartnerOffer
    scored: Scored


@dataclass(frozen=True)
class NeedMatch:
    """A need that fits, and why."""

    need: Need
    scored: Scored


@dataclass(frozen=True)
class _Field:
    """Everything that could fit, weighed: whom to read, and how much each term says."""

    ranked: list[tuple[int, float]]  # By how much they share in words, most first.
    frequencies: Mapping[str, int]
    total: int
    names: Sequence[str]


@dataclass(frozen=True)
class _Kind:
    """What is looked among: offers or needs, with their terms."""

    record: Any
    terms: Any
    owner: Any  # The column of a term that says whose it is.


_OFFERS = _Kind(PartnerOffer, OfferTerm, OfferTerm.offer_id)
_NEEDS = _Kind(Need, NeedTerm, NeedTerm.need_id)


def find_offers(
    ours: Mapping[str, Term],
    topics: Collection[str],
    visible: ColumnElement[bool],
    *,
    without: Collection[int] = (),
    limit: int = 20,
) -> list[OfferMatch]:
    """Return the offers that fit best, of those that `visible` lets through and that stand."""
    is_open = PartnerOffer.state == OfferState.OPEN
    field = _weigh(_OFFERS, ours, _count(PartnerOffer, is_open), without)
    found = _explained(_OFFERS, field, ours, topics, visible & is_open, limit)
    return [OfferMatch(record, scored) for record, scored in found]


def find_needs(
    ours: Mapping[str, Term],
    topics: Collection[str],
    visible: ColumnElement[bool],
    *,
    ended: bool = False,
    without: Collection[int] = (),
    limit: int = 20,
) -> list[NeedMatch]:
    """Return the needs that fit best; with `ended`, also those that are sought no longer."""
    shown = Need.state.in_(sorted(SHOWN))
    condition = visible & (shown if ended else Need.state.in_(sorted(OPEN)))
    field = _weigh(_NEEDS, ours, _count(Need, shown), without)
    found = _explained(_NEEDS, field, ours, topics, condition, limit)
    return [NeedMatch(record, scored) for record, scored in found]


def _count(table: Any, condition: ColumnElement[bool]) -> int:
    return db.session.scalar(select(func.count()).select_from(table).where(condition)) or 0


def _weigh(kind: _Kind, ours: Mapping[str, Term], total: int, without: Collection[int]) -> _Field:
    """Return who shares most words with ours."""
    term = kind.terms.term
    counted = db.session.execute(
        select(term, func.count()).where(term.in_(list(ours))).group_by(term)
    )
    frequencies: dict[str, int] = {row[0]: row[1] for row in counted}
    names = telling_terms(ours, frequencies, total)
    rows = db.session.execute(
        select(kind.owner, term, kind.terms.weight, kind.terms.languages).where(term.in_(names))
    )
    scores = score(ours, ((row[0], row[1], row[2], row[3]) for row in rows), frequencies, total)
    ranked = sorted(
        (each for each in scores.items() if each[0] not in without),
        key=lambda each: (-each[1], each[0]),
    )
    return _Field(ranked[:MOST_LOOKED_AT], frequencies, total, names)


def _explained(
    kind: _Kind,
    field: _Field,
    ours: Mapping[str, Term],
    topics: Collection[str],
    condition: ColumnElement[bool],
    limit: int,
) -> list[tuple[Any, Scored]]:
    """Return the records that fit best, with reasons; looks on while more may be among them."""
    found: list[Scored] = []
    asked = {name: ours[name] for name in field.names}
    record = kind.record
    for start in range(0, len(field.ranked), LOOKED_AT):
        best = [scored.score for scored in found[:limit]] if len(found) >= limit else []
        if not may_reach(field.ranked[start][1], best):
            break
        some = [number for number, _words in field.ranked[start : start + LOOKED_AT]]
        seen = db.session.execute(
            select(record.id, record.topics).where(record.id.in_(some), condition)
        )
        about = {row[0]: row[1] for row in seen}
        terms = _terms(kind, list(about), field.names)
        for number, others in about.items():
            theirs = terms.get(number, {})
            both = (topics, others)
            scored = explain(number, asked, theirs, field.frequencies, field.total, both)
            if scored is not None:
                found.append(scored)
        found.sort(key=lambda each: (-each.score, each.record_id))
    return _read(record, found[:limit])


def _read(record: Any, found: Sequence[Scored]) -> list[tuple[Any, Scored]]:
    records = db.session.scalars(
        select(record)
        .where(record.id.in_([scored.record_id for scored in found]))
        .options(joinedload(record.organisation))
    ).all()
    by_number = {each.id: each for each in records}
    return [(by_number[scored.record_id], scored) for scored in found]


def _terms(kind: _Kind, numbers: Sequence[int], names: Sequence[str]) -> dict[int, dict[str, Term]]:
    table = kind.terms
    rows = db.session.execute(
        select(kind.owner, table.term, table.weight, table.word, table.languages).where(
            kind.owner.in_(numbers), table.term.in_(names)
        )
    )
    found: dict[int, dict[str, Term]] = {}
    for number, name, weight, word, languages in rows:
        found.setdefault(number, {})[name] = Term(weight, word, languages)
    return found
