"""What stands in the way of hosts and places."""

from __future__ import annotations

from flask_babel import LazyString, lazy_ngettext
from flask_babel import lazy_gettext as _l

from arena.errors import Conflict, Invalid
from arena.resources.models import Resource
from arena.web.languages import localized


class NoHosts(Conflict):
    """More people need more hosts, and no more is free at that time."""

    def __init__(self, most: int) -> None:
        super().__init__(
            lazy_ngettext(
                "No further host is free at that time: %(num)s person can come at most.",
                "No further host is free at that time: %(num)s people can come at most.",
                most,
            )
        )
        self.most = most


class NoRoom(Conflict):
    """The places of the visit do not take so many people at that time."""

    def __init__(self) -> None:
        super().__init__(
            _l("The places you visit have no room for so many at that time. Choose another time.")
        )


class ClosedThen(Conflict):
    """A place or a host is closed on the day; `resource` is which."""

    def __init__(self, resource: Resource) -> None:
        super().__init__(
            _l(
                "%(name)s is closed at that time. Choose another one, or another time.",
                name=LazyString(lambda: localized(resource, "name")),
            )
        )
        self.resource = resource


class TooFewHosts(Invalid):
    """The group needs more hosts than were chosen."""

    def __init__(self, needed: int) -> None:
        super().__init__(
            lazy_ngettext(
                "Choose at least %(num)s host for a group of this size.",
                "Choose at least %(num)s hosts for a group of this size.",
                needed,
            ),
            "host_ids",
        )
        self.needed = needed


class HostDoesNotFit(Invalid):
    """A chosen host does not speak the visit's language, or hosts no more."""

    def __init__(self, name: str, language: str) -> None:
        super().__init__(
            _l("%(name)s cannot host in that language. Choose somebody else.", name=name),
            "host_ids",
        )
        self.name, self.language = name, language


class PlaceDoesNotFit(Invalid):
    """A chosen place is too small for the group, or no longer in use."""

    def __init__(self) -> None:
        super().__init__(_l("That place does not take a group of this size."), "place_id")


class PlaceOfAnotherPart(Invalid):
    """A chosen place is where another part of the same programme takes place."""

    def __init__(self) -> None:
        super().__init__(
            _l("Another part of this visit takes place there. Choose another place."), "place_id"
        )
