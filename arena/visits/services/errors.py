"""What may be refused, each with words that say what to do about it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from math import ceil
from typing import Any

from flask_babel import LazyString, lazy_ngettext
from flask_babel import lazy_gettext as _l

from arena import clock
from arena.errors import Conflict, Invalid
from arena.resources.models import Resource
from arena.visits.meanings import HINDRANCES, state_label
from arena.visits.models import Offer
from arena.visits.rules.groups import Misfit
from arena.visits.rules.times import Hindrance
from arena.web import filters
from arena.web.languages import localized


class ChangedMeanwhile(Conflict):
    """Somebody else changed the visit after the form was shown."""

    def __init__(self) -> None:
        super().__init__(
            _l("This was changed while you were reading. Look at it again, then go on.")
        )


class NotNow(Conflict):
    """The state of the visit does not allow the act."""

    def __init__(self, state: str) -> None:
        super().__init__(
            _l("That cannot be done now: the visit is “%(state)s”.", state=state_label(state))
        )
        self.state = state


class TooLate(Conflict):
    """The deadline for the act has passed; `deadline` is when."""

    def __init__(self, deadline: datetime) -> None:
        super().__init__(
            _l("The last day for this has passed. Call or write to us, and we will see to it.")
        )
        self.deadline = deadline


class SameAddress(Invalid):
    """The visit has that address already."""

    def __init__(self) -> None:
        super().__init__(
            _l("We wrote to that address already. Enter another one."), "contact_email"
        )


class SameTime(Invalid):
    """The visit has that time already."""

    def __init__(self) -> None:
        super().__init__(_l("Your visit has that time already. Choose another one."), "starts_at")


class TooEarly(Conflict):
    """The visit has not begun, so there is nothing to report yet."""

    def __init__(self) -> None:
        super().__init__(_l("The visit has not begun yet. Report it once it has."))


class TimeTaken(Conflict):
    """The time is no longer free; `nearest` are the free starts closest to it."""

    def __init__(self, nearest: Sequence[datetime] = ()) -> None:
        super().__init__(_l("That time has just been taken. Choose another time."))
        self.nearest = list(nearest)


class WrongGroupSize(Invalid):
    """The offer takes more people, or fewer; `fitting` are the offers that take this group."""

    def __init__(self, offer: Offer, misfit: Misfit, fitting: Sequence[Offer]) -> None:
        few = misfit is Misfit.TOO_SMALL
        limit = offer.group_min if few else offer.group_max
        message: Any = (
            lazy_ngettext(
                "This visit needs at least %(num)s person.",
                "This visit needs at least %(num)s people.",
                limit,
            )
            if few
            else lazy_ngettext(
                "This visit takes %(num)s person at most.",
                "This visit takes %(num)s people at most.",
                limit,
            )
        )
        super().__init__(message, "group_size")
        self.misfit, self.limit, self.fitting = misfit, limit, list(fitting)


class WrongLanguage(Invalid):
    """The offer is not held in that language."""

    def __init__(self) -> None:
        super().__init__(
            _l("This visit is not held in that language. Choose one of its languages."), "language"
        )


class WrongGround(Invalid):
    """The offer does not know that ground for costing nothing."""

    def __init__(self) -> None:
        super().__init__(
            _l("That reason for a free visit does not apply here. Choose another one, or none."),
            "exemption_ground",
        )


class NotOffered(Invalid):
    """The time cannot be asked for; `reason` is why, `closed_for` what the arena is closed for."""

    def __init__(
        self,
        reason: Hindrance,
        *,
        field: str = "starts_at",
        earliest: date | None = None,
        closed_for: str = "",
    ) -> None:
        super().__init__(HINDRANCES[reason], field)
        self.reason, self.earliest, self.closed_for = reason, earliest, closed_for


class OnlyWalks(Invalid):
    """The offer is an open walk: its occasions are joined, not asked for."""

    def __init__(self) -> None:
        super().__init__(
            _l("People join this walk one by one. Choose one of its days."), "starts_at"
        )


class NotAWalk(Invalid):
    """The offer is for groups: it has no occasions that people join."""

    def __init__(self) -> None:
        super().__init__(_l("This visit is for groups, not an open walk."), "offer")


class NoWords(Invalid):
    """The booker must be told something, and nothing was written."""

    def __init__(self, field: str) -> None:
        super().__init__(_l("Write what you want to tell the booker."), field)


class NoHosts(Conflict):
    """More people need more hosts, and no more is free at that time."""

    def __init__(self, most: int) -> None:
        super().__init__(
            lazy_ngettext(
                "No further host is free at that time: %(num)s person can come at most.",
                "No further host is free at that time: %(num)s people can come at most.",
                most,
            )
        )
        self.most = most


class NoRoom(Conflict):
    """The places of the visit do not take so many people at that time."""

    def __init__(self) -> None:
        super().__init__(
            _l("The places you visit have no room for so many at that time. Choose another time.")
        )


class ClosedThen(Conflict):
    """A place or a host is closed on the day; `resource` is which."""

    def __init__(self, resource: Resource) -> None:
        super().__init__(
            _l(
                "%(name)s is closed at that time. Choose another one, or another time.",
                name=LazyString(lambda: localized(resource, "name")),
            )
        )
        self.resource = resource


class TooFewHosts(Invalid):
    """The group needs more hosts than were chosen."""

    def __init__(self, needed: int) -> None:
        super().__init__(
            lazy_ngettext(
                "Choose at least %(num)s host for a group of this size.",
                "Choose at least %(num)s hosts for a group of this size.",
                needed,
            ),
            "host_ids",
        )
        self.needed = needed


class HostDoesNotFit(Invalid):
    """A chosen host does not speak the visit's language, or hosts no more."""

    def __init__(self, name: str, language: str) -> None:
        super().__init__(
            _l("%(name)s cannot host in that language. Choose somebody else.", name=name),
            "host_ids",
        )
        self.name, self.language = name, language


class PlaceDoesNotFit(Invalid):
    """A chosen place is too small for the group, or no longer in use."""

    def __init__(self) -> None:
        super().__init__(_l("That place does not take a group of this size."), "place_id")


class WalkFull(Conflict):
    """So many seats are not left; `seats_left` are."""

    def __init__(self, seats_left: int) -> None:
        message: Any = _l("The walk is full. Choose another day.")
        if seats_left:
            message = lazy_ngettext(
                "Only %(num)s seat is left on this walk.",
                "Only %(num)s seats are left on this walk.",
                seats_left,
            )
        super().__init__(message)
        self.seats_left = seats_left


class AlreadyJoined(Conflict):
    """The address has seats on the walk already."""

    def __init__(self) -> None:
        super().__init__(
            _l("This address has joined the walk already. Change the number on your own page.")
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

    def __init__(self, count: int, retry_at: datetime) -> None:
        message = _l(
            "We have sent %(count)s e-mails to this address in the last hour, and nobody has "
            "confirmed them. Confirm the requests you have, try again after %(time)s, or call us.",
            count=count,
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
