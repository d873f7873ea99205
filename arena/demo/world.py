"""A world in which acts happen in their order, each at its own moment, through the services."""

from __future__ import annotations

import heapq
import itertools
from collections.abc import Callable
from datetime import datetime
from random import Random

from sqlalchemy import select

from arena import clock, db
from arena.errors import ArenaError
from arena.resources.models import Resource

Deed = Callable[[], None]
# Acts in one transaction: each alone would wait for the disk, and calendars be drawn each time.
AT_A_TIME = 2000


class World:
    """What is going to happen, earliest first; nothing happens after `until`."""

    def __init__(self, *, until: datetime, seed: int) -> None:
        self.until = until
        self.chance = Random(seed)
        self._waiting: list[tuple[datetime, int, Deed]] = []
        self._order = itertools.count()

    def at(self, moment: datetime, deed: Deed) -> None:
        """Let `deed` happen at `moment`, unless that is still to come."""
        if moment <= self.until:
            heapq.heappush(self._waiting, (moment, next(self._order), deed))

    def run(self) -> None:
        """Let everything happen, with the clock at each deed's moment."""
        with clock.travel(self.until) as set_clock:
            while self._waiting:
                with db.transaction():
                    # The session forgets what nobody holds; all acts ask for these.
                    known = db.session.scalars(select(Resource)).all()
                    for _ in range(min(AT_A_TIME, len(self._waiting))):
                        moment, _, deed = heapq.heappop(self._waiting)
                        set_clock(moment)
                        _attempt(deed)
                    del known


def _attempt(deed: Deed) -> None:
    """Do a deed; people are refused at times, here as elsewhere, and then nothing is kept."""
    try:
        with db.session.begin_nested():
            deed()
    except ArenaError:
        return
