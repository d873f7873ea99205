"""What is refused on open walks."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from flask_babel import lazy_ngettext

from arena.errors import Conflict, Invalid


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


class TooManySeats(Invalid):
    """One party takes fewer seats of an open walk."""

    def __init__(self, most: int) -> None:
        super().__init__(
            lazy_ngettext(
                "You can take %(num)s seat at most. For a larger group, ask for a visit of its "
                "own, or call us.",
                "You can take %(num)s seats at most. For a larger group, ask for a visit of its "
                "own, or call us.",
                most,
            ),
            "group_size",
        )


class AlreadyJoined(Conflict):
    """The address has seats on the walk already."""

    def __init__(self) -> None:
        super().__init__(
            _l("This address has joined the walk already. Change the number on your own page.")
        )
