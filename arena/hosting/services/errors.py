"""What may be refused of a host's own time, each with words that say what to do about it."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from arena.errors import Conflict, Invalid


class OverAlready(Invalid):
    """The absence would end before now."""

    def __init__(self) -> None:
        super().__init__(_l("That time has passed already. Choose another one."), "starts_on")


class BeganAlready(Invalid):
    """The absence would begin before today, and did not."""

    def __init__(self) -> None:
        super().__init__(
            _l("What has been cannot be changed. Choose today or a later day."), "starts_on"
        )


class AwayAlready(Invalid):
    """An absence covers that time already."""

    def __init__(self) -> None:
        super().__init__(_l("You have told of that time already."), "starts_on")


class AbsenceIsOver(Conflict):
    """The absence has ended, and stays for the record."""

    def __init__(self) -> None:
        super().__init__(_l("This absence is over. It stays for the record."))
