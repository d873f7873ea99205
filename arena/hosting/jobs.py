"""What the worker does for hosts' own time, again and again."""

from __future__ import annotations

import structlog
from flask import current_app
from sqlalchemy.exc import SQLAlchemyError

from arena import db, jobs
from arena.hosting import services
from arena.hosting.models import HostCalendar
from arena.hosting.reading import Reading, read_calendar

MOST_AT_ONCE = 50
log = structlog.get_logger("arena.hosting")


def read_calendars() -> None:
    """Read every calendar that is due, one after another; none keeps another from being read.

    A calendar is claimed in one transaction, fetched outside of any, and kept in a second one.
    """
    stopping = jobs.stopping(current_app)
    for _ in range(MOST_AT_ONCE):
        if stopping.is_set():
            return
        with db.transaction():
            calendar = services.claim_calendar()
            if calendar is None:
                return
            host_id, address = calendar.resource_id, calendar.address
            etag, last_modified = services.conditions_for(calendar)
        reading = read_calendar(address, etag=etag, last_modified=last_modified)
        if reading.trouble is not None:  # Never the address: it opens the calendar.
            log.info("calendar_not_read", host=host_id, trouble=str(reading.trouble))
        _keep(host_id, reading)


def _keep(host_id: int, reading: Reading) -> None:
    try:
        with db.transaction():
            calendar = db.session.get(HostCalendar, host_id)
            if calendar is not None:
                services.keep_reading(calendar, reading)
    except SQLAlchemyError as error:
        log.warning("reading_not_kept", host=host_id, reason=type(error).__name__)


def hold_absences() -> None:
    """Reserve what has become free of hosts who are away; what fails is tried again next time."""
    try:
        with db.transaction():
            services.hold_absences()
    except SQLAlchemyError as error:
        log.info("absences_not_held", reason=type(error).__name__)
