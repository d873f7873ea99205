"""The words of hosts' own time in the audit trail."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

ACTS = {
    "hosting.go_away": _l("Told that a host is away"),
    "hosting.change_absence": _l("Changed when a host is away"),
    "hosting.come_back": _l("Took an absence back"),
    "hosting.set_calendar": _l("Gave the address of a host’s own calendar"),
    "hosting.remove_calendar": _l("Took the address of a host’s own calendar away"),
    "hosting.drop_busy_times": _l("Dropped busy times that had grown old"),
}
