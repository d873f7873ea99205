"""What may be refused, each with words that say what to do about it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from flask_babel import LazyString, ngettext
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from arena.errors import Conflict, Invalid
from arena.resources.models import Resource
from arena.resources.words import layout_name, resource_name
from arena.web import filters, languages


class InThePast(Invalid):
    """It would begin before now."""

    def __init__(self, field: str = "starts_at") -> None:
        super().__init__(_l("That time has passed. Choose one that is still to come."), field)


class EndsFirst(Invalid):
    """It would end before it begins."""

    def __init__(self) -> None:
        super().__init__(_l("It must end after it begins."), "minutes")


class NotLent(Invalid):
    """The room cannot be booked, or not by partners."""

    def __init__(self) -> None:
        super().__init__(_l("That room cannot be booked. Choose another one."), "room_id")


class TooManyPeople(Invalid):
    """The room seats fewer; `fitting` are the rooms that seat them, the smallest first."""

    def __init__(
        self, room: Resource, limit: int, *, layout: str, fitting: Sequence[Resource]
    ) -> None:
        self.room, self.limit, self.layout, self.fitting = room, limit, layout, list(fitting)
        super().__init__(LazyString(self._words), "head_count")

    def _words(self) -> str:
        name = resource_name(self.room)
        if self.limit == 0:
            text: str = _("%(room)s has no such layout: choose another one.", room=name)
        elif self.layout:
            text = ngettext(
                "%(room)s seats %(num)d person at most in that layout (%(layout)s).",
                "%(room)s seats %(num)d people at most in that layout (%(layout)s).",
                self.limit,
                room=name,
                layout=layout_name(self.layout),
            )
        else:
            text = ngettext(
                "%(room)s seats %(num)d person at most.",
                "%(room)s seats %(num)d people at most.",
                self.limit,
                room=name,
            )
        names = [resource_name(room) for room in self.fitting[:2]]
        if not names:
            more = _("No other room seats so many.")
        else:
            more = _("These seat so many: %(rooms)s.", rooms=filters.listing(names))
        return f"{text} {more}"


class ClosedThen(Conflict):
    """The room is closed at that time; `why` says why, by language, where something says it."""

    def __init__(self, room: Resource, why: Mapping[str, str | None]) -> None:
        self.room, self.why = room, why
        super().__init__(LazyString(self._words))

    def _words(self) -> str:
        name = resource_name(self.room)
        if why := self.why.get(languages.current()):
            text: str = _("%(room)s cannot be used then. %(why)s.", room=name, why=why)
        else:
            text = _("%(room)s is not open then. Choose another time.", room=name)
        return text


class RoomTaken(Conflict):
    """Somebody else has the room then, or had it first."""

    def __init__(self, room: Resource) -> None:
        self.room = room
        super().__init__(
            LazyString(
                lambda: _(
                    "%(room)s is taken then. Choose another time or another room.",
                    room=resource_name(room),
                )
            )
        )


class EquipmentTaken(Conflict):
    """Fewer sets are free than were asked for."""

    def __init__(self, resource: Resource, free: int) -> None:
        self.resource, self.free = resource, free
        super().__init__(
            LazyString(
                lambda: ngettext(
                    "%(what)s: only %(num)d is free then.",
                    "%(what)s: only %(num)d are free then.",
                    free,
                    what=resource_name(resource),
                )
            )
        )


class NoOrganisation(Conflict):
    """The account stands for no organisation that could book."""

    def __init__(self) -> None:
        super().__init__(
            _l("Your account is not linked to an organisation. Write to us, and we link it.")
        )


class QuotaReached(Conflict):
    """The organisation has fewer minutes left that month than are asked for."""

    def __init__(self, month: date, *, left: int, asked: int, limit: int) -> None:
        self.month, self.left, self.asked, self.limit = month, left, asked, limit
        super().__init__(LazyString(self._words))

    def _words(self) -> str:
        text: str = _(
            "Your organisation may hold rooms for %(limit)s in %(month)s. %(left)s is left, and "
            "this takes %(asked)s. Cancel something, or write to us.",
            limit=filters.duration(self.limit),
            month=filters.month(self.month),
            left=filters.duration(self.left) if self.left else _("Nothing"),
            asked=filters.duration(self.asked),
        )
        return text


class ChangedMeanwhile(Conflict):
    """Somebody else changed the booking after the form was shown."""

    def __init__(self) -> None:
        super().__init__(
            _l("This was changed while you were reading. Look at it again, then go on.")
        )


class NotNow(Conflict):
    """The state of the booking, or of the order, does not allow the act."""

    def __init__(self, state: Any) -> None:
        super().__init__(_l("That cannot be done now: it is “%(state)s”.", state=state))


class IsOver(Conflict):
    """What has ended stays as it was."""

    def __init__(self) -> None:
        super().__init__(_l("That has ended, and stays as it was."))


class TooEarly(Conflict):
    """Nobody checks in so long before the start."""

    def __init__(self, opens_at: datetime) -> None:
        self.opens_at = opens_at
        super().__init__(
            LazyString(lambda: _("You can check in from %(when)s.", when=filters.moment(opens_at)))
        )


class HasCome(Conflict):
    """Somebody has checked in, or may still do so: the room is kept."""

    def __init__(self) -> None:
        super().__init__(_l("Somebody has come, or still may: the room stays booked."))


class NotDue(Conflict):
    """The request may still be answered: the room stays held."""

    def __init__(self) -> None:
        super().__init__(_l("This may still be answered."))


class TooLateToOrder(Invalid):
    """The desk must be asked earlier; `until` is when it would have been in time."""

    def __init__(self, kind: str, until: datetime, *, is_ordered: bool = False) -> None:
        self.until, self.is_ordered = until, is_ordered
        super().__init__(LazyString(self._words), kind)

    def _words(self) -> str:
        when = filters.moment(self.until)
        if self.is_ordered:
            text: str = _(
                "It had to be asked for anew before %(when)s. Leave it and the start as they "
                "were, empty the field, or call us.",
                when=when,
            )
        else:
            text = _(
                "It had to be asked for before %(when)s. Leave it empty, or call us.", when=when
            )
        return text


class NobodySeesToIt(Invalid):
    """No person is named for the service."""

    def __init__(self, kind: str, *, is_ordered: bool = False) -> None:
        super().__init__(
            _l("Nobody sees to other wishes at present. Leave it as it was, or empty it.")
            if is_ordered
            else _l("Nobody sees to this at present. Leave it empty."),
            kind,
        )


class SeriesConflict(Conflict):
    """An occurrence cannot be had, and nothing was chosen instead."""

    def __init__(self, starts_at: datetime) -> None:
        self.starts_at = starts_at
        super().__init__(
            LazyString(
                lambda: _(
                    "%(when)s cannot be had. Choose what to do instead.",
                    when=filters.moment(starts_at),
                )
            )
        )


class NothingLeft(Invalid):
    """Every occurrence is skipped."""

    def __init__(self) -> None:
        super().__init__(_l("Everything is skipped, so there is nothing to save."))


class OtherDay(Invalid):
    """Other days are another rule."""

    def __init__(self) -> None:
        super().__init__(
            _l(
                "Here only one occasion at a time can have another day: choose “only this one”. "
                "For other days each time, go back and change how it recurs."
            ),
            "day",
        )


class OnlyExceptions(Invalid):
    """Nothing is left of a series but what was changed on its own."""

    def __init__(self) -> None:
        super().__init__(
            _l(
                "All of these were changed one by one, and stay as they are. "
                "Choose “only this one”."
            ),
            "scope",
        )


class OrderTooLate(Conflict):
    """What was ordered for an occurrence cannot follow it to its new day."""

    def __init__(self, starts_at: datetime, why: Any) -> None:
        super().__init__(
            LazyString(
                lambda: _(
                    "Something is ordered for %(when)s, and cannot be had on the new day: %(why)s",
                    when=filters.moment(starts_at),
                    why=why,
                )
            )
        )
