"""Sending what is due: claim, commit, hand over, mark."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from queue import SimpleQueue

import structlog
from flask import current_app
from sqlalchemy import exists, select

from arena import clock, config, db
from arena.messages.courier import Courier
from arena.messages.models import MailServer, Message
from arena.messages.round import PROBE_EVERY, Round
from arena.messages.services.outcomes import OPEN, Claimed, claim_due, give_back
from arena.messages.services.server import may_send, note_health, take_probe
from arena.messages.smtp import Connection, Server, Undelivered

CONNECTIONS = 4
BATCH = 60
log = structlog.get_logger("arena.messages")


def deliver_due() -> int:
    """Send what is due, and return how many mails went out; without a mail server none does.

    Rows are claimed in a short transaction and sent outside of any, so that a worker may die at any
    point: what it held comes back when its lease is over, with the same Message-ID.
    """
    server = Server.of(config.current())
    if server is None or not _is_time():
        return 0
    app = current_app._get_current_object()  # type: ignore[attr-defined]
    return _deliver_all(Round(app, server))


def _is_time() -> bool:
    """Tell whether mail can go out now: something is due, or the server is to be asked again."""
    state = db.session.get(MailServer, 1, populate_existing=True)
    if state is not None and state.is_stopped:
        return False
    if state is not None and state.retry_at is not None:
        if state.retry_at > clock.now():
            return False
        with db.transaction():
            return take_probe(clock.now() + PROBE_EVERY)
    due = exists().where(OPEN, Message.attempt_at <= clock.now())
    return bool(db.session.scalar(select(due)))


def _deliver_all(this: Round) -> int:
    """Send until nothing is due, the process is to end, or the server takes no more."""
    try:
        first = Connection(this.server, this.stopping)
    except Undelivered as error:
        this.note(error)
        return 0
    couriers = [Courier(this, first), *(Courier(this) for _ in range(CONNECTIONS - 1))]
    try:
        while groups := _take_in_hand(this):
            _send(groups, couriers)
    finally:
        for courier in couriers:
            courier.close()
        with db.transaction():
            give_back(this.claim)
    if this.sent:
        log.info("mail_sent", count=this.sent)
    return this.sent


def _take_in_hand(this: Round) -> list[list[Claimed]]:
    """Claim the next mails; those to one receiver go together, so that they keep their order."""
    if this.is_over:
        return []
    with db.transaction():
        note_health()
        batch = claim_due(this.claim, BATCH) if may_send() else []
    groups: dict[str, list[Claimed]] = defaultdict(list)
    for claimed in batch:
        groups[claimed.receiver].append(claimed)
    return list(groups.values())


def _send(groups: Sequence[list[Claimed]], couriers: Sequence[Courier]) -> None:
    waiting: SimpleQueue[list[Claimed]] = SimpleQueue()
    for group in groups:
        waiting.put(group)
    needed = couriers[: len(groups)]
    with ThreadPoolExecutor(len(needed), thread_name_prefix="courier") as pool:
        for done in [pool.submit(courier.carry, waiting) for courier in needed]:
            done.result()
