"""From an event to its entry: what each reader may learn."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from arena.events.ical.facts import entry_facts
from arena.events.ical.vevent import vevent
from arena.events.models import Attendee, Event, EventStatus
from tests.events.entries import STOCKHOLM

BASE_URL = "https://arena.example/"


def event(**changes: Any) -> Event:
    """Return an event with everything filled in, not stored."""
    facts: dict[str, Any] = {
        "uid": "5f1c9f0e-5f35-4a43-9d55-0a3c8e1b7a11",
        "kind": "visit",
        "status": EventStatus.CONFIRMED,
        "audience": "staff",
        "starts_at": datetime(2026, 7, 1, 7, 0, tzinfo=UTC),
        "ends_at": datetime(2026, 7, 1, 8, 30, tzinfo=UTC),
        "title_sv": "Studiebesök",
        "title_en": "Study visit",
        "description_sv": "Samling vid torget.",
        "description_en": "Meet in the square.",
        "place_sv": "Bobergsgatan 15, Stockholm",
        "place_en": "Bobergsgatan 15, Stockholm, Sweden",
        "path": "visits/b1",
        "staff_note": "Värd: Hanna. Kontakt: Anna Öberg, 070-174 06 05.",
        "sequence": 3,
        "created_at": datetime(2026, 1, 12, tzinfo=UTC),
        "modified_at": datetime(2026, 2, 3, tzinfo=UTC),
    }
    made = Event(**facts | changes)
    made.attendees = [
        Attendee(role="guest", name="Anna Öberg", email="anna@lovsund.example", language="sv")
    ]
    return made


def test_a_public_entry_has_no_personal_data() -> None:
    facts = entry_facts(event(), language="sv", detail="public", base_url=BASE_URL)
    written = vevent(facts, STOCKHOLM).decode()
    for personal in ("Hanna", "Anna", "070-174", "lovsund"):
        assert personal not in written
    assert facts.description == "Samling vid torget."


def test_a_staff_entry_adds_the_note_but_no_attendees() -> None:
    facts = entry_facts(event(), language="sv", detail="staff", base_url=BASE_URL)
    assert facts.description.startswith("Samling vid torget.\n\nVärd: Hanna.")
    assert b"ATTENDEE" not in vevent(facts, STOCKHOLM)
    assert "lovsund" not in facts.description


def test_a_note_alone_is_the_description() -> None:
    bare = event(description_sv="", staff_note="Värd: Hanna.")
    facts = entry_facts(bare, language="sv", detail="staff", base_url=BASE_URL)
    assert facts.description == "Värd: Hanna."


@pytest.mark.parametrize(
    ("language", "title", "place"),
    [
        ("sv", "Studiebesök", "Bobergsgatan 15, Stockholm"),
        ("en", "Study visit", "Bobergsgatan 15, Stockholm, Sweden"),
    ],
)
def test_an_entry_is_in_the_language_of_its_feed(language: Any, title: str, place: str) -> None:
    facts = entry_facts(event(), language=language, detail="public", base_url=BASE_URL)
    assert (facts.summary, facts.location) == (title, place)
    assert facts.url == f"https://arena.example/{language}/visits/b1"


def test_what_is_not_in_english_comes_in_swedish() -> None:
    untranslated = event(title_en="", description_en="", place_en="")
    facts = entry_facts(untranslated, language="en", detail="public", base_url=BASE_URL)
    assert facts.summary == "Studiebesök"
    assert facts.description == "Samling vid torget."
    assert facts.location == "Bobergsgatan 15, Stockholm"


def test_an_event_without_a_page_has_no_address() -> None:
    facts = entry_facts(event(path=""), language="sv", detail="public", base_url=BASE_URL)
    assert facts.url == ""


@pytest.mark.parametrize("status", list(EventStatus))
def test_the_entry_has_the_state_and_revision_of_the_event(status: EventStatus) -> None:
    facts = entry_facts(event(status=status), language="sv", detail="public", base_url=BASE_URL)
    assert facts.status == status.upper()
    assert facts.uid == event().uid
    assert facts.sequence == 3
    assert facts.modified_at == event().modified_at
