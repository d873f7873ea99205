"""Moving a meeting, giving it another room or other words, and calling it off."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from arena import clock, db
from arena.audit.models import Actor
from arena.events.services import lock_calendar
from arena.meetings.models import Meeting, MeetingState
from arena.meetings.queries.meetings import list_series
from arena.meetings.rules.states import Act, may_do
from arena.meetings.services.acting import doing
from arena.meetings.services.errors import ChangedMeanwhile, RoomTaken
from arena.meetings.services.facts import KEPT, MeetingFacts, event_words, facts_of
from arena.meetings.services.planning import checked, require_ahead
from arena.meetings.services.telling import tell_all
from arena.resources.models import Resource
from arena.resources.services import ResourceTaken
from arena.scheduling.services import cancel, reschedule


def change_meeting(
    meeting: Meeting,
    facts: MeetingFacts,
    *,
    is_partner: bool,
    by: Actor,
    version: int | None = None,
) -> bool:
    """Make a meeting what `facts` say; return whether that was a change.

    Who was invited is told, with the entry for their calendar; of another time they are asked anew.
    Raises what stands in the way: see `errors`.
    """
    db.session.refresh(meeting)
    if facts_of(meeting) == facts:
        return False  # A form sent twice has been heard already.
    with doing(meeting, Act.CHANGE, by=by, version=version) as detail:
        had = facts_of(meeting)
        is_moved = (facts.starts_at, facts.ends_at) != (had.starts_at, had.ends_at)
        if is_moved:
            require_ahead(facts)
        room = _room(meeting, facts, had, is_partner=is_partner)
        for name in KEPT:
            setattr(meeting, name, getattr(facts, name))
        meeting.room = room
        _reschedule(meeting, facts, room, by)
        if is_moved:
            meeting.time_sequence = meeting.event.sequence
        detail |= {"is_moved": is_moved, "room": facts.room_id}
        _tell(meeting, facts, had)
    return True


def _room(
    meeting: Meeting, facts: MeetingFacts, had: MeetingFacts, *, is_partner: bool
) -> Resource | None:
    """Return the room, looked for anew where time or room are others."""
    same = (facts.room_id, facts.starts_at, facts.ends_at) == (
        had.room_id,
        had.starts_at,
        had.ends_at,
    )
    if same and facts.room_id is not None and facts.is_public == had.is_public:
        return meeting.room
    return checked(
        meeting.network,
        facts,
        is_partner=is_partner,
        ignore_events=[meeting.event_id],
        kept_room=meeting.room_id,
    )


def _reschedule(meeting: Meeting, facts: MeetingFacts, room: Resource | None, by: Actor) -> None:
    try:
        reschedule(
            meeting.event,
            starts_at=facts.starts_at,
            ends_at=facts.ends_at,
            uses=facts.uses(),
            by=by,
            **event_words(facts, room),
        )
    except ResourceTaken as error:
        raise RoomTaken(error.resource) from error


def _tell(meeting: Meeting, facts: MeetingFacts, had: MeetingFacts) -> None:
    """Tell who was invited of what is another in their calendar."""
    if meeting.state != MeetingState.CALLED:
        return
    was = {
        "was_starts_at": had.starts_at.isoformat(),
        "was_ends_at": had.ends_at.isoformat(),
        "was_place": meeting_place_words(had, facts),
    }
    if (facts.starts_at, facts.ends_at) != (had.starts_at, had.ends_at):
        tell_all(meeting, "moved", method="REQUEST", params=was)
    else:
        tell_all(meeting, "changed", method="REQUEST", params=was)


def meeting_place_words(had: MeetingFacts, facts: MeetingFacts) -> bool:
    """Tell whether the place, or the link, is another."""
    return (had.room_id, had.other_place, had.video_link) != (
        facts.room_id,
        facts.other_place,
        facts.video_link,
    )


def cancel_meeting(
    meeting: Meeting, *, words: str = "", by: Actor, version: int | None = None
) -> None:
    """Call a meeting off: its room is given back, and all who were invited are told."""
    with doing(meeting, Act.CANCEL, by=by, version=version):
        call_off(meeting, words, by=by)


def call_off(meeting: Meeting, words: str, *, by: Actor) -> None:
    """Cancel the event of a meeting, and tell who was invited."""
    was_called = meeting.state == MeetingState.CALLED
    cancel(meeting.event, by=by)
    meeting.cancel_words = words
    if was_called:
        tell_all(meeting, "cancelled", method="CANCEL")


def cancel_rest(meeting: Meeting, *, words: str, seen: str, by: Actor) -> int:
    """Call off a meeting and those of its series that come after it; return how many.

    `seen` is `state_of` what was shown: raises `ChangedMeanwhile` where it is another now.
    """
    lock_calendar()
    db.session.expire_all()
    chosen = list_rest(meeting)
    if not chosen or state_of(chosen) != seen:
        raise ChangedMeanwhile
    for each in chosen:
        cancel_meeting(each, words=words, by=by)
    return len(chosen)


def list_rest(meeting: Meeting) -> Sequence[Meeting]:
    """Return a meeting and those of its series after it that can still be called off."""
    now = clock.now()
    return [
        each
        for each in list_series(meeting) or [meeting]
        if each.event.starts_at >= meeting.event.starts_at
        and each.event.ends_at > now
        and may_do(Act.CANCEL, each.state)
    ]


def state_of(meetings: Sequence[Meeting]) -> str:
    """Return a mark of meetings as they are shown: what anybody changes makes another."""
    shown = [(each.id, each.version) for each in meetings]
    return hashlib.sha256(repr(shown).encode()).hexdigest()[:16]
