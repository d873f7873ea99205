"""Why a draft or a template cannot be kept, each with words that say what to do about it."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from arena.errors import Conflict, Invalid


class DaysInUse(Invalid):
    """A day that would be filled has something in it, and nobody said that it may go."""

    def __init__(self) -> None:
        super().__init__(
            _l(
                "Something is planned on these days already. Say that it may be taken away, or"
                " leave those days out."
            ),
            "replace",
        )


class DraftChanged(Conflict):
    """The draft would not be as it was shown: somebody or something is no longer free."""

    def __init__(self) -> None:
        super().__init__(
            _l(
                "Something of this draft has been taken meanwhile. This is the draft as it can be"
                " now: look at it again."
            )
        )


class NothingToKeep(Invalid):
    """There is no stop in the draft."""

    def __init__(self) -> None:
        super().__init__(_l("There is nothing in this draft to keep. Loosen a wish first."))
