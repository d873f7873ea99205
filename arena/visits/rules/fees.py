"""What a visit costs, and what of that is due when it is cancelled."""

from __future__ import annotations

from collections.abc import Collection


def is_exempt(ground: str | None, allowed: Collection[str]) -> bool:
    """Tell whether a visit costs nothing on a ground that its offer allows."""
    return ground is not None and ground in allowed


def fee_due(fee_sek: int, ground: str | None, allowed: Collection[str]) -> int:
    """Return the fee in whole kronor, without VAT: the offer's, or nothing for the exempt."""
    return 0 if is_exempt(ground, allowed) else fee_sek


def cancellation_fee(fee_sek: int, percent: int) -> int:
    """Return what is due of a fee, in whole kronor; half a krona is rounded down."""
    return fee_sek * percent // 100
