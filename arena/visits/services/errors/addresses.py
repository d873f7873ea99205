"""What is refused of an address, and what was done too often."""

from __future__ import annotations

from datetime import datetime, timedelta
from math import ceil
from typing import Any

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from arena import clock
from arena.errors import Conflict, Invalid, NotFound
from arena.web import filters


class SameAddress(Invalid):
    """The visit has that address already."""

    def __init__(self) -> None:
        super().__init__(
            _l("We wrote to that address already. Enter another one."), "contact_email"
        )


class HasAddress(Conflict):
    """The visit has an address already, which staff do not exchange for another."""

    def __init__(self) -> None:
        super().__init__(_l("The visit has an e-mail address already."))


class DeadLink(NotFound):
    """The key is not the one that the latest mail holds: the address was mended since."""

    def __init__(self) -> None:
        super().__init__(
            _l("This link does not work any more. Use the link in our latest e-mail to you.")
        )


class TooOften(Conflict):
    """What was done too often to be done once more before `retry_at`; answered with 429."""

    def __init__(self, message: Any, retry_at: datetime) -> None:
        super().__init__(message)
        self.retry_at = retry_at

    @property
    def seconds_left(self) -> int:
        """How many whole seconds there are until then, for `Retry-After` (RFC 9110, 10.2.3)."""
        return max(1, ceil((self.retry_at - clock.now()).total_seconds()))


class TooManyMails(TooOften):
    """The address was asked to confirm too often, and has not answered."""

    def __init__(self, retry_at: datetime, message: Any = None) -> None:
        message = message or _l(
            "Several requests with this address wait for their confirmation. Confirm one by the "
            "link in its e-mail, try again after %(time)s, or call us.",
            time=_clocktime(retry_at),
        )
        super().__init__(message, retry_at)


class SentOften(TooManyMails):
    """The mail was sent again and again, and nobody has answered it."""

    def __init__(self, retry_at: datetime) -> None:
        message = _l(
            "The e-mail has gone out several times already. Look in your spam folder too. "
            "It can be sent again after %(time)s. If you cannot wait: call us.",
            time=_clocktime(retry_at),
        )
        super().__init__(retry_at, message)


class TooManyFromHere(TooOften):
    """So much was asked for from one network that it would have us write to strangers."""

    def __init__(self, retry_at: datetime) -> None:
        message = _l(
            "Much has been asked for from your network in the last hour. "
            "Try again after %(time)s, or call us.",
            time=_clocktime(retry_at),
        )
        super().__init__(message, retry_at)


class TooManyActs(TooOften):
    """The booker changed the visit so often that its hosts would only be confused."""

    def __init__(self, retry_at: datetime) -> None:
        message = _l(
            "The visit has been changed many times in the last hour. "
            "Try again after %(time)s, or call us.",
            time=_clocktime(retry_at),
        )
        super().__init__(message, retry_at)


def _clocktime(moment: datetime) -> LazyString:
    """Return the first whole minute after a moment, in the reader's language."""
    return LazyString(lambda: filters.clocktime(moment + timedelta(minutes=1)))
