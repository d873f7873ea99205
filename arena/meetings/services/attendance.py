"""Who was at a meeting: everybody in one form, and who came without having been invited."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import delete

from arena import clock, db
from arena.audit.models import Actor
from arena.audit.services import record
from arena.meetings.models import Attendance, Invitee, Meeting, MeetingState, WalkIn
from arena.meetings.queries.records import list_invitees, list_walk_ins
from arena.meetings.rules.states import Act
from arena.meetings.services.agenda import take_down
from arena.meetings.services.keeping import hold
from arena.meetings.services.record_errors import NotYet

EARLY = timedelta(minutes=30)
_THERE = (Attendance.PRESENT, Attendance.REMOTE)


@dataclass(frozen=True)
class Guest:
    """Somebody who came without having been invited."""

    name: str
    organisation: str = ""
    is_remote: bool = False


@dataclass(frozen=True)
class Noted:
    """What somebody else had noted of an invitee since the form was opened."""

    invitee: Invitee
    attendance: str


def may_begin(meeting: Meeting) -> bool:
    """Tell whether it is time to say who is there."""
    return clock.now() >= meeting.event.starts_at - EARLY


def note_attendance(
    meeting: Meeting,
    noted: Mapping[int, str],
    seen: Mapping[int, str],
    guests: Sequence[Guest],
    *,
    by: Actor,
) -> list[Noted]:
    """Note who was there, by the invitees' numbers; "" for whom it is not known.

    `seen` is what the form showed as noted before. Where somebody else has noted another thing
    since, nothing is changed, and all of those are returned: the form shows them, and asks again.
    The meeting counts as held. Raises `NotYet`, `NotNow`, `IsClosed`.
    """
    hold(meeting, Act.RECORD)
    if not may_begin(meeting):
        raise NotYet
    invitees = {each.id: each for each in list_invitees(meeting)}
    crossed = [
        Noted(invitee, invitee.attendance or "")
        for number, invitee in invitees.items()
        if number in noted
        and (invitee.attendance or "") != seen.get(number, "")
        and (invitee.attendance or "") != noted[number]
    ]
    if crossed:
        return crossed
    for number, invitee in invitees.items():
        if number in noted:
            invitee.attendance = Attendance(noted[number]) if noted[number] else None
    _keep_guests(meeting, guests)
    hold_meeting(meeting)
    there = [each for each in invitees.values() if each.attendance in _THERE]
    detail = {"there": len(there) + len(list_walk_ins(meeting))}
    record("meetings.note_attendance", subject=meeting, by=by, detail=detail)
    return []


def hold_meeting(meeting: Meeting) -> None:
    """Let a meeting count as held; what came onto its agenda by itself was on it."""
    if meeting.state != MeetingState.HELD:
        take_down(meeting)
        meeting.state, meeting.held_at = MeetingState.HELD, clock.now()
    db.session.flush()


def _keep_guests(meeting: Meeting, guests: Sequence[Guest]) -> None:
    wanted = list(dict.fromkeys(guests))
    held = [Guest(each.name, each.organisation, each.is_remote) for each in list_walk_ins(meeting)]
    if held == wanted:
        return
    db.session.execute(delete(WalkIn).where(WalkIn.meeting_id == meeting.id))
    for guest in wanted:
        db.session.add(WalkIn(meeting_id=meeting.id, **vars(guest)))
