"""What staff type about weekly hours, closures and special days."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, time, timedelta
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from arena import clock
from arena.resources.models import ResourceKind
from arena.resources.queries.openness import Schedule
from arena.resources.queries.register import list_resources
from arena.resources.rules.days import DayKind
from arena.resources.rules.writing import Backwards, Overlapping, Unreadable, read_hours
from arena.resources.services import Hours, Period
from arena.resources.words import (
    DAY_KIND_HINTS,
    DAY_KINDS,
    hours_words,
    resource_name,
    weekday_label,
)
from arena.web import filters
from arena.web.fields import ChoiceField, DateField, HiddenField, RadioField, TextField
from arena.web.fields.base import ArenaField
from arena.web.forms import Form

ARENA = 0  # The choice that means the whole arena.
LONGEST = timedelta(days=400)
_ONE_DAY = timedelta(days=1)


class HoursField(ArenaField):
    """The hours of one weekday, as text; `data` is a list of (opens, closes), empty when closed."""

    default_width = 20
    default_autocomplete = "off"
    data: list[tuple[time, time]]

    def __init__(self, label: Any = None, **options: Any) -> None:
        options.setdefault("mark_optional", False)
        super().__init__(label, **options)

    def process_data(self, value: Any) -> None:
        """Take any number of spans."""
        self.data = list(value or ())

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read “9–16” or “9–12, 13–17”."""
        self.data = []
        try:
            self.data = read_hours(str(valuelist[0])[:200] if valuelist else "")
        except Backwards:
            raise ValueError(_("Closing time must be later than opening time.")) from None
        except Overlapping:
            raise ValueError(_("The hours of a day must not overlap each other.")) from None
        except Unreadable:
            raise ValueError(
                _("Enter hours such as 9–16, or 9–12, 13–17. Leave it empty for a closed day.")
            ) from None

    def format_data(self) -> str:
        """Return the hours as one would type them."""
        return hours_words(self.data)


def _weekday_field(weekday: int) -> HoursField:
    # The label is set when the form is made, in the reader's language.
    return HoursField(str(weekday))


class HoursForm(Form):
    """The weekly hours of one period."""

    valid_from = DateField(
        _l("First day"),
        required=_l("Enter the first day on which the hours hold."),
        earliest=date(2000, 1, 1),
    )
    last_day = DateField(
        _l("Last day"),
        hint=_l(
            "Empty for hours until further notice. Hours with a last day are a season: "
            "while they hold, they go before those without."
        ),
    )
    day_0 = _weekday_field(0)
    day_1 = _weekday_field(1)
    day_2 = _weekday_field(2)
    day_3 = _weekday_field(3)
    day_4 = _weekday_field(4)
    day_5 = _weekday_field(5)
    day_6 = _weekday_field(6)

    @classmethod
    def of(cls, schedule: Schedule | None) -> HoursForm:
        """Return the form as it stands for a schedule, or empty from today."""
        values: dict[str, Any] = {"valid_from": clock.today()}
        if schedule is not None:
            values = {"valid_from": schedule.valid_from, "last_day": schedule.last_day}
            for weekday, spans in enumerate(schedule.days):
                values[f"day_{weekday}"] = spans
        form = cls(data=values)
        for weekday, field in enumerate(form.days):
            field.label.text = filters.sentence(weekday_label(weekday))
        return form

    @property
    def days(self) -> list[HoursField]:
        """The seven fields, Monday first."""
        return [self[f"day_{weekday}"] for weekday in range(7)]

    def period(self) -> Period:
        """Return the period, its end exclusive."""
        first, last = self.valid_from.data, self.last_day.data
        return Period(first or clock.today(), None if last is None else last + _ONE_DAY)

    def hours(self) -> list[Hours]:
        """Return the hours of all weekdays."""
        return [
            Hours(weekday, opens_at, closes_at)
            for weekday, field in enumerate(self.days)
            for opens_at, closes_at in field.data
        ]


def _closable() -> list[tuple[int, str]]:
    resources = [
        (resource.id, resource_name(resource))
        for resource in list_resources()
        if resource.kind != ResourceKind.HOST
    ]
    return [(ARENA, _("The whole arena")), *resources]


class ClosureForm(Form):
    """Days on which the arena, or one resource, is closed."""

    resource_id = ChoiceField(
        _l("What is closed?"),
        required=_l("Choose what is closed."),
        choices=_closable,
        coerce=int,
        default=ARENA,
        hint=_l("When a host is away is told on the host’s own page."),
    )
    starts_on = DateField(_l("First closed day"), required=_l("Enter the first closed day."))
    last_day = DateField(_l("Last closed day"), required=_l("Enter the last closed day."))
    reason_sv = TextField(
        _l("What visitors read, in Swedish"),
        required=_l("Enter what visitors should read."),
        hint=_l("For example “Sommarstängt v. 28–31”."),
        max_length=120,
    )
    reason_en = TextField(
        _l("What visitors read, in English"),
        required=_l("Enter what visitors should read in English."),
        hint=_l("For example “Closed for the summer, weeks 28–31”."),
        max_length=120,
    )
    seen = HiddenField()

    @classmethod
    def of(cls, resource_id: int) -> ClosureForm:
        """Return the form for a resource, or for the whole arena, with the days that it takes."""
        form = cls(data={"resource_id": resource_id})
        form.starts_on.earliest = form.last_day.earliest = clock.today()
        form.starts_on.latest = form.last_day.latest = clock.today() + 3 * LONGEST
        return form

    def validate(self, extra_validators: Mapping[str, Sequence[Any]] | None = None) -> bool:
        """Check every field, and that the days are in order and not too many."""
        is_valid = bool(super().validate(extra_validators))
        first, last = self.starts_on.data, self.last_day.data
        self._explain_past()
        if not is_valid or first is None or last is None:
            return False
        if last < first:
            self.last_day.refuse(_("The last day must not be before the first."))
        elif last - first > LONGEST:
            self.last_day.refuse(
                _("A closure is 400 days at most. Retire what is closed for longer.")
            )
        return not self.last_day.errors

    def _explain_past(self) -> None:
        """Say what it means that a day has been, in place of the calendar's limits."""
        today = clock.today()
        if self.last_day.data is not None and self.last_day.data < today:
            self.last_day.errors = [
                _("That day is over, and nothing is changed by closing it. Choose today or later.")
            ]
        if self.starts_on.data is not None and self.starts_on.data < today:
            self.starts_on.errors = [
                _(
                    "A closure begins today, %(day)s, at the earliest. What has been stays.",
                    day=filters.day(today),
                )
            ]

    @property
    def ends_on(self) -> date:
        """The first day that is open again."""
        return (self.last_day.data or clock.today()) + _ONE_DAY


def _rule_field(kind: DayKind) -> RadioField:
    return RadioField(
        DAY_KINDS[kind],
        required=_l("Choose open or closed."),
        hint=DAY_KIND_HINTS[kind],
        choices=[("closed", _l("Closed")), ("open", _l("Open"))],
    )


class DayRulesForm(Form):
    """Whether the arena is closed on holidays, eves and squeeze days."""

    public_holiday = _rule_field(DayKind.PUBLIC_HOLIDAY)
    eve = _rule_field(DayKind.EVE)
    squeeze_day = _rule_field(DayKind.SQUEEZE_DAY)

    @classmethod
    def of(cls, rules: Mapping[DayKind, bool]) -> DayRulesForm:
        """Return the form as it stands for the rules."""
        return cls(data={str(kind): "closed" if rules[kind] else "open" for kind in DayKind})

    def rules(self) -> dict[DayKind, bool]:
        """Return which kinds are closed."""
        return {kind: self[str(kind)].data == "closed" for kind in DayKind}
