"""Needs and offers as texts to be understood, and by which edition of the words we know."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from arena.needs.rules.matching import Term
from arena.needs.texts.analysis import analyse
from arena.needs.texts.lexicon import LANGUAGES

if TYPE_CHECKING:
    from arena.needs.models import Need, PartnerOffer

# Raised when the thesaurus or the weights change: then the worker reads everything anew.
EDITION = 1
_OF_NEED = ("problem", "effect", "limits")
_OF_OFFER = ("words", "limits")  # What it takes is about the other side, not about the offer.


def terms_of_need(need: Need) -> dict[str, Term]:
    """Return what a need speaks of."""
    return analyse(_texts(need, _OF_NEED))


def terms_of_offer(offer: PartnerOffer) -> dict[str, Term]:
    """Return what an offer speaks of."""
    return analyse(_texts(offer, _OF_OFFER))


def _texts(record: Any, parts: tuple[str, ...]) -> list[tuple[str, str, str]]:
    texts = [
        (
            language,
            str(getattr(record, f"title_{language}")),
            "\n".join(str(getattr(record, f"{part}_{language}")) for part in parts),
        )
        for language in LANGUAGES
    ]
    return [each for each in texts if each[1].strip() or each[2].strip()]
