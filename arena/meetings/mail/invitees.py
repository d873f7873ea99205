"""What those who are invited are told."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from flask_babel import gettext as _

from arena import db
from arena.events.ical.itip import Partstat
from arena.meetings.mail.rows import (
    agenda_lines,
    letter,
    meeting_rows,
    title_of,
    ways_to_answer,
)
from arena.meetings.models import Answer, Invitee, Meeting
from arena.meetings.queries.answers import answer_of, is_about_earlier
from arena.meetings.queries.meetings import find_meeting_of
from arena.messages.kinds import N_, NoLongerTrue
from arena.messages.models import Message
from arena.web import filters
from arena.web.languages import localized

_PARTSTATS: dict[str, Partstat] = {
    Answer.NEEDS_ACTION: "NEEDS-ACTION",
    Answer.ACCEPTED: "ACCEPTED",
    Answer.TENTATIVE: "TENTATIVE",
    Answer.DECLINED: "DECLINED",
}
_GONE = N_("They are not invited to the meeting any more.")
_OFF = N_("The meeting is called off.")
_ANSWERED = N_("They have answered meanwhile.")


def gather_invited(message: Message) -> dict[str, Any]:
    """Return the invitation."""
    invitee = _invitee(message)
    title = title_of(invitee.meeting)
    return _asking(
        message,
        invitee,
        _("Invitation: %(title)s, %(day)s", title=title, day=_day(invitee.meeting)),
        _("You are invited: %(title)s", title=title),
        [],
        words=message.params.get("words", ""),
    )


def gather_moved(message: Message) -> dict[str, Any]:
    """Return the new time, which is asked about anew."""
    invitee = _invitee(message)
    title = title_of(invitee.meeting)
    opening = [_("The meeting has been moved. It was to be %(time)s.", time=_was(message))]
    if is_about_earlier(invitee):
        opening.append(_("What you answered was about that time, so we ask you again."))
    return _asking(
        message,
        invitee,
        _("New time: %(title)s, %(day)s", title=title, day=_day(invitee.meeting)),
        _("New time for %(title)s", title=title),
        opening,
    )


def gather_changed(message: Message) -> dict[str, Any]:
    """Return what is another, at the same time: what was answered still holds."""
    invitee = _invitee(message)
    title = title_of(invitee.meeting)
    opening = [
        _("The place is another now. The time is the same.")
        if message.params.get("was_place")
        else _("Something about the meeting has changed. The time is the same.")
    ]
    if answer_of(invitee) != Answer.NEEDS_ACTION:
        opening.append(_("Your answer stands. If you want to change it, do so here."))
    return _asking(
        message,
        invitee,
        _("Changed: %(title)s, %(day)s", title=title, day=_day(invitee.meeting)),
        _("Changed: %(title)s", title=title),
        opening,
    )


def gather_asked_again(message: Message) -> dict[str, Any]:
    """Return the question to who answered about a time that holds no more."""
    invitee = _invitee(message)
    if answer_of(invitee) != Answer.NEEDS_ACTION:
        raise NoLongerTrue(_ANSWERED)
    title = title_of(invitee.meeting)
    opening = [
        _("Thank you for your answer. It was about an earlier time: the meeting has been moved."),
        _("Can you come at the time that holds now?"),
    ]
    return _asking(
        message,
        invitee,
        _("Can you at the new time? %(title)s, %(day)s", title=title, day=_day(invitee.meeting)),
        _("Can you come at the new time?"),
        opening,
    )


def gather_wanted(message: Message) -> dict[str, Any]:
    """Return the reminder to who has not answered."""
    invitee = _invitee(message)
    if answer_of(invitee) != Answer.NEEDS_ACTION:
        raise NoLongerTrue(_ANSWERED)
    title = title_of(invitee.meeting)
    return _asking(
        message,
        invitee,
        _("Do you come? %(title)s, %(day)s", title=title, day=_day(invitee.meeting)),
        _("Do you come to the meeting?"),
        [_("We have not had your answer yet. It helps us with the room and with who is expected.")],
    )


def gather_soon(message: Message) -> dict[str, Any]:
    """Return the reminder the day before, with the agenda; not to who has said no."""
    meeting = _meeting(message)
    invitee = next(
        (each for each in meeting.invitees if each.email == message.recipient_email), None
    )
    if invitee is None:
        raise NoLongerTrue(_GONE)
    answer = answer_of(invitee)
    if answer == Answer.DECLINED:
        raise NoLongerTrue(_ANSWERED)
    title = title_of(meeting)
    opening = [_("You have said that you come. Welcome!")] if answer == Answer.ACCEPTED else []
    return _asking(
        message,
        invitee,
        _("Tomorrow: %(title)s", title=title),
        _("Tomorrow: %(title)s", title=title),
        opening,
    )


def gather_cancelled(message: Message) -> dict[str, Any]:
    """Return that the meeting does not take place."""
    meeting = _meeting(message)
    title = title_of(meeting)
    return letter(
        _("Called off: %(title)s, %(day)s", title=title, day=_day(meeting)),
        _("The meeting is called off"),
        [_("“%(title)s” does not take place.", title=title)],
        rows=meeting_rows(meeting, with_link=False)[:2],
        words=meeting.cancel_words,
        why=_why(meeting),
    )


def gather_uninvited(message: Message) -> dict[str, Any]:
    """Return that somebody is asked no more; the meeting itself stands."""
    meeting = _meeting(message)
    if any(each.email == message.recipient_email for each in meeting.invitees):
        raise NoLongerTrue(N_("They have been invited again."))
    title = title_of(meeting)
    network = localized(meeting.network, "name")
    opening = (
        _("You are not in %(network)s any more, so you need not come.", network=network)
        if message.params.get("has_left")
        else _("You are not on the list for this meeting any more, so you need not come.")
    )
    return letter(
        _("You need not come: %(title)s, %(day)s", title=title, day=_day(meeting)),
        _("You need not come to the meeting"),
        [opening],
        rows=meeting_rows(meeting, with_link=False)[:2],
        why=_why(meeting),
    )


def partstat_of(message: Message) -> Partstat:
    """Return what the receiver's calendar is told that they have answered."""
    return _PARTSTATS[answer_of(_invitee(message))]


def _asking(
    message: Message,
    invitee: Invitee,
    subject: str,
    heading: str,
    opening: list[str],
    words: str = "",
) -> dict[str, Any]:
    meeting = invitee.meeting
    return letter(
        subject,
        heading,
        opening,
        rows=meeting_rows(meeting, with_link=True),
        words=words,
        purpose=meeting.purpose,
        agenda=agenda_lines(meeting),
        ways=ways_to_answer(invitee, message.language),
        asking=_("If you change your mind")
        if answer_of(invitee) != Answer.NEEDS_ACTION
        else _("Do you come?"),
        why=_why(meeting),
    )


def _invitee(message: Message) -> Invitee:
    """Return who is asked, as long as they are and the meeting stands."""
    invitee = db.session.get(Invitee, int(message.params["invitee_id"]))
    if invitee is None or invitee.email != message.recipient_email:
        raise NoLongerTrue(_GONE)
    if invitee.meeting.event.is_cancelled:
        raise NoLongerTrue(_OFF)
    return invitee


def _meeting(message: Message) -> Meeting:
    meeting = None if message.event_id is None else find_meeting_of(message.event_id)
    if meeting is None:
        raise NoLongerTrue(_OFF)
    return meeting


def _was(message: Message) -> str:
    starts_at, ends_at = (
        datetime.fromisoformat(message.params[name]) for name in ("was_starts_at", "was_ends_at")
    )
    return filters.span(starts_at, ends_at)


def _day(meeting: Meeting) -> str:
    return filters.day_short(meeting.event.starts_at)


def _why(meeting: Meeting) -> str:
    network = localized(meeting.network, "name")
    return str(_("You get this e-mail because you are invited by %(network)s.", network=network))
