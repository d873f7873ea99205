"""On what terms a room is lent out, as staff type it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask_babel import lazy_gettext as _l

from arena.accounts.policy import PLANNERS
from arena.accounts.queries import list_users_by_role
from arena.resources.models import Resource
from arena.resources.queries.parts import list_possible_parts
from arena.resources.rules.rooms import Layout
from arena.resources.services import RoomTerms
from arena.resources.words import FEATURES, LAYOUTS, resource_name
from arena.web.fields import CheckboxesField, CheckboxField, ChoiceField, IntegerField
from arena.web.forms import Form

RELEASE_MOST = 240
_PREFIX = "seats_"


def _seats(layout: Layout) -> IntegerField:
    return IntegerField(LAYOUTS[layout], minimum=1, mark_optional=False)


class RoomTermsForm(Form):
    """Who may book the room, what is in it, how it seats people, and into what it divides."""

    is_lent = CheckboxField(
        _l("The room can be booked"),
        hint=_l("Without this, only visits and other programmes use it."),
    )
    is_for_partners = CheckboxField(_l("Partners may book it, too"))
    needs_approval = CheckboxField(
        _l("A partner’s booking waits for our answer"),
        hint=_l("The room is held until a coordinator has said yes or no."),
        default=True,
    )
    approver_id = ChoiceField(
        _l("Who answers?"),
        hint=_l("Gets the mail about each request. Any coordinator may answer in their place."),
        blank=_l("All coordinators are asked"),
        choices=lambda: [(user.id, user.name) for user in list_users_by_role(*PLANNERS)],
        coerce=int,
        mark_optional=False,
    )
    release_minutes = IntegerField(
        _l("Give it back when nobody has come after so many minutes"),
        hint=_l("Leave it empty to keep the room for the whole time."),
        minimum=5,
        maximum=RELEASE_MOST,
    )
    features = CheckboxesField(
        _l("In the room"),
        mark_optional=False,
        choices=lambda: [(str(code), words) for code, words in FEATURES.items()],
    )
    seats_boardroom = _seats(Layout.BOARDROOM)
    seats_u_shape = _seats(Layout.U_SHAPE)
    seats_islands = _seats(Layout.ISLANDS)
    seats_classroom = _seats(Layout.CLASSROOM)
    seats_theatre = _seats(Layout.THEATRE)
    seats_standing = _seats(Layout.STANDING)
    part_ids = CheckboxesField(
        _l("It divides into"),
        hint=_l("Who takes this room takes these as well; who takes one of these blocks it."),
        coerce=int,
    )

    def __init__(self, parts: Sequence[Resource], **options: Any) -> None:
        self.parts = parts
        super().__init__(**options)

    def process(self, *arguments: Any, **options: Any) -> None:
        """Read what was sent, now that it is known which rooms there are."""
        self.part_ids.choices = [(part.id, resource_name(part)) for part in self.parts]
        super().process(*arguments, **options)

    @property
    def seats(self) -> list[IntegerField]:
        """The fields of the layouts."""
        return [field for name, field in self._fields.items() if name.startswith(_PREFIX)]

    def terms(self) -> RoomTerms:
        """Return what was typed, as the service takes it."""
        return RoomTerms(
            is_lent=self.is_lent.data,
            features=self.features.data,
            is_for_partners=self.is_for_partners.data,
            needs_approval=self.needs_approval.data,
            approver_id=self.approver_id.data,
            release_minutes=self.release_minutes.data,
            layouts={
                field.name.removeprefix(_PREFIX): field.data for field in self.seats if field.data
            },
            part_ids=self.part_ids.data if self.parts else (),
        )

    @classmethod
    def of(cls, room: Resource, *, is_part: bool) -> RoomTermsForm:
        """Return the form as it stands for a room; what is a part divides no further."""
        values: dict[str, object] = {
            "is_lent": room.room is not None,
            "part_ids": [part.id for part in room.parts],
            **{f"{_PREFIX}{each.layout}": each.capacity for each in room.layouts},
        }
        if room.room is not None:
            names = (
                "features",
                "is_for_partners",
                "needs_approval",
                "approver_id",
                "release_minutes",
            )
            values |= {name: getattr(room.room, name) for name in names}
        parts = (
            {} if is_part else {part.id: part for part in (*room.parts, *list_possible_parts(room))}
        )
        form = cls(list(parts.values()), data=values)
        for field in form.seats:
            field.maximum = room.capacity
        if not parts:
            del form.part_ids
        return form
