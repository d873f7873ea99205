"""The scene's delegation: one whose programme is being built, and what it is built from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time

from sqlalchemy import select

from arena import db
from arena.accounts.models import User
from arena.audit.models import COMMAND, Actor
from arena.delegations.models import Delegation, Stop
from arena.delegations.services.catalogue import StopFacts, create_stop, set_ways
from arena.delegations.services.grouping import add_group
from tests.cast import make_resource
from tests.delegations.cast import make_delegation, make_item

LONG = "Energieffektivisering av flerbostadshus i Norrköpings-Östergötlandsbygden"


@dataclass(frozen=True)
class Guests:
    """What pages about delegations are shown with."""

    delegation: Delegation
    stop: Stop
    item_id: int  # Of its programme, and so is the group.
    group_id: int


def build_delegations() -> Guests:
    """Let a delegation come, for whom there are stops at two of three places."""
    alice = db.session.scalars(select(User).where(User.email == "alice@arena.example")).one()
    by = Actor.user(alice.id)
    with db.transaction():
        places = [make_resource(f"SITE{each}", "site", quarter_limit=1) for each in range(3)]
        stops = [
            create_stop(_facts(f"STOP{number}", place.id), by=COMMAND)
            for number, place in enumerate(places[:2])
        ]
        set_ways(places[0], {(places[2].id, "bus"): 16}, by=COMMAND)
        delegation = make_delegation(
            name=LONG, coordinator_id=alice.id, interpretation="consecutive"
        )
        make_item(delegation, by, title_sv=LONG, fixed_start=time(9, 30), is_interpreted=True)
        item = make_item(delegation, by, place_id=places[0].id, stop_key=f"stop:{stops[0].id}")
        # Two who would be at one place at once, where there is room for one group.
        group = add_group(delegation, LONG[:40], None, by=by)
        for at in (time(10), time(10, 15)):
            make_item(delegation, by, place_id=places[1].id, group_id=group.id, fixed_start=at)
    return Guests(delegation, stops[0], item.id, group.id)


def _facts(code: str, place_id: int) -> StopFacts:
    return StopFacts(
        code=code,
        title_sv=LONG,
        title_en=LONG,
        resource_id=place_id,
        kind="site",
        topics=["energy", "introduction"],
        minutes=45,
        minutes_min=30,
        receiver_name="Mats Frisk",
        receiver_email="mats@fjallnas.example",
        host_topic="introduction",
    )
