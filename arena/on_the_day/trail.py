"""What the audit trail's words mean for screens and faults."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from arena.audit.words import Record

RECORDS = {"screens": Record(_l("Screen")), "faults": Record(_l("Fault"))}
ACTS = {
    "on_the_day.create_screen": _l("Made a screen"),
    "on_the_day.revoke_screen": _l("Revoked a screen"),
    "on_the_day.report_fault": _l("Reported a fault"),
    "on_the_day.mend_fault": _l("Said that a fault is mended"),
    "on_the_day.set_plan_wish": _l("Said how plan B is to come"),
    "on_the_day.reopen_fault": _l("Said that a fault is not mended"),
}
