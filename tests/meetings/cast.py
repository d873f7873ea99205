"""Meetings for tests: a network with a chair and members, and a meeting that is planned."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from arena.accounts.models import User
from arena.audit.models import Actor
from arena.directory.models import Person
from arena.meetings.models import Meeting
from arena.meetings.services.facts import MeetingFacts
from arena.meetings.services.planning import plan_meeting
from arena.networks.models import Circle, Network
from arena.resources.models import Resource, RoomProfile
from tests.cast import make_resource, make_user
from tests.networks.cast import give_office, join, make_network, make_organisation, make_partner

AT = datetime(2026, 12, 8, 12, 0, tzinfo=UTC)  # A Tuesday in week 50, 13.00 in Stockholm.


@dataclass
class Gathering:
    """A network, who chairs it, who sits in it, and who coordinates the arena."""

    network: Network
    alice: User  # Coordinates.
    chair: Person
    members: list[Person] = field(default_factory=list)


def make_circle(members: int = 2, **facts: object) -> Gathering:
    """Add a network with a chair who is a partner, and members each of their own organisation."""
    network = make_network(**facts)
    alice = make_user()
    chair = make_partner(make_organisation("Fjällnäs Fastigheter AB"), "Cecilia Chair")
    join(network, chair)
    give_office(network, chair)
    found = []
    for number in range(members):
        organisation = make_organisation(f"Bolag {number + 1} AB")
        person = make_partner(organisation, f"Member{number + 1} Berg")
        join(network, person, Circle.ASSOCIATED if number % 2 else Circle.CORE)
        found.append(person)
    return Gathering(network, alice, chair, found)


def make_room(code: str = "K1", *, is_for_partners: bool = True, capacity: int = 12) -> Resource:
    """Add a room that partners may book without asking."""
    room = make_resource(code, capacity=capacity)
    room.room = RoomProfile(is_for_partners=is_for_partners, needs_approval=False, features=[])
    return room


def meeting_facts(starts_at: datetime = AT, **facts: object) -> MeetingFacts:
    """Return the facts of a meeting of two hours."""
    values: dict[str, object] = {
        "title_sv": "Nätverksmöte",
        "title_en": "Network meeting",
        "starts_at": starts_at,
        "ends_at": starts_at + timedelta(hours=2),
        "other_place": "Stadshuset, Ragnar Östbergs plan 1",
    }
    return MeetingFacts(**(values | facts))  # type: ignore[arg-type]


def make_meeting(circle: Gathering, starts_at: datetime = AT, **facts: object) -> Meeting:
    """Plan a meeting of the network, by the coordinator."""
    return plan_meeting(
        circle.network,
        meeting_facts(starts_at, **facts),
        circle.alice,
        is_partner=False,
        by=Actor.user(circle.alice.id),
    )
