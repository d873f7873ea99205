"""Acts on hosts' own time; none commits. Each takes who acts and leaves an audit line.

absences    go_away(host, when, *, by) -> Absence       `when`: Days(from, to) or Hours(from, until)
            change_absence(absence, when, *, by) -> Absence · come_back(absence, *, by)
            hold_absences(): the worker's
calendars   set_calendar(host, reading, *, by) · remove_calendar(host, *, by)
            claim_calendar() · conditions_for(calendar) · keep_reading(calendar, reading):
            the worker's
"""

from arena.hosting.services.absences import (
    Days,
    Hours,
    change_absence,
    come_back,
    go_away,
    hold_absences,
)
from arena.hosting.services.calendars import (
    claim_calendar,
    conditions_for,
    keep_reading,
    remove_calendar,
    set_calendar,
)

__all__ = [
    "Days",
    "Hours",
    "change_absence",
    "claim_calendar",
    "come_back",
    "conditions_for",
    "go_away",
    "hold_absences",
    "keep_reading",
    "remove_calendar",
    "set_calendar",
]
