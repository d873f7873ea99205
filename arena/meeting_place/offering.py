"""What other domains ask of rooms: which there are, and whether one can be had."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime

from arena.meeting_place.queries.looking import Why
from arena.meeting_place.queries.occurrences import Occurrence, Plan, Wanted, plan_starts
from arena.meeting_place.queries.rooms import is_asked_for, list_rooms
from arena.meeting_place.words import differences, hindrance_words
from arena.resources.models import Resource
from arena.scheduling.rooms import Near, RoomWish, Slot
from arena.web import filters


class Rooms:
    """The rooms of the meeting place."""

    def list_rooms(self, *, is_partner: bool) -> Sequence[Resource]:
        """Return the rooms that can be had at once."""
        rooms = list_rooms(is_partner=is_partner)
        return [room for room in rooms if not is_asked_for(room, is_partner=is_partner)]

    def look(
        self,
        wish: RoomWish,
        starts: Sequence[tuple[date, datetime]],
        *,
        ignore_events: Collection[int] = (),
    ) -> Sequence[Slot]:
        """Return whether a room can be had at each start; near misses need no answer of ours."""
        if not starts:
            return ()
        wanted = Wanted(
            room_id=wish.room_id,
            minutes=wish.minutes,
            people=wish.people,
            layout="",
            equipment={},
        )
        plan = plan_starts(starts, wanted, is_partner=wish.is_partner, ignore_events=ignore_events)
        return [_slot(occurrence, plan) for occurrence in plan.occurrences]


def _slot(occurrence: Occurrence, plan: Plan) -> Slot:
    return Slot(
        day=occurrence.day,
        is_free=occurrence.is_free,
        is_taken=not occurrence.is_free and plan.why(occurrence) is Why.TAKEN,
        trouble="" if occurrence.is_free else hindrance_words(occurrence, plan),
        near=[
            Near(
                room=found.room,
                starts_at=found.starts_at,
                ends_at=found.ends_at,
                words=filters.listing(differences(found.fit)),
            )
            for found in occurrence.near
            if not found.fit.is_asked_for
        ],
    )
