"""After each change of a programme: times follow each other, and what it wants is held."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from arena import clock, db
from arena.delegations.models import (
    AskState,
    Delegation,
    DelegationRole,
    ItemParty,
    ProgrammeItem,
    ResourceUse,
)
from arena.delegations.queries.programmes import (
    is_asked_about_another,
    list_items,
    place_items,
)
from arena.delegations.queries.roles import find_day_lead
from arena.delegations.services.errors.building import PastMidnight
from arena.delegations.services.holding import hold_wanted
from arena.events.models import DAY_LEAD, HOST, EventStatus
from arena.events.services import Guest, change_events, set_attendees
from arena.messages.services import plan_reminders
from arena.resources.models import Resource
from arena.web.languages import localized

_TITLE_LENGTH = 200
_A_MOMENT = timedelta(microseconds=1)


@dataclass(frozen=True)
class Settled:
    """What a change of the programme came to.

    `moved` are the items that have another time now, `refused` what could not be held for which
    item, and `ask_again` who was asked about something that is no longer so.
    """

    moved: list[ProgrammeItem]
    refused: list[tuple[ProgrammeItem, Resource]]
    ask_again: list[ItemParty]


def settle(delegation: Delegation, days: Collection[date] | None = None) -> Settled:
    """Give each item its time, and hold what the programme wants, as far as it is free.

    Each day stands for itself: `days` are those that something has changed on; None are all.
    Part of an act that has locked the delegation. Raises `PastMidnight`.
    """
    db.session.flush()
    items = list_items(delegation, days)
    moved = _retime(delegation, items)
    refused = hold_wanted(items)
    leads = {day: find_day_lead(delegation, day) for day in {item.day for item in items}}
    reminding = []
    for item in items:
        _let_lead_know(item, leads[item.day])
        is_another = _let_hosts_know(item) or (item in moved and item.event.hosts)
        # Nobody is reminded of what is only planned.
        if is_another and item.event.status == EventStatus.CONFIRMED:
            reminding.append(item.event)
    plan_reminders(*reminding)
    again = [party for item in items for party in item.parties if is_asked_about_another(party)]
    return Settled(moved, refused, again)


def event_titles(delegation: Delegation, swedish: str, english: str) -> dict[str, str]:
    """Return what calendars call an item: whose visit it belongs to, and what it is."""
    return {
        "title_sv": f"{delegation.name}: {swedish}"[:_TITLE_LENGTH],
        "title_en": f"{delegation.name}: {english}"[:_TITLE_LENGTH],
    }


def event_places(item: ProgrammeItem) -> dict[str, str]:
    """Return where an item takes place, in words: its resource, or what was typed."""
    place = next((want.resource for want in item.wants if want.use == ResourceUse.PLACE), None)
    if place is None:
        return {"place_sv": item.place_sv, "place_en": item.place_en or item.place_sv}
    return {
        "place_sv": _with_address(place.name_sv, place.address),
        "place_en": _with_address(place.name_en, place.address),
    }


def _with_address(name: str, address: str) -> str:
    """Return “Room, Street 1, Town”, also of a place whose name has its street already."""
    street, _, town = address.partition(", ")
    rest = town if street and name.endswith(street) else address
    return f"{name}, {rest}" if rest else name


def _retime(delegation: Delegation, items: Sequence[ProgrammeItem]) -> list[ProgrammeItem]:
    """Write the times of all items into their events; return those whose time is another."""
    moved, changes = [], {}
    for item, placed in zip(items, place_items(delegation, items), strict=True):
        if clock.date_of(placed.ends_at - _A_MOMENT) != item.day:
            raise PastMidnight(localized(item, "title"))
        if (item.event.starts_at, item.event.ends_at) != (placed.starts_at, placed.ends_at):
            moved.append(item)
        changes[item.event] = {
            "starts_at": placed.starts_at,
            "ends_at": placed.ends_at,
            "description_sv": item.note_sv,
            "description_en": item.note_en,
            "staff_note": item.staff_note,
            **event_titles(delegation, item.title_sv, item.title_en),
            **event_places(item),
        }
    change_events(changes)
    return moved


def _let_hosts_know(item: ProgrammeItem) -> bool:
    """Let those who said yes take part in the event; tell whether they are others now.

    Who said yes and is asked again, since it has changed, takes part until they say no.
    """
    coming = [
        Guest(
            role=HOST,
            name=party.name,
            email=party.email,
            language=party.language,
            user_id=_user_id(party),
        )
        for party in item.parties
        if reckons_with_it(party) and party.email
    ]
    present = {attendee.email for attendee in item.event.hosts}
    is_another = present != {guest.email for guest in coming}
    if is_another:
        set_attendees(item.event, HOST, coming)
    return is_another


def _let_lead_know(item: ProgrammeItem, lead: DelegationRole | None) -> None:
    """Let who leads the day have its items in their own calendar feed."""
    present = [each for each in item.event.attendees if each.role == DAY_LEAD]
    user = lead.user if lead is not None and lead.user is not None and lead.user.is_open else None
    if [each.user_id for each in present] != ([user.id] if user else []):
        guests = (
            [
                Guest(
                    role=DAY_LEAD,
                    name=user.name,
                    email=user.email,
                    language=user.language,
                    user_id=user.id,
                )
            ]
            if user
            else []
        )
        set_attendees(item.event, DAY_LEAD, guests)


def reckons_with_it(party: ItemParty) -> bool:
    """Tell whether somebody has an item in their calendar."""
    is_asked_anew = party.state in (AskState.ASKED, AskState.OTHER_TIME)
    return party.state == AskState.YES or (is_asked_anew and party.invited_at is not None)


def _user_id(party: ItemParty) -> int | None:
    host = party.resource.host if party.resource else None
    return host.user_id if host else None
