"""How a visit stands when an act comes: changed meanwhile, too late, too early, not now."""

from __future__ import annotations

from datetime import datetime

from flask_babel import lazy_gettext as _l

from arena.errors import Conflict, Invalid
from arena.visits.meanings import state_hindrance


class ChangedMeanwhile(Conflict):
    """Somebody else changed the visit after the form was shown."""

    def __init__(self) -> None:
        super().__init__(
            _l("This was changed while you were reading. Look at it again, then go on.")
        )


class NotNow(Conflict):
    """The state of the visit does not allow the act."""

    def __init__(self, state: str) -> None:
        super().__init__(state_hindrance(state))
        self.state = state


class TooLate(Conflict):
    """The deadline for the act has passed; `deadline` is when."""

    def __init__(self, deadline: datetime) -> None:
        super().__init__(
            _l("The last day for this has passed. Call or write to us, and we will see to it.")
        )
        self.deadline = deadline


class TooEarly(Conflict):
    """The visit has not begun, so there is nothing to report yet."""

    def __init__(self) -> None:
        super().__init__(_l("The visit has not begun yet. Report it once it has."))


class NoWords(Invalid):
    """The booker must be told something, and nothing was written."""

    def __init__(self, field: str) -> None:
        super().__init__(_l("Write what you want to tell the booker."), field)
