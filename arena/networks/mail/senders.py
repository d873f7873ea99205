"""Mails to those who were invited to a network, or apply to it."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _

from arena import db
from arena.accounts.policy import is_staff
from arena.messages.kinds import N_, NoLongerTrue
from arena.messages.models import Message
from arena.networks.links import admission_token
from arena.networks.models import Admission, AdmissionState, Entry
from arena.networks.words import circle_name
from arena.web.addresses import absolute_url
from arena.web.languages import localized

_ENDPOINTS = {
    Entry.INVITATION: "networks.invitation",
    Entry.APPLICATION: "networks.application",
}
_TRUE_IN = {
    "networks/accepted": AdmissionState.ACCEPTED,
    "networks/declined": AdmissionState.DECLINED,
}


def about_admission(message: Message) -> str:
    """Return what a mail is about, for staff: the organisation and the network."""
    admission = db.session.get(Admission, message.params["admission_id"])
    if admission is None:
        return str(_("An application or invitation that is no longer kept"))
    return f"{admission.organisation_name}, {localized(admission.network, 'name')}"


def get_admission_of(message: Message) -> Admission:
    """Return what a mail is about; raise `NoLongerTrue` once it is not kept."""
    admission = db.session.get(Admission, message.params["admission_id"])
    if admission is None:
        raise NoLongerTrue(N_("The application or invitation is no longer kept."))
    return admission


def gather_link(message: Message) -> dict[str, Any]:
    """Return what a mail with a link says; one whose link was replaced is not sent."""
    admission = get_admission_of(message)
    if not admission.is_waiting or admission.round != message.params["round"]:
        raise NoLongerTrue(N_("It has been answered, taken back or sent again."))
    if admission.entry == Entry.APPLICATION and admission.confirmed_at is not None:
        raise NoLongerTrue(N_("The address is confirmed already."))
    token = admission_token(admission)
    inviter = admission.created_by
    return admission_facts(admission) | {
        "link_url": absolute_url(_ENDPOINTS[Entry(admission.entry)], token=token),
        "expires_at": admission.expires_at,
        "inviter": inviter.name if inviter and inviter.is_open else "",
    }


def gather_answer(message: Message) -> dict[str, Any]:
    """Return what the answer to an application, or the welcome, says."""
    admission = get_admission_of(message)
    if admission.state != _TRUE_IN[message.template]:
        raise NoLongerTrue(N_("It has been answered otherwise meanwhile."))
    return admission_facts(admission) | {
        "page_url": _page_of(admission),
        "is_invited": admission.entry == Entry.INVITATION,
    }


def admission_facts(admission: Admission) -> dict[str, Any]:
    """Return what every mail about an application or an invitation may say."""
    network = admission.network
    return {
        "admission": admission,
        "network_name": localized(network, "name"),
        "purpose": localized(network, "purpose"),
        "words": admission.words,
        "answer_words": admission.answer_words,
        "rows": [
            (_("Network"), localized(network, "name")),
            (_("Organisation"), admission.organisation_name),
            (_("Circle"), str(circle_name(admission.circle))),
        ],
    }


def _page_of(admission: Admission) -> str:
    """Return the network's page, as the receiver may open it."""
    user = admission.person.user if admission.person else None
    side = "networks_staff" if user is not None and is_staff(user) else "networks_partner"
    return absolute_url(f"{side}.show", slug=admission.network.slug)
