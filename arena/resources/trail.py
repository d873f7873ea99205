"""The resources' words in the audit trail."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, timedelta
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from arena.audit.words import Details, Record, Reference, Saying, day_words
from arena.resources.queries.register import map_resources
from arena.resources.topics import topic_name
from arena.resources.words import DAY_KINDS, KINDS, resource_name
from arena.web import filters


def name_resources(numbers: Collection[int]) -> Mapping[int, str]:
    """Return what resources are called, by their numbers."""
    return {number: resource_name(each) for number, each in map_resources(numbers).items()}


RECORDS = {
    "resources": Record(_l("Resource"), "resources.show", "resource_id", name_resources),
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
    "resources.change_closure": _l("Changed the days of a closure"),
    "resources.remove_closure": _l("Removed a closure"),
    "resources.set_day_rules": _l("Set the rules for special days"),
}


def _until(written: str | None) -> str | None:
    """Say the last day of what ends exclusively."""
    if written is None:
        return None
    last = date.fromisoformat(written) - timedelta(days=1)
    return str(_("until %(day)s", day=filters.day(last)))


def _day_rule(label: Any) -> Saying:
    """Say of a kind of special days whether the arena is closed on them."""

    def say(is_closed: bool, detail: Mapping[str, Any]) -> str:
        if is_closed:
            return str(_("%(days)s: closed", days=label))
        return str(_("%(days)s: open", days=label))

    return say


DETAILS: Details = {
    "resources.kind": lambda value, detail: KINDS.get(value, value),
    "resources.units": lambda value, detail: ngettext(
        "%(num)d group at a time", "%(num)d groups at a time", value
    ),
    "resources.capacity": lambda value, detail: (
        ngettext("%(num)d person", "%(num)d people", value) if value else None
    ),
    "resources.languages": lambda value, detail: filters.listing(
        filters.language_name(code) for code in value
    ),
    "resources.topics": lambda value, detail: (
        filters.listing(topic_name(topic) for topic in value) if value else None
    ),
    "resources.max_per_day": lambda value, detail: ngettext(
        "%(num)d visit a day at most", "%(num)d visits a day at most", value
    ),
    "resources.from": lambda value, detail: _("from %(day)s", day=day_words(value)),
    "resources.until": lambda value, detail: _until(value),
    "resources.starts_on": lambda value, detail: _("from %(day)s", day=day_words(value)),
    "resources.ends_on": lambda value, detail: _until(value),
    "resources.resource": Reference(name_resources, _l("the whole arena")),
    **{f"resources.{kind}": _day_rule(label) for kind, label in DAY_KINDS.items()},
}
