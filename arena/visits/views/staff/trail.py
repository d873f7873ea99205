"""What acts on visits add in the audit trail, in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from arena.accounts.queries import name_users
from arena.audit.words import Details, Reference, listed, moment_words, unsaid
from arena.directory.queries import name_organisations
from arena.visits.forms.staff.offers import OfferForm
from arena.visits.meanings import REASON_LABELS
from arena.visits.models import DeclineReason, VisitState
from arena.visits.views.staff.words import STATES

_MORE_FIELDS = {
    "questions": _l("Questions"),
    "access_needs": _l("Needs"),
    "contact_phone": _l("Phone"),
    "stops": _l("Programme"),
    "cancellation_ladder": _l("Cancelling"),
}


def field_labels() -> Mapping[str, Any]:
    """Return what the fields of visits and offers are called; an offer's as its form calls them."""
    fields = vars(OfferForm).items()
    labels = {name: field.args[0] for name, field in fields if getattr(field, "args", None)}
    return {name: label for name, label in labels.items() if not callable(label)} | _MORE_FIELDS


def _now(state: str, detail: Mapping[str, Any]) -> str | None:
    if state == detail.get("from"):
        return None
    return str(_("now: %(state)s", state=STATES[VisitState(state)][0]))


def _size(value: int | list[int], detail: Mapping[str, Any]) -> str:
    if isinstance(value, list):
        return str(_("From %(before)s to %(after)s people", before=value[0], after=value[1]))
    return str(ngettext("%(num)d person", "%(num)d people", value))


DETAILS: Details = {
    "visits.from": unsaid,
    "visits.version": unsaid,
    "visits.typed": unsaid,
    "visits.to": _now,
    "visits.group_size": _size,
    "visits.starts_at": lambda value, detail: moment_words(value),
    "visits.handler": Reference(name_users),
    "visits.hosts": lambda value, detail: ngettext("%(num)d host", "%(num)d hosts", value),
    "visits.reason": lambda value, detail: REASON_LABELS[DeclineReason(value)],
    "visits.organisation": Reference(name_organisations, _l("none")),
    "visits.percent": lambda value, detail: (
        _("%(percent)s %% of the fee is due", percent=value) if value else None
    ),
    "visits.headcount": lambda value, detail: _("%(count)s came", count=value),
    "visits.offer": lambda value, detail: _("offer %(code)s", code=value),
    "visits.code": lambda value, detail: _("offer %(code)s", code=value),
    "visits.seats": lambda value, detail: ngettext("%(num)d seat", "%(num)d seats", value),
    "visits.walks": lambda value, detail: ngettext("%(num)d walk", "%(num)d walks", value),
    "visits.visits": lambda value, detail: ngettext("%(num)d visit", "%(num)d visits", value),
    "visits.changed": listed(field_labels()),
}
