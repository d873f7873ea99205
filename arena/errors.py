"""The five expected errors; each package subclasses them beside the service that raises.

`arena.web.errors` turns them into an HTTP status and a page, or a problem document.
"""

from __future__ import annotations


class ArenaError(Exception):
    """An expected error, with words that its reader can act on.

    `message` is shown to people; it is a lazy translation where a person will read it.
    """

    def __init__(self, message: object = "") -> None:
        super().__init__(message)
        self.message = message


class NotFound(ArenaError):
    """There is no such thing, or this person may not know that there is."""


class Forbidden(ArenaError):
    """The person is known and may not do this."""


class Conflict(ArenaError):
    """The state of things does not allow this act now: taken, changed meanwhile, too late."""


class Invalid(ArenaError):
    """What was given breaks a rule; `field` names the form field or the key that it is about."""

    def __init__(self, message: object = "", field: str | None = None) -> None:
        super().__init__(message)
        self.field = field
