"""Understanding what needs and offers speak of, so that they are found by it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import delete, insert

from arena import db
from arena.needs.models import Need, NeedReading, NeedTerm, OfferTerm, PartnerOffer
from arena.needs.rules.ladder import SHOWN
from arena.needs.rules.matching import Term
from arena.needs.texts import EDITION, terms_of_need, terms_of_offer

_LONGEST_TERM, _LONGEST_WORD = 60, 80


def read_offer(offer: PartnerOffer) -> None:
    """Keep what an offer speaks of while it stands; one that does not is not found by it."""
    db.session.flush()
    db.session.execute(delete(OfferTerm).where(OfferTerm.offer_id == offer.id))
    if offer.is_open:
        _keep(OfferTerm, terms_of_offer(offer), offer_id=offer.id)
    offer.terms_edition = EDITION


def read_need(need: Need) -> None:
    """Keep what a need speaks of once others may see it."""
    db.session.flush()
    db.session.execute(delete(NeedTerm).where(NeedTerm.need_id == need.id))
    if need.state in SHOWN:
        _keep(NeedTerm, terms_of_need(need), need_id=need.id)
    db.session.merge(NeedReading(need_id=need.id, version=need.version, edition=EDITION))


def _keep(table: Any, terms: Mapping[str, Term], **owner: int) -> None:
    rows = [
        {
            "term": name,
            "weight": round(term.weight, 4),
            "languages": term.languages,
            "word": term.word[:_LONGEST_WORD],
            **owner,
        }
        for name, term in terms.items()
        if len(name) <= _LONGEST_TERM
    ]
    if rows:
        db.session.execute(insert(table), rows)
