"""What visits and walks could be instead, when a day, a place or a host of theirs is closed."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from arena import db
from arena.events.models import Event
from arena.resources.models import Resource, ResourceKind
from arena.resources.services.reserving import list_uses
from arena.scheduling.closing import Suggestion
from arena.scheduling.planning import Change
from arena.visits.models import Offer, OpenWalk, Visit, VisitState
from arena.visits.queries.assessing import Standing, list_named_times, list_place_fits
from arena.visits.queries.free_times import HostRank, find_time_instead, rank_hosts
from arena.visits.queries.holdings import held_hosts, list_held
from arena.visits.rules.ladder import Act, may_move
from arena.visits.services.holding import ends_at

_NO_HOST = _l("No other host who fits is free then. Move it to another time, or call somebody.")
_NO_TIME = _l("No time within its rules is free. Call the booker, and choose a time together.")


class VisitMover:
    """Visits of groups: elsewhere at the same time, or else the nearest free time."""

    def lock(self, event_ids: Collection[int]) -> None:
        """Lock the visits."""
        wanted = select(Visit).where(Visit.event_id.in_(event_ids)).order_by(Visit.id)
        db.session.scalars(wanted.with_for_update(of=Visit)).all()

    def name_parties(self, event_ids: Collection[int]) -> Mapping[int, str]:
        """Return nothing: what is planned names the organisation."""
        return {}

    def suggest(self, event: Event, closed: Resource | None) -> Suggestion:
        """Suggest another host or place at the same time, a wish of the booker's, or a time."""
        visit = db.session.scalars(select(Visit).where(Visit.event_id == event.id)).one()
        if visit.state == VisitState.UNVERIFIED:
            return Suggestion(
                advice=_l(
                    "The address is not confirmed yet. Look again once it is; else the time is"
                    " given back by itself."
                )
            )
        if closed is not None and closed.kind == ResourceKind.HOST:
            return _another_host_for(visit, closed)
        if closed is not None and may_move(visit.state, Act.REASSIGN):
            other = _another_place_for(visit, closed)
            if other is not None:
                return Suggestion(change=_exchanged(event, closed, other), is_sure=True)
        starts_at = _another_time_for(visit)
        if starts_at is None:
            return Suggestion(advice=_NO_TIME)
        is_asked = visit.state != VisitState.CONFIRMED
        return Suggestion(change=_moved(visit.offer, starts_at), is_sure=is_asked)


class WalkMover:
    """Open walks: another host, or the nearest time at which the offer can be held."""

    def lock(self, event_ids: Collection[int]) -> None:
        """Lock who has joined, and then the walks."""
        VisitMover().lock(event_ids)
        wanted = select(OpenWalk).where(OpenWalk.event_id.in_(event_ids))
        db.session.scalars(wanted.order_by(OpenWalk.event_id).with_for_update(of=OpenWalk)).all()

    def name_parties(self, event_ids: Collection[int]) -> Mapping[int, str]:
        """Return nothing: people join by themselves."""
        return {}

    def suggest(self, event: Event, closed: Resource | None) -> Suggestion:
        """Suggest another host, or another time."""
        walk = db.session.get_one(OpenWalk, event.id)
        if closed is not None and closed.kind == ResourceKind.HOST:
            return _another_host(event, closed, walk.offer, walk.language)
        starts_at = find_time_instead(
            walk.offer, event, group_size=walk.seats, language=walk.language
        )
        if starts_at is None:
            return Suggestion(
                advice=_l(
                    "No time within its rules is free. Move it to a day that you choose, or call"
                    " it off: everybody is told."
                )
            )
        return Suggestion(change=_moved(walk.offer, starts_at))


def _another_host_for(visit: Visit, closed: Resource) -> Suggestion:
    if not may_move(visit.state, Act.REASSIGN):
        return Suggestion(
            advice=_l("It is only asked for: choose another host when you confirm it.")
        )
    return _another_host(visit.event, closed, visit.offer, visit.language)


def _another_host(event: Event, closed: Resource, offer: Offer, language: str) -> Suggestion:
    leading = {host.id for host in held_hosts(event)}
    ranks: Sequence[HostRank] = rank_hosts(
        offer,
        event.starts_at,
        event.ends_at,
        language=language,
        ignore_event=event.id,
        any_hours=True,
    )
    fitting = (rank.host.id for rank in ranks if rank.fits and rank.host.id not in leading)
    other = next(fitting, None)
    if other is None:
        return Suggestion(advice=_NO_HOST)
    return Suggestion(change=_exchanged(event, closed, other), is_sure=True)


def _another_place_for(visit: Visit, closed: Resource) -> int | None:
    """Return a place that can stand in for the one that is closed, for its part of the visit."""
    held = [use for use in list_uses(visit.event) if use.resource_id == closed.id]
    if not held:
        return None
    during = min(use.starts_at for use in held), max(use.ends_at for use in held)
    present = {each.id for each in list_held(visit.event)}
    fits = (
        fit.place.id
        for fit in list_place_fits(visit, during)
        if fit.fits and not fit.is_own and fit.place.id not in present
    )
    return next(fits, None)


def _another_time_for(visit: Visit) -> datetime | None:
    """Return the best time that the booker named and can be had, or the free one that is nearest.

    What is tried on the same page before has moved already: so no two get one start at one place.
    """
    if visit.state != VisitState.CONFIRMED:
        for named in list_named_times(visit):
            if named.standing is Standing.FREE:
                return named.starts_at
    return find_time_instead(
        visit.offer, visit.event, group_size=visit.group_size, language=visit.language
    )


def _moved(offer: Offer, starts_at: datetime) -> Change:
    return Change(starts_at=starts_at, ends_at=ends_at(offer, starts_at))


def _exchanged(event: Event, closed: Resource, other: int) -> Change:
    return Change(starts_at=event.starts_at, ends_at=event.ends_at, drops=closed.id, takes=other)
