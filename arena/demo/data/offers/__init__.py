"""The nine offers of the demo arena, in both languages."""

from arena.demo.data.offers.groups import GROUPS
from arena.demo.data.offers.others import OTHERS
from arena.demo.data.offers.shape import Facts, Stop
from arena.demo.data.offers.words import DIRECTIONS

OFFERS = (*GROUPS, *OTHERS)

__all__ = ["DIRECTIONS", "OFFERS", "Facts", "Stop"]
