"""Meetings of networks on the planning board: they move, stretch and change rooms."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from functools import cache
from typing import Any, ClassVar

from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from sqlalchemy import bindparam, func, select

from arena import clock, db
from arena.audit.models import Actor
from arena.events.models import Event
from arena.meetings.models import Invitee, Meeting
from arena.meetings.queries.answers import coming_to, lacking_seats
from arena.meetings.rules.states import Act, may_do
from arena.meetings.services.changing import change_meeting
from arena.meetings.services.errors import ChangedMeanwhile
from arena.meetings.services.facts import facts_of
from arena.meetings.words import STATES
from arena.networks.models import Network
from arena.resources.models import Resource, ResourceKind
from arena.scheduling.closing import Suggestion
from arena.scheduling.planning import Change, ChangedSince, Planned, Standing, Touched
from arena.scheduling.rooms import RoomWish, finder
from arena.web import languages

_ROOMS = frozenset({ResourceKind.ROOM})
_INVITED = (
    select(func.count())
    .where(Invitee.meeting_id == Meeting.id, Invitee.asked_sequence.is_not(None))
    .scalar_subquery()
)
_ASKED = (
    select(
        Meeting.event_id,
        Meeting.version,
        Meeting.state,
        Event.title_sv,
        Event.title_en,
        (Event.ends_at > bindparam("now", type_=db.UtcDateTime())).label("is_to_come"),
        _INVITED.label("invited"),
        Network.name_sv,
        Network.name_en,
    )
    .join(Event, Event.id == Meeting.event_id)
    .join(Network, Network.id == Meeting.network_id)
    .where(Meeting.event_id.in_(bindparam("event_ids", expanding=True)))
)


@cache
def _standing(state: str, is_to_come: bool) -> Standing:
    """Return a meeting's state, and what may be done to it in that state."""
    word, shape = STATES[state]
    may_change = may_do(Act.CHANGE, state) and bool(is_to_come)
    return Standing(
        state=word,
        shape=shape,
        may_move=may_change,
        may_stretch=may_change,
        exchanges=_ROOMS if may_change else frozenset(),
        at_once=True,
    )


class MeetingPlanner:
    """Meetings of networks and working groups."""

    name: ClassVar[Any] = _l("Network meeting")
    colour: ClassVar[str] = "n"

    def letters(self, touched: Touched) -> Mapping[str, Any]:
        """Return what each mail says of the time or the place that is new."""
        return {
            "meetings/moved": _l("%(name)s, who is invited, is told, and asked anew."),
            "meetings/changed": _l("%(name)s, who is invited, is told of the new place."),
        }

    def describe(self, event_ids: Collection[int]) -> Mapping[int, Planned]:
        """Return what is said of meetings."""
        values = {"event_ids": list(event_ids), "now": clock.now()}
        is_english = languages.current() == "en"
        return {
            row.event_id: Planned(
                row.version,
                row.title_en if is_english else row.title_sv,
                _standing(row.state, row.is_to_come),
                row.invited or None,
                party=row.name_en if is_english else row.name_sv,
            )
            for row in db.session.execute(_ASKED, values)
        }

    def get_record(self, event: Event) -> Meeting:
        """Return the meeting."""
        return _meeting_of(event)

    def carry_out(self, event: Event, change: Change, *, version: int, by: Actor) -> None:
        """Give a meeting another time or another room; what else it is stays."""
        meeting = _meeting_of(event)
        facts = replace(
            facts_of(meeting),
            room_id=change.takes if change.is_exchange() else meeting.room_id,
            starts_at=change.starts_at,
            ends_at=change.ends_at,
        )
        try:
            change_meeting(meeting, facts, is_partner=False, version=version, by=by)
        except ChangedMeanwhile as error:
            raise ChangedSince from error

    def list_concerns(self, event: Event, change: Change, was: Collection[int]) -> list[str]:
        """Return that those who come find no seat, where the room is too small."""
        meeting = _meeting_of(event)
        lacking = lacking_seats(meeting, coming_to(meeting))
        if not lacking:
            return []
        return [
            ngettext(
                "The room is too small: %(num)d seat is missing.",
                "The room is too small: %(num)d seats are missing.",
                lacking,
            )
        ]


class MeetingMover:
    """What meetings could be instead, when a day or their room is closed."""

    def lock(self, event_ids: Collection[int]) -> None:
        """Lock the meetings."""
        wanted = select(Meeting).where(Meeting.event_id.in_(event_ids)).order_by(Meeting.id)
        db.session.scalars(wanted.with_for_update(of=Meeting)).all()

    def name_parties(self, event_ids: Collection[int]) -> Mapping[int, str]:
        """Return nothing: what is planned names the network."""
        return {}

    def suggest(self, event: Event, closed: Resource | None) -> Suggestion:
        """Suggest another room at the same time, or say what to do on the meeting's page."""
        meeting = _meeting_of(event)
        if closed is None or meeting.room_id is None:
            return Suggestion(advice=_l("Agree on another day with those who are invited."))
        minutes = int((event.ends_at - event.starts_at).total_seconds()) // 60
        wish = RoomWish(
            room_id=closed.id,
            minutes=minutes,
            people=max(1, coming_to(meeting).invited),
            is_partner=False,
        )
        start = (clock.date_of(event.starts_at), event.starts_at)
        slot = finder().look(wish, [start], ignore_events=[event.id])[0]
        same_time = [
            near
            for near in slot.near
            if (near.starts_at, near.ends_at) == (event.starts_at, event.ends_at)
        ]
        if not same_time:
            return Suggestion(
                advice=_l("No other room that seats them is free then. Choose another time.")
            )
        change = Change(
            starts_at=event.starts_at,
            ends_at=event.ends_at,
            drops=closed.id,
            takes=same_time[0].room.id,
        )
        return Suggestion(change=change, is_sure=True)


def _meeting_of(event: Event) -> Meeting:
    return db.session.scalars(select(Meeting).where(Meeting.event_id == event.id)).one()
