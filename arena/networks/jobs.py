"""What the worker does for networks, again and again."""

from __future__ import annotations

import structlog
from sqlalchemy.exc import SQLAlchemyError

from arena import clock, db
from arena.audit.models import WORKER
from arena.errors import ArenaError
from arena.networks.models import Admission, Agreement
from arena.networks.queries.admissions import list_expired_links
from arena.networks.queries.agreements import list_to_remind_of
from arena.networks.queries.parting import list_lost_offices, list_lost_seats
from arena.networks.services.agreeing import remind_of
from arena.networks.services.asking import expire
from arena.networks.services.parting import end_lost

log = structlog.get_logger("arena.networks")


def expire_links() -> None:
    """Let go of invitations that nobody answered and addresses that nobody confirmed."""
    for number in list_expired_links():
        try:
            with db.transaction():
                expire(db.session.get_one(Admission, number), by=WORKER)
        except (ArenaError, SQLAlchemyError) as error:
            log.info("not_expired", admission=number, reason=type(error).__name__)


def end_lost_seats() -> None:
    """End the seats and offices of people whose role ended on a day that was set before."""
    today = clock.today()
    if not list_lost_seats(today) and not list_lost_offices(today):
        return
    try:
        with db.transaction():
            end_lost()
    except SQLAlchemyError as error:
        log.info("seats_kept", reason=type(error).__name__)


def remind_of_agreements() -> None:
    """Remind the owners of agreements that end soon, or are to be looked at again."""
    for number in list_to_remind_of(clock.today()):
        try:
            with db.transaction():
                remind_of(db.session.get_one(Agreement, number))
        except (ArenaError, SQLAlchemyError) as error:
            log.info("not_reminded", agreement=number, reason=type(error).__name__)
