"""What programmes of the demo arena are made from: stops, and the ways between their places."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from arena.audit.models import COMMAND
from arena.delegations.services.catalogue import StopFacts, create_stop, set_ways
from arena.demo.data.stops import STOPS, Shown, ways
from arena.resources.models import Resource


def fill_catalogue(places: Mapping[str, Resource]) -> None:
    """Add the stops, and how long it takes between places."""
    for shown in STOPS:
        create_stop(_facts(shown, places[shown.place]), by=COMMAND)
    known: dict[str, dict[tuple[int, str], int | None]] = defaultdict(dict)
    for (one, other), modes in ways().items():
        for mode, minutes in modes.items():
            known[one][places[other].id, mode] = minutes
    for code, there in known.items():
        set_ways(places[code], there, by=COMMAND)


def _facts(shown: Shown, place: Resource) -> StopFacts:
    known = shown.receiver
    receiver = {
        "receiver_name": known.name,
        "receiver_title_sv": known.title[0],
        "receiver_title_en": known.title[1],
        "receiver_organisation": known.organisation,
        "receiver_email": known.email,
        "receiver_phone": known.phone,
        "receiver_language": known.language,
    } if known else {}  # fmt: skip
    return StopFacts(
        code=shown.code,
        title_sv=shown.title[0],
        title_en=shown.title[1],
        summary_sv=shown.summary[0],
        summary_en=shown.summary[1],
        resource_id=place.id,
        kind=shown.kind,
        topics=shown.topics,
        levels=shown.levels,
        minutes=shown.minutes[0],
        minutes_min=shown.minutes[1],
        group_max=shown.group_max,
        is_indoors=shown.is_indoors,
        notice_days=shown.notice_days,
        needs_sv=shown.needs[0],
        needs_en=shown.needs[1],
        host_topic=shown.host_topic,
        **receiver,
    )
