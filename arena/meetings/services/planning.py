"""Planning a meeting: its event, its room, and the record that the network keeps of it."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import select

from arena import clock, db
from arena.accounts.models import User
from arena.audit.models import Actor
from arena.audit.services import record
from arena.events.models import Event, EventStatus
from arena.events.services import EventFacts, change_event, lock_calendar
from arena.meetings.models import MEETING, Meeting, MeetingSeries, MeetingState
from arena.meetings.services.errors import (
    HasEnded,
    InThePast,
    IsClosedNetwork,
    NoPlace,
    NotLent,
    RoomShut,
    RoomTaken,
)
from arena.meetings.services.facts import KEPT, MeetingFacts, event_words
from arena.networks.models import Network
from arena.resources.models import Resource
from arena.resources.services import ResourceTaken
from arena.scheduling.rooms import RoomWish, finder
from arena.scheduling.services import schedule


def plan_meeting(
    network: Network, facts: MeetingFacts, organiser: User, *, is_partner: bool, by: Actor
) -> Meeting:
    """Plan one meeting of a network; nobody is invited by it.

    The same form sent twice gives the same meeting. Raises what stands in the way: see `errors`.
    """
    lock_calendar()
    repeated = find_repeated(network, facts, organiser)
    if repeated is not None:
        return repeated
    meeting = make_meeting(network, facts, organiser, is_partner=is_partner, by=by)
    detail = {"network": network.id, "version": meeting.version}
    record("meetings.plan", subject=meeting, by=by, detail=detail)
    return meeting


def make_meeting(
    network: Network,
    facts: MeetingFacts,
    organiser: User,
    *,
    is_partner: bool,
    by: Actor,
    series: MeetingSeries | None = None,
) -> Meeting:
    """Reserve the room and keep the meeting. Raises what stands in the way."""
    require_ahead(facts)
    room = checked(network, facts, is_partner=is_partner)
    event = _schedule(facts, room, by)
    now = clock.now()
    meeting = Meeting(
        network=network,
        event=event,
        series=series,
        state=MeetingState.PLANNED,
        organiser=organiser,
        version=1,
        created_at=now,
        updated_at=now,
        **{name: getattr(facts, name) for name in KEPT},
    )
    db.session.add(meeting)
    db.session.flush()
    change_event(event, path=f"meetings/{meeting.id}")
    return meeting


def _schedule(facts: MeetingFacts, room: Resource | None, by: Actor) -> Event:
    made = EventFacts(
        kind=MEETING,
        status=EventStatus.CONFIRMED,
        starts_at=facts.starts_at,
        ends_at=facts.ends_at,
        **event_words(facts, room),
    )
    try:
        return schedule(made, uses=facts.uses(), by=by)
    except ResourceTaken as error:
        raise RoomTaken(error.resource) from error


def require_ahead(facts: MeetingFacts) -> None:
    """Raise `InThePast` for what would begin before now."""
    if facts.starts_at <= clock.now():
        raise InThePast


def checked(
    network: Network,
    facts: MeetingFacts,
    *,
    is_partner: bool,
    ignore_events: Collection[int] = (),
    kept_room: int | None = None,
) -> Resource | None:
    """Return the room, if a meeting can be so; raise what stands in the way.

    `kept_room` is one that the meeting has already: a partner may keep what staff chose.
    """
    if facts.room_id is None and not facts.other_place and not facts.video_link:
        raise NoPlace
    if facts.is_public and not is_openly_known(network):
        raise IsClosedNetwork
    if network.ended_on is not None and clock.date_of(facts.starts_at) >= network.ended_on:
        raise HasEnded
    if facts.room_id is None:
        return None
    as_partner = is_partner and facts.room_id != kept_room
    rooms = {room.id: room for room in finder().list_rooms(is_partner=as_partner)}
    if facts.room_id not in rooms:
        raise NotLent
    room = rooms[facts.room_id]
    wish = RoomWish(room_id=room.id, minutes=facts.minutes, people=1, is_partner=as_partner)
    start = (clock.date_of(facts.starts_at), facts.starts_at)
    slot = finder().look(wish, [start], ignore_events=ignore_events)[0]
    if not slot.is_free:
        raise RoomTaken(room) if slot.is_taken else RoomShut(room, slot.trouble)
    return room


def is_openly_known(network: Network) -> bool:
    """Tell whether people outside may know of a network: its parent must be public as well."""
    return network.is_public and (network.parent is None or network.parent.is_public)


def find_repeated(network: Network, facts: MeetingFacts, organiser: User) -> Meeting | None:
    """Return the meeting that the very same form made before: a double click plans once."""
    return db.session.scalars(
        select(Meeting)
        .join(Meeting.event)
        .where(
            Meeting.network_id == network.id,
            Meeting.organiser_id == organiser.id,
            Meeting.state == MeetingState.PLANNED,
            Meeting.room_id.is_(None)
            if facts.room_id is None
            else Meeting.room_id == facts.room_id,
            Event.starts_at == facts.starts_at,
            Event.ends_at == facts.ends_at,
            Event.title_sv == facts.title_sv,
        )
        .order_by(Meeting.id)
    ).first()
