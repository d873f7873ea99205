"""The directory's words in the audit trail."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from arena.audit.words import Details, Record, Reference, day_words, listed
from arena.directory.queries import name_organisations, name_people
from arena.directory.words import (
    AUDIENCE_NAMES,
    BASIS_NAMES,
    FACT_NAMES,
    FIELD_NAMES,
    READINGS,
    TYPE_NAMES,
)
from arena.web import filters

RECORDS = {
    "directory_imports": Record(_l("List read in"), "directory.show_import", "import_id"),
    "organisations": Record(
        _l("Organisation"), "directory.show", "organisation_id", name_organisations
    ),
    "people": Record(_l("Person"), "directory.person", "person_id", name_people),
    "person_roles": Record(_l("Role in an organisation")),
    "organisation_relations": Record(_l("Relation between organisations")),
    "tags": Record(_l("Tag")),
    "saved_searches": Record(_l("Saved search")),
}
ACTS = {
    "directory.create_organisation": _l("Added an organisation"),
    "directory.update_organisation": _l("Changed an organisation"),
    "directory.add_person": _l("Added a person"),
    "directory.update_person": _l("Changed a person"),
    "directory.add_role": _l("Noted a role in an organisation"),
    "directory.change_title": _l("Changed a title in an organisation"),
    "directory.name_manager": _l("Named somebody who sees to an organisation's people"),
    "directory.unname_manager": _l("Took back that somebody sees to an organisation's people"),
    "directory.end_role": _l("Ended a role in an organisation"),
    "directory.remove_role": _l("Removed a role that had just begun"),
    "directory.left": _l("Closed what hung on standing for an organisation"),
    "directory.relate": _l("Noted a relation between organisations"),
    "directory.end_relation": _l("Ended a relation between organisations"),
    "directory.remove_relation": _l("Removed a relation between organisations"),
    "directory.change_origin": _l("Changed where a fact comes from and who may see it"),
    "directory.withdraw_fact": _l("Withdrew a fact about a person"),
    "directory.set_languages": _l("Changed which languages a person speaks"),
    "directory.add_tag": _l("Added a tag"),
    "directory.rename_tag": _l("Renamed a tag"),
    "directory.merge_tags": _l("Merged two tags"),
    "directory.remove_tag": _l("Removed a tag"),
    "directory.tag_organisation": _l("Changed an organisation's tags"),
    "directory.tag_person": _l("Changed a person's tags"),
    "directory.save_search": _l("Saved a search"),
    "directory.change_search": _l("Changed a saved search"),
    "directory.remove_search": _l("Removed a saved search"),
    "directory.erase_searches": _l("Erased searches of closed accounts"),
    "directory.erase_people": _l("Erased people whose time was over"),
    "directory.export": _l("Took a list of the directory along"),
    "directory.create_import": _l("Sent a list to the directory"),
    "directory.save_import": _l("Read a list into the directory"),
    "directory.undo_import": _l("Undid a list that was read in"),
    "directory.drop_import": _l("Threw a list away"),
    "directory.erase_imports": _l("Erased the rows of old lists"),
    "directory.look_for_doubles": _l("Looked for doubles"),
    "directory.part_doubles": _l("Noted that two are not the same"),
    "directory.join_doubles": _l("Noted that two may be the same after all"),
    "directory.merge_organisations": _l("Merged two organisations"),
    "directory.merge_people": _l("Merged two people"),
    "directory.undo_merge": _l("Undid a merge"),
    "directory.erase_merges": _l("Erased how old merges went"),
}
_changed = listed(FIELD_NAMES)
DETAILS: Details = {
    "directory.type": lambda value, detail: TYPE_NAMES.get(value, value),
    "directory.country": lambda value, detail: filters.country_name(value),
    "directory.changed": lambda value, detail: (
        _("%(num)d changed", num=value) if isinstance(value, int) else _changed(value, detail)
    ),
    "directory.person": Reference(name_people),
    "directory.organisation": Reference(name_organisations),
    "directory.last_day": lambda value, detail: _("last day %(day)s", day=day_words(value)),
    "directory.relation": lambda value, detail: READINGS.get(value, value),
    "directory.other": Reference(name_organisations),
    "directory.fact": lambda value, detail: FACT_NAMES.get(value, value),
    "directory.basis": lambda value, detail: BASIS_NAMES.get(value, value),
    "directory.audience": lambda value, detail: AUDIENCE_NAMES.get(value, value),
    "directory.tag": lambda value, detail: value,
    "directory.carried": lambda value, detail: ngettext(
        "%(num)d thing carried it", "%(num)d things carried it", value
    ),
    "directory.searches": lambda value, detail: ngettext(
        "%(num)d search", "%(num)d searches", value
    ),
    "directory.other_person": Reference(name_people),
    "directory.other_organisation": Reference(name_organisations),
    "directory.moved": lambda value, detail: ngettext(
        "%(num)d thing moved", "%(num)d things moved", value
    ),
    "directory.kept": lambda value, detail: (
        ngettext("%(num)d stayed where it was", "%(num)d stayed where they were", value)
        if value
        else None
    ),
    "directory.subject": lambda value, detail: (
        _("people") if value == "people" else _("organisations")
    ),
    "directory.file": lambda value, detail: None,
    "directory.rows": lambda value, detail: ngettext("%(num)d row", "%(num)d rows", value),
    "directory.lists": lambda value, detail: ngettext("%(num)d list", "%(num)d lists", value),
    "directory.added": lambda value, detail: _("%(num)d added", num=value),
    "directory.late": lambda value, detail: _("%(num)d not read in", num=value),
    "directory.untouched": lambda value, detail: _("%(num)d as they were", num=value),
    "directory.undone": lambda value, detail: _("%(num)d undone", num=value),
    "directory.merges": lambda value, detail: ngettext("%(num)d merge", "%(num)d merges", value),
    "directory.organisations_found": lambda value, detail: ngettext(
        "%(num)d new pair of organisations", "%(num)d new pairs of organisations", value
    ),
    "directory.people_found": lambda value, detail: ngettext(
        "%(num)d new pair of people", "%(num)d new pairs of people", value
    ),
    "directory.people": lambda value, detail: ngettext("%(num)d person", "%(num)d people", value),
}
