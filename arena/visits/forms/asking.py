"""The request for a visit: what staff need to answer it, and nothing that is not needed yet."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import ValidationError

from arena.directory.models import OrganisationType
from arena.directory.numbers import read_number
from arena.directory.words import type_choices
from arena.errors import Invalid
from arena.visits.forms.looking import language_choices
from arena.visits.forms.sizes import LARGEST_GROUP, GroupSizeField
from arena.visits.forms.starts import MOST_CHOICES, StartField, StartsField
from arena.visits.forms.waiting import WaitingForm
from arena.visits.meanings import GROUNDS
from arena.visits.models import ExemptionGround, Offer
from arena.visits.rules.fees import fee_due
from arena.visits.rules.times import Hindrance
from arena.visits.services.errors import NotOffered, TimeTaken
from arena.web import filters, languages
from arena.web.fields import (
    ArenaField,
    CheckboxField,
    ChoiceField,
    EmailField,
    PhoneField,
    RadioField,
    TextAreaField,
    TextField,
)
from arena.web.fields.base import Required
from arena.web.places import country_choices

PAYS = "none"
_OF_THE_CITY = {OrganisationType.CITY_ADMINISTRATION, OrganisationType.CITY_COMPANY}


def must_be_empty(form: Any, field: Any) -> None:
    """Refuse what only a machine fills in; a person who did is told."""
    if field.data:
        raise ValidationError(_("Leave this field empty."))


def _own_country() -> str | None:
    """Return the country that a reader most likely is from: Sweden for Swedish, else unknown."""
    return "SE" if languages.current() == "sv" else None


class BookingForm(WaitingForm):
    """Who comes, why, and at which of the chosen times."""

    choice = StartsField(_l("Chosen times"), required=_l("Choose at least one time"))
    instead = StartField(_l("Choose another time"), mark_optional=False)
    group_size = GroupSizeField(
        _l("Number of participants"),
        required=_l("Enter how many will come"),
        hint=_l("As far as you know now. You can change it later."),
        minimum=1,
        maximum=LARGEST_GROUP,
    )
    language = ChoiceField(_l("Language of the visit"), required=_l("Choose a language"))
    organisation_name = TextField(
        _l("Organisation"),
        required=_l("Enter the name of your organisation"),
        max_length=160,
        autocomplete="organization",
        width=32,
    )
    organisation_type = ChoiceField(
        _l("Kind of organisation"),
        choices=type_choices,
        blank=_l("Choose a kind"),
        required=_l("Choose what kind of organisation it is"),
    )
    country = ChoiceField(
        _l("Country"),
        choices=country_choices,
        blank=_l("Choose a country"),
        default=_own_country,
        required=_l("Choose a country"),
        autocomplete="country",
    )
    organisation_number = TextField(
        _l("Organisation number"),
        hint=_l("For example 402001-0007. It helps us to find your earlier visits."),
        max_length=30,
        width=12,
    )
    contact_name = TextField(
        _l("Your name"),
        required=_l("Enter your name"),
        max_length=120,
        autocomplete="name",
        width=32,
    )
    contact_email = EmailField(
        _l("E-mail address"),
        required=_l("Enter your e-mail address"),
        hint=_l("Our answer goes here, and the link to your own page."),
    )
    contact_phone = PhoneField(
        _l("Phone"),
        hint=_l("So that the host can reach you on the day. Begin with + for another country."),
    )
    purpose = TextAreaField(
        _l("Why do you want to come?"),
        required=_l("Write in a few words why you want to come"),
        hint=_l("Two sentences will do. They help us to choose the right host."),
        rows=3,
    )
    questions = TextAreaField(
        _l("Questions that you want answered"), hint=_l("We prepare what you ask about."), rows=3
    )
    access_needs = TextAreaField(
        _l("What does somebody in the group need to take part?"),
        hint=_l(
            "Measures and how many: “a route without steps for 1, hearing loop for 2”. "
            "No names and no diagnoses."
        ),
        max_length=400,
        rows=2,
    )
    has_interpreter = CheckboxField(
        _l("We bring an interpreter"),
        hint=_l("We then plan for less, so that there is time to interpret everything."),
    )
    exemption_ground = RadioField(
        _l("Is the visit free for you?"),
        required=_l("Say whether the visit is free for you, or that you pay the fee"),
    )
    invoice_reference = TextField(
        _l("Reference for the invoice"),
        hint=_l("The order number or reference code of your unit. No names of people."),
        max_length=60,
        width=20,
        mark_optional=False,
    )
    website = TextField(
        _l("Leave this field empty"),
        validators=[must_be_empty],
        autocomplete="off",
        mark_optional=False,
        render_kw={"tabindex": "-1"},
    )

    is_late = False  # Whether somebody else was quicker.

    def __init__(self, offer: Offer, *arguments: Any, **options: Any) -> None:
        self.offer = offer
        super().__init__(*arguments, **options)

    def process(self, formdata: Any = None, *arguments: Any, **options: Any) -> None:
        """Ask only what matters for the offer, then read what was sent."""
        self.language.choices = language_choices(self.offer.languages)
        if self.offer.fee_sek and self.offer.exemptions:
            self.exemption_ground.choices = _grounds(self.offer)
        else:
            del self.exemption_ground
        if self.offer.is_digital:
            self.contact_phone.hint = _l("If you would rather be called.")
        else:
            _demand(self.contact_phone, _l("Enter a phone number"))
        super().process(formdata, *arguments, **options)
        if self.country.data and self.country.data != self.contact_phone.region:
            # A number without a country code is one of the booker's own country.
            self.contact_phone.region = self.country.data
            self.contact_phone.process(self.meta.wrap_formdata(self, formdata))
        if self.asks_for_reference:
            _demand(self.invoice_reference, _l("Enter the reference that the invoice must carry"))

    def take_other_time(self) -> None:
        """Let the time that was chosen instead of a refused one be the first choice."""
        if self.instead.data and not self.instead.errors:
            others = [start for start in self.choice.data if start != self.instead.data]
            self.choice.data = [self.instead.data, *others][:MOST_CHOICES]
            self.instead.data = None

    def refuse_time(self, start: datetime, error: TimeTaken | NotOffered) -> None:
        """Say beside the chosen times that one cannot be had, and take it away from them."""
        self.choice.refuse(f"{filters.moment(start)}: {_reason(error)}")
        self.choice.data = [other for other in self.choice.data if other != start]
        if isinstance(error, TimeTaken):
            self.is_late = True

    @property
    def status(self) -> int:
        """The HTTP status of the page that shows the form."""
        if self.too_often:
            return 429
        if self.is_late:
            return 409
        return 400 if self.error_list else 200

    @property
    def ground(self) -> str | None:
        """The reason for a free visit, or None where the fee is paid."""
        chosen = self.exemption_ground.data if "exemption_ground" in self else None
        return None if chosen == PAYS else chosen

    @property
    def fee_sek(self) -> int:
        """What the visit costs as the form stands, without VAT."""
        return fee_due(self.offer.fee_sek, self.ground, self.offer.exemptions)

    @property
    def asks_for_reference(self) -> bool:
        """Whether the invoice goes to the city itself, known once the rest is filled in."""
        is_decided = "exemption_ground" not in self or bool(self.exemption_ground.data)
        return is_decided and self.fee_sek > 0 and self.organisation_type.data in _OF_THE_CITY

    def validate_organisation_number(self, field: TextField) -> None:
        """Read the number by the rules of the organisation's country, once that is known."""
        if not self.country.data:
            return
        try:
            field.data = read_number(field.data, self.country.data) or ""
        except Invalid as error:
            raise ValidationError(str(error.message)) from None


def _reason(error: TimeTaken | NotOffered) -> str:
    """Return why a time cannot be had, with what the day is, or which day is the earliest."""
    words = [str(error.message)]
    if isinstance(error, NotOffered) and error.closed_for:
        words.insert(0, f"{error.closed_for}.")
    if isinstance(error, NotOffered) and error.reason is Hindrance.TOO_SOON and error.earliest:
        words.append(_("The earliest day is %(day)s.", day=filters.day(error.earliest)))
    return " ".join(words)


def _demand(field: ArenaField, message: Any) -> None:
    """Make a field required that is optional elsewhere."""
    field.required_message = message
    field.validators = [Required(message), *field.validators[1:]]


def _grounds(offer: Offer) -> list[tuple[str, Any]]:
    pays = _("No, we pay %(fee)s without VAT", fee=filters.money(offer.fee_sek))
    grounds = [(ground, GROUNDS[ExemptionGround(ground)]) for ground in offer.exemptions]
    return [(PAYS, pays), *grounds]
