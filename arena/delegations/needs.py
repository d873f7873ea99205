"""What needs are counted of, in the reader's words: measures and dishes, never diagnoses."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask_babel import lazy_gettext as _l

from arena.delegations.models import DelegationNeed, NeedKind

NEEDS: dict[NeedKind, dict[str, Any]] = {
    NeedKind.ACCESS: {
        "step_free": _l("A way without steps"),
        "wheelchair_place": _l("Place for a wheelchair"),
        "seats": _l("Chairs along the way"),
        "hearing_loop": _l("Hearing loop"),
        "sign_language": _l("Sign language interpreter"),
        "large_print": _l("Programme in large print"),
        "guide_dog": _l("Room for an assistance dog"),
    },
    NeedKind.FOOD: {
        "vegetarian": _l("Vegetarian"),
        "vegan": _l("Vegan"),
        "no_pork": _l("Without pork"),
        "no_fish": _l("Without fish and shellfish"),
        "no_nuts": _l("Without nuts"),
        "gluten_free": _l("Without gluten"),
        "lactose_free": _l("Without lactose"),
        "no_alcohol": _l("Without alcohol"),
    },
}


def need_word(kind: str, need: str) -> str:
    """Return what a need is called; its code where it is one that is no longer asked for."""
    return str(NEEDS[NeedKind(kind)].get(need, need))


def list_needs(rows: Iterable[DelegationNeed], kind: str) -> list[tuple[str, int]]:
    """Return how many need what of a kind, in the order in which it is asked for."""
    counts = {row.need: row.count for row in rows if row.kind == kind}
    order = list(NEEDS[NeedKind(kind)])
    known = sorted(counts, key=lambda need: order.index(need) if need in order else len(order))
    return [(need_word(kind, need), counts[need]) for need in known]
