"""What mails about meetings say: to who is invited, and to who calls."""

from __future__ import annotations

from datetime import time

from flask import Flask
from flask_babel import lazy_gettext as _l

from arena.events.models import PARTICIPANT
from arena.meetings.mail.callers import gather_digest
from arena.meetings.mail.invitees import (
    gather_asked_again,
    gather_cancelled,
    gather_changed,
    gather_invited,
    gather_moved,
    gather_soon,
    gather_uninvited,
    gather_wanted,
    partstat_of,
)
from arena.meetings.models import MEETING
from arena.messages.kinds import Kind, register
from arena.messages.rules import ReminderRule
from arena.messages.services import register_reminders

_DAY_BEFORE = ReminderRule("1d", "meetings/soon", PARTICIPANT, 1, time(9, 0))


def init_app(app: Flask) -> None:
    """Make the mails known, and say that meetings remind the day before."""
    register(
        app,
        Kind(
            "meetings/invited", _l("Invitation to a meeting"), gather_invited, answered=partstat_of
        ),
        Kind("meetings/moved", _l("Another time of a meeting"), gather_moved, answered=partstat_of),
        Kind(
            "meetings/changed",
            _l("Another place or text of a meeting"),
            gather_changed,
            answered=partstat_of,
        ),
        Kind(
            "meetings/asked_again",
            _l("Question about the new time"),
            gather_asked_again,
            answered=partstat_of,
        ),
        Kind("meetings/cancelled", _l("Meeting called off"), gather_cancelled),
        Kind("meetings/uninvited", _l("Not invited any more"), gather_uninvited),
        Kind("meetings/answer_wanted", _l("Reminder to answer"), gather_wanted),
        Kind("meetings/soon", _l("Reminder of a meeting"), gather_soon),
        Kind("meetings/digest", _l("Who comes to a meeting"), gather_digest),
    )
    register_reminders(app, MEETING, _DAY_BEFORE)
