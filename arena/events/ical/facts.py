"""From an event to the facts of its calendar entry, per language and level of detail."""

from __future__ import annotations

from typing import Literal

from arena.events.ical.entry import EntryFacts, Language, Status
from arena.events.models import Event, EventStatus

Detail = Literal["public", "staff", "invited"]

_STATUS: dict[str, Status] = {
    EventStatus.TENTATIVE: "TENTATIVE",
    EventStatus.CONFIRMED: "CONFIRMED",
    EventStatus.CANCELLED: "CANCELLED",
}


def entry_facts(event: Event, *, language: Language, detail: Detail, base_url: str) -> EntryFacts:
    """Return what a calendar is told of `event`; what is not written in English comes in Swedish.

    "public" has no personal data and is what a visitor's own mail carries, too; "staff" adds the
    note that staff see in the app. "invited" adds what those read who are invited, and nobody else:
    the link to a remote meeting. None has attendees or links of one person: whoever copies a
    calendar copies them. `base_url` is the public address that the event's page stands under.
    """
    description = _in_language(event, "description", language)
    note = {"staff": event.staff_note, "invited": event.invitee_note}.get(detail)
    if note:
        description = f"{description}\n\n{note}".strip()
    return EntryFacts(
        uid=event.uid,
        sequence=event.sequence,
        status=_STATUS[event.status],
        starts_at=event.starts_at,
        ends_at=event.ends_at,
        created_at=event.created_at,
        modified_at=event.modified_at,
        summary=_in_language(event, "title", language),
        description=description,
        location=_in_language(event, "place", language),
        url=f"{base_url.rstrip('/')}/{language}/{event.path}" if event.path else "",
        language=language,
    )


def _in_language(event: Event, name: str, language: Language) -> str:
    text: str = getattr(event, f"{name}_{language}") or getattr(event, f"{name}_sv")
    return text
