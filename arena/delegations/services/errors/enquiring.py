"""What an enquiry, a decision on it and an answer cannot be, and what was done too often."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from math import ceil

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from arena import clock
from arena.errors import Conflict, Invalid
from arena.web import filters


class TooManyEnquiries(Conflict):
    """So many enquiries came with one address that it may be somebody else's; answered with 429."""

    def __init__(self, retry_at: datetime) -> None:
        super().__init__(
            _l(
                "Several enquiries with this address have come within the hour. Try again after"
                " %(time)s, or write to us.",
                time=LazyString(lambda: filters.clocktime(retry_at + timedelta(minutes=1))),
            )
        )
        self.retry_at = retry_at

    @property
    def seconds_left(self) -> int:
        """How many whole seconds there are until then, for `Retry-After` (RFC 9110, 10.2.3)."""
        return max(1, ceil((self.retry_at - clock.now()).total_seconds()))


class NothingSaid(Invalid):
    """The sender must be told something, and nothing was written; or has answered nothing."""

    def __init__(self, field: str) -> None:
        super().__init__(_l("Write something here first."), field)


class LeftOutside(Invalid):
    """Things are planned on days on which the delegation would no longer be here."""

    def __init__(self, items: Sequence[str]) -> None:
        super().__init__(
            _l(
                "There are things planned on other days: %(items)s. Move or remove them first.",
                items=LazyString(lambda: filters.listing(items)),
            ),
            "starts_on",
        )


class NotBegunYet(Conflict):
    """Nobody can be counted before the visit has begun."""

    def __init__(self) -> None:
        super().__init__(_l("The visit has not begun. Count those who come on the day."))
