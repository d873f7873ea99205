"""The directory's words in the audit trail."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from arena.audit.words import Details, Record, Reference, day_words, listed
from arena.directory.queries import name_organisations, name_people
from arena.directory.words import TYPE_NAMES
from arena.web import filters

RECORDS = {
    "organisations": Record(
        _l("Organisation"), "directory.show", "organisation_id", name_organisations
    ),
    "people": Record(_l("Person"), "directory.person", "person_id", name_people),
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
_FIELDS = {
    "name": _l("Name"),
    "type": _l("Kind"),
    "country": _l("Country"),
    "number": _l("Number"),
    "email_domain": _l("E-mail domain"),
    "email": _l("E-mail"),
    "phone": _l("Phone"),
    "language": _l("Language"),
}
DETAILS: Details = {
    "directory.type": lambda value, detail: TYPE_NAMES.get(value, value),
    "directory.country": lambda value, detail: filters.country_name(value),
    "directory.changed": listed(_FIELDS),
    "directory.person": Reference(name_people),
    "directory.organisation": Reference(name_organisations),
    "directory.last_day": lambda value, detail: _("last day %(day)s", day=day_words(value)),
    "directory.people": lambda value, detail: ngettext("%(num)d person", "%(num)d people", value),
}
