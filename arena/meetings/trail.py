"""What the audit trail's words mean for meetings."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from arena.audit.words import Details, Record
from arena.meetings.words import ANSWERS, CHANNELS

RECORDS = {
    "meetings": Record(_l("Meeting of a network"), "meetings.show", "meeting_id"),
    "meeting_series": Record(_l("Series of meetings")),
}
ACTS = {
    "meetings.plan": _l("Planned a meeting"),
    "meetings.plan_series": _l("Planned meetings by weeks"),
    "meetings.change": _l("Changed a meeting"),
    "meetings.call": _l("Called a meeting"),
    "meetings.invite": _l("Invited more people to a meeting"),
    "meetings.uninvite": _l("Took people off a meeting’s list"),
    "meetings.cancel": _l("Called a meeting off"),
    "meetings.answer": _l("Answered an invitation to a meeting"),
    "meetings.erase_invitees": _l("Erased who had been invited to meetings"),
}
DETAILS: Details = {
    "meetings.invited": lambda count, detail: ngettext("%(num)d invited", "%(num)d invited", count),
    "meetings.uninvited": lambda count, detail: ngettext(
        "%(num)d taken off", "%(num)d taken off", count
    ),
    "meetings.meetings": lambda count, detail: ngettext(
        "%(num)d meeting", "%(num)d meetings", count
    ),
    "meetings.is_moved": lambda value, detail: _("to another time") if value else None,
    "meetings.answer": lambda value, detail: ANSWERS[value][0],
    "meetings.through": lambda value, detail: CHANNELS[value],
    "meetings.verdict": lambda value, detail: (
        _("about an earlier time") if value == "earlier_time" else None
    ),
    "meetings.network": lambda value, detail: None,
    "meetings.times": lambda count, detail: ngettext("%(num)d meeting", "%(num)d meetings", count),
    "meetings.room": lambda value, detail: None,
    "meetings.version": lambda value, detail: None,
}
