"""What needs and offers are about: the topics by which both are found and matched.

Hosts, stops and networks have topics of the same names (`arena.resources.topics`); a word that
nobody has named here is called as the rest of the house calls it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask_babel import lazy_gettext as _l

from arena.resources.topics import list_topics
from arena.resources.topics import topic_name as house_name

TOPICS: dict[str, Any] = {
    "energy": _l("Energy"),
    "nature": _l("Nature and stormwater"),
    "climate": _l("Climate adaptation"),
    "logistics": _l("Construction logistics"),
    "mobility": _l("Mobility and deliveries"),
    "reuse": _l("Reuse"),
    "waste": _l("Waste"),
    "remediation": _l("Land remediation"),
    "port": _l("Port and city"),
    "housing": _l("Homes and city life"),
    "accessibility": _l("Accessibility"),
    "requirements": _l("Requirements and follow-up"),
    "procurement": _l("Procurement and land allocation"),
    "data": _l("Data and measuring"),
    "learning": _l("Learning and participation"),
}
_NOT_SOUGHT = {"delegation", "introduction"}  # What hosts know about receiving groups.


def need_topic(topic: str) -> str:
    """`{{ topic|need_topic }}`: what a topic is called in the reader's language."""
    found = TOPICS.get(topic)
    return house_name(topic) if found is None else str(found)


def topic_choices(*, more: Iterable[str] = ()) -> list[tuple[str, str]]:
    """Return the topics that may be chosen, by name; with `more`, which a record has."""
    topics = (TOPICS.keys() | set(list_topics()) | set(more)) - _NOT_SOUGHT
    return sorted(
        ((topic, need_topic(topic)) for topic in topics), key=lambda each: each[1].casefold()
    )
