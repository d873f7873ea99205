"""What a list of participants cannot be, each with words that say what to do about it."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from arena.delegations.rules.rosters import MOST_PEOPLE
from arena.errors import Conflict, Invalid


class PrecedenceTaken(Invalid):
    """Two people would go at the same place."""

    def __init__(self, number: int, name: str) -> None:
        super().__init__(
            _l(
                "%(name)s has number %(number)d already. Choose another, or move them in the list.",
                name=name,
                number=number,
            ),
            "precedence",
        )


class ListFull(Conflict):
    """There is no room for more people."""

    def __init__(self) -> None:
        super().__init__(
            _l("The list has room for %(most)d people, and no more.", most=MOST_PEOPLE)
        )
