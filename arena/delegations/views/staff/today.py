"""What the staff's page of today says of delegations."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from arena import clock
from arena.delegations import policy
from arena.delegations.day_words import stay
from arena.delegations.meanings import STATES
from arena.delegations.models import Delegation, DelegationState
from arena.delegations.queries.tasks import count_overdue
from arena.delegations.queries.today import list_here_today, list_new_enquiries, list_unanswered
from arena.web.today import Line, Section


def delegations_today(person: Any) -> Section | None:
    """Return who is here, what waits, and what is late, as far as the person may read it."""
    if not policy.may_read_delegations(person):
        return None
    lines = [_here(each, person) for each in list_here_today()]
    if policy.may_plan_delegations(person):
        lines += _waiting(person)
    return Section(
        "delegations-today",
        _("Delegations"),
        lines,
        (_("All delegations"), url_for("delegations_staff.index")),
    )


def _here(delegation: Delegation, person: Any) -> Line:
    leads = policy.leads_days_of(person, delegation)
    page = "delegations_host.day" if leads else "delegations_staff.show"
    meaning = STATES[DelegationState(delegation.state)]
    return Line(
        delegation.name,
        url_for(page, reference=delegation.reference),
        ngettext("%(num)d person", "%(num)d people", delegation.size),
        (meaning.label, meaning.shape),
    )


def _waiting(person: Any) -> Iterator[Line]:
    for enquiry in list_new_enquiries():
        href = url_for("delegations_staff.vet", reference=enquiry.reference)
        yield Line(enquiry.name, href, stay(enquiry), (_("New enquiry"), "waiting"))
    for delegation, count in list_unanswered():
        href = url_for("delegations_staff.people", reference=delegation.reference)
        missing = ngettext(
            "%(num)d has not answered in time", "%(num)d have not answered in time", count
        )
        yield Line(delegation.name, href, missing, (_("No answer"), "late"))
    if overdue := count_overdue(person, clock.today()):
        words = ngettext(
            "%(num)d task of yours is late", "%(num)d tasks of yours are late", overdue
        )
        yield Line(words, url_for("delegations_staff.my_tasks"), "", (_("Late"), "late"))
