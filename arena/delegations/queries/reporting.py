"""The words that a report begins with, from the record, in the reader's language; no names."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import ngettext

from arena import clock
from arena.delegations.meanings import TYPES
from arena.delegations.models import Delegation, DelegationType
from arena.delegations.queries.programmes import list_items
from arena.delegations.queries.promises import list_promises
from arena.delegations.queries.tasks import list_tasks
from arena.delegations.rules.reporting import ReportFacts
from arena.web import filters
from arena.web.languages import localized

_NOTHING_SEEN = frozenset({"break", "meal", "transfer", "arrival"})


def draft_report(delegation: Delegation) -> ReportFacts:
    """Return what the record knows of a visit; staff write on from there."""
    return ReportFacts(
        came=_who_came(delegation),
        saw=_what_they_saw(delegation),
        asked=delegation.questions,
        follows=_what_follows(delegation),
    )


def _who_came(delegation: Delegation) -> str:
    country = delegation.country
    people = delegation.headcount if delegation.headcount is not None else delegation.size
    said: str = ngettext(
        "%(num)d person from %(organisation)s, %(country)s, %(days)s. %(type)s.",
        "%(num)d people from %(organisation)s, %(country)s, %(days)s. %(type)s.",
        people,
        organisation=delegation.organisation_name,
        country=filters.country_name(country) if country else _("country unknown"),
        type=TYPES[DelegationType(delegation.type)],
        days=filters.day(delegation.starts_on),
    )
    return said


def _what_they_saw(delegation: Delegation) -> str:
    lines = []
    for item in list_items(delegation):
        if item.kind in _NOTHING_SEEN:
            continue
        place = localized(item.event, "place")
        title = localized(item, "title")
        lines.append(f"– {title} ({place})" if place else f"– {title}")
    return "\n".join(lines)


def _what_follows(delegation: Delegation) -> str:
    promised = [
        _("– Answer by %(day)s: %(what)s", day=filters.day(each.due_on), what=each.question)
        for each in list_promises(delegation)
        if not each.answered_at
    ]
    to_do = [
        _("– %(what)s by %(day)s", day=filters.day(task.due_on), what=localized(task, "title"))
        for task in list_tasks(delegation)
        if not task.done_at and task.due_on >= clock.today()
    ]
    return "\n".join(promised + to_do)
