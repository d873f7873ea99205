"""Mails about visits: which there are, and what each says as it holds when it is sent."""

from __future__ import annotations

from datetime import time

from flask import Flask
from flask_babel import lazy_gettext as _l

from arena.messages.kinds import Kind, register
from arena.messages.rules import ReminderRule
from arena.messages.services import register_reminders
from arena.visits.mail import asking
from arena.visits.mail.booker import gather_for_booker, gather_reminder
from arena.visits.mail.host import gather_for_host
from arena.visits.mail.staff import gather_late
from arena.visits.models import VISIT, WALK

_BOOKER = {
    "visits/verify": _l("Confirm the address"),
    "visits/received": _l("Request received"),
    "visits/asked": _l("Question to the booker"),
    "visits/proposed": _l("Another time proposed"),
    "visits/confirmed": _l("Visit confirmed"),
    "visits/walk_joined": _l("Seats on an open walk"),
    "visits/changed": _l("Visit changed"),
    "visits/moved": _l("Visit moved"),
    "visits/walk_moved": _l("Open walk moved"),
    "visits/declined": _l("Request declined"),
    "visits/withdrawn": _l("Request withdrawn"),
    "visits/cancelled": _l("Visit cancelled by the booker"),
    "visits/called_off": _l("Visit called off by the arena"),
    "visits/lapsed": _l("Held time lapsed"),
    "visits/followed_up": _l("Thanks and answers"),
}
_HOST = {
    "visits/assigned": _l("Host: a new group or walk"),
    "visits/unassigned": _l("Host: free again"),
    "visits/host_changed": _l("Host: the visit has changed"),
    "visits/reminder_host": _l("Reminder to the host"),
}
_ASKING = {
    "visits/host_asked": (_l("Host: do you lead this visit?"), asking.gather_asked),
    "visits/host_released": (_l("Host: no answer is needed any more"), asking.gather_released),
    "visits/host_found": (_l("A host has said yes"), asking.gather_found),
    "visits/host_silence": (_l("No host has said yes"), asking.gather_silence),
    "visits/swap_offered": (_l("Host: a visit is on offer"), asking.gather_swap_offered),
    "visits/swapped": (_l("Hosts have swapped"), asking.gather_swapped),
}
_EVENING_BEFORE = ReminderRule("1d", "visits/reminder_host", "host", 1, time(15, 0))
_SAME_MORNING = ReminderRule("morning", "visits/reminder_host", "host", 0, time(7, 0))
_WEEK_BEFORE = ReminderRule("7d", "visits/reminder_guest", "guest", 7, time(9, 0))
_DAY_BEFORE = ReminderRule("1d", "visits/reminder_guest", "guest", 1, time(9, 0))


def init_app(app: Flask) -> None:
    """Make the mails known, and say which reminders visits and open walks have."""
    register(
        app,
        *(Kind(template, label, gather_for_booker) for template, label in _BOOKER.items()),
        *(Kind(template, label, gather_for_host) for template, label in _HOST.items()),
        Kind("visits/reminder_guest", _l("Reminder to the booker"), gather_reminder),
        *(Kind(template, label, gather) for template, (label, gather) in _ASKING.items()),
        Kind("visits/late", _l("What is late"), gather_late),
    )
    register_reminders(app, VISIT, _WEEK_BEFORE, _DAY_BEFORE, _EVENING_BEFORE, _SAME_MORNING)
    register_reminders(app, WALK, _DAY_BEFORE, _EVENING_BEFORE, _SAME_MORNING)
