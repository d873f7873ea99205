"""Meetings in the words that people read."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import lazy_pgettext

from arena import clock
from arena.meetings.models import Answer, Meeting, MeetingState
from arena.resources.words import resource_name

# The word and the shape of each state.
STATES: dict[str, tuple[Any, str]] = {
    MeetingState.PLANNED: (lazy_pgettext("meeting", "Planned"), "open"),
    MeetingState.CALLED: (lazy_pgettext("meeting", "Called"), "good"),
    MeetingState.HELD: (lazy_pgettext("meeting", "Held"), "done"),
    MeetingState.CANCELLED: (lazy_pgettext("meeting", "Called off"), "bad"),
}
_WAS: tuple[Any, str] = (lazy_pgettext("meeting", "Has been"), "done")
ANSWERS: dict[str, tuple[Any, str]] = {
    Answer.NEEDS_ACTION: (_l("No answer yet"), "open"),
    Answer.ACCEPTED: (lazy_pgettext("answer", "Yes"), "good"),
    Answer.TENTATIVE: (lazy_pgettext("answer", "Maybe"), "waiting"),
    Answer.DECLINED: (lazy_pgettext("answer", "No"), "bad"),
}
BY_LINK: tuple[Any, str] = (lazy_pgettext("answer", "Yes, by link"), "good")


def meeting_state(meeting: Meeting) -> tuple[Any, str]:
    """`{% set word, shape = meeting|meeting_state %}`: where it stands."""
    is_over = meeting.event.ends_at <= clock.now()
    if is_over and meeting.state in (MeetingState.PLANNED, MeetingState.CALLED):
        return _WAS
    return STATES[meeting.state]


def meeting_place(meeting: Meeting) -> str:
    """`{{ meeting|meeting_place }}`: the room or the other place, and whether there is a link."""
    place = resource_name(meeting.room) if meeting.room is not None else meeting.other_place
    if not meeting.video_link:
        return place
    if not place:
        text: str = _("Online")
        return text
    return str(_("%(place)s, or by link", place=place))


FILTERS = (meeting_state, meeting_place)
