"""A time in a form of staff's: one of the free ones on the page, or any other."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from arena import clock
from arena.resources.rules.hours import local_moment
from arena.visits.forms.starts import StartField
from arena.web.fields import DateField, TimeField
from arena.web.fields.choices import Option
from arena.web.forms import Form


class TimePart(Form):
    """The part of a form that chooses a time; `free` are the free ones, written and in words."""

    start = StartField(_l("Free times"), mark_optional=False)
    other_day = DateField(_l("Another day"), mark_optional=False)
    other_time = TimeField(_l("At"), mark_optional=False)

    def __init__(self, *arguments: Any, free: Sequence[tuple[str, str]], **options: Any) -> None:
        self.free = free
        super().__init__(*arguments, **options)

    def process(self, *arguments: Any, **options: Any) -> None:
        """Offer the free times, then read what was sent."""
        self.start.choices = self.free
        self.other_day.earliest = clock.today()
        super().process(*arguments, **options)

    def validate(self, extra_validators: Any = None) -> bool:
        """Demand exactly one time."""
        is_good = bool(super().validate(extra_validators))
        has_other = self.other_day.data is not None or self.other_time.data is not None
        if self.start.data and has_other:
            self.start.refuse(_("Choose a free time or enter another one, not both."))
        elif not self.start.data and not has_other and not self._has_slips:
            self.start.refuse(_("Choose a time."))
        elif has_other and self.other_day.data is None and not self.other_day.errors:
            self.other_day.refuse(_("Enter the day."))
        elif has_other and self.other_time.data is None and not self.other_time.errors:
            self.other_time.refuse(_("Enter the time."))
        elif has_other and not self._has_slips and self.starts_at is None:
            self.other_time.refuse(_("The clock skips that time. Enter another one."))
        return is_good and not self._has_slips

    @property
    def options(self) -> dict[str, Option]:
        """The free times as the page draws them, by value."""
        return {option.value: option for option in self.start.options}

    @property
    def starts_at(self) -> datetime | None:
        """The time that was chosen."""
        if self.start.data is not None:
            return self.start.data
        if self.other_day.data is None or self.other_time.data is None:
            return None
        return local_moment(self.other_day.data, self.other_time.data, clock.zone())

    @property
    def _has_slips(self) -> bool:
        return any(field.errors for field in (self.start, self.other_day, self.other_time))

    def refuse(self, field: str | None, message: object) -> None:
        """Put an error about the time beside the free times."""
        super().refuse("start" if field == "starts_at" else field, message)
