"""Meetings in the words that people read."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import lazy_pgettext

from arena import clock
from arena.meetings.models import Answer, Channel, Invitee, Meeting, MeetingState
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
CIRCLE_WORDS: dict[str, Any] = {
    "offices": _l("Those who have an office"),
    "core": _l("Core members"),
    "associated": _l("Associated members"),
    "listening": _l("Listening members"),
}
SAY_WORDS: dict[str, Any] = {
    "accepted": _l("Yes, I come"),
    "remote": _l("Yes, by link"),
    "tentative": _l("Maybe"),
    "declined": _l("No, I cannot"),
}
CHANNELS: dict[str, Any] = {
    Channel.PAGE: _l("On the meeting’s page"),
    Channel.LINK: _l("By a button in the mail"),
    Channel.CALENDAR: _l("By their calendar"),
    Channel.STAFF: _l("Written down by somebody else"),
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


def say_words(say: str) -> Any:
    """`{{ "remote"|say_words }}`: the words on the button of an answer."""
    return SAY_WORDS[say]


def answer_words(invitee: Invitee, answer: str) -> tuple[Any, str]:
    """`{% set word, shape = invitee|answer_words(answer) %}`: what somebody says, as a status."""
    if answer == Answer.ACCEPTED and invitee.is_remote:
        return BY_LINK
    return ANSWERS[answer]


def earlier_words(invitee: Invitee) -> str:
    """`{{ invitee|earlier_words }}`: “svarade om den tidigare tiden: ja”."""
    word, _shape = answer_words(invitee, invitee.answer)
    return str(_("answered about the earlier time: %(answer)s", answer=str(word).lower()))


def channel_words(channel: str) -> Any:
    """`{{ invitee.answered_through|channel_words }}`: how an answer came."""
    return CHANNELS[channel]


FILTERS = (meeting_state, meeting_place, say_words, answer_words, earlier_words, channel_words)
