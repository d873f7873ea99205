"""Whom an act on a network tells what: one mail for each act and person."""

from __future__ import annotations

from collections.abc import Iterable

from arena import clock
from arena.accounts.models import User
from arena.messages.services import Recipient, queue
from arena.networks.models import Admission, Agreement, Membership
from arena.networks.queries.admissions import leaders_of

INVITATION_OCCASION = "round"


def tell_sender(admission: Admission, template: str) -> None:
    """Queue a mail to who was asked, or asks, in their language."""
    queue(
        f"networks/{template}",
        Recipient(admission.email, admission.name, admission.language),
        subject=f"network_admission:{admission.id}",
        occasion=f"{INVITATION_OCCASION} {admission.round}",
        params={"admission_id": admission.id, "round": admission.round},
        useless_after=admission.expires_at,
    )


def tell_leaders(admission: Admission, template: str) -> None:
    """Queue a mail to who leads the network; to those who plan where nobody does."""
    for user in leaders_of(admission.network, clock.today()):
        queue(
            f"networks/{template}",
            Recipient(user.email, user.name, user.language),
            subject=f"network_admission:{admission.id}",
            occasion=f"{admission.state} {admission.round}",
            params={"admission_id": admission.id, "user_id": user.id},
        )


def tell_of_leaving(membership: Membership, *, whole: bool, name: str) -> None:
    """Queue a mail to who leads the network: a member left, or one of its people."""
    for user in leaders_of(membership.network, clock.today()):
        queue(
            "networks/left",
            Recipient(user.email, user.name, user.language),
            subject=f"network:{membership.network_id}",
            occasion=f"membership {membership.id} {'all' if whole else name}"[:80],
            params={
                "network_id": membership.network_id,
                "membership_id": membership.id,
                "organisation_id": membership.organisation_id,
                "whole": whole,
                "user_id": user.id,
            },
        )


def tell_owner(agreement: Agreement, people: Iterable[User], reminder: str) -> bool:
    """Queue a reminder of an agreement, once for each; tell whether any is new."""
    queued = [
        queue(
            "networks/agreement_reminder",
            Recipient(user.email, user.name, user.language),
            subject=f"agreement:{agreement.id}",
            occasion=reminder,
            params={"agreement_id": agreement.id, "reminder": reminder},
        )
        for user in people
    ]
    return any(number is not None for number in queued)
