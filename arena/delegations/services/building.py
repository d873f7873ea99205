"""Building a programme: adding, changing, moving and removing its items, each as one act.

After each, all times follow (`settling.settle`), so that nobody sees a programme half moved.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass, field, fields
from datetime import date, datetime, time, timedelta

from sqlalchemy import select

from arena import clock, db
from arena.audit.models import Actor
from arena.delegations.models import (
    PROGRAMME_ITEM,
    Delegation,
    ItemResource,
    ProgrammeItem,
    ResourceUse,
)
from arena.delegations.rules.ladder import Act
from arena.delegations.services.acting import doing
from arena.delegations.services.errors.building import OutsideItsDays
from arena.delegations.services.settling import Settled, event_titles, settle
from arena.delegations.services.telling import thank_parties
from arena.events.models import Audience, EventStatus
from arena.events.services import EventFacts, forget_outsiders
from arena.scheduling.services import cancel, schedule


@dataclass(frozen=True, kw_only=True)
class ItemFacts:
    """What an item is, as staff say it; times are the arena's, resources by their numbers."""

    day: date
    kind: str
    minutes: int
    title_sv: str
    title_en: str
    group_id: int | None = None
    is_interpreted: bool = False
    fixed_start: time | None = None
    travel_minutes: int | None = None
    travel_mode: str = "walk"
    stop_key: str = ""
    note_sv: str = ""
    note_en: str = ""
    place_id: int | None = None
    place_sv: str = ""
    place_en: str = ""
    equipment_ids: Sequence[int] = field(default=())
    staff_note: str = ""
    reason_sv: str = ""
    reason_en: str = ""


def add_item(
    delegation: Delegation,
    facts: ItemFacts,
    *,
    position: int | None = None,
    by: Actor,
    version: int | None = None,
) -> tuple[ProgrammeItem, Settled]:
    """Put an item into the programme: at `position` of its day, or last."""
    with doing(delegation, Act.PLAN, by=by, version=version, name="add_item") as detail:
        item = make_item(delegation, facts, by=by)
        put_item(item, facts.day, position)
        detail["item"] = item.id
        return item, settle(delegation, {facts.day})


def add_items(
    delegation: Delegation,
    all_facts: Sequence[ItemFacts],
    *,
    by: Actor,
    position: int | None = None,
    version: int | None = None,
    name: str = "add_items",
) -> Settled:
    """Put several items into the programme in the order given: from `position` on, or last."""
    with doing(delegation, Act.PLAN, by=by, version=version, name=name) as detail:
        for number, facts in enumerate(all_facts):
            where = None if position is None else position + number
            put_item(make_item(delegation, facts, by=by), facts.day, where)
        detail["items"] = len(all_facts)
        return settle(delegation, {facts.day for facts in all_facts})


def change_item(
    item: ProgrammeItem,
    facts: ItemFacts,
    *,
    position: int | None = None,
    by: Actor,
    version: int | None = None,
) -> Settled:
    """Make an item what `facts` say, at `position` among the others; on another day else last."""
    delegation = item.delegation
    with doing(delegation, Act.PLAN, by=by, version=version, name="change_item", item=item.id):
        _require_day(delegation, facts.day)
        days = {item.day, facts.day}
        _write(item, facts)
        if len(days) > 1 or position is not None:
            put_item(item, facts.day, position)
        return settle(delegation, days)


def move_item(
    item: ProgrammeItem,
    *,
    day: date,
    position: int,
    group_id: int | None,
    by: Actor,
    version: int | None = None,
) -> Settled:
    """Give an item another place in the programme: `position` counts the others of that day."""
    delegation = item.delegation
    with doing(delegation, Act.PLAN, by=by, version=version, name="move_item", item=item.id):
        _require_day(delegation, day)
        item.group_id = group_id
        days = {item.day, day}
        put_item(item, day, position)
        return settle(delegation, days)


def fix_start(
    item: ProgrammeItem, start: time | None, *, by: Actor, version: int | None = None
) -> Settled:
    """Let an item begin at a time of the arena's clock; None: when what comes before it ends."""
    delegation = item.delegation
    with doing(delegation, Act.PLAN, by=by, version=version, name="fix_start", item=item.id):
        item.fixed_start = start
        return settle(delegation, {item.day})


def remove_item(item: ProgrammeItem, *, by: Actor, version: int | None = None) -> Settled:
    """Take an item out of the programme; its entry in calendars is called off."""
    delegation = item.delegation
    with doing(delegation, Act.PLAN, by=by, version=version, name="remove_item", item=item.id):
        day = item.day
        drop_items([item], by=by)
        return settle(delegation, {day})


def drop_items(items: Collection[ProgrammeItem], *, by: Actor) -> None:
    """Call off and forget some items, as part of an act that settles the programme.

    Who was asked, or has said yes, is told.
    """
    thank_parties(items)
    for item in items:
        cancel(item.event, by=by)
        forget_outsiders(item.event)  # The event stays, as called off; nothing leads to it.
        db.session.delete(item)
    db.session.flush()


def make_item(delegation: Delegation, facts: ItemFacts, *, by: Actor) -> ProgrammeItem:
    """Make an item with its event, as part of an act that puts it in order and settles."""
    _require_day(delegation, facts.day)
    start = _noon(facts.day)  # Until it is settled, in the same act.
    event = schedule(
        EventFacts(
            kind=PROGRAMME_ITEM,
            status=EventStatus.TENTATIVE,
            audience=Audience.STAFF,
            starts_at=start,
            ends_at=start + timedelta(minutes=facts.minutes),
            **event_titles(delegation, facts.title_sv, facts.title_en),
        ),
        uses=(),
        by=by,
    )
    item = ProgrammeItem(delegation=delegation, position=0, event=event)
    _write(item, facts)
    db.session.add(item)
    db.session.flush()
    return item


def facts_of(item: ProgrammeItem) -> ItemFacts:
    """Return what an item is, as it would be said."""
    taken_over = (each.name for each in fields(ItemFacts) if hasattr(ProgrammeItem, each.name))
    of_use: dict[str, list[int]] = {use: [] for use in ResourceUse}
    for want in item.wants:
        of_use[want.use].append(want.resource_id)
    return ItemFacts(
        **{name: getattr(item, name) for name in taken_over},
        place_id=next(iter(of_use[ResourceUse.PLACE]), None),
        equipment_ids=tuple(of_use[ResourceUse.EQUIPMENT]),
    )


def _write(item: ProgrammeItem, facts: ItemFacts) -> None:
    """Take over what an item is; what it wants, only where that is another resource."""
    values = asdict(facts)
    place_id, equipment = values.pop("place_id"), values.pop("equipment_ids")
    for name, value in values.items():
        setattr(item, name, value)
    wanted = dict.fromkeys(equipment, ResourceUse.EQUIPMENT)
    if place_id is not None:
        wanted[place_id] = ResourceUse.PLACE
    kept = {want.resource_id: want for want in item.wants}
    item.wants = [kept.get(number) or ItemResource(resource_id=number) for number in sorted(wanted)]
    for want in item.wants:
        want.use = wanted[want.resource_id]


def put_item(item: ProgrammeItem, day: date, position: int | None) -> None:
    """Let an item stand at `position` among the others of a day, or last, and number them anew.

    Part of an act that settles the programme.
    """
    found = db.session.scalars(
        select(ProgrammeItem)
        .where(ProgrammeItem.delegation_id == item.delegation_id, ProgrammeItem.day == day)
        .order_by(ProgrammeItem.position, ProgrammeItem.id)
    )
    others = [each for each in found if each is not item]
    item.day = day
    others.insert(len(others) if position is None else position, item)
    for number, each in enumerate(others):
        each.position = number


def _require_day(delegation: Delegation, day: date) -> None:
    if not delegation.starts_on <= day <= delegation.ends_on:
        raise OutsideItsDays


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), tzinfo=clock.zone())
