"""The demo's open walks, and the residents who join them."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from arena import clock
from arena.audit.models import BOOKER, Actor
from arena.demo.bookers import seats
from arena.demo.calendar import is_quiet
from arena.demo.world import World
from arena.visits.links import confirm_key
from arena.visits.models import Offer, OpenWalk
from arena.visits.services import confirm_address, join_walk, report_walk, schedule_walk

NOTICE = timedelta(days=60)
SEATS = 25


class Walk:
    """One walk of the demo: planned two months ahead, joined by a few parties, then held."""

    def __init__(
        self, world: World, offer: Offer, starts_at: datetime, language: str, by: Actor
    ) -> None:
        self.world, self.offer, self.starts_at, self.by = world, offer, starts_at, by
        self.language = language
        self.walk: OpenWalk  # There is one once it is planned.

    def plan(self) -> None:
        """Put it into the calendar."""
        self.walk = schedule_walk(
            self.offer,
            starts_at=self.starts_at,
            language=self.language,
            seats=SEATS,
            by=self.by,
        )
        self.world.at(self.walk.event.ends_at + timedelta(hours=1), self.report)
        parties = self.world.chance.randint(3, 9)
        for number in range(parties):
            before = timedelta(days=self.world.chance.uniform(0.5, 40))
            moment = max(self.starts_at - before, clock.now() + timedelta(hours=number + 1))
            self.world.at(moment, self.join)

    def join(self) -> None:
        """Let one party join and confirm its address."""
        chance = self.world.chance
        visit = join_walk(self.walk, seats(chance.randrange(10**6), chance), by=BOOKER)
        confirm_address(visit, confirm_key(visit), by=BOOKER)

    def report(self) -> None:
        """Note how many came."""
        heads = round(self.walk.seats_taken * self.world.chance.uniform(0.7, 1))
        report_walk(self.walk, actual_headcount=heads, by=self.by)


def plan_walks(
    world: World, offer: Offer, *, starts_on: date, ends_on: date, zone: ZoneInfo, by: Actor
) -> None:
    """Plan a walk every other Wednesday evening, by lantern in winter; once a month in English."""
    in_english: set[tuple[int, int]] = set()
    day = starts_on + timedelta(days=(2 - starts_on.weekday()) % 7)
    while day < ends_on:
        if not is_quiet(day):
            starts_at = datetime.combine(day, time(17), tzinfo=zone)
            month = day.year, day.month
            walk = Walk(world, offer, starts_at, "sv" if month in in_english else "en", by)
            in_english.add(month)
            world.at(starts_at - NOTICE, walk.plan)
        day += timedelta(weeks=2)
