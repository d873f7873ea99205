"""The words of hosts' own time in the audit trail."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from arena.audit.words import Details

ACTS = {
    "hosting.go_away": _l("Told that a host is away"),
    "hosting.change_absence": _l("Changed when a host is away"),
    "hosting.come_back": _l("Took an absence back"),
    "hosting.set_calendar": _l("Gave the address of a host’s own calendar"),
    "hosting.remove_calendar": _l("Took the address of a host’s own calendar away"),
    "hosting.erase_calendars": _l("Erased calendars that nobody plans by"),
    "hosting.erase_absences": _l("Erased absences that are over"),
    "hosting.drop_busy_times": _l("Dropped busy times that had grown old"),
}
DETAILS: Details = {
    "hosting.calendars": lambda value, detail: ngettext(
        "%(num)d calendar", "%(num)d calendars", value
    ),
    "hosting.absences": lambda value, detail: ngettext(
        "%(num)d absence", "%(num)d absences", value
    ),
}
