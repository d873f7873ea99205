"""The directory's words in the audit trail."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from arena.audit.words import Record

RECORDS = {
    "organisations": Record(_l("Organisation"), "directory.show", "organisation_id"),
    "people": Record(_l("Person"), "directory.person", "person_id"),
    "person_roles": Record(_l("Role in an organisation")),
}
ACTS = {
    "directory.create_organisation": _l("Added an organisation"),
    "directory.update_organisation": _l("Changed an organisation"),
    "directory.add_person": _l("Added a person"),
    "directory.update_person": _l("Changed a person"),
    "directory.add_role": _l("Noted a role in an organisation"),
    "directory.end_role": _l("Ended a role in an organisation"),
    "directory.erase_people": _l("Erased people whose time was over"),
}
