"""What cannot be re-timed, with words that say what to do about it."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from arena.errors import Conflict


class NotToday(Conflict):
    """The item is on another day."""

    def __init__(self) -> None:
        super().__init__(
            _l("That is not today. Change the programme itself, so that everybody is asked anew.")
        )
