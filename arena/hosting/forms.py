"""What hosts, and those who plan for them, type about their time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from arena import clock
from arena.hosting.models import Absence
from arena.hosting.rules import writing
from arena.hosting.services.absences import Days, Hours, When
from arena.resources.rules.hours import local_moment
from arena.web.fields import DateField, HiddenField, TextField, TimeField
from arena.web.forms import Form

LONGEST = timedelta(days=400)
_ONE_DAY = timedelta(days=1)


class AwayForm(Form):
    """From when until when somebody is away."""

    starts_on = DateField(_l("First day"), required=_l("Enter the first day."))
    last_day = DateField(_l("Last day"), hint=_l("Empty for one day only."))
    begins_at = TimeField(
        _l("From"), hint=_l("Only for a part of one day. Empty for the whole day.")
    )
    ends_at = TimeField(_l("Until"))
    seen = HiddenField()

    @classmethod
    def of(cls, absence: Absence | None) -> AwayForm:
        """Return the form as it stands for an absence, or empty."""
        form = cls(data={} if absence is None else _values(absence))
        form.starts_on.earliest = form.last_day.earliest = (
            clock.today()
            if absence is None
            else min(clock.today(), clock.date_of(absence.starts_at))
        )
        form.starts_on.latest = form.last_day.latest = clock.today() + 2 * LONGEST
        return form

    def validate(self, extra_validators: Mapping[str, Sequence[Any]] | None = None) -> bool:
        """Check every field, and that what is said makes one period."""
        if not super().validate(extra_validators):
            return False
        first = self.starts_on.data or clock.today()
        last = self.last_day.data or first
        if last < first:
            self.last_day.refuse(_("The last day must not be before the first."))
        elif last - first > LONGEST:
            self.last_day.refuse(_("An absence is 400 days at most."))
        elif self._has_times:
            self._check_times(first, last)
        return not self.error_list

    def when(self) -> When:
        """Return what was typed, as the service takes it."""
        first = self.starts_on.data or clock.today()
        if self._has_times:
            starts_at, ends_at = self._moments(first)
            if starts_at is not None and ends_at is not None:
                return Hours(starts_at, ends_at)
        return Days(first, (self.last_day.data or first) + _ONE_DAY)

    @property
    def _has_times(self) -> bool:
        return self.begins_at.data is not None or self.ends_at.data is not None

    def _check_times(self, first: date, last: date) -> None:
        if last != first:
            self.last_day.refuse(
                _("Times of day are for one day only. Leave the last day empty, or the times.")
            )
        elif self.begins_at.data is None:
            self.begins_at.refuse(_("Enter from when, or leave both times empty."))
        elif self.ends_at.data is None:
            self.ends_at.refuse(_("Enter until when, or leave both times empty."))
        elif self.ends_at.data <= self.begins_at.data:
            self.ends_at.refuse(_("The end must be later than the beginning."))
        elif None in self._moments(first):
            self.begins_at.refuse(_("The clock skips that time on this day. Choose another one."))

    def _moments(self, day: date) -> tuple[datetime | None, datetime | None]:
        begins, ends, zone = self.begins_at.data, self.ends_at.data, clock.zone()
        return (
            None if begins is None else local_moment(day, begins, zone),
            None if ends is None else local_moment(day, ends, zone),
        )


class CalendarForm(Form):
    """The address of a host's own calendar."""

    address = TextField(
        _l("Address of your calendar"),
        required=_l("Paste the address of your calendar."),
        hint=_l("It begins with https:// or webcal:// and often ends in .ics."),
        max_length=1000,
        mark_optional=False,
    )

    def validate(self, extra_validators: Mapping[str, Sequence[Any]] | None = None) -> bool:
        """Check that it is an address that we would go to."""
        if not super().validate(extra_validators):
            return False
        if writing.read_address(self.address.data) is None:
            self.address.refuse(
                _(
                    "This is not an address that we can read. It must begin with https:// or "
                    "webcal://, and have no user name in it."
                )
            )
        return not self.address.errors


def _values(absence: Absence) -> dict[str, Any]:
    zone = clock.zone()
    starts_at, ends_at = absence.starts_at.astimezone(zone), absence.ends_at.astimezone(zone)
    if not absence.is_whole_days:
        return {
            "starts_on": starts_at.date(),
            "begins_at": starts_at.time(),
            "ends_at": ends_at.time(),
        }
    last = ends_at.date() - _ONE_DAY
    return {
        "starts_on": starts_at.date(),
        "last_day": None if last == starts_at.date() else last,
    }
