"""What hinders an act on a mailing."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from arena.errors import Conflict, Invalid


class ChangedMeanwhile(Conflict):
    """Somebody else has changed the mailing since the form was drawn."""

    def __init__(self) -> None:
        super().__init__(
            _l(
                "Somebody else has changed this since you opened it. What you typed is still here:"
                " look at theirs in another tab, and save again."
            )
        )


class AlreadyOut(Conflict):
    """A mailing that is on its way or was stopped is not changed any more."""

    def __init__(self) -> None:
        super().__init__(_l("It is on its way already, or was stopped, so it cannot be changed."))


class NotWhole(Invalid):
    """Something is missing that a mailing needs before it goes out."""


class NobodyThere(Conflict):
    """Nobody would get the mailing."""

    def __init__(self) -> None:
        super().__init__(_l("Nobody would get this. Choose another network, circle or search."))
