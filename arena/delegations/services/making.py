"""What an item of a programme is at first, by what it is made of; staff change what they like."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from arena import db
from arena.delegations.meanings import FREE_ITEMS
from arena.delegations.models import Delegation, Interpretation, ItemKind, Stop
from arena.delegations.services.building import ItemFacts
from arena.resources.models import Resource, ResourceKind
from arena.scheduling.stops import Showing, find_showing
from arena.web.languages import speak

# What is said, rather than shown or eaten, is interpreted.
_SPOKEN = frozenset(
    {
        ItemKind.WELCOME,
        ItemKind.PRESENTATION,
        ItemKind.DISCUSSION,
        ItemKind.MEETINGS,
        ItemKind.PRESS,
        ItemKind.SITE,
        ItemKind.WALK,
        ItemKind.ONLINE,
        ItemKind.CLOSE,
    }
)


def facts_for(key: str, delegation: Delegation, day: date) -> ItemFacts:
    """Return what an item is at first that is made of a choice; a blank one of an unknown key."""
    word, _colon, rest = key.partition(":")
    number = int(rest) if rest.isascii() and rest.isdigit() and len(rest) < 10 else 0
    if word == "stop" and (stop := db.session.get(Stop, number)):
        facts = _facts_of_stop(stop, day)
    elif word == "place" and (place := db.session.get(Resource, number)):
        facts = _facts_of_place(place, day)
    elif showing := find_showing(key):
        facts = _facts_of_showing(showing, day)
    else:
        facts = _facts_of_free(rest, day)
    is_slow = delegation.interpretation == Interpretation.CONSECUTIVE
    return replace(facts, is_interpreted=is_slow and facts.kind in _SPOKEN)


def parts_for(key: str, delegation: Delegation, day: date) -> list[ItemFacts]:
    """Return the items that something is taken apart into; none where it is one."""
    showing = find_showing(key)
    if showing is None:
        return []
    whole = facts_for(key, delegation, day)
    return [
        replace(
            whole,
            title_sv=f"{showing.title_sv}: {part.title_sv}"[:160],
            title_en=f"{showing.title_en}: {part.title_en}"[:160],
            minutes=part.minutes,
            place_id=part.place_id,
            kind=whole.kind if part.place_id is None else ItemKind.SITE,
            note_sv=whole.note_sv if number == 0 else "",
            note_en=whole.note_en if number == 0 else "",
        )
        for number, part in enumerate(showing.parts)
    ]


def _facts_of_free(name: str, day: date) -> ItemFacts:
    kind, label, minutes = FREE_ITEMS.get(name, FREE_ITEMS["other"])
    with speak("sv"):
        swedish = str(label)
    with speak("en"):
        english = str(label)
    return ItemFacts(day=day, kind=kind, minutes=minutes, title_sv=swedish, title_en=english)


def _facts_of_stop(stop: Stop, day: date) -> ItemFacts:
    return ItemFacts(
        day=day,
        kind=stop.kind,
        minutes=stop.minutes,
        title_sv=stop.title_sv,
        title_en=stop.title_en,
        note_sv=stop.needs_sv,
        note_en=stop.needs_en,
        place_id=stop.resource_id,
        stop_key=f"stop:{stop.id}",
    )


def _facts_of_place(place: Resource, day: date) -> ItemFacts:
    is_site = place.kind == ResourceKind.SITE
    return ItemFacts(
        day=day,
        kind=ItemKind.SITE if is_site else ItemKind.PRESENTATION,
        minutes=30,
        title_sv=place.name_sv,
        title_en=place.name_en,
        place_id=place.id,
        stop_key=f"place:{place.id}",
    )


def _facts_of_showing(showing: Showing, day: date) -> ItemFacts:
    kind = ItemKind.WALK if showing.parts else ItemKind.SITE
    return ItemFacts(
        day=day,
        kind=ItemKind.ONLINE if showing.is_online else kind,
        minutes=showing.minutes,
        title_sv=showing.title_sv,
        title_en=showing.title_en,
        note_sv=showing.note_sv,
        note_en=showing.note_en,
        place_id=showing.place_id,
        stop_key=showing.key[:60],
    )
