"""Visits to a partner in words: who comes from where, and what they want to see; never a name."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import ngettext

from arena.delegations.models import Delegation
from arena.delegations.topics import topic_word
from arena.partners.queries.visiting import Coming
from arena.web import filters
from arena.web.languages import localized


def coming_title(coming: Coming) -> str:
    """`{{ visit|coming_title }}`: “Delegation från Korea”, “Studiebesök”."""
    if coming.item is None:
        return localized(coming.event, "title")
    delegation = coming.item.delegation
    if delegation.is_confidential:
        return str(_("A delegation"))
    country = filters.country_name(delegation.country)
    return str(_("Delegation from %(country)s", country=country))


def coming_what(coming: Coming) -> str:
    """`{{ visit|coming_what }}`: what the visit to the partner is for."""
    if coming.item is not None:
        return localized(coming.item, "title")
    return coming_size(coming)


def coming_size(coming: Coming) -> str:
    """`{{ visit|coming_size }}`: how many come."""
    return str(ngettext("%(num)d person", "%(num)d people", _size(coming)))


def coming_language(coming: Coming) -> str:
    """`{{ visit|coming_language }}`: what is spoken."""
    record = coming.visit if coming.item is None else coming.item.delegation
    return filters.language_name(record.language) if record is not None else ""


def coming_wishes(coming: Coming) -> str:
    """`{{ visit|coming_wishes }}`: what they want to see, by topic."""
    if coming.item is None:
        return ""
    delegation: Delegation = coming.item.delegation
    return ", ".join(topic_word(topic) for topic in delegation.topics)


def _size(coming: Coming) -> int:
    if coming.item is None:
        return coming.visit.group_size if coming.visit is not None else 0
    group = coming.item.group
    return group.size if group is not None and group.size else coming.item.delegation.size


FILTERS = (coming_title, coming_what, coming_size, coming_language, coming_wishes)
