"""What can stand in the way of an act on a meeting."""

from __future__ import annotations

from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from arena.errors import Conflict, Invalid
from arena.meetings.words import STATES
from arena.resources.models import Resource
from arena.resources.words import resource_name


class ChangedMeanwhile(Conflict):
    """Somebody else has changed the meeting since it was shown."""

    def __init__(self) -> None:
        super().__init__(
            _l(
                "Somebody else has changed the meeting since you opened the page. Look at what"
                " holds now: what you typed is still here."
            )
        )


class NotNow(Conflict):
    """The meeting's state does not allow it."""

    def __init__(self, state: str) -> None:
        super().__init__(
            LazyString(
                lambda: _("That is not possible now. It stands so: %(state)s.", state=_state(state))
            )
        )


def _state(state: str) -> str:
    return str(STATES[state][0]).lower()


class IsOver(Conflict):
    """The meeting has ended."""

    def __init__(self) -> None:
        super().__init__(_l("The meeting has ended, so that makes no sense any more."))


class RoomTaken(Conflict):
    """The room is not free then."""

    def __init__(self, room: Resource) -> None:
        self.room = room
        super().__init__(
            LazyString(
                lambda: _(
                    "%(room)s is not free then. Choose one of the alternatives, another time or"
                    " another room.",
                    room=resource_name(room),
                )
            )
        )


class RoomShut(Conflict):
    """The room cannot be used then, whoever has it; `why` says it in the reader's language."""

    def __init__(self, room: Resource, why: object) -> None:
        super().__init__(
            LazyString(
                lambda: _(
                    "%(room)s cannot be had then. %(why)s.", room=resource_name(room), why=why
                )
            )
        )


class NotLent(Invalid):
    """The room is none that can be had."""

    def __init__(self) -> None:
        super().__init__(_l("Choose one of the rooms in the list."), "room_id")


class NoPlace(Invalid):
    """Nobody would know where to go."""

    def __init__(self) -> None:
        super().__init__(
            _l("Choose a room, or say where else: another place or a link."), "room_id"
        )


class InThePast(Invalid):
    """It would begin before now."""

    def __init__(self) -> None:
        super().__init__(_l("Choose a time that is still to come."), "begins_at")


class IsClosedNetwork(Invalid):
    """Nobody outside knows of the network, so its meetings are for its members."""

    def __init__(self) -> None:
        super().__init__(
            _l("The network is closed, so its meetings are for those who are invited."),
            "is_public",
        )


class HasEnded(Invalid):
    """The network is no more at that time."""

    def __init__(self) -> None:
        super().__init__(_l("The network has ended by then. Choose an earlier day."), "day")
