"""Acts on a whole day of a programme, and on what is held of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from arena import db
from arena.audit.models import Actor
from arena.delegations.models import AskState, Delegation, ItemParty, ProgrammeItem
from arena.delegations.rules.ladder import Act
from arena.delegations.services.acting import doing
from arena.delegations.services.building import facts_of, make_item, put_item
from arena.delegations.services.errors.building import NothingToCopy, SameDay
from arena.delegations.services.settling import Settled, settle

_OF_PARTY = (
    "slot",
    "role",
    "resource_id",
    "name",
    "title_sv",
    "title_en",
    "organisation",
    "email",
    "phone",
    "language",
)


def copy_day(
    delegation: Delegation, source: date, target: date, *, by: Actor, version: int | None = None
) -> Settled:
    """Put a copy of all that is on one day last on another; who receives is wanted, not asked.

    Raises `SameDay`, `NothingToCopy`, `OutsideItsDays`.
    """
    with doing(delegation, Act.PLAN, by=by, version=version, name="copy_day") as detail:
        if source == target:
            raise SameDay
        items = sorted((i for i in delegation.items if i.day == source), key=lambda i: i.position)
        if not items:
            raise NothingToCopy
        for item in items:
            copy = make_item(delegation, replace(facts_of(item), day=target), by=by)
            _want_the_same(item, copy)
            put_item(copy, target, None)
        detail["items"] = len(items)
        return settle(delegation, {target})


def hold_again(delegation: Delegation, *, by: Actor, version: int | None = None) -> Settled:
    """Hold what has become free of what the programme wants; its times follow the ways as well."""
    with doing(delegation, Act.PLAN, by=by, version=version, name="hold_again"):
        return settle(delegation)


def _want_the_same(item: ProgrammeItem, copy: ProgrammeItem) -> None:
    for party in item.parties:
        if party.state not in (AskState.NO, AskState.RELEASED):
            copy.parties.append(ItemParty(**{name: getattr(party, name) for name in _OF_PARTY}))
    db.session.flush()
