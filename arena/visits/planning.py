"""Visits and walks on the planning board: what may be done to them there, and how it is done."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from functools import cache
from typing import Any, ClassVar

from flask_babel import lazy_gettext as _l
from sqlalchemy import Select, bindparam, select

from arena import clock, db
from arena.audit.models import Actor
from arena.events.models import Event
from arena.resources.models import Resource, ResourceKind
from arena.scheduling.planning import Change, ChangedSince, Planned, Standing, Touched
from arena.visits.concerns import list_concerns
from arena.visits.models import Offer, OpenWalk, Visit, VisitState
from arena.visits.queries.holdings import held_hosts
from arena.visits.rules.ladder import Act, may_move
from arena.visits.services import (
    move_visit,
    move_walk,
    propose_time,
    reassign_hosts,
    reassign_walk_hosts,
)
from arena.visits.services.errors import ChangedMeanwhile
from arena.visits.views.staff.words import STATES
from arena.web import languages

_HOSTS = frozenset({ResourceKind.HOST})
_ALL = frozenset({ResourceKind.HOST, ResourceKind.ROOM, ResourceKind.SITE})
_WALK_AHEAD = Standing(_l("open walk"), "good", may_move=True, exchanges=_HOSTS)
_WALK_UNDER_WAY = Standing(_l("open walk"), "good", exchanges=_HOSTS)
_WALK_OVER = Standing(_l("open walk"), "done")
_TO_HOSTS = {
    "visits/assigned": _l("%(name)s is told that they lead it."),
    "visits/unassigned": _l("%(name)s is told that they no longer lead it."),
    "visits/host_changed": _l("%(name)s, who leads it, is told what has changed."),
    "visits/host_released": _l("%(name)s, who was asked to lead it, need not answer any more."),
}
_TOLD_ALL = _l("%(name)s, who booked, is told who receives the group, and where.")
# What who booked is told: by whether hosts and places are new.
_NEW = {
    (True, True): _TOLD_ALL,
    (False, False): _TOLD_ALL,
    (True, False): _l("%(name)s, who booked, is told who receives the group."),
    (False, True): _l("%(name)s, who booked, is told where the group is received."),
}


class VisitPlanner:
    """Visits of groups: the booker is asked or told, and hosts and places can be exchanged."""

    name: ClassVar[Any] = _l("Visit")
    colour: ClassVar[str] = "v"

    def letters(self, touched: Touched) -> Mapping[str, Any]:
        """Return what each mail says of who or where is new."""
        return {
            **_TO_HOSTS,
            "visits/proposed": _l("%(name)s, who booked, is asked whether the new time suits."),
            "visits/moved": _l("%(name)s, who booked, is told the new time: agree on it first."),
            "visits/changed": _NEW[touched.host, touched.place],
        }

    def describe(self, event_ids: Collection[int]) -> Mapping[int, Planned]:
        """Return what is said of visits."""
        values = {"event_ids": list(event_ids), "now": clock.now()}
        rows = db.session.execute(_asked(languages.current() == "en"), values).all()
        return {
            event_id: Planned(version, title or in_swedish, _standing(*state), people, topic, party)
            for event_id, version, *state, title, in_swedish, people, topic, party in rows
        }

    def get_record(self, event: Event) -> Visit:
        """Return the visit."""
        return db.session.scalars(select(Visit).where(Visit.event_id == event.id)).one()

    def carry_out(self, event: Event, change: Change, *, version: int, by: Actor) -> None:
        """Move a visit, or give it another host or place."""
        visit = self.get_record(event)
        try:
            if change.is_exchange():
                _exchange(visit, change, version, by)
            elif visit.state == VisitState.CONFIRMED:
                move_visit(
                    visit, starts_at=change.starts_at, is_vouched=True, version=version, by=by
                )
            else:
                propose_time(visit, starts_at=change.starts_at, version=version, by=by)
        except ChangedMeanwhile as error:
            raise ChangedSince from error

    def list_concerns(self, event: Event, change: Change, was: Collection[int]) -> list[str]:
        """Return who leads it instead and why, and why the hosts are not the right ones."""
        visit, is_exchange = self.get_record(event), change.is_exchange()
        return list_concerns(event, visit.offer, visit.language, was=was, is_exchange=is_exchange)


class WalkPlanner:
    """Open walks: their hosts can be exchanged, and a new time is told to everybody who joined."""

    name: ClassVar[Any] = _l("Open walk")
    colour: ClassVar[str] = "w"

    def letters(self, touched: Touched) -> Mapping[str, Any]:
        """Return what each mail says; who has joined a walk is only told of another time."""
        return {
            **_TO_HOSTS,
            "visits/walk_moved": _l("Told the new time, with their seats kept: %(name)s."),
        }

    def describe(self, event_ids: Collection[int]) -> Mapping[int, Planned]:
        """Return what is said of walks; their version is that of the event."""
        walks = db.session.execute(
            select(OpenWalk.seats_taken, Event, Offer)
            .join(OpenWalk.event)
            .join(OpenWalk.offer)
            .where(OpenWalk.event_id.in_(event_ids))
        )
        now = clock.now()
        return {
            event.id: Planned(
                event.sequence,
                languages.localized(offer, "title"),
                _standing_of_walk(event, now),
                taken,
                offer.topic,
            )
            for taken, event, offer in walks
        }

    def get_record(self, event: Event) -> OpenWalk:
        """Return the walk."""
        return db.session.get_one(OpenWalk, event.id)

    def carry_out(self, event: Event, change: Change, *, version: int, by: Actor) -> None:
        """Give a walk another time or another host."""
        walk = self.get_record(event)
        if not change.is_exchange():
            try:
                move_walk(walk, starts_at=change.starts_at, sequence=version, by=by)
            except ChangedMeanwhile as error:
                raise ChangedSince from error
            return
        db.session.refresh(walk, with_for_update={"of": OpenWalk})
        db.session.refresh(event)
        if event.sequence != version:
            raise ChangedSince
        reassign_walk_hosts(walk, host_ids=_host_ids(event, change), by=by)

    def list_concerns(self, event: Event, change: Change, was: Collection[int]) -> list[str]:
        """Return who leads it instead and why, and why the hosts are not the right ones."""
        walk, is_exchange = self.get_record(event), change.is_exchange()
        return list_concerns(event, walk.offer, walk.language, was=was, is_exchange=is_exchange)


def _standing_of_walk(event: Event, now: datetime) -> Standing:
    if event.ends_at <= now:
        return _WALK_OVER
    return _WALK_AHEAD if event.starts_at > now else _WALK_UNDER_WAY


@cache
def _asked(is_english: bool) -> Select[*tuple[Any, ...]]:
    """Select what the board says of visits: as columns of tables, for there are hundreds."""
    visits, events, offers = (each.__table__ for each in (Visit, Event, Offer))
    now = bindparam("now", type_=db.UtcDateTime())
    return (
        select(
            visits.c.event_id,
            visits.c.version,
            visits.c.state,
            events.c.starts_at > now,
            events.c.ends_at <= now,
            offers.c.title_en if is_english else offers.c.title_sv,
            offers.c.title_sv,
            visits.c.group_size,
            offers.c.topic,
            visits.c.organisation_name,
        )
        .join(events, events.c.id == visits.c.event_id)
        .join(offers, offers.c.id == visits.c.offer_id)
        .where(visits.c.event_id.in_(bindparam("event_ids", expanding=True)))
    )


@cache
def _standing(state: str, is_ahead: bool, is_over: bool) -> Standing:
    """Return a visit's state, and what may be done to it in that state."""
    word, shape = STATES[VisitState(state)]
    may_exchange = may_move(state, Act.REASSIGN) and not is_over
    return Standing(
        state=word,
        shape=shape,
        may_move=bool(is_ahead) and (may_move(state, Act.MOVE) or may_move(state, Act.PROPOSE)),
        exchanges=_ALL if may_exchange else frozenset(),
        assigns=_HOSTS if may_exchange else frozenset(),
    )


def _exchange(visit: Visit, change: Change, version: int, by: Actor) -> None:
    event = visit.event
    named = change.takes if change.takes is not None else change.drops
    if db.session.get_one(Resource, named).kind == ResourceKind.HOST:
        reassign_hosts(visit, host_ids=_host_ids(event, change), version=version, by=by)
        return
    reassign_hosts(
        visit,
        host_ids=[host.id for host in held_hosts(event)],
        place_id=change.takes,
        instead_of=change.drops,
        version=version,
        by=by,
    )


def _host_ids(event: Event, change: Change) -> list[int]:
    """Return the hosts after a change, each in the place of the one before."""
    ids = [host.id for host in held_hosts(event)]
    changed = [change.takes if each == change.drops else each for each in ids]
    if change.drops is None:
        changed.append(change.takes)
    return [each for each in changed if each is not None]
