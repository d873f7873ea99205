"""Delegations and programmes for tests."""

from __future__ import annotations

from datetime import date, time
from typing import Any

from arena import clock, db
from arena.audit.models import Actor
from arena.delegations.models import Delegation, DelegationState, ItemKind, ProgrammeItem
from arena.delegations.services.building import ItemFacts, add_item
from arena.references import reference_for
from tests.cast import make_user

DAY = date(2026, 12, 10)  # A Thursday, 16 days after the tests' now.


def make_delegation(**facts: Any) -> Delegation:
    """Make a delegation whose programme is being planned."""
    now = clock.now()
    values: dict[str, Any] = {
        "state": DelegationState.PLANNING,
        "state_changed_at": now,
        "name": "City of Aldermoor",
        "type": "political",
        "level": "leaders",
        "size": 12,
        "starts_on": DAY,
        "ends_on": DAY,
        "language": "en",
        "interpretation": "none",
        "topics": ["energy"],
        "timezone": "Europe/London",
        "organisation_name": "City of Aldermoor",
        "organisation_type": "foreign_city",
        "country": "GB",
        "contact_name": "Moira Alder",
        "contact_email": "moira.alder@aldermoor.example",
        "contact_language": "en",
        "source": "form",
        "created_at": now,
        "updated_at": now,
        **facts,
    }
    delegation = Delegation(**values, reference=f"D-{reference_for(clock.now().microsecond)}")
    db.session.add(delegation)
    db.session.flush()
    delegation.reference = f"D-{reference_for(delegation.id)}"
    db.session.flush()
    return delegation


def item_facts(**facts: Any) -> ItemFacts:
    """Return what an item of 30 minutes on the delegation's day is."""
    values: dict[str, Any] = {
        "day": DAY,
        "kind": ItemKind.PRESENTATION,
        "minutes": 30,
        "title_sv": "Översikt",
        "title_en": "Overview",
        **facts,
    }
    return ItemFacts(**values)


def make_item(delegation: Delegation, by: Actor | None = None, **facts: Any) -> ProgrammeItem:
    """Add an item to a programme, last on its day."""
    return add_item(delegation, item_facts(**facts), by=by or somebody())[0]


def somebody() -> Actor:
    """Return somebody who plans."""
    return Actor.user(make_user("Petra Planerare").id)


NINE = time(9)
