"""When what failed is tried again: a mail that waits, the mailbox that could not be read."""

from __future__ import annotations

from datetime import datetime, timedelta

RETRY_AFTER = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=15),
    timedelta(hours=1),
    timedelta(hours=4),
    timedelta(hours=12),
)


def next_attempt(attempts: int, now: datetime, useless_after: datetime) -> datetime | None:
    """Return when to try again after `attempts` that failed (one or more), every 12 hours at last.

    None when the mail would be useless by then: it has failed.
    """
    at = now + RETRY_AFTER[min(attempts, len(RETRY_AFTER)) - 1]
    return at if at <= useless_after else None


READ_AGAIN_AFTER = tuple(timedelta(minutes=minutes) for minutes in (1, 2, 5, 15, 30, 60))


def next_reading(failures: int, now: datetime) -> datetime:
    """Return when to read the mailbox again after `failures` in a row (one or more).

    Every hour at last: many servers shut out who signs in wrongly again and again.
    """
    return now + READ_AGAIN_AFTER[min(failures, len(READ_AGAIN_AFTER)) - 1]
