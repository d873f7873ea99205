"""Meetings of networks: when, who comes, what is on the agenda, what was said and decided."""

from arena.meetings.models.agenda import (
    Action,
    ActionChange,
    ActionState,
    AgendaItem,
    Decision,
    ItemKind,
    ItemRole,
    StandingItem,
    WalkIn,
)
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
    Approval,
    Correction,
    Part,
    Record,
    RecordComment,
    RecordKind,
    RecordState,
)

__all__ = [
    "MEETING",
    "Action",
    "ActionChange",
    "ActionState",
    "AgendaItem",
    "Answer",
    "Approval",
    "Attendance",
    "Channel",
    "Correction",
    "Decision",
    "Invitee",
    "ItemKind",
    "ItemRole",
    "Meeting",
    "MeetingSeries",
    "MeetingState",
    "Part",
    "Record",
    "RecordComment",
    "RecordKind",
    "RecordState",
    "StandingItem",
    "WalkIn",
]
