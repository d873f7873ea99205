"""What may be refused, each with words that say what to do about it."""

from __future__ import annotations

from datetime import datetime, timedelta
from math import ceil

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from arena import clock
from arena.errors import Conflict, Invalid
from arena.web import filters


class ChangedMeanwhile(Conflict):
    """Somebody changed it while the form was open."""

    def __init__(self) -> None:
        super().__init__(_l("Somebody else has changed this meanwhile."))


class NetworkEnded(Conflict):
    """The network is no more."""

    def __init__(self) -> None:
        super().__init__(_l("This network has ended. Nobody can join it any more."))


class AlreadyMember(Conflict):
    """The organisation is in the network already."""

    def __init__(self) -> None:
        super().__init__(_l("This organisation is a member at that time already."))


class NotMember(Conflict):
    """The organisation, or the person, is not in the network (any more)."""

    def __init__(self) -> None:
        super().__init__(_l("This member has left the network."))


class WrongKind(Invalid):
    """The network takes other kinds of organisations."""

    def __init__(self, field: str = "organisation_type") -> None:
        super().__init__(_l("This network does not take that kind of organisation."), field)


class NotInParent(Conflict):
    """Only members of the network may be in its working group."""

    def __init__(self) -> None:
        super().__init__(
            _l("Only members of the network can be in its working groups. Let it join that first.")
        )


class NoRole(Conflict):
    """Only people of the organisation may stand for it."""

    def __init__(self) -> None:
        super().__init__(_l("Only somebody who has a role in the organisation can stand for it."))


class OfficeHeld(Conflict):
    """The person has that office already."""

    def __init__(self) -> None:
        super().__init__(_l("This person has that office already."))


class NotOfTheNetwork(Conflict):
    """Offices are for the members' people, and for the arena's own."""

    def __init__(self) -> None:
        super().__init__(_l("Choose somebody who stands for a member, or somebody of the arena."))


class Settled(Conflict):
    """The application or the invitation waits no more: answered, taken back, or too old."""

    def __init__(self) -> None:
        super().__init__(_l("This has been answered or taken back already."))


class Asked(Conflict):
    """There is one that waits for an answer."""

    def __init__(self) -> None:
        super().__init__(
            _l("There is already an application or an invitation that waits for an answer.")
        )


class NotOpen(Conflict):
    """The network invites its members; nobody can apply."""

    def __init__(self) -> None:
        super().__init__(_l("This network invites its members. You cannot apply to it."))


class NeedsArena(Conflict):
    """Somebody says they are of a known organisation, from an address that does not tell so.

    Whoever stands for an organisation sees what is its own. So only those who know the directory
    may let somebody in for an organisation that is there already.
    """

    def __init__(self) -> None:
        super().__init__(
            _l(
                "The organisation is known to the arena, but the address does not show that the"
                " person is of it. Ask the arena’s coordinator to let it in."
            )
        )


class NotVouched(Invalid):
    """The same, told to somebody who knows the directory: they may vouch for the person."""

    def __init__(self) -> None:
        super().__init__(
            _l(
                "The arena knows this organisation, but the address does not show that the person"
                " is of it. Whoever says yes sees what is the organisation’s own. Tick the box if"
                " you know that the person stands for it."
            ),
            "is_vouched",
        )


class AccountClosed(Conflict):
    """The address belongs to an account that was closed."""

    def __init__(self) -> None:
        super().__init__(
            _l("The account with this address is closed. Ask the arena to open it again.")
        )


class GroupOfGroup(Invalid):
    """Working groups have none of their own."""

    def __init__(self) -> None:
        super().__init__(_l("A working group cannot have groups of its own."), "parent")


class WrongPeriod(Invalid):
    """It would end before it begins."""

    def __init__(self, field: str) -> None:
        super().__init__(_l("It must end after it begins."), field)


class Renewed(Conflict):
    """Another agreement follows already."""

    def __init__(self) -> None:
        super().__init__(_l("This agreement has been renewed already."))


class IsOver(Conflict):
    """The agreement does not hold any more."""

    def __init__(self) -> None:
        super().__init__(_l("This agreement holds no more."))


class TooManyApplications(Conflict):
    """So many came with one address that it may be somebody else's; answered with 429."""

    def __init__(self, retry_at: datetime) -> None:
        super().__init__(
            _l(
                "Several applications with this address have come within the hour. Try again"
                " after %(time)s, or write to us.",
                time=LazyString(lambda: filters.clocktime(retry_at + timedelta(minutes=1))),
            )
        )
        self.retry_at = retry_at

    @property
    def seconds_left(self) -> int:
        """How many whole seconds there are until then, for `Retry-After` (RFC 9110, 10.2.3)."""
        return max(1, ceil((self.retry_at - clock.now()).total_seconds()))
