"""Asking a second time who has not answered, and telling those who call who comes."""

from __future__ import annotations

from datetime import time

from arena import clock
from arena.meetings.models import Invitee, Meeting
from arena.meetings.queries.due import list_callers
from arena.messages.services import Recipient, queue
from arena.resources.queries import working_days

REMINDED_FROM = time(8, 0)  # In the arena's zone.


def is_time_to_remind() -> bool:
    """Tell whether the working day has begun."""
    local = clock.now().astimezone(clock.zone())
    return working_days().is_working(local.date()) and local.time() >= REMINDED_FROM


def ask_again(invitee: Invitee) -> None:
    """Remind somebody, once for each time of the meeting, that an answer is missing."""
    event = invitee.meeting.event
    queue(
        "meetings/answer_wanted",
        Recipient(invitee.email, invitee.name, invitee.language),
        subject=f"event:{event.id}",
        occasion=f"ask@{event.starts_at:%Y-%m-%dT%H:%MZ}",
        event=event,
        params={"invitee_id": invitee.id},
        useless_after=event.starts_at,
    )


def tell_who_comes(meeting: Meeting) -> None:
    """Tell those who call a meeting who comes, once for each time of it."""
    event = meeting.event
    for recipient, user_id in list_callers(meeting):
        queue(
            "meetings/digest",
            recipient,
            subject=f"event:{event.id}",
            occasion=f"digest@{event.starts_at:%Y-%m-%dT%H:%MZ}",
            event=event,
            params={"meeting_id": meeting.id, "user_id": user_id},
            useless_after=event.starts_at,
        )
