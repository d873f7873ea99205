"""The stored calendar fragments of an event."""

from __future__ import annotations

from arena.events.models import Event


def store_fragments(event: Event) -> None:
    """Render the event for calendars, once for each language and level of detail, and keep that."""
