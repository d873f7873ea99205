"""What staff type about open walks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from arena import clock
from arena.resources.rules.hours import local_moment
from arena.visits.forms.staff.times import TimePart
from arena.visits.models import Offer, OpenWalk
from arena.web import filters
from arena.web.fields import (
    CheckboxesField,
    ChoiceField,
    DateField,
    HiddenField,
    IntegerField,
    TextAreaField,
    TimeField,
)
from arena.web.forms import Form
from arena.web.numbers import read_whole

MOST_SEATS = 200


class WalkForm(Form):
    """When a walk takes place, in which language, for how many, and who leads it."""

    day = DateField(_l("Day"), required=_l("Enter the day"))
    time = TimeField(_l("Start"), required=_l("Enter the start"))
    language = ChoiceField(_l("Language"), required=_l("Choose a language"))
    seats = IntegerField(
        _l("Seats"), required=_l("Enter how many can join"), minimum=1, maximum=MOST_SEATS
    )
    host_id = ChoiceField(
        _l("Host"), blank=_l("The one with the least to do"), coerce=int, mark_optional=False
    )

    def __init__(self, offer: Offer, *, hosts: Sequence[tuple[int, str]], **options: Any) -> None:
        self.offer, self.hosts = offer, hosts
        super().__init__(**options)

    def process(self, *arguments: Any, **options: Any) -> None:
        """Offer languages and hosts, then read what was sent."""
        self.language.choices = [
            (code, filters.sentence(filters.language_name(code))) for code in self.offer.languages
        ]
        self.host_id.choices = self.hosts
        self.day.earliest = clock.today()
        super().process(*arguments, **options)
        if not self.is_submitted():
            self.seats.data = self.offer.group_max
            self.time.data = self.offer.first_start

    def validate(self, extra_validators: Any = None) -> bool:
        """Refuse a time that the clock skips."""
        if not super().validate(extra_validators):
            return False
        if self.starts_at is None:
            self.time.refuse(_("The clock skips that time. Enter another one."))
        return self.starts_at is not None

    @property
    def starts_at(self) -> datetime | None:
        """When the walk begins."""
        if self.day.data is None or self.time.data is None:
            return None
        return local_moment(self.day.data, self.time.data, clock.zone())


class WalkHostsForm(Form):
    """Who leads a walk, and who led it when the form was shown."""

    seen = HiddenField()
    host_ids = CheckboxesField(_l("Hosts"), coerce=int, required=_l("Choose a host"))

    def __init__(self, *, hosts: Sequence[tuple[int, str]], **options: Any) -> None:
        self.hosts = hosts
        super().__init__(**options)

    def process(self, *arguments: Any, **options: Any) -> None:
        """Offer the hosts, then read what was sent."""
        self.host_ids.choices = self.hosts
        super().process(*arguments, **options)

    def show(self, present: Sequence[int]) -> None:
        """Carry the hosts that the page shows."""
        self.seen.data, self.seen.raw_data = " ".join(str(each) for each in present), None

    @property
    def seen_ids(self) -> set[int]:
        """The hosts that the form was shown with."""
        numbers = (read_whole(text) for text in (self.seen.data or "").split())
        return {number for number in numbers if number is not None}


class MoveWalkForm(TimePart):
    """Another time for a walk, why, and what the walk was when the form was shown."""

    seen = HiddenField(max_length=9)
    words = TextAreaField(
        _l("Why?"), hint=_l("It stands in the mail to everybody who has joined."), max_length=1000
    )

    def show(self, walk: OpenWalk) -> None:
        """Carry what the page shows."""
        self.seen.data, self.seen.raw_data = str(walk.event.sequence), None

    @property
    def seen_sequence(self) -> int:
        """The sequence of the walk's event that the form was shown with; -1 for nonsense."""
        number = read_whole(self.seen.data or "")
        return -1 if number is None else number


class CallOffWalkForm(Form):
    """Why a walk is called off."""

    words = TextAreaField(
        _l("Why?"),
        hint=_l("It stands in the mail to everybody who has joined."),
        required=_l("Write why the walk is called off"),
    )


class WalkReportForm(Form):
    """How many came to a walk."""

    actual_headcount = IntegerField(
        _l("How many came?"),
        required=_l("Enter how many came, 0 if nobody did"),
        minimum=0,
        maximum=1000,
    )
    promised_answers = TextAreaField(
        _l("Promised answers"), hint=_l("Questions that you said we would come back to."), rows=3
    )
    incident = TextAreaField(
        _l("Anything that happened"), hint=_l("Only for staff: an accident, a near miss."), rows=3
    )

    def fill(self, walk: OpenWalk) -> None:
        """Begin with the number that was expected, or with the report that is to be corrected."""
        is_reported = walk.actual_headcount is not None
        self.actual_headcount.data = walk.actual_headcount if is_reported else walk.seats_taken
        self.promised_answers.data = walk.promised_answers
        self.incident.data = walk.incident
