"""What the worker does for delegations, again and again."""

from __future__ import annotations

import structlog
from sqlalchemy.exc import SQLAlchemyError

from arena import clock, db
from arena.audit.models import WORKER
from arena.delegations.models import Delegation
from arena.delegations.queries.parties import list_silent_delegations
from arena.delegations.queries.progress import list_due
from arena.delegations.queries.reminders import list_people_to_remind
from arena.delegations.services.asking import escalate
from arena.delegations.services.progress import progress
from arena.delegations.services.reminding import is_time_to_remind, send_reminder
from arena.errors import ArenaError

log = structlog.get_logger("arena.delegations")


def progress_all() -> None:
    """Let released delegations begin and end with their programmes, each by itself."""
    for delegation_id in list_due(clock.now()):
        try:
            with db.transaction():
                progress(db.session.get_one(Delegation, delegation_id), by=WORKER)
        except (ArenaError, SQLAlchemyError) as error:
            log.info("not_moved_on", delegation=delegation_id, reason=type(error).__name__)


def escalate_asks() -> None:
    """Tell who plans who has not answered in time, each delegation by itself."""
    for number in list_silent_delegations():
        try:
            with db.transaction():
                escalate(db.session.get_one(Delegation, number))
        except (ArenaError, SQLAlchemyError) as error:
            log.info("asks_not_escalated", delegation=number, reason=type(error).__name__)


def remind() -> None:
    """Remind staff of what is soon due, once on each working day, each by themselves."""
    if not is_time_to_remind():
        return
    for person in list_people_to_remind(clock.today()):
        try:
            with db.transaction():
                send_reminder(person)
        except (ArenaError, SQLAlchemyError) as error:
            log.info("not_reminded", user=person.id, reason=type(error).__name__)
