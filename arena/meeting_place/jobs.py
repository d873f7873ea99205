"""What the worker does for rooms, again and again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import structlog
from sqlalchemy.exc import SQLAlchemyError

from arena import db
from arena.audit.models import WORKER
from arena.errors import ArenaError
from arena.meeting_place.models import RoomBooking, ServiceOrder
from arena.meeting_place.queries.arriving import list_forfeited
from arena.meeting_place.queries.bookings import list_lapsed
from arena.meeting_place.queries.orders import list_late
from arena.meeting_place.services.arriving import release_unused
from arena.meeting_place.services.deciding import lapse
from arena.meeting_place.services.serving import remind_of_order

log = structlog.get_logger("arena.meeting_place")


def release_rooms() -> None:
    """Give back every room that nobody came to."""
    _each(list_forfeited(), RoomBooking, release_unused, "room_kept")


def lapse_requests() -> None:
    """Let go of every request that nobody has answered in time."""
    _each(list_lapsed(), RoomBooking, lapse, "request_kept")


def remind_of_orders() -> None:
    """Tell of every order whose deadline has passed without an answer."""
    _each(list_late(), ServiceOrder, remind_of_order, "not_reminded")


def _each(numbers: Sequence[int], kind: type[Any], act: Callable[..., None], event: str) -> None:
    """Do an act to each in a transaction of its own.

    One that fails keeps no other: somebody was there in the same moment, or another worker.
    """
    for number in numbers:
        try:
            with db.transaction():
                act(db.session.get_one(kind, number), by=WORKER)
        except (ArenaError, SQLAlchemyError) as error:
            log.info(event, number=number, reason=type(error).__name__)
