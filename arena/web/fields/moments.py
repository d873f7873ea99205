"""Fields for dates and times of day, in the arena's own zone."""

from __future__ import annotations

import re
from datetime import date, time
from typing import Any

from flask_babel import gettext
from wtforms import ValidationError

from arena.web import filters
from arena.web.fields.base import ArenaField, Words

_DAY = re.compile(r"(?P<year>\d{4})[-./ ]?(?P<month>\d{1,2})[-./ ]?(?P<day>\d{1,2})")
_DAY_FIRST = re.compile(r"(?P<day>\d{1,2})[-./ ](?P<month>\d{1,2})[-./ ](?P<year>\d{4})")
_TIME = re.compile(r"(?P<hour>\d{1,2})(?:[.:]?(?P<minute>\d{2}))?(?::\d{2})?")


class DateField(ArenaField):
    """A date; `data` is a `date` or `None`.

    `earliest` and `latest` are inclusive, and may be set on the bound field.
    """

    component = "field_text"
    input_type = "date"
    default_width = 12
    data: date | None

    def __init__(
        self,
        label: Words = None,
        *,
        earliest: date | None = None,
        latest: date | None = None,
        **options: Any,
    ) -> None:
        self.earliest = earliest
        self.latest = latest
        super().__init__(label, **options)

    @property
    def attributes(self) -> dict[str, str]:
        """Every attribute of the control, with the limits that its picker keeps to."""
        limits = {"min": self.earliest, "max": self.latest}
        return super().attributes | {key: day.isoformat() for key, day in limits.items() if day}

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read a date with the year first, as pickers send it, or with the year last."""
        text = str(valuelist[0]).strip() if valuelist else ""
        self.data = None
        if not text:
            return
        found = _DAY.fullmatch(text) or _DAY_FIRST.fullmatch(text)
        try:
            if found is None:
                raise ValueError
            self.data = date(int(found["year"]), int(found["month"]), int(found["day"]))
        except ValueError:
            raise ValueError(
                gettext("Enter a date as year-month-day, for example 2026-11-26.")
            ) from None

    def pre_validate(self, form: Any) -> None:
        """Refuse a date outside the limits, and name the one that it broke."""
        if self.data is None:
            return
        if self.earliest and self.data < self.earliest:
            raise ValidationError(
                gettext("Enter %(day)s or a later date.", day=filters.day(self.earliest))
            )
        if self.latest and self.data > self.latest:
            raise ValidationError(
                gettext("Enter %(day)s or an earlier date.", day=filters.day(self.latest))
            )


class TimeField(ArenaField):
    """A time of day, as “9”, “9.30”, “09:30” or “0930”; `data` is a naive `time` or `None`."""

    component = "field_text"
    input_type = "time"
    default_width = 8
    data: time | None

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read hours and minutes."""
        text = str(valuelist[0]).strip() if valuelist else ""
        self.data = None
        if not text:
            return
        found = _TIME.fullmatch(text)
        try:
            if found is None:
                raise ValueError
            self.data = time(int(found["hour"]), int(found["minute"] or 0))
        except ValueError:
            raise ValueError(
                gettext("Enter a time as hours and minutes, for example 09:30.")
            ) from None

    def format_data(self) -> str:
        """Return the time as a time input wants it."""
        return "" if self.data is None else f"{self.data:%H:%M}"
