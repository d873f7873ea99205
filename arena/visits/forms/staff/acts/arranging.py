"""Who hosts, where, when, and for how many."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask_babel import lazy_gettext as _l

from arena.visits.forms.sizes import LARGEST_GROUP
from arena.visits.forms.staff.acts.act import ActForm
from arena.visits.forms.staff.acts.telling import TO_BOOKER
from arena.visits.forms.staff.times import TimePart
from arena.visits.models import Visit
from arena.web.fields import (
    CheckboxesField,
    ChoiceField,
    IntegerField,
    TextAreaField,
)
from arena.web.fields.choices import Option


class HeadcountForm(ActForm):
    """Another number of participants."""

    group_size = IntegerField(
        _l("Number of participants"),
        required=_l("Enter how many will come"),
        minimum=1,
        maximum=LARGEST_GROUP,
    )

    def values(self) -> dict[str, Any]:
        """Return the number."""
        return {"group_size": self.group_size.data, "is_vouched": True}


class HostsForm(ActForm):
    """Who hosts, and where."""

    host_ids = CheckboxesField(_l("Hosts"), coerce=int, required=_l("Choose a host"))
    place_id = ChoiceField(
        _l("Place"), blank=_l("Where the offer says"), coerce=int, mark_optional=False
    )

    def __init__(
        self,
        visit: Visit,
        *,
        hosts: Sequence[tuple[int, str]],
        places: Sequence[tuple[int, str]],
        place: str | None = None,
        **options: Any,
    ) -> None:
        self.hosts, self.places = hosts, places
        super().__init__(visit, **options)
        if place is not None:
            self.place_id.blank = _l("As now: %(place)s", place=place)

    def process(self, *arguments: Any, **options: Any) -> None:
        """Offer the hosts and places, then read what was sent."""
        self.host_ids.choices = self.hosts
        self.place_id.choices = self.places
        super().process(*arguments, **options)

    def values(self) -> dict[str, Any]:
        """Return the chosen hosts and place."""
        return {"host_ids": self.host_ids.data, "place_id": self.place_id.data}


class ConfirmForm(HostsForm):
    """Who hosts, where, and what else the booker should read."""

    words = TextAreaField(_l("In your own words"), hint=TO_BOOKER)

    def values(self) -> dict[str, Any]:
        """Return the chosen hosts and place, and the words."""
        return {**super().values(), "words": self.words.data}


class TimeForm(TimePart, ActForm):
    """Another time."""

    def values(self) -> dict[str, Any]:
        """Return the time."""
        return {"starts_at": self.starts_at}


class MoveForm(TimeForm):
    """The time that a booker who calls would rather have."""

    def values(self) -> dict[str, Any]:
        """Return the time."""
        return {**super().values(), "is_vouched": True}


class ProposeForm(TimeForm):
    """Another time, who would lead then, and what the booker should read with it."""

    host_ids = CheckboxesField(_l("Hosts"), coerce=int, mark_optional=False)
    words = TextAreaField(_l("In your own words"), hint=TO_BOOKER)

    def __init__(self, visit: Visit, *, hosts: Sequence[tuple[int, str]], **options: Any) -> None:
        self.hosts = hosts
        super().__init__(visit, **options)

    def process(self, *arguments: Any, **options: Any) -> None:
        """Offer the hosts, then read what was sent."""
        self.host_ids.choices = self.hosts
        super().process(*arguments, **options)

    @property
    def host_options(self) -> dict[str, Option]:
        """The hosts as the page draws them, by value: their order follows the time."""
        return {option.value: option for option in self.host_ids.options}

    def values(self) -> dict[str, Any]:
        """Return the time, the hosts (None: whoever has the least to do) and the words."""
        return {
            **super().values(),
            "host_ids": self.host_ids.data or None,
            "words": self.words.data,
        }
