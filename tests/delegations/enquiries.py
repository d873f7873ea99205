"""Enquiries in the states that tests begin with, brought there by the services people use."""

from __future__ import annotations

from datetime import date
from typing import Any

from arena import db
from arena.accounts.models import User
from arena.audit.models import BOOKER, Actor
from arena.delegations.models import Delegation
from arena.delegations.rules.vetting import Criterion, Mark
from arena.delegations.services.enquiring import Facts, send_enquiry
from arena.delegations.services.vetting import accept, ask_for_more

FIRST = date(2027, 2, 17)  # A Wednesday, fifty-odd working days after NOW.
LAST = date(2027, 2, 18)
ALL_MET = {str(criterion): str(Mark.MET) for criterion in Criterion}


def facts(**said: Any) -> Facts:
    """Return what a city abroad says of twelve people for two days."""
    values: dict[str, Any] = {
        "name": "City of Aldermoor",
        "type": "political",
        "level": "leaders",
        "size": 12,
        "starts_on": FIRST,
        "ends_on": LAST,
        "language": "en",
        "interpretation": "consecutive",
        "interpreter_language": "ja",
        "topics": ("energy",),
        "purpose": "We plan a district of our own.",
        "questions": "How do you follow up your requirements?",
        "timezone": "Europe/London",
        "organisation_name": "City of Aldermoor",
        "organisation_type": "foreign_city",
        "country": "GB",
        "contact_name": "Moira Alder",
        "contact_title": "Head of international relations",
        "contact_email": "moira.alder@aldermoor.example",
        "contact_phone": "+442079460000",
        "contact_language": "en",
        **said,
    }
    return Facts(**values)


def form(**said: Any) -> dict[str, Any]:
    """Return what the public form sends for the same delegation."""
    values = {
        name: value
        for name, value in facts().columns().items()
        if name not in ("contact_language", "topics") and value not in ("", False)
    }
    return {**values, "starts_on": str(FIRST), "ends_on": str(LAST), **said}


def enquired(**said: Any) -> Delegation:
    """Return a delegation that has been asked for by the public form."""
    with db.transaction():
        return send_enquiry(facts(**said), by=BOOKER)


def asked_for_more(person: User, question: str = "Who leads you?", **said: Any) -> Delegation:
    """Return a delegation whose sender has been asked something."""
    delegation = enquired(**said)
    with db.transaction():
        ask_for_more(
            delegation, ALL_MET, words=question, decided_by=person, by=Actor.user(person.id)
        )
    return delegation


def accepted(person: User, words: str = "", **said: Any) -> Delegation:
    """Return a delegation whose programme can be planned."""
    delegation = enquired(**said)
    with db.transaction():
        accept(delegation, ALL_MET, words=words, decided_by=person, by=Actor.user(person.id))
    return delegation
