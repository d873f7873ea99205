"""Agendas, notes, minutes and actions in the words that people read."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import lazy_pgettext

from arena import clock
from arena.meetings.models import (
    Action,
    ActionState,
    Attendance,
    ItemKind,
    Meeting,
    Part,
    Record,
    RecordKind,
    RecordState,
)
from arena.meetings.queries.agenda import Entry
from arena.web import filters
from arena.web.languages import localized

KINDS: dict[str, Any] = {
    ItemKind.INFORMATION: _l("Information"),
    ItemKind.DISCUSSION: lazy_pgettext("agenda", "Discussion"),
    ItemKind.DECISION: _l("Decision"),
}
RECORDS: dict[str, Any] = {
    RecordKind.NOTES: lazy_pgettext("record", "Notes"),
    RecordKind.MINUTES: lazy_pgettext("record", "Minutes"),
}
PARTS: dict[str, Any] = {
    Part.CHAIR: lazy_pgettext("minutes", "Chair"),
    Part.ADJUSTER: lazy_pgettext("minutes", "Adjuster"),
}
ATTENDANCE: dict[str, Any] = {
    Attendance.PRESENT: _l("Present"),
    Attendance.REMOTE: _l("By link"),
    Attendance.ABSENT: lazy_pgettext("attendance", "Absent"),
    "": _l("Not known"),
}
_STATES: dict[tuple[str, str], tuple[Any, str]] = {
    (RecordKind.NOTES, RecordState.DRAFT): (_l("Draft of the notes"), "open"),
    (RecordKind.NOTES, RecordState.SENT): (_l("Notes sent"), "done"),
    (RecordKind.MINUTES, RecordState.DRAFT): (_l("Draft of the minutes"), "open"),
    (RecordKind.MINUTES, RecordState.SENT): (_l("Minutes wait for approval"), "waiting"),
    (RecordKind.MINUTES, RecordState.APPROVED): (_l("Minutes approved"), "good"),
}


def item_kind(kind: str) -> Any:
    """`{{ item.kind|item_kind }}`."""
    return KINDS[kind]


def record_kind_name(record: Record) -> Any:
    """`{{ record|record_kind_name }}`: notes or minutes."""
    return RECORDS[record.kind]


def record_state(record: Record) -> tuple[Any, str]:
    """`{% set word, shape = record|record_state %}`: where notes or minutes stand."""
    return _STATES[record.kind, record.state]


def approval_part(part: str) -> Any:
    """`{{ approval.part|approval_part }}`."""
    return PARTS[part]


def action_state(action: Action) -> tuple[Any, str]:
    """`{% set word, shape = action|action_state %}`: where an action stands today."""
    if action.state == ActionState.DONE:
        return lazy_pgettext("action", "Done"), "done"
    if action.state == ActionState.DROPPED:
        return lazy_pgettext("action", "Dropped"), "quiet"
    if action.due_on < clock.today():
        return lazy_pgettext("action", "Late"), "late"
    return lazy_pgettext("action", "Open"), "open"


def meeting_label(meeting: Meeting) -> str:
    """`{{ meeting|meeting_label }}`: what it is called, and its day."""
    return f"{localized(meeting.event, 'title')}, {filters.day_short(meeting.event.starts_at)}"


def about_entry(entry: Entry) -> str:
    """`{{ entry|about_entry }}`: what an item is for, how long, who presents it, and if again."""
    again = str(_("comes up again")) if entry.source is not None else ""
    words = (str(KINDS[entry.kind]), minutes_words(entry.minutes), entry.presenter, again)
    return " · ".join(filter(None, words))


def minutes_words(minutes: int | None) -> str:
    """`{{ entry.minutes|minutes_words }}`: how long it may take; "" where nobody has said."""
    return filters.duration(minutes) if minutes else ""


def over_words(minutes: int) -> str:
    """Return by how much an agenda is longer than its meeting."""
    text: str = _("%(time)s too much", time=filters.duration(minutes))
    return text


FILTERS = (
    about_entry,
    item_kind,
    record_kind_name,
    record_state,
    approval_part,
    action_state,
    meeting_label,
    minutes_words,
    over_words,
)
