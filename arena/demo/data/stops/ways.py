"""How many minutes it takes between the places of the demo arena."""

from __future__ import annotations

from itertools import combinations

# Where places lie, in hundreds of metres east and north of the square: the ways follow from it.
_WHERE = {
    "GV": (0, 0), "VR": (1, 0), "GM": (1, 1), "PK": (2, 3), "KR": (2, 3), "DS": (2, 3),
    "BF": (3, 5), "N2": (-3, 3), "N1": (-6, 4), "HV": (-3, 6), "BK": (-4, 6), "ST": (4, 4),
    "PU": (1, 4), "SK": (6, 2), "BLC": (9, -2), "SV": (10, -6), "VP": (13, -7), "FH": (11, -15),
    "MLC": (16, -20), "LD": (18, -17),
}  # fmt: skip
_BY_BUS_ONLY = {"MLC"}  # No pavement leads there.
_QUAYS = ("HV", "SK", "LD")  # A boat can come to these.
_TRANSIT = ("GV", "SK", "VP", "FH")
_DETOUR = 1.3
# Metres a minute, and what it takes to gather and step on.
_PACES = {"walk": (65, 1), "bus": (300, 5), "transit": (250, 9), "boat": (220, 8)}
_LONGEST_WALK = 2600
_STEP = 5


def ways() -> dict[tuple[str, str], dict[str, int]]:
    """Return how many minutes it is between two places, each way that one can go.

    From the mass centre to the viewpoint nobody has measured it yet, so that it is missing.
    """
    found: dict[tuple[str, str], dict[str, int]] = {}
    for one, other in combinations(_WHERE, 2):
        if {one, other} != {"MLC", "SV"}:
            found[one, other] = _modes(one, other)
    return found


def _modes(one: str, other: str) -> dict[str, int]:
    (east, north), (east_too, north_too) = _WHERE[one], _WHERE[other]
    metres = 100 * _DETOUR * ((east - east_too) ** 2 + (north - north_too) ** 2) ** 0.5
    pair = {one, other}
    modes = {
        "walk": metres <= _LONGEST_WALK and not pair & _BY_BUS_ONLY,
        "bus": metres > 900 or bool(pair & _BY_BUS_ONLY),
        "transit": metres > 900 and pair <= set(_TRANSIT),
        "boat": pair <= set(_QUAYS),
    }
    return {mode: _minutes(metres, mode) for mode, may_go in modes.items() if may_go}


def _minutes(metres: float, mode: str) -> int:
    """Return full five minutes, as one says it: nobody leaves at 9.52."""
    pace, start = _PACES[mode]
    return max(_STEP, _STEP * round((metres / pace + start) / _STEP))
