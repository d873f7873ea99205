"""The resources' words in the audit trail."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from arena.audit.words import Record

RECORDS = {
    "resources": Record(_l("Resource"), "resources.show", "resource_id"),
    "closures": Record(_l("Closure")),
    "timetable_version": Record(_l("The arena’s opening hours")),
}
ACTS = {
    "resources.create": _l("Added a resource"),
    "resources.update": _l("Changed a resource"),
    "resources.retire": _l("Retired a resource"),
    "resources.reopen": _l("Took a resource into use again"),
    "resources.set_room_terms": _l("Set on what terms a room is lent out"),
    "resources.create_host": _l("Added a host"),
    "resources.update_host": _l("Changed a host"),
    "resources.set_opening_hours": _l("Set opening hours"),
    "resources.remove_opening_hours": _l("Removed opening hours"),
    "resources.add_closure": _l("Added a closure"),
    "resources.remove_closure": _l("Removed a closure"),
    "resources.set_day_rules": _l("Set the rules for special days"),
}
