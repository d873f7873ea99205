"""What staff say of a screen, and anybody of a fault."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask_babel import lazy_gettext as _l

from arena.on_the_day.models import ComesAs
from arena.resources.models import Resource
from arena.resources.words import resource_name
from arena.web.fields import ChoiceField, RadioField, TextAreaField, TextField
from arena.web.forms import Form


class ScreenForm(Form):
    """A name for a screen, and where it stands."""

    name = TextField(
        _l("Name"),
        required=_l("Enter a name, such as “By the stairs”"),
        hint=_l("So that you know which one to revoke."),
        max_length=80,
    )
    room_id = ChoiceField(
        _l("Where does it stand?"),
        blank=_l("In the foyer"),
        hint=_l("A door shows its room, the foyer everything of today."),
        coerce=int,
        mark_optional=False,
    )

    def __init__(self, rooms: Sequence[Resource]) -> None:
        self.rooms = rooms
        super().__init__()

    def process(self, *arguments: Any, **options: Any) -> None:
        """Read what was sent, now that it is known which rooms there are."""
        self["room_id"].choices = [(room.id, resource_name(room)) for room in self.rooms]
        super().process(*arguments, **options)

    @property
    def room(self) -> Resource | None:
        """The room at whose door it stands; None for the foyer."""
        chosen = self["room_id"].data
        return next((room for room in self.rooms if room.id == chosen), None)


class FaultForm(Form):
    """What does not work."""

    words = TextAreaField(
        _l("What is wrong?"),
        required=_l("Write what is wrong."),
        hint=_l("For example “no sound from the screen”. You need not say who you are."),
        max_length=500,
        rows=4,
    )


class PlanForm(Form):
    """How plan B comes in the morning."""

    comes_as = RadioField(
        _l("How do you want it in the morning?"),
        required=_l("Choose how you want it."),
        choices=[
            (str(ComesAs.FILE), _l("A mail with the file, which opens without a network")),
            (str(ComesAs.LINK), _l("A mail with a link")),
            (str(ComesAs.NONE), _l("No mail")),
        ],
    )
