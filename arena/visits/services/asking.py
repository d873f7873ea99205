"""Asking two or three hosts who leads a visit or a walk: the first yes holds, silence is told."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from arena import clock, db, tokens
from arena.accounts.models import User
from arena.audit.models import WORKER, Actor
from arena.audit.services import record
from arena.events.models import Event
from arena.hosting.queries.absences import find_own_host
from arena.resources.models import HostProfile, Resource
from arena.resources.services import ResourceTaken
from arena.visits.links import ask_token
from arena.visits.models import Answer, AskState, HostAsk, HostAsked
from arena.visits.queries.asking import (
    find_open_ask,
    hosts_with,
    list_waiting_for,
    tour_of,
)
from arena.visits.queries.standing import Standing, may_lead, standing_of, still_waits
from arena.visits.queries.tours import Tour, get_tour
from arena.visits.services.asking_errors import (
    MOST_ASKED,
    AskedAlready,
    CannotTakePlace,
    LeadsAlready,
    NoLongerAsked,
    NotAskedAnyMore,
    NotAskedNow,
    NotFreeAnyMore,
    TooFewAsked,
    WrongNumberAsked,
    WrongTimeLimit,
)
from arena.visits.services.errors import ClosedThen, HostDoesNotFit
from arena.visits.services.host_notices import tell_asker, tell_host
from arena.visits.services.leading import give_hosts, lock_tour
from arena.visits.services.releasing import drop_asks, settle_ask


def ask_hosts(
    event: Event,
    *,
    host_ids: Sequence[int],
    answer_by: datetime,
    wanted: int = 1,
    words: str = "",
    asked_by_id: int | None = None,
    by: Actor,
) -> HostAsk:
    """Ask one to three hosts whether they lead the visit or the walk of an event.

    It ends with the first `wanted` who say yes, or at `answer_by`. Raises `NotAskedNow`,
    `AskedAlready`, `WrongNumberAsked`, `TooFewAsked`, `HostDoesNotFit` or `WrongTimeLimit`.
    """
    tour = get_tour(event)
    lock_tour(tour)
    _require_askable(tour, answer_by)
    hosts = _hosts(tour, host_ids)
    if not 1 <= wanted <= len(hosts):
        raise TooFewAsked(wanted)
    drop_asks(event)
    ask = HostAsk(
        event=event,
        asked_by_id=asked_by_id,
        answer_by=answer_by,
        state=AskState.OPEN,
        wanted=wanted,
        words=words.strip(),
        created_at=clock.now(),
        asked=[HostAsked(host=host, answer=Answer.WAITING) for host in hosts],
    )
    _send(ask)
    record("visits.ask_hosts", subject=tour.record, by=by, detail={"hosts": len(hosts)})
    return ask


def say_yes(asked: HostAsked, *, by: Actor) -> None:
    """Lead it; once enough have said so, whoever is asked too is thanked.

    All who answer at once wait for the tour's row, and who comes too late finds the question
    settled. Said twice it is said once. Raises `NoLongerAsked`, `NotFreeAnyMore`, or
    `CannotTakePlace` when it is a place that is closed by now.
    """
    if _lead_already(asked):
        return
    ask, tour = _lock(asked)
    agreed = {each.resource_id for each in ask.asked if each.answer == Answer.YES}
    asked.answer, asked.answered_at = Answer.YES, clock.now()
    leading = hosts_with(asked.host, tour, agreed)
    if len(agreed) + 1 >= ask.wanted:
        settle_ask(ask, AskState.TAKEN, chosen=leading.host_ids)
    try:
        with db.session.begin_nested():
            give_hosts(tour, leading, by=by)
    except (ResourceTaken, ClosedThen) as error:
        if error.resource.id != asked.resource_id:
            raise CannotTakePlace from error
        raise NotFreeAnyMore from error
    record("visits.say_yes", subject=tour.record, by=by, detail={"hosts": len(ask.asked)})
    if ask.state == AskState.TAKEN:
        tell_asker(ask, "host_found")
    else:
        _fail_unless_somebody_waits(ask, tour)


def say_no(asked: HostAsked, *, by: Actor) -> None:
    """Do not lead it; when everybody has answered and too few said yes, it is escalated.

    Raises `NoLongerAsked`, or `LeadsAlready` after a yes.
    """
    if _lead_already(asked):
        raise LeadsAlready
    ask, tour = _lock(asked)
    asked.answer, asked.answered_at = Answer.NO, clock.now()
    record("visits.say_no", subject=tour.record, by=by)
    _fail_unless_somebody_waits(ask, tour)


def take_ask_back(ask: HostAsk, *, by: Actor) -> None:
    """Ask no longer; who has not answered is thanked. Raises `NotAskedAnyMore`."""
    tour = tour_of(ask)
    lock_tour(tour)
    db.session.refresh(ask)
    if ask.state not in (AskState.OPEN, AskState.FAILED):
        raise NotAskedAnyMore
    settle_ask(ask, AskState.DROPPED)
    record("visits.take_ask_back", subject=tour.record, by=by)


def escalate(ask: HostAsk) -> None:
    """Tell whoever asked that the time is up, unless somebody has answered just now."""
    lock_tour(tour_of(ask))
    db.session.refresh(ask)
    if ask.state == AskState.OPEN and ask.answer_by <= clock.now():
        _fail(ask)


def end_waiting_for_person(user: User, *, by: Actor) -> None:
    """Wait no longer for the answers of a person whose account is closed, as part of that."""
    host = None if user.is_open else find_own_host(user)
    if host is not None:
        end_waiting_for(host, by=by)


def end_waiting_for(host: Resource, *, by: Actor) -> None:
    """Wait no longer for what a host may not lead any more, as part of what ended that.

    Who is asked together with them may still answer; where nobody is left, it is escalated. A yes
    that was given stands: who leads a tour and has left stands under today.
    """
    db.session.flush()
    for ask in list_waiting_for(host.id):
        tour = tour_of(ask)
        if may_lead(host, tour.language):
            continue
        _lock_ask(ask, tour)
        if ask.state == AskState.OPEN:
            _fail_unless_somebody_waits(ask, tour)
            record("visits.stop_waiting", subject=tour.record, by=by)


def _require_askable(tour: Tour, answer_by: datetime) -> None:
    if not tour.may_have_hosts:
        raise NotAskedNow
    if find_open_ask(tour.event) is not None:
        raise AskedAlready
    if not clock.now() < answer_by < tour.event.starts_at:
        raise WrongTimeLimit


def _send(ask: HostAsk) -> None:
    """Keep a question, and mail each who is asked a link of their own."""
    db.session.add(ask)
    db.session.flush()
    for asked in ask.asked:
        asked.token_hash = tokens.digest(ask_token(asked))
        tell_host(asked.host, "host_asked", ask, asked_id=asked.id)


def _lock(asked: HostAsked) -> tuple[HostAsk, Tour]:
    ask, tour = asked.ask, tour_of(asked.ask)
    _lock_ask(ask, tour)
    standing = standing_of(asked, tour)
    if standing != Standing.OPEN:
        raise NoLongerAsked(standing)
    return ask, tour


def _lock_ask(ask: HostAsk, tour: Tour) -> None:
    """Read a question anew under the lock of its tour, with who of the asked works here still."""
    lock_tour(tour)
    db.session.refresh(ask)
    to_their_accounts = (
        joinedload(HostAsked.host).joinedload(Resource.host).joinedload(HostProfile.user)
    )
    db.session.scalars(
        select(HostAsked).where(HostAsked.ask_id == ask.id).options(to_their_accounts),
        execution_options={"populate_existing": True},
    ).unique().all()


def _lead_already(asked: HostAsked) -> bool:
    """Tell whether a host has said yes to a question that waits for another's yes still."""
    return asked.answer == Answer.YES and asked.ask.state == AskState.OPEN


def _hosts(tour: Tour, host_ids: Sequence[int]) -> list[Resource]:
    ids = list(dict.fromkeys(host_ids))
    if not 1 <= len(ids) <= MOST_ASKED:
        raise WrongNumberAsked
    hosts = [db.session.get(Resource, host_id) for host_id in ids]
    for host in hosts:
        if host is None or not may_lead(host, tour.language):
            name = host.host.user.name if host is not None and host.host else "?"
            raise HostDoesNotFit(name, tour.language)
    return [host for host in hosts if host is not None]


def _fail_unless_somebody_waits(ask: HostAsk, tour: Tour) -> None:
    """End a question that everybody who is here has answered, and too few with yes."""
    if not any(still_waits(each, tour.language) for each in ask.asked):
        _fail(ask)


def _fail(ask: HostAsk) -> None:
    settle_ask(ask, AskState.FAILED)
    tell_asker(ask, "host_silence")
    record("visits.nobody_said_yes", subject=tour_of(ask).record, by=WORKER)
