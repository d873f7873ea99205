"""Circles, offices, kinds of agreements and their states in the words that people read."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from arena.directory.words import TYPE_NAMES
from arena.networks.models import (
    AdmissionState,
    AgreementType,
    Circle,
    Entry,
    Matter,
    Network,
    OfficeName,
)
from arena.networks.rules.agreements import Standing
from arena.networks.rules.joining import Joining, joining_of
from arena.web import filters
from arena.web.languages import localized

CIRCLES: dict[str, Any] = {
    Circle.CORE: _l("Core"),
    Circle.ASSOCIATED: _l("Associated"),
    Circle.LISTENING: _l("Listening"),
}
CIRCLE_HINTS: dict[str, Any] = {
    Circle.CORE: _l("Carries the network, and comes to its meetings."),
    Circle.ASSOCIATED: _l("Takes part in some of it."),
    Circle.LISTENING: _l("Follows what happens."),
}
OFFICES: dict[str, Any] = {
    OfficeName.CHAIR: _l("Chair"),
    OfficeName.VICE_CHAIR: _l("Vice chair"),
    OfficeName.CONVENER: _l("Convener"),
    OfficeName.SECRETARY: _l("Secretary"),
}
OFFICE_HINTS: dict[str, Any] = {
    OfficeName.CHAIR: _l("Leads the network. There is one at a time."),
    OfficeName.VICE_CHAIR: _l("Leads it when the chair cannot."),
    OfficeName.CONVENER: _l("Calls the meetings and sees to the members."),
    OfficeName.SECRETARY: _l("Writes the notes and the minutes."),
}
ENTRIES: dict[str, Any] = {
    Entry.APPLICATION: _l("By application"),
    Entry.INVITATION: _l("By invitation"),
}
ENTRY_HINTS: dict[str, Any] = {
    Entry.APPLICATION: _l("Organisations may ask to join. Whoever leads the network answers."),
    Entry.INVITATION: _l("Only those who are asked can join."),
}
JOINING: dict[str, Any] = {
    Joining.ANYBODY: _l("Organisations of all kinds"),
    Joining.PUBLIC_BODIES: _l("Public bodies only"),
    Joining.CHOSEN: _l("Only some kinds of organisations"),
}
ADMISSION_STATES: dict[str, tuple[Any, str]] = {
    AdmissionState.WAITING: (_l("Waits for an answer"), "waiting"),
    AdmissionState.ACCEPTED: (_l("Admitted"), "good"),
    AdmissionState.DECLINED: (_l("Declined"), "bad"),
    AdmissionState.WITHDRAWN: (_l("Withdrawn"), "quiet"),
    AdmissionState.EXPIRED: (_l("Too old"), "quiet"),
}
ADMISSION_KINDS: dict[str, Any] = {
    Entry.APPLICATION: _l("Application"),
    Entry.INVITATION: _l("Invitation"),
}
AGREEMENT_TYPES: dict[str, Any] = {
    AgreementType.LETTER_OF_INTENT: _l("Letter of intent"),
    AgreementType.MOU: _l("Memorandum of understanding"),
    AgreementType.COLLABORATION: _l("Collaboration agreement"),
    AgreementType.PRE_PROCUREMENT: _l("Development before a tender"),
    AgreementType.PROJECT: _l("Project agreement"),
}
MATTERS: dict[str, Any] = {
    Matter.STATE_AID: _l("State aid"),
    Matter.IPR: _l("Who owns the results"),
    Matter.LIABILITY: _l("Liability"),
    Matter.DISQUALIFICATION: _l("Disqualification from a later tender"),
}
STANDINGS: dict[str, tuple[Any, str]] = {
    Standing.COMING: (_l("Not yet in force"), "open"),
    Standing.HOLDS: (_l("In force"), "good"),
    Standing.ENDING: (_l("Ends soon"), "waiting"),
    Standing.EXPIRED: (_l("Expired"), "late"),
    Standing.RENEWED: (_l("Renewed"), "done"),
    Standing.ENDED_EARLY: (_l("Ended early"), "bad"),
}


def network_label(network: Network) -> str:
    """`{{ network|network_label }}`: its name, and a working group's with that of its network."""
    name: str = localized(network, "name")
    if network.parent is None:
        return name
    return f"{name} ({localized(network.parent, 'name')})"


def circle_name(circle: str) -> Any:
    """`{{ membership.circle|circle_name }}`: “Kärna”."""
    return CIRCLES[circle]


def office_name(office: str) -> Any:
    """`{{ office.office|office_name }}`: “Ordförande”."""
    return OFFICES[office]


def entry_name(entry: str) -> Any:
    """`{{ network.entry|entry_name }}`: “Efter ansökan”."""
    return ENTRIES[entry]


def admission_kind(entry: str) -> Any:
    """`{{ admission.entry|admission_kind }}`: “Ansökan”."""
    return ADMISSION_KINDS[entry]


def admission_state(state: str) -> tuple[Any, str]:
    """`{{ admission.state|admission_state }}`: a word and the kind of its shape."""
    return ADMISSION_STATES[state]


def agreement_type(value: str) -> Any:
    """`{{ agreement.type|agreement_type }}`: “Samverkansavtal”."""
    return AGREEMENT_TYPES[value]


def matter_name(value: str) -> Any:
    """`{{ matter|matter_name }}`: “Statligt stöd”."""
    return MATTERS[value]


def agreement_standing(standing: str) -> tuple[Any, str]:
    """`{{ standing|agreement_standing }}`: a word and the kind of its shape."""
    return STANDINGS[standing]


def who_may_join(types: list[str]) -> str:
    """`{{ network.organisation_types|who_may_join }}`: which organisations may be members."""
    joining = joining_of(types)
    if joining is not Joining.CHOSEN:
        return str(JOINING[joining])
    return str(filters.listing([str(TYPE_NAMES[type_]) for type_ in types]))


def choices(
    names: dict[str, Any], hints: dict[str, Any] | None = None
) -> list[tuple[str, Any] | tuple[str, Any, Any]]:
    """Return words as choices of a form, with hints where there are some."""
    if hints is None:
        return [(str(value), name) for value, name in names.items()]
    return [(str(value), name, hints[value]) for value, name in names.items()]


def closed_words(is_public: bool) -> str:
    """`{{ network.is_public|closed_words }}`: whether everybody may know of a network."""
    return str(_("Public network") if is_public else _("Closed network"))


FILTERS = (
    network_label,
    circle_name,
    office_name,
    entry_name,
    admission_kind,
    admission_state,
    agreement_type,
    matter_name,
    agreement_standing,
    who_may_join,
    closed_words,
)
