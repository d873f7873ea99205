"""Who has been asked to lead what, and which visits hosts offer to each other."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Select, select
from sqlalchemy.orm import contains_eager

from arena import clock, db, tokens
from arena.errors import NotFound
from arena.events.models import Event
from arena.hosting.queries.absences import list_away
from arena.resources.models import HostProfile, Resource
from arena.visits.models import (
    Answer,
    AskState,
    HostAsk,
    HostAsked,
    HostSwap,
    SwapState,
    Visit,
    VisitState,
)
from arena.visits.queries.free_times import HostRank, rank_hosts
from arena.visits.queries.holdings import held_hosts
from arena.visits.rules.groups import hosts_needed
from arena.visits.rules.ladder import OPEN, WAITING

ASKABLE = WAITING | {VisitState.OFFERED, VisitState.CONFIRMED}


def may_be_asked_about(visit: Visit) -> bool:
    """Tell whether hosts may be asked to lead a visit: it is to come, and a group's own."""
    return visit.state in ASKABLE and not visit.is_walk and visit.event.starts_at > clock.now()


def find_open_ask(visit: Visit) -> HostAsk | None:
    """Return the question about a visit that is still open, if there is one."""
    return db.session.scalar(
        select(HostAsk).where(HostAsk.visit_id == visit.id, HostAsk.state == AskState.OPEN)
    )


def find_latest_ask(visit: Visit) -> HostAsk | None:
    """Return the latest question about a visit, whatever became of it."""
    return db.session.scalar(
        select(HostAsk).where(HostAsk.visit_id == visit.id).order_by(HostAsk.id.desc()).limit(1)
    )


def find_asked(token: str) -> HostAsked | None:
    """Return the question to one host that a mailed link belongs to, if there is one."""
    return db.session.scalar(select(HostAsked).where(HostAsked.token_hash == tokens.digest(token)))


def get_asked(asked_id: int, user_id: int) -> HostAsked:
    """Return a question to this very person, or raise `NotFound`."""
    asked = db.session.scalar(
        select(HostAsked)
        .join(HostProfile, HostProfile.resource_id == HostAsked.resource_id)
        .where(HostAsked.id == asked_id, HostProfile.user_id == user_id)
    )
    if asked is None:
        raise NotFound
    return asked


def list_open_to(user_id: int) -> Sequence[HostAsked]:
    """Return what a person is asked and has not answered, in order of the visits' times."""
    return db.session.scalars(
        select(HostAsked)
        .join(HostAsked.ask)
        .join(HostAsk.visit)
        .join(Visit.event)
        .join(HostProfile, HostProfile.resource_id == HostAsked.resource_id)
        .where(
            HostProfile.user_id == user_id,
            HostAsk.state == AskState.OPEN,
            HostAsked.answer == Answer.WAITING,
            Event.starts_at > clock.now(),
        )
        .order_by(Event.starts_at, HostAsked.id)
    ).all()


def list_overdue() -> Sequence[int]:
    """Return the numbers of the open questions whose time is up."""
    return db.session.scalars(
        select(HostAsk.id)
        .where(HostAsk.state == AskState.OPEN, HostAsk.answer_by <= clock.now())
        .order_by(HostAsk.answer_by)
    ).all()


def list_unanswered() -> Sequence[HostAsk]:
    """Return the questions that nobody said yes to, of visits that may still take place."""
    return db.session.scalars(
        _asks()
        .where(
            HostAsk.state == AskState.FAILED,
            Event.starts_at > clock.now(),
            Visit.state.in_(OPEN),
        )
        .order_by(Event.starts_at, HostAsk.id)
    ).all()


def get_swap(swap_id: int) -> HostSwap:
    """Return an offer among hosts, or raise `NotFound`."""
    swap = db.session.get(HostSwap, swap_id)
    if swap is None:
        raise NotFound
    return swap


def find_open_swap(visit: Visit, user_id: int | None = None) -> HostSwap | None:
    """Return the open offer of a visit among hosts, if there is one; of one giver when given."""
    query = select(HostSwap).where(HostSwap.visit_id == visit.id, HostSwap.state == SwapState.OPEN)
    if user_id is not None:
        query = query.join(HostProfile, HostProfile.resource_id == HostSwap.from_id).where(
            HostProfile.user_id == user_id
        )
    return db.session.scalars(query.order_by(HostSwap.id)).first()


def list_swaps_for(host: Resource) -> list[HostSwap]:
    """Return what others offer and this host could take, in order of time."""
    offered = db.session.scalars(
        select(HostSwap)
        .join(HostSwap.visit)
        .join(Visit.event)
        .where(
            HostSwap.state == SwapState.OPEN,
            HostSwap.from_id != host.id,
            Visit.state == VisitState.CONFIRMED,
            Event.starts_at > clock.now(),
        )
        .options(contains_eager(HostSwap.visit).contains_eager(Visit.event))
        .order_by(Event.starts_at, HostSwap.id)
    ).all()
    return [swap for swap in offered if can_lead(host, swap.visit)]


def list_who_could_lead(visit: Visit) -> list[HostRank]:
    """Return those hosts beside a visit for whom nothing speaks against, who do not lead it."""
    leading = {host.id for host in held_hosts(visit.event)}
    return [
        rank
        for rank in rank_hosts(
            visit.offer,
            visit.event.starts_at,
            visit.event.ends_at,
            language=visit.language,
            any_hours=True,
        )
        if rank.fits and rank.host.id not in leading
    ]


def can_lead(host: Resource, visit: Visit) -> bool:
    """Tell whether nothing speaks against a host who does not lead the visit yet."""
    return any(rank.host.id == host.id for rank in list_who_could_lead(visit))


def hosts_with(winner: Resource, visit: Visit) -> list[int]:
    """Return the hosts (ids of resources) that lead a visit once `winner` has said yes.

    Who is there keeps the visit before who is away or has left; nobody is needed twice.
    """
    event = visit.event
    held = [host for host in held_hosts(event) if host.id != winner.id]
    away = list_away(event.starts_at, event.ends_at, [host.id for host in held])
    staying = sorted(held, key=lambda host: (host.id in away, not _is_here(host)))
    needed = hosts_needed(visit.group_size, visit.offer.group_per_host)
    return [winner.id, *(host.id for host in staying)][:needed]


def _is_here(host: Resource) -> bool:
    return host.closed_at is None and host.host is not None and host.host.user.is_open


def _asks() -> Select[HostAsk]:
    return (
        select(HostAsk)
        .join(HostAsk.visit)
        .join(Visit.event)
        .options(
            contains_eager(HostAsk.visit).contains_eager(Visit.event),
            contains_eager(HostAsk.visit).joinedload(Visit.offer),
        )
    )
