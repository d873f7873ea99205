"""What to expect of a meeting that is planned: how many, what speaks against it, what else."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from flask_babel import gettext as _

from arena import clock, db
from arena.meetings.services.facts import MeetingFacts
from arena.networks.models import Network
from arena.networks.queries.standing import list_sittings
from arena.resources.models import Resource
from arena.resources.queries import working_days
from arena.scheduling.rooms import Near, RoomWish, finder
from arena.web import filters, languages


def count_expected(network: Network) -> int:
    """Return how many people sit in a network today."""
    return len({sitting.person.id for sitting in list_sittings(network, clock.today())})


def seats_of(room: Resource) -> int | None:
    """Return how many a room seats at most; None without a limit."""
    if room.capacity is not None:
        return room.capacity
    return max((layout.capacity for layout in room.layouts), default=None)


def near_misses(
    network: Network,
    facts: MeetingFacts,
    *,
    is_partner: bool,
    ignore_events: Collection[int] = (),
) -> Sequence[Near]:
    """Return what could be had instead of a room at a time: other times, other rooms."""
    wish = room_wish(network, facts, is_partner=is_partner)
    if wish is None:
        return ()
    start = (clock.date_of(facts.starts_at), facts.starts_at)
    return finder().look(wish, [start], ignore_events=ignore_events)[0].near


def room_wish(network: Network, facts: MeetingFacts, *, is_partner: bool) -> RoomWish | None:
    """Return what is wanted of a room, for as many as sit in the network and find a seat in it."""
    if facts.room_id is None:
        return None
    room = db.session.get_one(Resource, facts.room_id)
    people = max(1, count_expected(network))
    return RoomWish(
        room_id=room.id,
        minutes=facts.minutes,
        people=min(people, seats_of(room) or people),
        is_partner=is_partner,
    )


def warnings_at(starts_at: datetime) -> list[str]:
    """Return what speaks against a day, where nothing forbids it: holidays, closed days."""
    day = clock.date_of(starts_at)
    calendar = working_days()
    if calendar.is_working(day):
        return []
    language = languages.current()
    why = (
        calendar.closed_reason(day, language)
        or calendar.name(day, language)
        or filters.weekday(day)
    )
    return [_("Note that it is not an ordinary working day: %(why)s.", why=why)]
