"""Members, their people, and who does what for a network."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _l

from arena import clock
from arena.accounts.models import User
from arena.directory.models import Organisation, Person
from arena.directory.words import type_choices
from arena.networks.models import Circle, OfficeName
from arena.networks.queries.standing import Sitting
from arena.networks.words import CIRCLE_HINTS, CIRCLES, OFFICE_HINTS, OFFICES, choices
from arena.web.fields import (
    CheckboxesField,
    CheckboxField,
    ChoiceField,
    DateField,
    RadioField,
    TextField,
)
from arena.web.forms import FilterForm, Form


class MemberFilterForm(FilterForm):
    """Which members to list, and on which day."""

    q = TextField(_l("Organisation or person"), max_length=100, mark_optional=False, width=20)
    circle = ChoiceField(
        _l("Circle"), blank=_l("All circles"), mark_optional=False, choices=choices(CIRCLES)
    )
    type = ChoiceField(_l("Kind"), blank=_l("All kinds"), mark_optional=False, choices=type_choices)
    on = DateField(_l("As it was on"), mark_optional=False)

    @property
    def day(self) -> date:
        """The day whose members are listed: today unless another was given."""
        return self.on.data or clock.today()


class FindForm(FilterForm):
    """An organisation of the directory to let in."""

    q = TextField(_l("Name or number"), max_length=100, mark_optional=False, width=32)


class AdmitForm(Form):
    """Which organisation is let in, in which circle, from when, and who stands for it."""

    circle = RadioField(
        _l("Circle"),
        choices=choices(CIRCLES, CIRCLE_HINTS),
        default=Circle.ASSOCIATED,
        required=_l("Choose a circle"),
    )
    starts_on = DateField(_l("Member since"), required=_l("Enter the first day"))
    people = CheckboxesField(_l("Who stands for it"), coerce=int)

    def __init__(self, organisation: Organisation, people: Sequence[Person]) -> None:
        self._people = [(person.id, person.name) for person in people]
        super().__init__(data={"starts_on": clock.today(), "circle": Circle.ASSOCIATED})
        self.organisation = organisation
        self.starts_on.latest = clock.today()
        if not people:
            del self.people

    def process(self, *arguments: Any, **options: Any) -> None:
        """Offer the organisation's people."""
        self.people.choices = self._people
        super().process(*arguments, **options)

    @property
    def chosen(self) -> list[int]:
        """The numbers of those who stand for it."""
        return list(self.people.data) if "people" in self._fields else []

    @property
    def day(self) -> date:
        """The first day of the membership."""
        return self.starts_on.data or clock.today()


class CircleForm(Form):
    """Into which circle a member moves."""

    circle = RadioField(
        _l("Circle"), choices=choices(CIRCLES, CIRCLE_HINTS), required=_l("Choose a circle")
    )


class EndMembershipForm(Form):
    """When a member leaves, and why."""

    on = DateField(
        _l("No longer a member from"),
        required=_l("Enter the day"),
        default=clock.today,
        hint=_l("On that day the member’s people see nothing of the network any more."),
    )
    because = TextField(
        _l("Why?"), max_length=300, width=32, required=_l("Write why the member leaves")
    )

    @property
    def day(self) -> date:
        """The first day without the member."""
        return self.on.data or clock.today()


class LeaveForm(Form):
    """Why one's organisation leaves."""

    because = TextField(
        _l("Why do you leave?"),
        max_length=300,
        width=32,
        required=_l("Write a few words to those who lead the network"),
    )


class SeatForm(Form):
    """Who stands for a member."""

    person = ChoiceField(
        _l("Person"), coerce=int, blank=_l("Choose a person"), required=_l("Choose a person")
    )

    def __init__(self, people: Sequence[Person]) -> None:
        self._people = [(person.id, person.name) for person in people]
        super().__init__()

    def process(self, *arguments: Any, **options: Any) -> None:
        """Offer the people of the organisation."""
        self.person.choices = self._people
        super().process(*arguments, **options)


class ListedForm(Form):
    """Whether one is named to the other members."""

    is_listed = CheckboxField(
        _l("Name me to the other members"),
        hint=_l("Those who lead the network always see who is in it."),
    )


class OfficeForm(Form):
    """Who does what for a network: somebody of a member, or of the arena."""

    office = RadioField(
        _l("What they do"),
        choices=choices(OFFICES, OFFICE_HINTS),
        default=OfficeName.CONVENER,
        required=_l("Choose what they do"),
    )
    holder = ChoiceField(
        _l("Who"), blank=_l("Choose a person"), required=_l("Choose a person"), width=32
    )

    def __init__(self, sittings: Sequence[Sitting], staff: Sequence[User]) -> None:
        named: dict[str, str] = {}
        for each in sittings:
            named.setdefault(
                f"person:{each.person.id}", f"{each.person.name}, {each.organisation.name}"
            )
        self._people = list(named.items()) + [
            (f"user:{user.id}", _l("%(name)s, of the arena", name=user.name)) for user in staff
        ]
        super().__init__()

    def process(self, *arguments: Any, **options: Any) -> None:
        """Offer the members' people, then the arena's own."""
        self.holder.choices = self._people
        super().process(*arguments, **options)

    @property
    def chosen(self) -> tuple[str, int]:
        """Whether a person or a user was chosen, and its number."""
        kind, _colon, number = str(self.holder.data).partition(":")
        return kind, int(number)
