"""What people type at the planning board: what it shows, and what an entry is to be."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from arena import clock
from arena.events.models import Event
from arena.meeting_place.queries.board_rows import ORDER
from arena.resources.rules.hours import local_moment
from arena.resources.topics import topic_choices
from arena.resources.words import MANY
from arena.scheduling.planning import Change, Planned
from arena.web.fields import CheckboxesField, ChoiceField, DateField, HiddenField, TimeField
from arena.web.forms import FilterForm, Form
from arena.web.numbers import read_whole

_EARLIEST, _LATEST = date(2000, 1, 1), date(2199, 12, 31)
Choices = Sequence[tuple[int, str]]


def is_over_night(starts_at: datetime, ends_at: datetime) -> bool:
    """Tell whether something goes on after a midnight, as the clocks here show it."""
    return clock.date_of(ends_at - timedelta(minutes=1)) > clock.date_of(starts_at)


class BoardForm(FilterForm):
    """Which rows the board has."""

    kind = CheckboxesField(
        _l("Show"),
        choices=lambda: [(kind, MANY[kind]) for kind in ORDER],
        mark_optional=False,
    )
    topic = ChoiceField(_l("Topic"), blank=_l("All topics"), mark_optional=False)
    place = ChoiceField(_l("Place"), blank=_l("All places"), coerce=int, mark_optional=False)

    def offer(self, *, places: Choices, topics: Sequence[str]) -> None:
        """Offer what there is to choose from."""
        self.place.choices = places
        self.topic.choices = topic_choices(topics)


class EntryForm(Form):
    """Another time for an entry, and who or what instead of what it has now."""

    version = HiddenField()
    drops = HiddenField()
    over_night = HiddenField()
    day = DateField(_l("Day"), required=_l("Enter a day"), earliest=_EARLIEST, latest=_LATEST)
    begins = TimeField(_l("Begins"), required=_l("Enter when it begins"))
    ends = TimeField(_l("Ends"), required=_l("Enter when it ends"))
    takes = ChoiceField(_l("Resource"), coerce=int, mark_optional=False)

    def __init__(
        self,
        event: Event,
        planned: Planned,
        *,
        drops: int | None,
        choices: Choices,
        label: Any,
        **options: Any,
    ) -> None:
        self.event, self.planned, self.choices = event, planned, choices
        super().__init__(**options)
        self.takes.label.text = label
        if drops is None:
            self.takes.blank = _l("Nobody more")
        if not self.is_submitted():
            self._fill(drops)
        if not planned.standing.may_stretch:
            del self.ends
        if not planned.standing.may_move:
            del self.begins, self.day
        if len(choices) < 2 and drops is not None:
            del self.takes

    def process(self, *arguments: Any, **options: Any) -> None:
        """Offer the resources, then read what was sent."""
        self.takes.choices = self.choices
        super().process(*arguments, **options)

    def _fill(self, drops: int | None) -> None:
        zone = clock.zone()
        starts_at, ends_at = (
            moment.astimezone(zone) for moment in (self.event.starts_at, self.event.ends_at)
        )
        self.version.data = str(self.planned.version)
        self.drops.data = "" if drops is None else str(drops)
        self.day.data, self.begins.data = starts_at.date(), starts_at.time()
        self.ends.data = ends_at.time()
        self.takes.data = drops
        self.over_night.data = (
            "1" if is_over_night(self.event.starts_at, self.event.ends_at) else ""
        )

    @property
    def seen_version(self) -> int | None:
        """The version that the form was shown at; None for anything but a number."""
        return read_whole(self.version.data)

    @property
    def dropped(self) -> int | None:
        """The resource that another is to take the place of."""
        return read_whole(self.drops.data)

    def read_change(self) -> Change | None:
        """Return what is asked for; None, with the error on its field, when it cannot be read."""
        if not self.validate():
            return None
        starts_at = ends_at = None
        if "begins" in self:
            starts_at = self._moment(self.day.data, self.begins)
            if starts_at is None:
                return None
        starts_at = starts_at or self.event.starts_at
        length = self.event.ends_at - self.event.starts_at
        if "ends" in self:
            ends_at = self._end(starts_at)
            if ends_at is None:
                return None
        return Change(
            starts_at=starts_at,
            ends_at=ends_at or starts_at + length,
            drops=self.dropped,
            takes=self.takes.data if "takes" in self else self.dropped,
        )

    def _moment(self, day: date | None, at: TimeField) -> datetime | None:
        moment = local_moment(day, at.data, clock.zone()) if day and at.data else None
        if moment is None:
            at.refuse(_("The clock skips that hour that day. Enter another time."))
        return moment

    def _end(self, starts_at: datetime) -> datetime | None:
        """Return the end: on the day of the start, or at the midnight that closes it.

        Of what lasted over a midnight, an earlier time of day is that of the next day: only so are
        a slip and a night told apart.
        """
        day = clock.date_of(starts_at)
        closes_day = self.ends.data is not None and self.ends.data == self.ends.data.min
        ends_at = self._moment(day + timedelta(days=closes_day), self.ends)
        if ends_at is not None and ends_at <= starts_at and self.over_night.data:
            ends_at = self._moment(day + timedelta(days=1), self.ends)
        if ends_at is not None and ends_at <= starts_at:
            self.ends.refuse(_("Enter an end that is later than the start."))
            return None
        return ends_at
