"""Items of programmes on the planning board, and what becomes of them on closed days."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import timedelta
from functools import cache
from typing import Any, ClassVar

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import bindparam, select

from arena import clock, db
from arena.audit.models import Actor
from arena.delegations.conflict_words import names_of, say
from arena.delegations.meanings import STATES
from arena.delegations.models import (
    Delegation,
    DelegationState,
    ProgrammeGroup,
    ProgrammeItem,
)
from arena.delegations.queries.conflicts import list_conflicts
from arena.delegations.queries.programmes import is_asked_about_another, list_items, people_at
from arena.delegations.rules.ladder import Act, may_do
from arena.delegations.services.boarding import exchange_place, start_at
from arena.delegations.services.errors.standing import ChangedMeanwhile
from arena.events.models import Event
from arena.resources.models import Resource, ResourceKind
from arena.resources.queries import get_availability, seconds
from arena.resources.queries.register import list_resources
from arena.resources.services import list_uses
from arena.scheduling.closing import Suggestion
from arena.scheduling.planning import Change, ChangedSince, Planned, Standing, Touched
from arena.web import filters, languages
from arena.web.languages import localized

_PLACES = frozenset({ResourceKind.ROOM, ResourceKind.SITE})
_ONE_DAY = timedelta(days=1)

_items, _events, _delegations, _groups = (
    each.__table__ for each in (ProgrammeItem, Event, Delegation, ProgrammeGroup)
)
# As columns of tables, as those of the other domains: there may be hundreds.
_ASKED = (
    select(
        _items.c.event_id,
        _delegations.c.version,
        _items.c.title_sv,
        _items.c.title_en,
        _delegations.c.state,
        _events.c.starts_at > bindparam("now", type_=db.UtcDateTime()),
        _groups.c.size,
        _delegations.c.size.label("people"),
        _delegations.c.name,
    )
    .join(_events, _events.c.id == _items.c.event_id)
    .join(_delegations, _delegations.c.id == _items.c.delegation_id)
    .outerjoin(_groups, _groups.c.id == _items.c.group_id)
    .where(_items.c.event_id.in_(bindparam("event_ids", expanding=True)))
)


@cache
def _standing(state: str, is_to_come: bool) -> Standing:
    """Return a delegation's state, and what may be done to its items in that state."""
    meaning = STATES[DelegationState(state)]
    may_change = may_do(state, Act.PLAN) and bool(is_to_come)
    return Standing(
        state=meaning.label,
        shape=meaning.shape,
        may_move=may_change,
        exchanges=_PLACES if may_change else frozenset(),
    )


class ItemPlanner:
    """Items of programmes: what follows one that is moved moves along."""

    name: ClassVar[Any] = _l("Item of a delegation’s programme")
    colour: ClassVar[str] = "g"

    def letters(self, touched: Touched) -> Mapping[str, Any]:
        """Return nothing: nobody is told before staff ask again, or release another version."""
        return {}

    def describe(self, event_ids: Collection[int]) -> Mapping[int, Planned]:
        """Return what is said of items."""
        values = {"event_ids": list(event_ids), "now": clock.now()}
        is_english = languages.current() == "en"
        return {
            row.event_id: Planned(
                row.version,
                (row.title_en if is_english else "") or row.title_sv,
                _standing(row.state, row[5]),
                row.size or row.people,
                party=row.name,
            )
            for row in db.session.execute(_ASKED, values).all()
        }

    def get_record(self, event: Event) -> Delegation:
        """Return the delegation, whose version rises with each change of its programme."""
        return _item_of(event).delegation

    def carry_out(self, event: Event, change: Change, *, version: int, by: Actor) -> None:
        """Let an item begin at another time of its day, or be at another place."""
        item = _item_of(event)
        try:
            if change.drops is not None and change.takes is not None and change.is_exchange():
                exchange_place(item, drops=change.drops, takes=change.takes, version=version, by=by)
            else:
                start_at(item, change.starts_at, version=version, by=by)
        except ChangedMeanwhile as error:
            raise ChangedSince from error

    def list_concerns(self, event: Event, change: Change, was: Collection[int]) -> list[str]:
        """Return what then speaks against the item's day, and who would be asked again."""
        item = _item_of(event)
        items = list_items(item.delegation)
        same_day = [each for each in items if each.day == item.day]
        conflicts = [
            each for each in list_conflicts(item.delegation, items) if each.day == item.day
        ]
        names = names_of(items)
        titles = {each.id: localized(each, "title") for each in items}
        found = [
            f"{titles[each.key]}: {say(each, names).sentence}"
            for each in conflicts
            if each.key is not None and not each.is_advice
        ]
        again = [
            party.name
            for each in same_day
            for party in each.parties
            if is_asked_about_another(party)
        ]
        if again:
            found.append(
                _(
                    "Then ask again, for time or place is another: %(names)s.",
                    names=filters.listing(list(dict.fromkeys(again))),
                )
            )
        return found


class ItemMover:
    """What items could be instead on closed days: elsewhere at the same time."""

    def lock(self, event_ids: Collection[int]) -> None:
        """Lock the delegations."""
        wanted = (
            select(Delegation)
            .where(
                Delegation.id.in_(
                    select(ProgrammeItem.delegation_id).where(ProgrammeItem.event_id.in_(event_ids))
                )
            )
            .order_by(Delegation.id)
        )
        db.session.scalars(wanted.with_for_update(of=Delegation)).all()

    def name_parties(self, event_ids: Collection[int]) -> Mapping[int, str]:
        """Return nothing: what is planned names the delegation."""
        return {}

    def suggest(self, event: Event, closed: Resource | None) -> Suggestion:
        """Suggest another place at the same time, or say what to do in the programme."""
        if closed is None:
            return Suggestion(
                advice=_l("Move it to another day in its programme, or agree to hold it anyway.")
            )
        if closed.kind == ResourceKind.HOST:
            return Suggestion(advice=_l("Ask somebody else to receive the guests."))
        other = _another(event, closed)
        if other is None:
            return Suggestion(
                advice=_l("Nothing else that takes them is free then. Change its programme.")
            )
        change = Change(
            starts_at=event.starts_at, ends_at=event.ends_at, drops=closed.id, takes=other
        )
        return Suggestion(change=change, is_sure=True)


def _item_of(event: Event) -> ProgrammeItem:
    found = select(ProgrammeItem).where(ProgrammeItem.event_id == event.id)
    return db.session.scalars(found).one()


def _another(event: Event, closed: Resource) -> int | None:
    """Return the smallest other of the same kind that takes the people, free and open then."""
    uses = [use for use in list_uses(event) if use.resource_id == closed.id]
    if not uses or closed.kind not in _PLACES:
        return None
    people = people_at(_item_of(event))
    fitting = [
        each
        for each in list_resources(kind=closed.kind)
        if each.id != closed.id and (each.capacity is None or each.capacity >= people)
    ]
    starts_at = min(use.starts_at for use in uses)
    ends_at = max(use.ends_at for use in uses)
    day = clock.date_of(starts_at)
    house = get_availability(
        [each.id for each in fitting], starts_on=day, ends_on=clock.date_of(ends_at) + _ONE_DAY
    )
    span = seconds(starts_at), seconds(ends_at)
    free = [
        each for each in fitting if house.is_free(each.id, *span) and house.is_open(each.id, *span)
    ]
    free.sort(key=lambda each: (each.capacity is None, each.capacity or 0, each.id))
    return free[0].id if free else None
