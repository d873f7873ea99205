"""Whether a group fits an offer, how many hosts it takes, and which offers would fit."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

MOST_SEATS = 10  # Of an open walk: larger parties are groups, and have visits of their own.


class Misfit(StrEnum):
    """Why a group does not fit an offer."""

    TOO_SMALL = "too_small"
    TOO_LARGE = "too_large"


@dataclass(frozen=True)
class Limits:
    """How many people an offer takes; `key` says which offer."""

    key: str
    group_min: int
    group_max: int


def misfit(group_size: int, limits: Limits) -> Misfit | None:
    """Return why a group does not fit, or None where it does."""
    if group_size < limits.group_min:
        return Misfit.TOO_SMALL
    return Misfit.TOO_LARGE if group_size > limits.group_max else None


def fitting(group_size: int, offers: Iterable[Limits]) -> list[str]:
    """Return the keys of the offers that take a group of this size, in their order."""
    return [limits.key for limits in offers if misfit(group_size, limits) is None]


def hosts_needed(group_size: int, group_per_host: int) -> int:
    """Return how many hosts a group takes; each leads `group_per_host` people at most."""
    return max(1, -(-group_size // group_per_host))
