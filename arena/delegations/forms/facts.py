"""What a delegation is: the fields that its sender's form and staff's have in common."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import ValidationError

from arena import clock
from arena.delegations.forms.choices import language_choices, spoken_choices, timezone_choices
from arena.delegations.meanings import INTERPRETATIONS, LEVELS, TYPES
from arena.delegations.models import Interpretation
from arena.delegations.rules.zones import main_zone
from arena.delegations.services.enquiring import Facts
from arena.delegations.topics import topic_choices
from arena.directory.words import type_choices
from arena.web.fields import (
    ArenaField,
    CheckboxesField,
    CheckboxField,
    ChoiceField,
    DateField,
    EmailField,
    HeadsField,
    PhoneField,
    RadioField,
    TextAreaField,
    TextField,
)
from arena.web.fields.base import Required
from arena.web.forms import Form
from arena.web.places import country_choices

MOST_DAYS = 14
MOST_TOPICS = 5
LARGEST = 500  # Larger numbers are slips of the hand.
_LATEST = timedelta(days=3 * 366)


class FactsForm(Form):
    """Who comes, when, what for, and whom to answer; `facts()` gives it to the service."""

    name = TextField(
        _l("Name of the delegation"),
        hint=_l("As it should stand in the programme, for example “City of Aldermoor”."),
        max_length=160,
        width=32,
        required=_l("Enter what the delegation is called"),
    )
    type = RadioField(
        _l("Kind of delegation"),
        choices=lambda: [(str(value), words) for value, words in TYPES.items()],
        required=_l("Choose what kind of delegation it is"),
    )
    organisation_name = TextField(_l("Organisation"), max_length=160, width=32)
    organisation_type = ChoiceField(
        _l("Kind of organisation"), choices=type_choices, blank=_l("Choose a kind")
    )
    country = ChoiceField(
        _l("Country"), choices=country_choices, blank=_l("Choose a country"), autocomplete="country"
    )
    on_behalf_of = TextField(_l("On behalf of"), max_length=160, width=32)
    level = RadioField(
        _l("Who is the highest in rank?"),
        choices=lambda: [(str(value), words) for value, words in LEVELS.items()],
        required=_l("Choose who is the highest in rank"),
    )
    size = HeadsField(
        _l("Number of people"), minimum=1, maximum=LARGEST, required=_l("Enter how many will come")
    )
    has_media = CheckboxField(_l("Media come along"))
    starts_on = DateField(_l("First day"), required=_l("Enter the first day"))
    ends_on = DateField(
        _l("Last day"), hint=_l("Leave it empty for a single day."), mark_optional=False
    )
    other_dates = TextField(_l("Other days that would do"), max_length=300, width=32)
    arrival = TextAreaField(_l("Arrival"), max_length=1000, rows=2)
    purpose = TextAreaField(_l("Purpose"), rows=4)
    questions = TextAreaField(_l("Questions"), rows=4)
    topics = CheckboxesField(_l("Topics"), most=MOST_TOPICS)
    earlier_contact = TextAreaField(_l("Earlier contact"), max_length=1000, rows=2)
    language = ChoiceField(
        _l("Language of the visit"), choices=spoken_choices, required=_l("Choose a language")
    )
    interpretation = RadioField(
        _l("Interpreter"),
        choices=lambda: [(str(value), words) for value, words in INTERPRETATIONS.items()],
        default=Interpretation.NONE,
        mark_optional=False,
    )
    interpreter_language = ChoiceField(
        _l("Interpreted into"), choices=language_choices, blank=_l("Choose a language")
    )
    contact_name = TextField(
        _l("Name"), max_length=120, width=32, required=_l("Enter the name of the contact")
    )
    contact_title = TextField(_l("Title"), max_length=120, width=32)
    contact_email = EmailField(_l("E-mail address"), autocomplete="off")
    contact_phone = PhoneField(_l("Phone"), autocomplete="off")
    timezone = ChoiceField(
        _l("Time zone of the guests"),
        choices=timezone_choices,
        blank=_l("As in the country"),
        mark_optional=False,
    )

    def process(self, formdata: Any = None, obj: Any = None, **options: Any) -> None:
        """Offer the topics, then read what was sent; a number is one of the sender's country."""
        kept = list(obj.topics) if obj is not None else []
        self.topics.choices = topic_choices(more=kept)
        super().process(formdata, obj, **options)
        if self.timezone.data == main_zone(self.country.data or ""):
            self.timezone.data = None  # It follows when the country is mended.
        if self.country.data and self.country.data != self.contact_phone.region:
            self.contact_phone.region = self.country.data
            self.contact_phone.process(self.meta.wrap_formdata(self, formdata), obj_phone(obj))

    def demand(self, field: ArenaField, message: Any) -> None:
        """Make a field required that is optional elsewhere."""
        field.required_message = message
        field.validators = [Required(message), *field.validators[1:]]

    def keep_to_the_future(self) -> None:
        """Let the days be today at the earliest, and no slip of the hand."""
        for field in (self.starts_on, self.ends_on):
            field.earliest, field.latest = clock.today(), clock.today() + _LATEST

    def validate_ends_on(self, field: DateField) -> None:
        """Refuse an end before the beginning, and a stay that is none."""
        first = self.starts_on.data
        if field.data is None or first is None:
            return
        if field.data < first:
            raise ValidationError(_("The last day is before the first. Change one of them."))
        if (field.data - first).days >= MOST_DAYS:
            raise ValidationError(
                _("Enter at most %(days)d days. Longer stays are several visits.", days=MOST_DAYS)
            )

    def validate(self, extra_validators: Any = None) -> bool:
        """Ask into which language an interpreter works, if one comes."""
        is_good: bool = super().validate(extra_validators)
        if self.has_interpreter and not (
            self.interpreter_language.data or self.interpreter_language.errors
        ):
            self.interpreter_language.refuse(_("Choose the language of the interpreter"))
            return False
        return is_good

    @property
    def has_interpreter(self) -> bool:
        """Whether somebody interprets."""
        return (self.interpretation.data or Interpretation.NONE) != Interpretation.NONE

    def facts(self, contact_language: str) -> Facts:
        """Return what was typed, as the services take it; only when the form is valid."""
        first = self.starts_on.data or clock.today()
        return Facts(
            name=self.name.data,
            type=self.type.data or "",
            level=self.level.data or "",
            size=self.size.data or 0,
            starts_on=first,
            ends_on=self.ends_on.data or first,
            other_dates=self.other_dates.data,
            language=self.language.data or "",
            interpretation=self.interpretation.data or Interpretation.NONE,
            interpreter_language=(self.interpreter_language.data or "")
            if self.has_interpreter
            else "",
            topics=tuple(self.topics.data),
            purpose=self.purpose.data,
            questions=self.questions.data,
            earlier_contact=self.earlier_contact.data,
            arrival=self.arrival.data,
            has_media=self.has_media.data,
            timezone=self.timezone.data or "",
            organisation_name=self.organisation_name.data or self.name.data,
            organisation_type=self.organisation_type.data or "",
            country=self.country.data or "",
            contact_name=self.contact_name.data,
            contact_title=self.contact_title.data,
            contact_email=self.contact_email.data,
            contact_phone=self.contact_phone.data,
            contact_language=contact_language,
            on_behalf_of=self.on_behalf_of.data,
        )


def obj_phone(delegation: Any) -> str:
    """Return the number that a form begins with."""
    return str(delegation.contact_phone) if delegation is not None else ""
