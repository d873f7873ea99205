"""Preparing an agenda: items added, changed, moved and left out, and what every agenda has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import func, select

from arena import db
from arena.audit.models import Actor
from arena.audit.services import record
from arena.errors import NotFound
from arena.meetings.models import AgendaItem, ItemKind, Meeting, StandingItem
from arena.meetings.queries.agenda import Agenda, list_items, list_standing, read_agenda
from arena.meetings.rules.carrying import moved
from arena.meetings.rules.states import Act
from arena.meetings.services.errors import ChangedMeanwhile
from arena.meetings.services.keeping import hold
from arena.meetings.services.record_errors import HasWords
from arena.networks.models import Network


@dataclass(frozen=True, kw_only=True)
class ItemFacts:
    """What is planned for one item."""

    title: str
    kind: str = ItemKind.DISCUSSION
    minutes: int | None = None
    presenter: str = ""
    background: str = ""


@dataclass(frozen=True, kw_only=True)
class StandingFacts:
    """An item that every agenda has, in both languages."""

    title_sv: str
    title_en: str
    kind: str
    minutes: int | None
    is_last: bool


def facts_of(item: AgendaItem) -> ItemFacts:
    """Return what is planned for an item now."""
    return ItemFacts(
        title=item.title,
        kind=item.kind,
        minutes=item.minutes,
        presenter=item.presenter,
        background=item.background,
    )


def add_item(
    meeting: Meeting, facts: ItemFacts, *, user_id: int | None = None, by: Actor
) -> AgendaItem:
    """Put an item onto the agenda, before what stands at the end of all; the same twice is one."""
    agenda = take_down(meeting)
    for entry in agenda.entries:
        if entry.item and not entry.came_by_itself and facts_of(entry.item) == facts:
            return entry.item
    item = AgendaItem(meeting_id=meeting.id, position=0, changed_by_id=user_id)
    _plan(item, facts)
    db.session.add(item)
    db.session.flush()
    order = [entry.item for entry in agenda.entries if entry.item]
    place = len(order) - sum(
        1 for entry in agenda.entries if entry.standing and entry.standing.is_last
    )
    _number([*order[:place], item, *order[place:]])
    record("meetings.add_item", subject=meeting, by=by, detail={"item": item.id})
    return item


def change_item(
    meeting: Meeting, key: str, facts: ItemFacts, *, version: int, user_id: int, by: Actor
) -> None:
    """Change what is planned for an item. Raises `ChangedMeanwhile`."""
    item = _get(take_down(meeting, key), key)
    if facts_of(item) == facts:
        return
    if item.version != version:
        raise ChangedMeanwhile
    _plan(item, facts)
    item.version += 1
    item.changed_by_id = user_id
    record("meetings.change_item", subject=meeting, by=by, detail={"item": item.id})


def move_item(meeting: Meeting, key: str, steps: int, *, by: Actor) -> None:
    """Let an item come later, or earlier for negative `steps`."""
    agenda = take_down(meeting, key)
    item = _get(agenda, key)
    order = [entry.item for entry in agenda.entries if entry.item]
    if item not in order:
        raise NotFound
    _number(moved(order, item, steps))
    record("meetings.move_item", subject=meeting, by=by, detail={"item": item.id})


def leave_out(meeting: Meeting, key: str, *, by: Actor) -> None:
    """Leave out what came by itself, or remove what somebody put there. Raises `HasWords`."""
    agenda = take_down(meeting, key)
    item = _get(agenda, key)
    if item.has_words:
        raise HasWords
    detail = {"item": item.id}
    if next(entry for entry in agenda.entries if entry.item is item).came_by_itself:
        item.is_left_out = True
        record("meetings.leave_out_item", subject=meeting, by=by, detail=detail)
    else:
        db.session.delete(item)
        record("meetings.remove_item", subject=meeting, by=by, detail=detail)


def put_back(meeting: Meeting, key: str, *, by: Actor) -> None:
    """Let an item come after all, as the last."""
    item = _get(take_down(meeting, key), key)
    if item.is_left_out:
        item.is_left_out = False
        item.position = 1 + max(each.position for each in list_items(meeting))
        record("meetings.put_back_item", subject=meeting, by=by, detail={"item": item.id})


def take_down(meeting: Meeting, key: str | None = None) -> Agenda:
    """Lock a meeting and give a row to everything on its agenda; return it with the rows.

    An entry that had no row is still found by the `key` that it had before.
    """
    hold(meeting, Act.PREPARE)
    agenda = read_agenda(meeting)
    if not agenda.untaken:
        return agenda
    entries = []
    for position, entry in enumerate(agenda.entries):
        item = entry.item
        if item is None:
            item = AgendaItem(
                meeting_id=meeting.id,
                title=entry.title,
                kind=entry.kind,
                role=entry.role,
                minutes=entry.minutes,
                presenter=entry.presenter,
                background=entry.background,
                carried_from_id=entry.source.id if entry.source else None,
                standing_id=entry.standing.id if entry.standing else None,
            )
            db.session.add(item)
        item.position = position
        entries.append(replace(entry, item=item))
    db.session.flush()
    named = [
        entry if entry.key == key else replace(entry, key=f"item-{entry.item.id}")
        for entry in entries
        if entry.item
    ]
    return replace(agenda, entries=named, untaken=())


def keep_standing(
    network: Network, facts: StandingFacts, *, standing: StandingItem | None = None, by: Actor
) -> StandingItem:
    """Add an item that every agenda of a network has, or change one; the same twice is one."""
    db.session.refresh(network, with_for_update={"of": Network})
    known = list_standing(network.id)
    if standing is None:
        same = next((each for each in known if _standing_facts(each) == facts), None)
        if same is not None:
            return same
        standing = StandingItem(network_id=network.id, position=_next_position(network))
        db.session.add(standing)
    elif _standing_facts(standing) == facts:
        return standing
    for name, value in vars(facts).items():
        setattr(standing, name, value)
    db.session.flush()
    record("meetings.keep_standing", subject=network, by=by, detail={"standing": standing.id})
    return standing


def remove_standing(network: Network, standing: StandingItem, *, by: Actor) -> None:
    """Take an item off the agendas to come; where it stands already, it stays."""
    detail = {"standing": standing.id}
    db.session.delete(standing)
    record("meetings.remove_standing", subject=network, by=by, detail=detail)


def _next_position(network: Network) -> int:
    highest = db.session.scalar(
        select(func.max(StandingItem.position)).where(StandingItem.network_id == network.id)
    )
    return 0 if highest is None else highest + 1


def _standing_facts(standing: StandingItem) -> StandingFacts:
    return StandingFacts(
        title_sv=standing.title_sv,
        title_en=standing.title_en,
        kind=standing.kind,
        minutes=standing.minutes,
        is_last=standing.is_last,
    )


def _plan(item: AgendaItem, facts: ItemFacts) -> None:
    for name, value in vars(facts).items():
        setattr(item, name, value)


def _get(agenda: Agenda, key: str) -> AgendaItem:
    item = agenda.get(key).item
    if item is None:
        raise NotFound
    return item


def _number(order: Sequence[AgendaItem]) -> None:
    for position, item in enumerate(order):
        item.position = position
