"""What the worker does for rooms, again and again."""

from __future__ import annotations

import structlog
from sqlalchemy.exc import SQLAlchemyError

from arena import db
from arena.audit.models import WORKER
from arena.errors import ArenaError
from arena.meeting_place.models import RoomBooking
from arena.meeting_place.queries.arriving import list_forfeited
from arena.meeting_place.services.arriving import release_unused

log = structlog.get_logger("arena.meeting_place")


def release_rooms() -> None:
    """Give back every room that nobody came to, each in a transaction of its own.

    One that fails keeps no other: somebody came in the same moment, or another worker was quicker.
    """
    for booking_id in list_forfeited():
        try:
            with db.transaction():
                release_unused(db.session.get_one(RoomBooking, booking_id), by=WORKER)
        except (ArenaError, SQLAlchemyError) as error:
            log.info("room_kept", booking=booking_id, reason=type(error).__name__)
