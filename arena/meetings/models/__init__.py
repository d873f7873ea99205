"""Meetings of networks: when, who comes, what is on the agenda, what was said and decided."""

from arena.meetings.models.meetings import (
    MEETING,
    Answer,
    Attendance,
    Channel,
    Invitee,
    Meeting,
    MeetingSeries,
    MeetingState,
)
from arena.meetings.models.records import (
    Action,
    ActionState,
    AgendaItem,
    Decision,
    ItemKind,
    Record,
    RecordKind,
    RecordState,
)

__all__ = [
    "MEETING",
    "Action",
    "ActionState",
    "AgendaItem",
    "Answer",
    "Attendance",
    "Channel",
    "Decision",
    "Invitee",
    "ItemKind",
    "Meeting",
    "MeetingSeries",
    "MeetingState",
    "Record",
    "RecordKind",
    "RecordState",
]
