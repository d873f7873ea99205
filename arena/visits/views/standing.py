"""Where a visit stands, as its booker's own page tells it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from flask_babel import gettext as _

from arena import clock
from arena.visits.meanings import Meaning, state_meaning
from arena.visits.models import Visit, VisitState
from arena.visits.queries import deadlines_at, get_deadlines, placed_programme
from arena.visits.queries.holdings import PlacedStop
from arena.visits.rules.deadlines import Deadlines, percent_due
from arena.visits.rules.fees import cancellation_fee
from arena.visits.rules.ladder import OPEN, TOOK_PLACE, WAITING, Act, may_move
from arena.visits.services.errors import NotNow, TooLate

_S = VisitState
_KINDS = {
    _S.UNVERIFIED: "late",
    _S.RECEIVED: "open",
    _S.INCOMPLETE: "late",
    _S.IN_REVIEW: "waiting",
    _S.OFFERED: "late",
    _S.CONFIRMED: "good",
    _S.COMPLETED: "done",
    _S.FOLLOWED_UP: "done",
    _S.DECLINED: "bad",
    _S.CANCELLED: "bad",
    _S.CALLED_OFF: "bad",
}


class OwnHost(NamedTuple):
    """Who receives the group: the first name, and the number to call."""

    name: str
    phone: str | None


@dataclass(frozen=True)
class Standing:
    """All that the booker's page says beyond the visit's own facts."""

    visit: Visit
    meaning: Meaning
    kind: str
    deadlines: Deadlines
    move_once_confirmed: datetime | None  # Where confirming it makes the deadline earlier.
    parts: Sequence[PlacedStop]
    hosts: Sequence[OwnHost]
    percent_now: int
    fee_now: int
    fee_due: int | None  # Of a cancelled visit.

    def may(self, act: str) -> bool:
        """Tell whether the visit's state allows an act."""
        return may_move(self.visit.state, Act(act), is_walk=self.visit.is_walk)

    def hindrance(self, *acts: str, until: datetime | None = None) -> Any:
        """Return why none of the acts can be done, or None; `until` is the last moment for them."""
        if not any(self.may(act) for act in acts):
            return NotNow(self.visit.state).message
        return TooLate(until).message if until is not None and self.is_past(until) else None

    def is_past(self, deadline: datetime) -> bool:
        """Tell whether a deadline has passed."""
        return clock.now() > deadline

    @property
    def is_open(self) -> bool:
        """Whether the visit may still take place."""
        return self.visit.state in OPEN

    @property
    def steps(self) -> list[tuple[Any, None]]:
        """The way of a request, as steps without links."""
        if self.visit.is_walk:
            words = [_("Request sent"), _("The address"), _("The walk")]
        else:
            words = [_("Request sent"), _("The address"), _("Our answer"), _("The visit")]
        return [(word, None) for word in words]

    @property
    def step(self) -> int | None:
        """The step that comes next, counted from 1; None where the way has ended early."""
        state = VisitState(self.visit.state)
        if state is _S.UNVERIFIED:
            return 2
        if state in WAITING or state is _S.OFFERED:
            return 3
        if state is _S.CONFIRMED:
            return len(self.steps)
        return len(self.steps) + 1 if state in TOOK_PLACE else None


def get_standing(visit: Visit) -> Standing:
    """Gather what the booker's page says of a visit."""
    deadlines = get_deadlines(visit)
    percent = percent_due(deadlines.cancellation, clock.now(), clock.zone())
    is_confirmed = visit.state == VisitState.CONFIRMED
    return Standing(
        visit=visit,
        meaning=state_meaning(visit.state, is_walk=visit.is_walk),
        kind=_KINDS.get(VisitState(visit.state), "quiet"),
        deadlines=deadlines,
        move_once_confirmed=_move_once_confirmed(visit, deadlines),
        parts=placed_programme(visit.event, visit.offer),
        hosts=_hosts(visit) if is_confirmed else [],
        percent_now=percent if is_confirmed else 0,
        fee_now=cancellation_fee(visit.fee_sek, percent) if is_confirmed else 0,
        fee_due=_fee_due(visit),
    )


def _move_once_confirmed(visit: Visit, now: Deadlines) -> datetime | None:
    """Return until when the visit may be moved once its fee holds; None where that is no news."""
    if visit.is_walk or visit.state not in OPEN:
        return None
    then = deadlines_at(visit.offer, visit.event.starts_at, visit.fee_sek).move
    return then if then < now.move else None


def _hosts(visit: Visit) -> list[OwnHost]:
    """Return the hosts; those of an open walk, whom anybody may join, can be called on the day."""
    may_call = not visit.is_walk or clock.date_of(visit.event.starts_at) == clock.today()
    return [
        OwnHost(host.name.split()[0], host.user.phone if may_call and host.user else None)
        for host in visit.event.hosts
    ]


def _fee_due(visit: Visit) -> int | None:
    if visit.state == VisitState.NO_SHOW:
        return visit.fee_sek
    if visit.cancellation_percent is None:
        return None
    return cancellation_fee(visit.fee_sek, visit.cancellation_percent)
