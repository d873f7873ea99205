"""What the worker does for visits, again and again."""

from __future__ import annotations

import structlog
from sqlalchemy.exc import SQLAlchemyError

from arena import clock, db
from arena.audit.models import WORKER
from arena.errors import ArenaError
from arena.visits.models import HostAsk, Visit
from arena.visits.queries.asking import list_overdue
from arena.visits.queries.worklists import list_expired_holds
from arena.visits.services.asking import escalate
from arena.visits.services.closing import lapse_visit
from arena.visits.services.late import is_time_to_tell, send_late_notices

log = structlog.get_logger("arena.visits")


def expire_holds() -> None:
    """Let every hold that has ended lapse, each in a transaction of its own.

    One that fails keeps no other: somebody has answered in the same moment, or another worker was
    quicker; what is still due is tried again next time.
    """
    for visit_id in list_expired_holds(clock.now()):
        try:
            with db.transaction():
                lapse_visit(db.session.get_one(Visit, visit_id), by=WORKER)
        except (ArenaError, SQLAlchemyError) as error:
            log.info("hold_kept", visit=visit_id, reason=type(error).__name__)


def escalate_asks() -> None:
    """Tell whoever asked hosts that the time is up and nobody said yes, each by itself."""
    for ask_id in list_overdue():
        try:
            with db.transaction():
                escalate(db.session.get_one(HostAsk, ask_id))
        except (ArenaError, SQLAlchemyError) as error:
            log.info("ask_not_escalated", ask=ask_id, reason=type(error).__name__)


def tell_of_late() -> None:
    """Tell coordinators what is late, once on each working day."""
    if is_time_to_tell():
        with db.transaction():
            send_late_notices()
