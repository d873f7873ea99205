"""What may be refused, each with words that say what to do about it."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_babel import lazy_ngettext

from arena.errors import Conflict, Invalid
from arena.events.models import Event
from arena.resources.models import Resource


class ResourceTaken(Conflict):
    """A resource has no free unit for the time asked; `resource` is which."""

    def __init__(self, resource: Resource) -> None:
        super().__init__(_l("That time has just been taken. Choose another time."))
        self.resource = resource


class CodeTaken(Invalid):
    """Another resource has that code."""

    def __init__(self) -> None:
        super().__init__(_l("Another resource has this code. Choose another one."), "code")


class HostAlready(Invalid):
    """The person is a host already."""

    def __init__(self) -> None:
        super().__init__(_l("This person is a host already."), "user_id")


class UnitsInUse(Invalid):
    """So few units would not do for what is booked; `needed` would."""

    def __init__(self, needed: int) -> None:
        super().__init__(
            lazy_ngettext(
                "What is booked ahead needs %(num)s unit. Move it first.",
                "What is booked ahead needs %(num)s units. Move it first.",
                needed,
            ),
            "units",
        )
        self.needed = needed


class InThePast(Invalid):
    """What has been is not changed: the closure would begin before today."""

    def __init__(self) -> None:
        super().__init__(_l("A closure begins today at the earliest."), "starts_on")


class EndsBeforeItBegins(Invalid):
    """The last day is before the first."""

    def __init__(self, field: str) -> None:
        super().__init__(_l("The last day must not be before the first."), field)


class ClosureIsOver(Conflict):
    """The closure has ended, and stays for the record."""

    def __init__(self) -> None:
        super().__init__(_l("This closure is over. It stays for the record."))


class HoursOverlap(Invalid):
    """Two lines of hours of one weekday share some time; `weekday` is which, 0 for Monday."""

    def __init__(self, weekday: int) -> None:
        super().__init__(_l("The hours of a day must not overlap each other."), "hours")
        self.weekday = weekday


class NoHours(Invalid):
    """A schedule without a single open hour is a closure."""

    def __init__(self, *, is_of_host: bool = False) -> None:
        instead = (
            _l("Enter the hours of one day at least. For days off, add an absence.")
            if is_of_host
            else _l("Enter the hours of one day at least. To close, add a closure.")
        )
        super().__init__(instead, "hours")


class PeriodTaken(Invalid):
    """There are hours for exactly that period already."""

    def __init__(self) -> None:
        super().__init__(
            _l("There are hours for this period already. Change those instead."), "valid_from"
        )


class PartsOfParts(Invalid):
    """A part must be another room, whole in itself, that takes one group at a time."""

    def __init__(self) -> None:
        super().__init__(
            _l("A part must be another room, that does not divide itself and takes one group."),
            "part_ids",
        )


class PartsInUse(Conflict):
    """A part is booked for something else while the whole is booked for `event`."""

    def __init__(self, event: Event) -> None:
        super().__init__(
            _l("A part is booked for something else while the whole is booked. Move one first.")
        )
        self.event = event


class OneGroupOnly(Invalid):
    """The room divides, or is a part of one that does: who takes it must take all of it."""

    def __init__(self) -> None:
        super().__init__(
            _l(
                "A room that divides into others, or is a part of one, takes one group at a time. "
                "Change first what divides into what."
            ),
            "units",
        )
