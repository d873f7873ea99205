"""What a visit's event says of itself in calendars, in both languages.

The public parts name the offer only: who comes stands in the note that staff's own feeds add.
"""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _

from arena.resources.models import Resource
from arena.resources.words import whereabouts
from arena.visits.models import Offer, Visit
from arena.web import formats
from arena.web.languages import LANGUAGES, speak


def event_words(offer: Offer, place: Resource | None = None) -> dict[str, str]:
    """Return title, description, place and path of an event for `offer`."""
    words = {"path": f"visits/{offer.slug}"}
    for language in LANGUAGES:
        with speak(language):
            words[f"title_{language}"] = _title(offer, language)
            words[f"description_{language}"] = _description(offer, language)
            words[f"place_{language}"] = place_words(offer, place, language)
    return words


def place_words(offer: Offer, place: Resource | None, language: str) -> str:
    """Return where a group is met: at the place that was chosen for it, or where the offer says."""
    if place is None:
        return _of(offer, "meeting_point", language)
    return whereabouts(place, language)


def staff_note(visit: Visit) -> str:
    """Return the line that staff's and hosts' own calendars add: who comes, and whom to call."""
    facts = [
        visit.reference,
        visit.organisation_name,
        str(visit.group_size),
        visit.language,
        visit.contact_name,
        _reach(visit),
        visit.access_needs,
    ]
    return " · ".join(fact for fact in facts if fact)


def _reach(visit: Visit) -> str | None:
    """Return the number to call, grouped as it is read and dialled everywhere, or the address."""
    if visit.contact_phone:
        return formats.phone(visit.contact_phone, formats.spoken("en"))
    return visit.contact_email


def _title(offer: Offer, language: str) -> str:
    title = _of(offer, "title", language)
    return title if offer.is_open_walk else _("Study visit: %(title)s", title=title)


def _description(offer: Offer, language: str) -> str:
    texts = [_of(offer, field, language) for field in ("summary", "directions", "advice")]
    return "\n\n".join(text for text in texts if text)


def _of(record: Any, field: str, language: str) -> str:
    return str(getattr(record, f"{field}_{language}") or getattr(record, f"{field}_sv"))
