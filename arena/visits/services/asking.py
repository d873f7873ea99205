"""Asking two or three hosts who leads a visit: the first yes holds, silence is escalated."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from arena import clock, db, tokens
from arena.audit.models import WORKER, Actor
from arena.audit.services import record
from arena.events.services import lock_calendar
from arena.resources.models import Resource
from arena.resources.services import ResourceTaken
from arena.scheduling.services import reschedule
from arena.visits.links import ask_token
from arena.visits.models import Answer, AskState, HostAsk, HostAsked, Visit, VisitState
from arena.visits.queries.asking import find_open_ask, hosts_with, may_be_asked_about
from arena.visits.queries.holdings import stand_ins
from arena.visits.services.asking_errors import (
    MOST_ASKED,
    AskedAlready,
    NoLongerAsked,
    NotFreeAnyMore,
    WrongNumberAsked,
    WrongTimeLimit,
)
from arena.visits.services.confirming import reassign_hosts
from arena.visits.services.errors import ClosedThen, HostDoesNotFit, NotNow
from arena.visits.services.holding import may_host, named_uses, require_open
from arena.visits.services.host_notices import tell_asker, tell_host
from arena.visits.services.releasing import drop_asks, settle_ask


def ask_hosts(
    visit: Visit,
    *,
    host_ids: Sequence[int],
    answer_by: datetime,
    words: str = "",
    asked_by_id: int | None = None,
    by: Actor,
) -> HostAsk:
    """Ask one to three hosts whether they lead a visit, until `answer_by`.

    Raises `NotNow`, `AskedAlready`, `WrongNumberAsked`, `HostDoesNotFit` or `WrongTimeLimit`.
    """
    lock_visit(visit)
    if not may_be_asked_about(visit):
        raise NotNow(visit.state)
    if find_open_ask(visit) is not None:
        raise AskedAlready
    if not clock.now() < answer_by < visit.event.starts_at:
        raise WrongTimeLimit
    hosts = _hosts(visit, host_ids)
    drop_asks(visit)
    ask = HostAsk(
        visit=visit,
        asked_by_id=asked_by_id,
        answer_by=answer_by,
        state=AskState.OPEN,
        words=words.strip(),
        created_at=clock.now(),
        asked=[HostAsked(host=host, answer=Answer.WAITING) for host in hosts],
    )
    db.session.add(ask)
    db.session.flush()
    for asked in ask.asked:
        asked.token_hash = tokens.digest(ask_token(asked))
        tell_host(asked.host, "host_asked", ask, asked_id=asked.id)
    record("visits.ask_hosts", subject=visit, by=by, detail={"hosts": len(hosts)})
    return ask


def say_yes(asked: HostAsked, *, by: Actor) -> None:
    """Lead the visit; whoever is asked too is thanked. Raises `NoLongerAsked`, `NotFreeAnyMore`.

    All who answer at once wait for the visit's row, and the second finds the question settled.
    """
    ask, visit = _lock(asked)
    asked.answer, asked.answered_at = Answer.YES, clock.now()
    settle_ask(ask, AskState.TAKEN)
    try:
        with db.session.begin_nested():
            _take_on(visit, asked.host, by)
    except (ResourceTaken, ClosedThen) as error:
        raise NotFreeAnyMore from error
    tell_asker(ask, "host_found")
    record("visits.say_yes", subject=visit, by=by, detail={"hosts": len(ask.asked)})


def say_no(asked: HostAsked, *, by: Actor) -> None:
    """Do not lead the visit; when everybody says so, it is escalated. Raises `NoLongerAsked`."""
    ask, visit = _lock(asked)
    asked.answer, asked.answered_at = Answer.NO, clock.now()
    record("visits.say_no", subject=visit, by=by)
    if all(each.answer == Answer.NO for each in ask.asked):
        _fail(ask)


def take_ask_back(ask: HostAsk, *, by: Actor) -> None:
    """Ask no longer; who has not answered is thanked. Raises `NoLongerAsked`."""
    lock_visit(ask.visit)
    db.session.refresh(ask)
    if ask.state not in (AskState.OPEN, AskState.FAILED):
        raise NoLongerAsked
    settle_ask(ask, AskState.DROPPED)
    record("visits.take_ask_back", subject=ask.visit, by=by)


def escalate(ask: HostAsk) -> None:
    """Tell whoever asked that the time is up, unless somebody has answered just now."""
    lock_visit(ask.visit)
    db.session.refresh(ask)
    if ask.state == AskState.OPEN and ask.answer_by <= clock.now():
        _fail(ask)


def lock_visit(visit: Visit) -> None:
    """Let nobody else change the visit, nor what is asked about it, until the transaction ends."""
    db.session.flush()
    db.session.refresh(visit, with_for_update={"of": Visit})
    db.session.refresh(visit.event)


def _lock(asked: HostAsked) -> tuple[HostAsk, Visit]:
    ask, visit = asked.ask, asked.ask.visit
    lock_visit(visit)
    db.session.refresh(ask)
    for each in ask.asked:
        db.session.refresh(each)
    if ask.state != AskState.OPEN or not may_be_asked_about(visit):
        raise NoLongerAsked
    return ask, visit


def _hosts(visit: Visit, host_ids: Sequence[int]) -> list[Resource]:
    ids = list(dict.fromkeys(host_ids))
    if not 1 <= len(ids) <= MOST_ASKED:
        raise WrongNumberAsked
    hosts = [db.session.get(Resource, host_id) for host_id in ids]
    for host in hosts:
        if host is None or not may_host(host, visit.language):
            name = host.host.user.name if host is not None and host.host else "?"
            raise HostDoesNotFit(name, visit.language)
    return [host for host in hosts if host is not None]


def _take_on(visit: Visit, host: Resource, by: Actor) -> None:
    """Assign the host: to what is confirmed at once, to what is asked for by holding their time."""
    ids = hosts_with(host, visit)
    if visit.state == VisitState.CONFIRMED:
        reassign_hosts(visit, host_ids=ids, by=by)
        return
    visit.version += 1
    visit.updated_at = clock.now()
    lock_calendar()
    event = visit.event
    uses = named_uses(
        visit.offer,
        event.starts_at,
        group_size=visit.group_size,
        host_ids=ids,
        places=stand_ins(visit.event, visit.offer),
    )
    require_open(uses, ignore_event=event.id)
    reschedule(event, starts_at=event.starts_at, ends_at=event.ends_at, uses=uses, by=by)


def _fail(ask: HostAsk) -> None:
    settle_ask(ask, AskState.FAILED)
    tell_asker(ask, "host_silence")
    record("visits.nobody_said_yes", subject=ask.visit, by=WORKER)
