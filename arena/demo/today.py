"""What the demo's staff find when they sign in: every state, and groups at the door."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from functools import partial

from arena import clock
from arena.audit.models import Actor
from arena.demo.bookers import wish
from arena.demo.stories import Story
from arena.demo.world import World
from arena.visits.models import Offer

WELL = 0.9  # Straight through review to confirmation.
# (offer, hours since it was asked, the step that has not been taken, its fate)
WAITING = (
    ("B1", 2, "verify", WELL),
    ("B3", 7, "review", WELL),
    ("B5", 30, "review", WELL),
    ("B2", 26 * 7, "review", WELL),  # Too long: the answer is late.
    ("B7", 100, "answer", 0.2),
    ("B4", 100, "reply", 0.3),
    ("B6", 100, "confirm", WELL),
)
AT_THE_DOOR = ("B1", "B7", "B5")


def plan_today(world: World, offers: Mapping[str, Offer], staff: Sequence[Actor]) -> None:
    """Plan what waits for an answer now, and who comes today or on the next open day."""
    now = clock.now()
    for code, hours, step, fate in WAITING:
        offer = offers[code]
        story = Story(world, offer, wish(offer, world.chance), staff, fate=fate, stops_before=step)
        day = clock.today() + timedelta(days=offer.lead_working_days * 7 // 5 + 12)
        world.at(now - timedelta(hours=hours), partial(story.ask, day))
    for code in AT_THE_DOOR:
        offer = offers[code]
        story = Story(world, offer, wish(offer, world.chance), staff, fate=WELL)
        world.at(now - timedelta(days=75), partial(story.ask, clock.today()))
