"""What can stand in the way of an act on an agenda, on notes, minutes or actions."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from arena.errors import Conflict, Invalid


class IsClosed(Conflict):
    """Somebody has approved the minutes, so nothing in them changes any more."""

    def __init__(self) -> None:
        super().__init__(
            _l(
                "The minutes have been approved, by all or by some, and do not change under them."
                " Take them back first, or add a correction."
            )
        )


class HasWords(Conflict):
    """Something was written about the item."""

    def __init__(self) -> None:
        super().__init__(
            _l("Something has been written down about this item, so it stays on the agenda.")
        )


class NotAllowed(Conflict):
    """Where the notes or minutes stand does not allow it."""

    def __init__(self) -> None:
        super().__init__(_l("That is not possible where the notes or minutes stand now."))


class OtherThanRead(Conflict):
    """What somebody wants to approve is not what they have read."""

    def __init__(self) -> None:
        super().__init__(
            _l("The minutes have been changed since you opened the page. Read them once more.")
        )


class NobodyApproves(Invalid):
    """Minutes that nobody is to approve would never be finished."""

    def __init__(self) -> None:
        super().__init__(_l("Say who approves the minutes before you send them."), "people")


class NotYet(Conflict):
    """The meeting has not begun."""

    def __init__(self) -> None:
        super().__init__(
            _l("Who is there can be written down from half an hour before the meeting begins.")
        )


class IsSettled(Conflict):
    """The action is done or dropped."""

    def __init__(self) -> None:
        super().__init__(_l("The action is no longer open. Open it again first."))


class NotOfNetwork(Invalid):
    """The person has neither seat nor office in the network."""

    def __init__(self) -> None:
        super().__init__(_l("Choose somebody of the network."), "owner_id")
