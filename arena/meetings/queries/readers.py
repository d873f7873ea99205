"""Who may read the notes and minutes of a meeting, and is sent them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from arena.directory.models import Person
from arena.meetings.models import Approval, Meeting, Record
from arena.meetings.queries.actions import list_owners
from arena.meetings.queries.records import list_invitees
from arena.messages.services import Recipient
from arena.networks.models import Network


@dataclass(frozen=True)
class Reader:
    """Somebody who is sent a record; `has_account`: who can sign in and open its page."""

    recipient: Recipient
    has_account: bool


def is_openly_known(network: Network) -> bool:
    """Tell whether people outside may know of a network: its parent must be public as well."""
    return network.is_public and (network.parent is None or network.parent.is_public)


def list_readers(meeting: Meeting) -> Sequence[Reader]:
    """Return whom a record is sent to, each address once: the network's people, and invitees.

    What was said in a closed network is for its members alone, whoever else was invited.
    """
    found: dict[str, Reader] = {}
    for person in list_owners(meeting.network):
        if person.email:
            found.setdefault(person.email, reader_of(person))
    if is_openly_known(meeting.network):
        for invitee in list_invitees(meeting):
            recipient = Recipient(invitee.email, invitee.name, invitee.language)
            if invitee.email and invitee.asked_sequence is not None:
                has_account = invitee.person is not None and _can_sign_in(invitee.person)
                found.setdefault(invitee.email, Reader(recipient, has_account))
    return list(found.values())


def find_reader(meeting: Meeting, email: str) -> Reader | None:
    """Return somebody who may read the record today, by the address; None for whom may not."""
    return next((each for each in list_readers(meeting) if each.recipient.email == email), None)


def list_approvers(record: Record) -> Sequence[tuple[Approval, Reader]]:
    """Return who is to approve minutes and can be written to."""
    return [
        (approval, reader_of(approval.person))
        for approval in record.approvals
        if approval.person is not None and approval.person.email
    ]


def reader_of(person: Person) -> Reader:
    """Return somebody of the directory as mail reaches them, in the language that they chose."""
    user = person.user
    language = user.language if user is not None and user.is_open else person.language
    return Reader(Recipient(person.email or "", person.name, language), _can_sign_in(person))


def _can_sign_in(person: Person) -> bool:
    return person.user is not None and person.user.is_open
