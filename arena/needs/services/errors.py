"""What may be refused about needs, each with words that say what to do about it."""

from __future__ import annotations

from datetime import datetime, timedelta
from math import ceil

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from arena import clock
from arena.errors import Conflict, Invalid
from arena.needs.meanings import state_hindrance
from arena.web import filters


class ChangedMeanwhile(Conflict):
    """Somebody else changed it after the form was shown."""

    def __init__(self) -> None:
        super().__init__(
            _l(
                "Somebody else changed this meanwhile. What you typed is still here: look at what"
                " holds now, and save again."
            )
        )


class NotNow(Conflict):
    """The state of the need does not allow the act."""

    def __init__(self, state: str) -> None:
        super().__init__(state_hindrance(state))


class Missing(Invalid):
    """What a need must say before others see it is not there."""


class TooLate(Conflict):
    """Questions or interest were welcome until a day that has passed, or are no longer."""

    def __init__(self) -> None:
        super().__init__(_l("This is no longer open. What is new stands on the page of the need."))


class NotYours(Conflict):
    """Whoever seeks something cannot ask about it or show interest in it."""

    def __init__(self) -> None:
        super().__init__(_l("This is a need of your own organisation."))


class NoOrganisation(Conflict):
    """An account that stands for no organisation cannot act for one."""

    def __init__(self) -> None:
        super().__init__(
            _l(
                "Your account is not linked to an organisation. Ask a coordinator to link it, then"
                " try again."
            )
        )


class NobodyLeads(Invalid):
    """Nobody with an account would answer questions and see who shows interest."""

    def __init__(self) -> None:
        super().__init__(
            _l(
                "The owner has no account here. Choose somebody who has, or one of the arena’s own"
                " who acts in the owner’s place."
            ),
            "owner_id",
        )


class IsLed(Conflict):
    """A need whose owner is here is given to another by its owner alone."""

    def __init__(self) -> None:
        super().__init__(
            _l("This need has an owner, and only the owner can give it to somebody else.")
        )


class TooManyMails(Conflict):
    """An address is asked to confirm so often that it may be somebody else's; answered with 429."""

    def __init__(self, retry_at: datetime) -> None:
        super().__init__(
            _l(
                "We have written to this address several times within the hour. Look in its inbox,"
                " or try again after %(time)s.",
                time=LazyString(lambda: filters.clocktime(retry_at + timedelta(minutes=1))),
            )
        )
        self.retry_at = retry_at

    @property
    def seconds_left(self) -> int:
        """How many whole seconds there are until then, for `Retry-After` (RFC 9110, 10.2.3)."""
        return max(1, ceil((self.retry_at - clock.now()).total_seconds()))
