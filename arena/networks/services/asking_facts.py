"""What is said when somebody asks or is asked, and whether it was said a moment ago."""

from __future__ import annotations

from dataclasses import dataclass

from arena import clock
from arena.networks.models import Admission, Circle, Entry, Network
from arena.networks.queries.admissions import find_waiting
from arena.networks.services.acting import PRESSED_TWICE


@dataclass(frozen=True, kw_only=True)
class AdmissionFacts:
    """Who asks, or is asked, and for which organisation."""

    organisation_name: str
    name: str
    email: str
    language: str
    circle: str = Circle.ASSOCIATED
    organisation_type: str = ""
    organisation_number: str = ""
    country: str = "SE"
    title: str = ""
    words: str = ""


def find_repeated(network: Network, facts: AdmissionFacts, entry: Entry) -> Admission | None:
    """Return what waits with the very same words since a moment ago: somebody pressed twice."""
    waiting = find_waiting(network, facts.email.strip().lower())
    if waiting is None or waiting.entry != entry:
        return None
    said = (waiting.name, waiting.organisation_name, waiting.words)
    is_same = said == (facts.name, facts.organisation_name, facts.words)
    return waiting if is_same and waiting.created_at > clock.now() - PRESSED_TWICE else None
