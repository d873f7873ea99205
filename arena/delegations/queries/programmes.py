"""The programme that staff work on, as rows and as the value that is released and printed."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import contains_eager, selectinload

from arena import clock, db
from arena.delegations.models import (
    AskState,
    Delegation,
    Interpretation,
    ItemKind,
    ItemParty,
    ItemResource,
    ProgrammeItem,
    ResourceUse,
    TravelTime,
)
from arena.delegations.rules.conflicts import group_sizes
from arena.delegations.rules.programme import Entry, Host, Programme, ordered
from arena.delegations.rules.timing import CONSECUTIVE_FACTOR, Piece, Placed, place
from arena.events.models import Event
from arena.resources.models import Resource


def list_items(
    delegation: Delegation, days: Collection[date] | None = None
) -> Sequence[ProgrammeItem]:
    """Return the items of a programme, or of some days of it, in order and with all of theirs.

    However many there are, that takes four queries.
    """
    is_wanted = [ProgrammeItem.delegation_id == delegation.id]
    if days is not None:
        is_wanted.append(ProgrammeItem.day.in_(days))
    return db.session.scalars(
        select(ProgrammeItem)
        .join(Event, Event.id == ProgrammeItem.event_id)
        .where(*is_wanted)
        .options(
            contains_eager(ProgrammeItem.event).selectinload(Event.attendees),
            selectinload(ProgrammeItem.wants).joinedload(ItemResource.resource),
            selectinload(ProgrammeItem.parties)
            .joinedload(ItemParty.resource)
            .joinedload(Resource.host),
        )
        .order_by(ProgrammeItem.day, ProgrammeItem.position, ProgrammeItem.id)
    ).all()


def read_programme(
    delegation: Delegation, items: Sequence[ProgrammeItem] | None = None
) -> Programme:
    """Return the programme as it now stands: what would be released."""
    items = list_items(delegation) if items is None else items
    travel = {each.key: each.travel for each in place_items(delegation, items)}
    groups = {group.id: group.name for group in delegation.groups}
    return ordered(
        [
            Entry(
                key=item.id,
                uid=item.event.uid,
                sequence=item.event.sequence,
                kind=item.kind,
                group=groups.get(item.group_id or 0, ""),
                starts_at=item.event.starts_at,
                ends_at=item.event.ends_at,
                travel_minutes=travel[item.id],
                travel_mode=item.travel_mode,
                title_sv=item.title_sv,
                title_en=item.title_en,
                note_sv=item.note_sv,
                note_en=item.note_en,
                place_sv=item.event.place_sv,
                place_en=item.event.place_en,
                hosts=_hosts(item),
            )
            for item in items
        ]
    )


def place_items(delegation: Delegation, items: Sequence[ProgrammeItem]) -> list[Placed]:
    """Return when each item is to take place, by what comes before it and the ways between."""
    return lay_out(delegation, items)[1]


def lay_out(
    delegation: Delegation, items: Sequence[ProgrammeItem]
) -> tuple[list[Piece], list[Placed]]:
    """Return the items as timing knows them, and when each is to take place, in their order."""
    pieces = [
        Piece(
            key=item.id,
            day=item.day,
            group=item.group_id,
            minutes=item.minutes,
            is_interpreted=item.is_interpreted,
            fixed_start=item.fixed_start,
            place=place_of(item),
            travel_minutes=item.travel_minutes,
            travel_mode=item.travel_mode,
            is_transfer=item.kind == ItemKind.TRANSFER,
        )
        for item in items
    ]
    placed = place(
        pieces,
        zone=clock.zone(),
        factor=factor_of(delegation),
        travel=ways_between({piece.place for piece in pieces if piece.place is not None}),
    )
    return pieces, placed


def factor_of(delegation: Delegation) -> float:
    """Return how many times as long a talk takes that is interpreted for a delegation."""
    is_slow = delegation.interpretation == Interpretation.CONSECUTIVE
    return CONSECUTIVE_FACTOR if is_slow else 1


def place_of(item: ProgrammeItem) -> int | None:
    """Return the number of the resource where an item takes place; None: none of the arena's."""
    return next((want.resource_id for want in item.wants if want.use == ResourceUse.PLACE), None)


def people_at(item: ProgrammeItem) -> int:
    """Return how many guests an item is for: all of them, or those of its group."""
    delegation = item.delegation
    sizes = group_sizes(delegation.size, [(each.id, each.size) for each in delegation.groups])
    return sizes.get(item.group_id or 0, delegation.size)


def travel_between(places: Collection[int]) -> Callable[[int | None, int | None, str], int]:
    """Return how long the way is from each of some places to each other, by how one goes.

    Where no way is known for how one goes, the quickest that is known; where none is, 0 minutes.
    """
    ways = ways_between(places)
    return lambda start, end, mode: ways(start, end, mode) or 0


def wanted_resources(item: ProgrammeItem) -> list[Resource]:
    """Return what an item wants held, each once: its places, equipment, and who comes."""
    wanted = [want.resource for want in item.wants]
    wanted += [party.resource for party in chosen_parties(item) if party.resource]
    return list({each.id: each for each in wanted}.values())


def ways_between(places: Collection[int]) -> Callable[[int | None, int | None, str], int | None]:
    """Return the same, but None where no way is known; from or to nowhere it takes no time."""
    rows = db.session.execute(
        select(TravelTime.from_id, TravelTime.to_id, TravelTime.mode, TravelTime.minutes).where(
            TravelTime.from_id.in_(places), TravelTime.to_id.in_(places)
        )
    ).all()
    known: dict[tuple[int, int, str], int] = {
        (row.from_id, row.to_id, row.mode): row.minutes for row in rows
    }
    quickest: dict[tuple[int, int], int] = {}
    for row in rows:
        way = (row.from_id, row.to_id)
        quickest[way] = min(row.minutes, quickest.get(way, row.minutes))

    def travel(start: int | None, end: int | None, mode: str) -> int | None:
        if start is None or end is None or start == end:
            return 0
        first, last = sorted((start, end))
        return known.get((first, last, mode), quickest.get((first, last)))

    return travel


def is_asked_about_another(party: ItemParty) -> bool:
    """Tell whether somebody was asked about a time or place that the item no longer has.

    Who proposed the very time that it has now was, as it were, asked about that.
    """
    event = party.item.event
    if party.state == AskState.OTHER_TIME and party.proposed_at == event.starts_at:
        return False
    return party.state in (AskState.ASKED, AskState.YES, AskState.OTHER_TIME) and (
        (party.asked_starts_at, party.asked_ends_at, party.asked_place)
        != (event.starts_at, event.ends_at, event.place_sv)
    )


def chosen_parties(item: ProgrammeItem) -> list[ItemParty]:
    """Return, of each slot, who comes or is to come.

    Who said yes; nobody while several are asked; the only one where there is but one.
    """
    slots: dict[int, list[ItemParty]] = {}
    for party in item.parties:
        if party.state not in (AskState.NO, AskState.RELEASED):
            slots.setdefault(party.slot, []).append(party)
    chosen = []
    for parties in slots.values():
        agreed = [party for party in parties if party.state == AskState.YES]
        chosen += agreed[:1] or (parties if len(parties) == 1 else [])
    return chosen


def _hosts(item: ProgrammeItem) -> tuple[Host, ...]:
    """Return who receives the guests: a name is promised to them once its owner has said yes."""
    return tuple(
        Host(
            name=party.name,
            title_sv=party.title_sv,
            title_en=party.title_en,
            organisation=party.organisation,
        )
        for party in chosen_parties(item)
        if party.state == AskState.YES
    )
