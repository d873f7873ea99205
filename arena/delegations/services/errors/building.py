"""What a programme cannot be, each with words that say what to do about it."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from arena.errors import Conflict, Invalid


class OutsideItsDays(Invalid):
    """An item is on a day on which the delegation is not here."""

    def __init__(self) -> None:
        super().__init__(
            _l("The delegation is not here on that day. Choose one of its days, or change them."),
            "day",
        )


class PastMidnight(Invalid):
    """An item would begin on its day and end on the next."""

    def __init__(self, title: str) -> None:
        super().__init__(
            _l(
                "“%(title)s” would end after midnight. Make it shorter, let it begin earlier, or"
                " move something to another day.",
                title=title,
            ),
            "minutes",
        )


class SameDay(Invalid):
    """A day was to be copied to itself."""

    def __init__(self) -> None:
        super().__init__(_l("Choose another day than the one that is copied."), "target")


class NothingToCopy(Invalid):
    """A day without items was to be copied."""

    def __init__(self) -> None:
        super().__init__(_l("There is nothing on this day to copy."), "target")


class GroupNameTaken(Invalid):
    """Two groups would have one name."""

    def __init__(self, name: str) -> None:
        super().__init__(
            _l("There is a group called “%(name)s” already. Choose another name.", name=name),
            "name",
        )


class GroupsTooLarge(Invalid):
    """The groups together would have more people than the delegation."""

    def __init__(self, size: int) -> None:
        super().__init__(
            _l(
                "The delegation has %(num)d people. Make this group smaller, or another one.",
                num=size,
            ),
            "size",
        )


class OtherDay(Conflict):
    """An item was dragged to another day on the planning board."""

    def __init__(self) -> None:
        super().__init__(_l("It belongs to its day. Open the programme to move it to another."))
