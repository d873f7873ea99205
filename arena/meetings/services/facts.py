"""What is said of a meeting when it is planned or changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from arena.events.models import Audience
from arena.meetings.models import Meeting
from arena.resources.models import Resource
from arena.resources.services import Use
from arena.resources.words import whereabouts

# What a meeting itself keeps of its facts, by its names there and here.
KEPT = ("purpose", "language", "room_id", "other_place", "video_link")


@dataclass(frozen=True, kw_only=True)
class MeetingFacts:
    """When, where and about what; at least one of room, other place and link says where."""

    title_sv: str
    title_en: str
    starts_at: datetime
    ends_at: datetime
    purpose: str = ""
    language: str = "sv"
    room_id: int | None = None
    other_place: str = ""
    video_link: str = ""
    is_public: bool = False

    @property
    def minutes(self) -> int:
        """How long it takes."""
        return int((self.ends_at - self.starts_at).total_seconds()) // 60

    def uses(self) -> list[Use]:
        """Return what is reserved for it."""
        if self.room_id is None:
            return []
        return [Use(resource_id=self.room_id, starts_at=self.starts_at, ends_at=self.ends_at)]


def facts_of(meeting: Meeting) -> MeetingFacts:
    """Return what a meeting is now."""
    event = meeting.event
    return MeetingFacts(
        title_sv=event.title_sv,
        title_en=event.title_en,
        starts_at=event.starts_at,
        ends_at=event.ends_at,
        is_public=event.audience == Audience.PUBLIC,
        **{name: getattr(meeting, name) for name in KEPT},
    )


def event_words(facts: MeetingFacts, room: Resource | None) -> dict[str, Any]:
    """Return the words of a meeting's event; the link stands where only invitees read it."""
    return {
        "title_sv": facts.title_sv,
        "title_en": facts.title_en or facts.title_sv,
        "description_sv": facts.purpose,
        "description_en": facts.purpose,
        "place_sv": _place(facts, room, "sv"),
        "place_en": _place(facts, room, "en"),
        "invitee_note": facts.video_link,
        "audience": Audience.PUBLIC if facts.is_public else Audience.STAFF,
    }


_ONLINE = {"sv": "Digitalt", "en": "Online"}
_OR_ONLINE = {"sv": "{place} eller digitalt", "en": "{place}, or online"}


def _place(facts: MeetingFacts, room: Resource | None, language: str) -> str:
    places = [whereabouts(room, language) if room is not None else "", facts.other_place]
    place = ", ".join(filter(None, places))
    if facts.video_link:
        place = _OR_ONLINE[language].format(place=place) if place else _ONLINE[language]
    return place[:300]
