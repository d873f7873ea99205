"""What may be refused when hosts are asked, answer, or offer a visit to each other."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_babel import lazy_ngettext

from arena.errors import Conflict, Invalid
from arena.visits.queries.standing import Standing

MOST_ASKED = 3
_YOU_LEAD_IT = _l("You have said yes. If you cannot come after all, offer it to the other hosts.")
_OVER = {
    Standing.YOURS: _YOU_LEAD_IT,
    Standing.TAKEN: _l("Somebody else has said yes. Thank you for being willing."),
    Standing.OTHERS: _l("It has other hosts by now. Thank you for being willing."),
    Standing.ANSWERED: _l(
        "Everybody who was asked has answered. If you can come after all, call the coordinator."
    ),
    Standing.LATE: _l(
        "The time to answer has passed. If you can still come, call the coordinator."
    ),
    Standing.OFF: _l("You need not answer this any more. Thank you all the same."),
}


class AskedAlready(Conflict):
    """There is an open question about it already."""

    def __init__(self) -> None:
        super().__init__(_l("Hosts are being asked already. Take that back first, or wait."))


class NotAskedNow(Conflict):
    """It has begun, does not take place, or nobody has confirmed the address yet."""

    def __init__(self) -> None:
        super().__init__(_l("Hosts cannot be asked about this now: look at how it stands."))


class TooFewAsked(Invalid):
    """More hosts are looked for than are asked."""

    def __init__(self, wanted: int) -> None:
        super().__init__(
            lazy_ngettext(
                "%(num)s host is needed: ask at least as many.",
                "%(num)s hosts are needed: ask at least as many.",
                wanted,
            ),
            "host_ids",
        )


class LeadsAlready(Conflict):
    """The host has said yes before."""

    def __init__(self) -> None:
        super().__init__(_YOU_LEAD_IT)


class CannotTakePlace(Conflict):
    """What stands in the way is not the host: a place is closed or taken by now."""

    def __init__(self) -> None:
        super().__init__(
            _l("It cannot take place as planned: a coordinator must look at it first. Call us.")
        )


class NotSwappedNow(Conflict):
    """What is not settled, has begun, or does not take place is not given away."""

    def __init__(self) -> None:
        super().__init__(_l("This cannot be given away now. Call a coordinator."))


class WrongNumberAsked(Invalid):
    """One to three hosts can be asked at a time."""

    def __init__(self) -> None:
        super().__init__(_l("Choose one to three hosts."), "host_ids")


class WrongTimeLimit(Invalid):
    """The answer must be due after now, and before the visit."""

    def __init__(self) -> None:
        super().__init__(_l("Choose a time that is to come, and before it begins."), "answer_day")


class NoLongerAsked(Conflict):
    """Somebody else was quicker, or the question is over for another reason."""

    def __init__(self, standing: Standing) -> None:
        super().__init__(_OVER[standing])


class NotFreeAnyMore(Conflict):
    """The host who says yes has something else to do then."""

    def __init__(self) -> None:
        super().__init__(_l("You have something else to do at that time. Say no, or call us."))


class NotAskedAnyMore(Conflict):
    """A question that is over already is not taken back."""

    def __init__(self) -> None:
        super().__init__(_l("The question is over already."))


class NotYours(Conflict):
    """The visit is not the host's to give away."""

    def __init__(self) -> None:
        super().__init__(_l("It has other hosts by now."))


class NobodyElse(Conflict):
    """No other host could take the visit."""

    def __init__(self) -> None:
        super().__init__(_l("Nobody else who fits is free then. Call a coordinator."))


class OfferedAlready(Conflict):
    """The host has offered the visit already."""

    def __init__(self) -> None:
        super().__init__(_l("You have offered it to the others already."))


class TakenAlready(Conflict):
    """Somebody else has taken the visit, or it was taken back."""

    def __init__(self) -> None:
        super().__init__(_l("It is not on offer any more."))
