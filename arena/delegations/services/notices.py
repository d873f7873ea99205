"""Whom an act on an enquiry tells what: one mail for each version, template and person."""

from __future__ import annotations

from typing import Any

from arena.accounts.queries import list_planners
from arena.delegations.models import Delegation
from arena.delegations.queries.history import mail_subject
from arena.messages.services import Recipient, queue


def tell_contact(delegation: Delegation, template: str, **params: Any) -> None:
    """Queue a mail to the contact, in their language; nothing for whom there is no address."""
    contact = Recipient(
        delegation.contact_email, delegation.contact_name, delegation.contact_language
    )
    _tell(delegation, contact, template, params)


def tell_staff(delegation: Delegation, template: str, **params: Any) -> None:
    """Queue a mail to the coordinator; to all who plan while there is none, or none any more."""
    coordinator = delegation.coordinator
    if coordinator is not None and coordinator.is_open:
        people = [coordinator]
    else:
        people = list(list_planners())
    for person in people:
        recipient = Recipient(person.email, person.name, person.language)
        _tell(delegation, recipient, template, params)


def _tell(
    delegation: Delegation, recipient: Recipient, template: str, params: dict[str, Any]
) -> None:
    queue(
        f"delegations/{template}",
        recipient,
        subject=mail_subject(delegation),
        occasion=f"{delegation.reference} v{delegation.version}",
        params={"delegation_id": delegation.id, **params},
    )
