"""Mails about a meeting to those who are invited: one each, with the entry for their calendar."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from arena import clock
from arena.meetings.models import Invitee, Meeting
from arena.messages.services import Recipient
from arena.scheduling.services import Notice, send


def notice(
    invitee: Invitee,
    name: str,
    *,
    occasion: str,
    method: str | None = None,
    params: dict[str, Any] | None = None,
) -> Notice:
    """Return a mail to somebody who is invited; it goes out once for each `occasion`."""
    return Notice(
        template=f"meetings/{name}",
        recipient=Recipient(invitee.email, invitee.name, invitee.language),
        occasion=occasion,
        calendar_method=method,
        params={"invitee_id": invitee.id, **(params or {})},
    )


def tell(
    meeting: Meeting,
    invitees: Iterable[Invitee],
    name: str,
    *,
    method: str | None = None,
    occasion: str | None = None,
    params: dict[str, Any] | None = None,
) -> None:
    """Tell some of those who are invited; what invites notes which revision they were sent."""
    told = [invitee for invitee in invitees if invitee.email]
    occasion = occasion or f"v{meeting.version}"
    send(
        meeting.event,
        [notice(each, name, occasion=occasion, method=method, params=params) for each in told],
    )
    if method == "REQUEST":
        for invitee in told:
            invitee.asked_sequence = meeting.event.sequence


def tell_all(
    meeting: Meeting, name: str, *, method: str, params: dict[str, Any] | None = None
) -> None:
    """Tell everybody who was invited, whatever they answered."""
    if meeting.event.ends_at > clock.now():
        tell(meeting, asked(meeting), name, method=method, params=params)


def asked(meeting: Meeting) -> Sequence[Invitee]:
    """Return those who have an invitation."""
    return [invitee for invitee in meeting.invitees if invitee.asked_sequence is not None]
