"""What a visit costs, and what of that is due when it is cancelled."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any, NamedTuple


class Rung(NamedTuple):
    """From `working_days` before the visit, cancelling costs `percent` of the fee."""

    working_days: int
    percent: int


def is_exempt(ground: str | None, allowed: Collection[str]) -> bool:
    """Tell whether a visit costs nothing on a ground that its offer allows."""
    return ground is not None and ground in allowed


def fee_due(fee_sek: int, ground: str | None, allowed: Collection[str]) -> int:
    """Return the fee in whole kronor, without VAT: the offer's, or nothing for the exempt."""
    return 0 if is_exempt(ground, allowed) else fee_sek


def cancellation_fee(fee_sek: int, percent: int) -> int:
    """Return what is due of a fee, in whole kronor; half a krona is rounded down."""
    return fee_sek * percent // 100


def dearer_rungs(ladder: Iterable[Mapping[str, Any]]) -> list[Rung]:
    """Return the rungs at which cancelling becomes dearer, the farthest from the visit first.

    A rung that costs no more than what holds before it changes nothing.
    """
    rungs = [Rung(int(rung["working_days"]), int(rung["percent"])) for rung in ladder]
    dearer: list[Rung] = []
    for rung in sorted(rungs, key=lambda rung: (-rung.working_days, -rung.percent)):
        if rung.percent > (dearer[-1].percent if dearer else 0):
            dearer.append(rung)
    return dearer
