"""What is mailed of notes, minutes and actions; who may read is asked again when it is sent."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from arena.meetings.models import Action, Approval, Meeting, Record
from arena.meetings.queries.actions import list_leaders
from arena.meetings.queries.readers import Reader, list_approvers, list_readers, reader_of
from arena.meetings.queries.reminders import DUE, NOBODYS, gone_occasion, occasion
from arena.messages.services import queue


def tell_of_record(meeting: Meeting, record: Record) -> int:
    """Send a record to everybody who may read it, and ask who is to approve; return how many."""
    asked = {reader.recipient.email: approval for approval, reader in list_approvers(record)}
    readers = {each.recipient.email: each for each in list_readers(meeting)}
    readers |= {reader.recipient.email: reader for _approval, reader in list_approvers(record)}
    for email, reader in readers.items():
        template = "meetings/approval_asked" if email in asked else "meetings/record_sent"
        _queue(template, meeting, reader, f"sent{record.sendings}", sending=record.sendings)
    return len(readers)


def tell_of_approval(meeting: Meeting, record: Record) -> None:
    """Tell everybody who may read them that the minutes are approved."""
    for reader in list_readers(meeting):
        _queue("meetings/record_approved", meeting, reader, "approved")


def tell_of_taking_back(
    meeting: Meeting, record: Record, approved: Sequence[Approval], words: str
) -> None:
    """Tell who had approved minutes that these are changed, and why."""
    known = {approval.id: reader for approval, reader in list_approvers(record)}
    for approval in approved:
        if approval.id in known and approval.approved_at is not None:
            occasion = f"back{approval.approved_at:%Y%m%dT%H%M%S%f}"
            _queue("meetings/record_taken_back", meeting, known[approval.id], occasion, words=words)


def tell_of_correction(meeting: Meeting, record: Record) -> None:
    """Tell everybody who may read them that something was added to approved minutes."""
    correction = record.corrections[-1]
    for reader in list_readers(meeting):
        occasion = f"correction{correction.id}"
        _queue("meetings/record_corrected", meeting, reader, occasion, correction_id=correction.id)


def remind_of_action(action: Action, reminder: str) -> None:
    """Remind the owner of an action."""
    if action.owner is not None:
        queue(
            DUE,
            reader_of(action.owner).recipient,
            subject=f"action:{action.id}",
            occasion=occasion(reminder, action),
            params={"action_id": action.id, "owner_id": action.owner.id},
        )


def tell_of_nobodys(action: Action) -> None:
    """Tell who leads a network that an action has nobody any more who sees to it."""
    for person in list_leaders(action.network):
        queue(
            NOBODYS,
            reader_of(person).recipient,
            subject=f"action:{action.id}",
            occasion=gone_occasion(action.owner_id),
            params={"action_id": action.id, "leader_id": person.id},
        )


def _queue(template: str, meeting: Meeting, reader: Reader, occasion: str, **params: Any) -> None:
    queue(
        template,
        reader.recipient,
        subject=f"record:{meeting.id}",
        occasion=occasion,
        event=meeting.event,
        params={"meeting_id": meeting.id, **params},
    )
