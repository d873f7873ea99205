"""What the audit trail's words mean for meetings."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from arena.audit.words import Details, Record

RECORDS = {
    "meetings": Record(_l("Meeting of a network"), "meetings.show", "meeting_id"),
    "meeting_series": Record(_l("Series of meetings")),
}
ACTS = {
    "meetings.plan": _l("Planned a meeting"),
}
DETAILS: Details = {}
