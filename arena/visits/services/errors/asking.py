"""What cannot be asked for: the time, the size of the group, the language, the ground."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_babel import lazy_ngettext

from arena.errors import Conflict, Invalid
from arena.visits.meanings import HINDRANCES
from arena.visits.models import Offer
from arena.visits.rules.groups import Misfit
from arena.visits.rules.times import Hindrance


class SameTime(Invalid):
    """The visit has that time already."""

    def __init__(self) -> None:
        super().__init__(_l("Your visit has that time already. Choose another one."), "starts_at")


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
