"""What the worker does for needs: it reminds who leads one, once for each reason."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, time
from typing import Any

import structlog
from sqlalchemy.exc import SQLAlchemyError

from arena import clock, db
from arena.audit.models import WORKER
from arena.errors import ArenaError
from arena.needs.models import Need, NeedQuestion
from arena.needs.queries.waiting import list_long_waiting, list_past_their_day
from arena.needs.services.reminding import remind_of_deadline, remind_of_question
from arena.resources.queries import working_days

WORKING_DAYS = 3  # That a question may wait before its owner is reminded.
log = structlog.get_logger("arena.needs")


def remind() -> None:
    """Remind of questions that have waited three working days, and of days that have passed."""
    today = clock.today()
    first = working_days().add(today, -WORKING_DAYS)
    asked_before = datetime.combine(first, time.min, tzinfo=clock.zone())
    _each(list_long_waiting(asked_before), NeedQuestion, remind_of_question)
    _each(list_past_their_day(today), Need, remind_of_deadline)


def _each(found: Sequence[Any], kind: type[Any], act: Callable[..., None]) -> None:
    """Do an act to each in a transaction of its own: one that fails keeps no other."""
    for number in [each.id for each in found]:
        try:
            with db.transaction():
                act(db.session.get_one(kind, number), by=WORKER)
        except (ArenaError, SQLAlchemyError) as error:
            log.info("not_reminded", number=number, reason=type(error).__name__)
