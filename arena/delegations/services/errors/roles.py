"""Which roles cannot be, each with words that say what to do about it."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from arena.errors import Invalid


class NoLead(Invalid):
    """A day lead must be one of the arena's own people."""

    def __init__(self) -> None:
        super().__init__(
            _l("A day lead works with the programme here: choose one of our own people."),
            "user_id",
        )


class LedAlready(Invalid):
    """Somebody else leads that day."""

    def __init__(self, name: str) -> None:
        super().__init__(
            _l(
                "%(name)s leads that already. One person is accountable: change that role instead.",
                name=name,
            ),
            "day",
        )


class NotHereThatDay(Invalid):
    """The delegation is not here on that day."""

    def __init__(self) -> None:
        super().__init__(_l("Choose one of the days of the visit."), "day")
