"""How a delegation stands when an act comes: changed meanwhile, or not now."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from arena.delegations.meanings import state_hindrance
from arena.errors import Conflict


class ChangedMeanwhile(Conflict):
    """Somebody else changed the delegation after the form was shown."""

    def __init__(self) -> None:
        super().__init__(
            _l("Somebody else changed this delegation meanwhile. Look at it again, then go on.")
        )


class NotNow(Conflict):
    """The state of the delegation does not allow the act."""

    def __init__(self, state: str) -> None:
        super().__init__(state_hindrance(state))
        self.state = state
