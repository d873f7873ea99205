"""Mails to those who lead a network: who applies, what was answered, who leaves."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _

from arena import clock, db
from arena.accounts.models import User
from arena.accounts.policy import is_staff
from arena.directory.models import Organisation
from arena.messages.kinds import N_, NoLongerTrue
from arena.messages.models import Message
from arena.networks.mail.senders import admission_facts, get_admission_of
from arena.networks.models import AdmissionState, Network
from arena.networks.policy import may_lead
from arena.networks.queries.standing import offices_in
from arena.web.addresses import absolute_url
from arena.web.languages import localized


def about_network(message: Message) -> str:
    """Return what a mail is about, for staff: the network."""
    network = db.session.get(Network, message.params["network_id"])
    return localized(network, "name") if network else str(_("A network that is no longer kept"))


def gather_for_leader(message: Message) -> dict[str, Any]:
    """Return what a mail about an application or an answered invitation says."""
    admission = get_admission_of(message)
    user = _leader(message, admission.network)
    is_application = message.template == "networks/application_waits"
    if is_application and not admission.is_waiting:
        raise NoLongerTrue(N_("It has been answered, or taken back."))
    return admission_facts(admission) | {
        "who": f"{admission.name}, {admission.organisation_name}",
        "email": admission.email,
        "is_accepted": admission.state == AdmissionState.ACCEPTED,
        "page_url": absolute_url(
            f"{_side(user)}.admission",
            slug=admission.network.slug,
            admission_id=admission.id,
        ),
    }


def gather_left(message: Message) -> dict[str, Any]:
    """Return what a mail about a member that leaves says."""
    network = db.session.get_one(Network, message.params["network_id"])
    user = _leader(message, network)
    organisation = db.session.get(Organisation, message.params["organisation_id"])
    if organisation is None:
        raise NoLongerTrue(N_("The organisation is no longer kept."))
    return {
        "network_name": localized(network, "name"),
        "organisation": organisation.name,
        "whole": message.params["whole"],
        "page_url": absolute_url(f"{_side(user)}.members", slug=network.slug),
    }


def _leader(message: Message, network: Network) -> User:
    """Return who gets a mail; raise `NoLongerTrue` for somebody who leads the network no more."""
    user = db.session.get(User, message.params["user_id"])
    if user is None or not user.is_open:
        raise NoLongerTrue(N_("The account is closed."))
    if not may_lead(user, offices_in(network, user, clock.today())):
        raise NoLongerTrue(N_("The receiver leads the network no more."))
    return user


def _side(user: User) -> str:
    return "networks_staff" if is_staff(user) else "networks_partner"
