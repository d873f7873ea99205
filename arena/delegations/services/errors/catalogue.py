"""What the catalogue of stops cannot hold, each with words that say what to do about it."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from arena.errors import Invalid


class StopCodeTaken(Invalid):
    """Another stop has that code."""

    def __init__(self) -> None:
        super().__init__(_l("Another stop has this code. Choose another one."), "code")


class ShorterThanItsShortest(Invalid):
    """A stop would usually take less time than it takes at the least."""

    def __init__(self) -> None:
        super().__init__(
            _l("The shortest time must not be longer than the usual time."), "minutes_min"
        )


class SamePlace(Invalid):
    """A way leads from one place to another."""

    def __init__(self) -> None:
        super().__init__(_l("A way leads from one place to another."))
