"""What staff type about an offer: its texts, its programme and its rules."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from babel.dates import get_day_names
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from arena.visits.forms.staff.rows import RowsField, RungForm, StopForm
from arena.visits.meanings import GROUNDS
from arena.visits.services.offers import OfferFacts, Stop
from arena.web import filters
from arena.web.fields import (
    ArenaField,
    CheckboxesField,
    CheckboxField,
    ChoiceField,
    HiddenField,
    IntegerField,
    TextAreaField,
    TextField,
    TimeField,
)
from arena.web.forms import Form, FormError

# Those that hosts are asked for; a visit in another language needs a host who speaks it.
LANGUAGES = ("sv", "en", "de", "fr", "es", "fi", "no", "da", "zh")
MOST_STOPS, MOST_RUNGS = 12, 5
_FIRST_IN_PART = {"stops": "minutes", "cancellation_ladder": "working_days"}
_TEXTS = ("title", "summary", "description", "audience", "meeting_point", "directions", "advice")
_REQUIRED = (
    "position",
    "minutes",
    "group_min",
    "group_max",
    "group_per_host",
    "lead_working_days",
    "step_minutes",
    "fee_sek",
    "change_working_days",
    "first_start",
    "last_start",
)


def weekday_choices() -> list[tuple[int, str]]:
    """Return the days of the week by name, Monday first."""
    names = get_day_names("wide", context="stand-alone", locale=filters.current_locale())
    return [(number, filters.sentence(names[number])) for number in range(7)]


class OfferForm(Form):
    """An offer's texts and rules; `NewOfferForm` adds what cannot be changed later."""

    seen_at = HiddenField()
    title_sv = TextField(_l("Title"), max_length=120, mark_optional=False)
    title_en = TextField(_l("Title"), max_length=120, mark_optional=False)
    summary_sv = TextField(_l("In one sentence"), max_length=300, mark_optional=False)
    summary_en = TextField(_l("In one sentence"), max_length=300, mark_optional=False)
    description_sv = TextAreaField(_l("Description"), max_length=4000, rows=8, mark_optional=False)
    description_en = TextAreaField(_l("Description"), max_length=4000, rows=8, mark_optional=False)
    audience_sv = TextField(_l("For whom"), max_length=200, mark_optional=False)
    audience_en = TextField(_l("For whom"), max_length=200, mark_optional=False)
    meeting_point_sv = TextField(_l("Meeting point"), max_length=200, mark_optional=False)
    meeting_point_en = TextField(_l("Meeting point"), max_length=200, mark_optional=False)
    directions_sv = TextAreaField(_l("How to get there"), rows=3)
    directions_en = TextAreaField(_l("How to get there"), rows=3)
    advice_sv = TextAreaField(_l("Shoes, weather, what to bring"), max_length=400, rows=3)
    advice_en = TextAreaField(_l("Shoes, weather, what to bring"), max_length=400, rows=3)

    minutes = IntegerField(
        _l("Length in minutes"), required=_l("Enter the length in minutes"), minimum=15, maximum=600
    )
    stops = RowsField(StopForm, most=MOST_STOPS)

    topic = ChoiceField(
        _l("Topic"),
        blank=_l("A new topic"),
        hint=_l("Hosts lead the topics that they know."),
        mark_optional=False,
    )
    new_topic = TextField(_l("New topic, in one word"), max_length=30)
    group_min = IntegerField(
        _l("Smallest group"), required=_l("Enter the smallest group"), minimum=1, maximum=500
    )
    group_max = IntegerField(
        _l("Largest group"), required=_l("Enter the largest group"), minimum=1, maximum=500
    )
    group_per_host = IntegerField(
        _l("People per host"),
        required=_l("Enter how many people one host leads"),
        minimum=1,
        maximum=500,
        default=25,
    )
    languages = CheckboxesField(_l("Languages"), mark_optional=False)
    is_digital = CheckboxField(_l("The visit is held online"))

    weekdays = CheckboxesField(_l("Weekdays"), coerce=int, mark_optional=False)
    first_start = TimeField(_l("First start"), required=_l("Enter the first start"))
    last_start = TimeField(_l("Last start"), required=_l("Enter the last start"))
    step_minutes = IntegerField(
        _l("Minutes between starts"),
        required=_l("Enter the minutes between starts"),
        minimum=15,
        maximum=480,
        default=60,
    )
    lead_working_days = IntegerField(
        _l("Lead time"),
        hint=_l("Working days before."),
        required=_l("Enter the lead time"),
        minimum=0,
        maximum=120,
        default=15,
    )
    change_working_days = IntegerField(
        _l("Last change of the head-count"),
        hint=_l("Working days before."),
        required=_l("Enter until when the head-count may be changed"),
        minimum=0,
        maximum=60,
        default=2,
    )

    fee_sek = IntegerField(
        _l("Fee in kronor, without VAT"),
        required=_l("Enter the fee, or 0"),
        minimum=0,
        maximum=100_000,
        width=8,
        default=0,
    )
    fee_reason_sv = TextField(_l("Why it is free, in Swedish"), hint=_l("When the fee is 0."))
    fee_reason_en = TextField(_l("Why it is free, in English"), hint=_l("When the fee is 0."))
    exemptions = CheckboxesField(_l("Free of charge on these grounds"))
    cancellation_ladder = RowsField(RungForm, most=MOST_RUNGS)
    position = IntegerField(
        _l("Place in the list"),
        required=_l("Enter the place in the list"),
        minimum=0,
        maximum=999,
        default=0,
    )

    def __init__(
        self,
        *arguments: Any,
        places: Sequence[tuple[int, str]],
        topics: Sequence[str],
        **options: Any,
    ) -> None:
        self.places, self.topics = places, topics
        self.part_errors: dict[str, str] = {}
        super().__init__(*arguments, **options)

    def process(self, *arguments: Any, **options: Any) -> None:
        """Offer the choices of this arena, then read what was sent."""
        self.stops.use(StopForm.with_places(self.places))
        self.topic.choices = [(topic, topic) for topic in self.topics]
        self.languages.choices = [(code, filters.language_name(code)) for code in LANGUAGES]
        self.weekdays.choices = weekday_choices()
        self.exemptions.choices = list(GROUNDS.items())
        super().process(*arguments, **options)
        self.stops.make_room()
        self.cancellation_ladder.make_room()

    def validate(self, extra_validators: Any = None) -> bool:
        """Check every field, and demand a topic, chosen or new."""
        is_good = bool(super().validate(extra_validators))
        if self.topic.data or self.new_topic.data:
            return is_good
        self.topic.refuse(_("Choose a topic, or write a new one."))
        return False

    def refuse(self, field: str | None, message: object) -> None:
        """Put an error where it belongs; one about a whole part stands above its rows."""
        if field in _FIRST_IN_PART:
            self.part_errors[field] = str(message)
        else:
            super().refuse(field, message)

    @property
    def error_list(self) -> list[FormError]:
        """Every error, also of the rows."""
        whole = [FormError(None, str(message)) for message in self.form_errors]
        fields = [field for field in self if isinstance(field, ArenaField)]
        return [*whole, *_lines(fields), *self._row_errors()]

    def _row_errors(self) -> Iterator[FormError]:
        for name, first in _FIRST_IN_PART.items():
            if name in self.part_errors:
                yield FormError(f"{name}-0-{first}", self.part_errors[name])
            for row in self._fields[name]:
                yield from _lines(row.form)

    def facts(self) -> OfferFacts:
        """Return what was typed as the service takes it."""
        values: dict[str, Any] = {name: self._fields[name].data for name in _REQUIRED}
        for name in (*_TEXTS, "fee_reason"):
            for language in ("sv", "en"):
                values[f"{name}_{language}"] = self._fields[f"{name}_{language}"].data
        if values["fee_sek"]:
            values["fee_reason_sv"] = values["fee_reason_en"] = ""
        return OfferFacts(
            topic=(self.topic.data or self.new_topic.data).lower(),
            languages=self.languages.data,
            weekdays=self.weekdays.data,
            exemptions=self.exemptions.data,
            is_digital=self.is_digital.data,
            stops=[Stop(**row.data) for row in self.stops.filled],
            cancellation_ladder=[row.data for row in self.cancellation_ladder.filled],
            **values,
        )


class NewOfferForm(OfferForm):
    """A new offer, with what stays as it is made."""

    code = TextField(
        _l("Code"),
        hint=_l("A short name for staff, for example B10. It cannot be changed later."),
        required=_l("Enter a code"),
        max_length=10,
        width=8,
    )
    slug = TextField(
        _l("Address"),
        hint=_l(
            "The last part of the page’s address. It cannot be changed later: links rest on it."
        ),
        required=_l("Enter an address"),
        max_length=60,
        width=20,
    )
    is_open_walk = CheckboxField(
        _l("An open walk"), hint=_l("People join single occasions, one by one.")
    )


def _lines(fields: Any) -> Iterator[FormError]:
    for field in fields:
        if field.errors:
            yield FormError(field.first_control_id, str(field.errors[0]))
