"""The seven delegations of the demo arena, each with another kind of programme."""

from arena.demo.data.programmes.d1 import ALDERMOOR
from arena.demo.data.programmes.d2 import BUYERS
from arena.demo.data.programmes.d3 import LOVSUND
from arena.demo.data.programmes.d4 import STUDENTS
from arena.demo.data.programmes.d5 import REPORTERS
from arena.demo.data.programmes.d6 import KAWANISHI
from arena.demo.data.programmes.d7 import GRANBACKEN, INDOORS

PARTIES = (ALDERMOOR, BUYERS, LOVSUND, STUDENTS, REPORTERS, KAWANISHI, GRANBACKEN)

__all__ = ["ALDERMOOR", "BUYERS", "GRANBACKEN", "INDOORS", "LOVSUND", "PARTIES", "STUDENTS"]
