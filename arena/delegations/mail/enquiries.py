"""What mails about an enquiry say: to its sender, and to who sees to it."""

from __future__ import annotations

from typing import Any

from flask import Flask
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from arena import db
from arena.delegations.day_words import whole_stay
from arena.delegations.links import enquiry_url
from arena.delegations.meanings import LEVELS, TYPES
from arena.delegations.models import Delegation, DelegationState, DelegationType, Level
from arena.delegations.rules.ladder import PLANNED, UNDECIDED
from arena.delegations.rules.vetting import Decision
from arena.messages.kinds import N_, Kind, NoLongerTrue, register
from arena.messages.models import Message
from arena.web import filters
from arena.web.addresses import absolute_url

_S = DelegationState
Row = tuple[str, str]
_LABELS = {
    "delegations/received": _l("Enquiry received"),
    "delegations/asked": _l("Question to the sender"),
    "delegations/accepted": _l("Delegation accepted"),
    "delegations/declined": _l("Enquiry declined"),
    "delegations/withdrawn": _l("Delegation withdrawn"),
    "delegations/called_off": _l("Delegation called off"),
}
_STAFF_LABELS = {
    "delegations/new_enquiry": _l("A new enquiry of a delegation"),
    "delegations/answered": _l("The sender has answered"),
    "delegations/withdrawn_staff": _l("A delegation has withdrawn"),
}
# What each mail takes for granted: in another state it is not sent any more.
_TRUE_IN: dict[str, frozenset[DelegationState]] = {
    "delegations/received": UNDECIDED,
    "delegations/asked": frozenset({_S.INCOMPLETE}),
    "delegations/accepted": PLANNED,
    "delegations/declined": frozenset({_S.DECLINED}),
    "delegations/withdrawn": frozenset({_S.WITHDRAWN}),
    "delegations/called_off": frozenset({_S.CALLED_OFF}),
    "delegations/new_enquiry": UNDECIDED,
    "delegations/answered": UNDECIDED,
    "delegations/withdrawn_staff": frozenset({_S.WITHDRAWN}),
}


def init_app(app: Flask) -> None:
    """Make the mails known."""
    register(
        app,
        *(
            Kind(template, label, _gather_for_contact, about=about_delegation)
            for template, label in _LABELS.items()
        ),
        *(
            Kind(template, label, _gather_for_staff, about=about_delegation)
            for template, label in _STAFF_LABELS.items()
        ),
    )


def about_delegation(message: Message) -> str:
    """Return what a mail is about, for staff: the delegation's reference and name."""
    delegation = db.session.get(Delegation, message.params["delegation_id"])
    if delegation is None:
        return str(_("A delegation that is no longer kept"))
    return f"{delegation.name}, {delegation.reference}"


def _gather_for_contact(message: Message) -> dict[str, Any]:
    delegation = _get(message)
    if message.recipient_email != delegation.contact_email:
        # The mail carries the key to the sender's page, and the old address may be a stranger's.
        raise NoLongerTrue(N_("The contact has another address now."))
    coordinator = delegation.coordinator
    return _facts(delegation) | {
        "enquiry_url": enquiry_url(delegation, message.language),
        "coordinator": coordinator.name if coordinator and coordinator.is_open else "",
    }


def _gather_for_staff(message: Message) -> dict[str, Any]:
    delegation = _get(message)
    decide = "delegations_staff.vet" if delegation.state in UNDECIDED else "delegations_staff.show"
    return _facts(delegation) | {
        "page_url": absolute_url(decide, reference=delegation.reference),
    }


def _get(message: Message) -> Delegation:
    delegation = db.session.get(Delegation, message.params["delegation_id"])
    if delegation is None or delegation.is_erased:
        raise NoLongerTrue(N_("The delegation is no longer kept."))
    if delegation.state not in _TRUE_IN[message.template]:
        raise NoLongerTrue(N_("The delegation has gone on to another state."))
    return delegation


def _facts(delegation: Delegation) -> dict[str, Any]:
    asked = [each for each in delegation.vettings if each.decision == Decision.ASKED]
    decided = delegation.vettings[-1] if delegation.vettings else None
    return {
        "delegation": delegation,
        "rows": enquiry_rows(delegation),
        "question": asked[-1].reason if asked else "",
        "answer": asked[-1].answer if asked else "",
        "words": decided.reason if decided else "",
        "offers_url": absolute_url("visits.index"),
    }


def enquiry_rows(delegation: Delegation) -> list[Row]:
    """Return what a mail lists of an enquiry; rows without a value are not shown."""
    country = filters.country_name(delegation.country) if delegation.country else ""
    return [
        (_("Delegation"), delegation.name),
        (_("Organisation"), ", ".join(filter(None, (delegation.organisation_name, country)))),
        (_("On behalf of"), delegation.on_behalf_of),
        (_("Type"), str(TYPES[DelegationType(delegation.type)])),
        (_("Highest in rank"), str(LEVELS[Level(delegation.level)])),
        (_("Number of people"), filters.number(delegation.size)),
        (_("Days"), whole_stay(delegation)),
        (_("Other days that would do"), delegation.other_dates),
        (_("Language"), filters.sentence(filters.language_name(delegation.language))),
        (_("Reference"), delegation.reference),
    ]
