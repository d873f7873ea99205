"""What the demo's staff find when they sign in: every state, and groups at the door."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
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
CALLED = ("B1", 20)  # By somebody without an e-mail address.
AT_THE_DOOR = ("B1", "B7", "B5")


def plan_today(world: World, offers: Mapping[str, Offer], staff: Sequence[Actor]) -> None:
    """Plan what waits for an answer now, and who comes today or on the next open day."""
    for code, hours, step, fate in WAITING:
        wanted = wish(offers[code], world.chance)
        story = Story(world, offers[code], wanted, staff, fate=fate, stops_before=step)
        _ask(world, story, hours)
    code, hours = CALLED
    caller = replace(wish(offers[code], world.chance), email="")
    _ask(world, Story(world, offers[code], caller, staff, fate=WELL, stops_before="review"), hours)
    for code in AT_THE_DOOR:
        offer = offers[code]
        story = Story(world, offer, wish(offer, world.chance), staff, fate=WELL)
        world.at(clock.now() - timedelta(days=75), partial(story.ask, clock.today()))


def _ask(world: World, story: Story, hours: int) -> None:
    """Let a group ask so many hours ago, for a day that it can have."""
    day = clock.today() + timedelta(days=story.offer.lead_working_days * 7 // 5 + 12)
    world.at(clock.now() - timedelta(hours=hours), partial(story.ask, day))
