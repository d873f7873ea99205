"""Re-timing on the day, by who leads it: what follows moves, and whoever comes is told at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from functools import partial

from arena import clock
from arena.audit.models import Actor
from arena.delegations.models import AskState, ItemParty, ProgrammeItem
from arena.delegations.queries.programmes import (
    factor_of,
    is_asked_about_another,
    lay_out,
    list_items,
    ways_between,
)
from arena.delegations.rules.ladder import Act
from arena.delegations.rules.retiming import AnotherDay, begin_at, end_at
from arena.delegations.rules.timing import place
from arena.delegations.services.acting import doing
from arena.delegations.services.asking import note_question
from arena.delegations.services.errors.building import PastMidnight
from arena.delegations.services.errors.retiming import NotToday
from arena.delegations.services.settling import Settled, settle
from arena.delegations.services.telling import invite
from arena.web.languages import localized


class Shift(StrEnum):
    """What has happened, or will."""

    BEGUN = "begun"  # It begins now.
    ENDED = "ended"  # It ends now.
    LATER = "later"  # It begins so many minutes later than it says.


@dataclass(frozen=True)
class Retimed:
    """What a re-timing came to: `told` are mailed the new time, `to_call` have not answered yet."""

    settled: Settled
    told: Sequence[ItemParty]
    to_call: Sequence[ItemParty]


def retime(
    item: ProgrammeItem,
    shift: Shift,
    *,
    minutes: int = 0,
    by: Actor,
    version: int | None = None,
) -> Retimed:
    """Let an item begin or end now, or later than it says, and move what follows it today.

    Raises `NotToday` for an item of another day, `PastMidnight`, and `ChangedMeanwhile`.
    """
    delegation = item.delegation
    detail = {"item": item.id, "minutes": minutes}
    with doing(delegation, Act.PLAN, by=by, version=version, name=f"retime_{shift}", **detail):
        if item.day != clock.today():
            raise NotToday
        items = list_items(delegation, {item.day})
        pieces, _placed = lay_out(delegation, items)
        places = {piece.place for piece in pieces if piece.place is not None}
        lay = partial(
            place, zone=clock.zone(), factor=factor_of(delegation), travel=ways_between(places)
        )
        change = end_at if shift == Shift.ENDED else begin_at
        moment = _moment(item, shift, minutes)
        try:
            starts = change(pieces, item.id, moment, lay=lay, zone=clock.zone())
        except AnotherDay as error:
            late = next(each for each in items if each.id == error.key)
            raise PastMidnight(localized(late, "title")) from None
        for each in items:
            if each.id in starts:
                each.fixed_start = starts[each.id]
        before = {each.id: (each.event.starts_at, each.event.ends_at) for each in items}
        settled = settle(delegation, {item.day})
        return _tell(settled, before)


def _tell(settled: Settled, before: dict[int, tuple[datetime, datetime]]) -> Retimed:
    """Tell whoever has said yes to what has moved; who has not answered must be called."""
    told, to_call = [], []
    for item in settled.moved:
        was_starts_at, was_ends_at = before[item.id]
        for party in item.parties:
            if party.state == AskState.YES and party.email:
                note_question(party)
                invite(
                    party,
                    "party_moved",
                    occasion=f"moved {item.event.sequence}",
                    was_starts_at=was_starts_at.isoformat(),
                    was_ends_at=was_ends_at.isoformat(),
                )
                told.append(party)
            elif party.state == AskState.YES or is_asked_about_another(party):
                to_call.append(party)
    return Retimed(settled, told, to_call)


def _moment(item: ProgrammeItem, shift: Shift, minutes: int) -> datetime:
    """Return when the item begins or ends."""
    if shift == Shift.LATER:
        return item.event.starts_at + timedelta(minutes=minutes)
    return clock.now().replace(second=0, microsecond=0)
