"""What cannot be released, and links that cannot be given, each with what to do about it."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from arena.errors import Conflict, Invalid


class EmptyProgramme(Invalid):
    """There is nothing in the programme to release."""

    def __init__(self) -> None:
        super().__init__(_l("There is nothing in the programme yet. Put something into it first."))


class NotAllSaidYes(Invalid):
    """It is not certain that all of it can take place, and nobody said that they know."""

    def __init__(self) -> None:
        super().__init__(
            _l("Say that you know what is not certain yet, or settle it first."), "is_known"
        )


class NothingNew(Conflict):
    """The guests have exactly this already."""

    def __init__(self) -> None:
        super().__init__(
            _l("The guests have this version already. Change something, or write them some words.")
        )


class HasLink(Conflict):
    """Somebody with that address has a link already."""

    def __init__(self) -> None:
        super().__init__(
            _l("Somebody with this address has a link already. Send that one again instead.")
        )


class LinkHasEnded(Conflict):
    """What was to be done with a link needs one that opens its page."""

    def __init__(self) -> None:
        super().__init__(_l("The link has ended. Renew it first."))


class TooManyCodes(Conflict):
    """So many codes were sent to one address that no more are, for a while."""

    def __init__(self) -> None:
        super().__init__(
            _l("We have sent five codes within the hour. Use the latest, or try again later.")
        )
