"""Who has been asked to lead what, and which visits and walks hosts offer to each other."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import contains_eager, joinedload

from arena import clock, db, tokens
from arena.errors import NotFound
from arena.events.models import Event
from arena.hosting.queries.absences import list_away
from arena.resources.models import HostProfile, Reservation, Resource
from arena.visits.models import Answer, AskState, HostAsk, HostAsked, HostSwap, SwapState
from arena.visits.queries.free_times import HostRank, Occasion, fits_each, rank_hosts
from arena.visits.queries.holdings import held_hosts
from arena.visits.queries.tours import Tour, get_tour, list_tours


@dataclass(frozen=True)
class Question:
    """A question to one host, and what it is about."""

    asked: HostAsked
    tour: Tour


@dataclass(frozen=True)
class Unanswered:
    """A question to which too few said yes, and what it is about."""

    ask: HostAsk
    tour: Tour


@dataclass(frozen=True)
class Offered:
    """What one host offers to the others."""

    swap: HostSwap
    tour: Tour


@dataclass(frozen=True)
class Leading:
    """The hosts (ids of resources) that a tour has; `absent` are those of them who cannot come."""

    host_ids: Sequence[int]
    absent: frozenset[int] = frozenset()


def find_open_ask(event: Event) -> HostAsk | None:
    """Return the question about a tour that is still open, if there is one."""
    return db.session.scalar(
        select(HostAsk).where(HostAsk.event_id == event.id, HostAsk.state == AskState.OPEN)
    )


def find_ask(ask_id: int, event: Event) -> HostAsk | None:
    """Return a question about this very tour, whatever became of it."""
    return db.session.scalar(
        select(HostAsk).where(HostAsk.id == ask_id, HostAsk.event_id == event.id)
    )


def find_latest_ask(event: Event) -> HostAsk | None:
    """Return the latest question about a tour, whatever became of it."""
    return db.session.scalar(
        select(HostAsk).where(HostAsk.event_id == event.id).order_by(HostAsk.id.desc()).limit(1)
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


def list_open_to(user_id: int) -> list[Question]:
    """Return what a person is asked and has not answered, in order of time."""
    questions = db.session.scalars(
        select(HostAsked)
        .join(HostAsked.ask)
        .join(HostAsk.event)
        .join(HostProfile, HostProfile.resource_id == HostAsked.resource_id)
        .where(
            HostProfile.user_id == user_id,
            HostAsk.state == AskState.OPEN,
            HostAsked.answer == Answer.WAITING,
            Event.starts_at > clock.now(),
        )
        .options(contains_eager(HostAsked.ask).contains_eager(HostAsk.event))
        .order_by(Event.starts_at, HostAsked.id)
    ).all()
    tours = _tours([asked.ask.event for asked in questions])
    return [
        Question(asked, tours[asked.ask.event_id])
        for asked in questions
        if asked.ask.event_id in tours
    ]


def list_waiting_for(host_id: int) -> Sequence[HostAsk]:
    """Return the open questions that a host has not answered, in the order of their tours."""
    return db.session.scalars(
        select(HostAsk)
        .join(HostAsk.asked)
        .where(
            HostAsked.resource_id == host_id,
            HostAsk.state == AskState.OPEN,
            HostAsked.answer == Answer.WAITING,
        )
        .order_by(HostAsk.event_id)
    ).all()


def list_overdue() -> Sequence[int]:
    """Return the numbers of the open questions whose time is up."""
    return db.session.scalars(
        select(HostAsk.id)
        .where(HostAsk.state == AskState.OPEN, HostAsk.answer_by <= clock.now())
        .order_by(HostAsk.answer_by)
    ).all()


def list_unanswered() -> list[Unanswered]:
    """Return the questions to which too few said yes, of tours that may still take place."""
    asks = db.session.scalars(
        select(HostAsk)
        .join(HostAsk.event)
        .where(HostAsk.state == AskState.FAILED, Event.starts_at > clock.now())
        .options(contains_eager(HostAsk.event))
        .order_by(Event.starts_at, HostAsk.id)
    ).all()
    if not asks:
        return []
    tours = _tours([ask.event for ask in asks])
    return [
        Unanswered(ask, tours[ask.event_id])
        for ask in asks
        if ask.event_id in tours and tours[ask.event_id].may_have_hosts
    ]


def get_swap(swap_id: int) -> HostSwap:
    """Return an offer among hosts, or raise `NotFound`."""
    swap = db.session.get(HostSwap, swap_id)
    if swap is None:
        raise NotFound
    return swap


def find_open_swap(event: Event, user_id: int | None = None) -> HostSwap | None:
    """Return the open offer of a tour among hosts, if there is one; of one giver when given."""
    query = select(HostSwap).where(HostSwap.event_id == event.id, HostSwap.state == SwapState.OPEN)
    if user_id is not None:
        query = query.join(HostProfile, HostProfile.resource_id == HostSwap.from_id).where(
            HostProfile.user_id == user_id
        )
    return db.session.scalars(query.order_by(HostSwap.id)).first()


def list_swaps_for(host: Resource) -> list[Offered]:
    """Return what others offer and this host could take, in order of time."""
    led = select(Reservation.event_id).where(
        Reservation.resource_id == host.id, Reservation.released_at.is_(None)
    )
    offered = db.session.scalars(
        select(HostSwap)
        .join(HostSwap.event)
        .where(
            HostSwap.state == SwapState.OPEN,
            HostSwap.from_id != host.id,
            HostSwap.event_id.not_in(led),
            Event.starts_at > clock.now(),
        )
        .options(
            contains_eager(HostSwap.event),
            joinedload(HostSwap.giver).joinedload(Resource.host).joinedload(HostProfile.user),
        )
        .order_by(Event.starts_at, HostSwap.id)
    ).unique()
    swaps = list(offered)
    tours = _tours([swap.event for swap in swaps])
    found = [
        Offered(swap, tours[swap.event_id])
        for swap in swaps
        if swap.event_id in tours and tours[swap.event_id].is_settled
    ]
    fitting = fits_each(host.id, [_occasion(each.tour) for each in found])
    return [each for each, fits in zip(found, fitting, strict=True) if fits]


def _occasion(tour: Tour) -> Occasion:
    return Occasion(tour.offer, tour.event.starts_at, tour.event.ends_at, tour.language)


def list_who_could_lead(tour: Tour) -> list[HostRank]:
    """Return those hosts beside a tour for whom nothing speaks against, who do not lead it."""
    leading = {host.id for host in held_hosts(tour.event)}
    return [
        rank
        for rank in rank_hosts(
            tour.offer,
            tour.event.starts_at,
            tour.event.ends_at,
            language=tour.language,
            any_hours=True,
        )
        if rank.fits and rank.host.id not in leading
    ]


def can_lead(host: Resource, tour: Tour) -> bool:
    """Tell whether nothing speaks against a host who does not lead the tour yet."""
    return any(rank.host.id == host.id for rank in list_who_could_lead(tour))


def count_missing(tour: Tour) -> int:
    """Return how many hosts a tour lacks: of those that it has, who is away or gone is none.

    Of what is only asked for none has agreed yet.
    """
    return max(tour.needed - len(list_leading(tour)), 0)


def list_leading(tour: Tour) -> list[Resource]:
    """Return the hosts who lead a settled tour and can come; of what is only asked for, nobody."""
    held = held_hosts(tour.event) if tour.is_settled else []
    absent = _absent(held, tour)
    return [host for host in held if host.id not in absent]


def hosts_with(winner: Resource, tour: Tour, agreed: Collection[int]) -> Leading:
    """Return who leads a tour once `winner` has said yes as well as those who have `agreed`.

    Who has agreed keeps it before others, and who can come before who is away or has left: they
    stay only until somebody else says yes. Nobody is needed twice.
    """
    held = [host for host in held_hosts(tour.event) if host.id != winner.id]
    absent = _absent(held, tour)
    staying = sorted(held, key=lambda host: (host.id in absent, host.id not in agreed))
    ids = [winner.id, *(host.id for host in staying)][: tour.needed]
    return Leading(ids, absent.intersection(ids))


def _absent(hosts: Sequence[Resource], tour: Tour) -> frozenset[int]:
    """Return which of some hosts are away then, or host no more."""
    event = tour.event
    away = list_away(event.starts_at, event.ends_at, [host.id for host in hosts])
    return frozenset(away) | {host.id for host in hosts if not _is_here(host)}


def _is_here(host: Resource) -> bool:
    return host.closed_at is None and host.host is not None and host.host.user.is_open


def _tours(events: Sequence[Event]) -> dict[int, Tour]:
    return {tour.event.id: tour for tour in list_tours(events)}


def tour_of(ask: HostAsk | HostSwap) -> Tour:
    """Return what a question, or an offer among hosts, is about."""
    return get_tour(ask.event)
