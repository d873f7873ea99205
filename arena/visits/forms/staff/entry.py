"""A visit that staff enter for somebody who called or wrote."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import ValidationError

from arena.directory.numbers import read_number
from arena.directory.words import type_choices
from arena.errors import Invalid
from arena.visits.forms.looking import usual_group, usual_language
from arena.visits.forms.sizes import LARGEST_GROUP
from arena.visits.forms.staff.times import TimePart
from arena.visits.meanings import GROUNDS
from arena.visits.models import ExemptionGround, Offer
from arena.visits.services import BookingRequest
from arena.web import filters
from arena.web.fields import (
    CheckboxField,
    ChoiceField,
    EmailField,
    IntegerField,
    PhoneField,
    RadioField,
    TextAreaField,
    TextField,
)
from arena.web.places import country_choices

MAIL_LANGUAGES = ("sv", "en")


class EntryForm(TimePart):
    """Who comes, when, and whom to answer; what the caller did not say may be left out."""

    group_size = IntegerField(
        _l("Number of participants"),
        required=_l("Enter how many will come"),
        minimum=1,
        maximum=LARGEST_GROUP,
    )
    language = ChoiceField(_l("Language of the visit"), required=_l("Choose a language"))
    organisation_name = TextField(
        _l("Organisation"),
        required=_l("Enter the name of the organisation"),
        max_length=160,
        width=32,
    )
    organisation_type = ChoiceField(
        _l("Kind of organisation"), choices=type_choices, blank=_l("Not known yet")
    )
    country = ChoiceField(
        _l("Country"), choices=country_choices, default="SE", required=_l("Choose a country")
    )
    organisation_number = TextField(_l("Organisation number"), max_length=30, width=12)
    contact_name = TextField(
        _l("Contact"), required=_l("Enter the name of the contact"), max_length=120, width=32
    )
    contact_email = EmailField(
        _l("E-mail address"),
        hint=_l(
            "The receipt goes here, with the link to the booker’s own page. Without an address "
            "nothing is mailed: you call instead."
        ),
        autocomplete="off",
    )
    contact_phone = PhoneField(_l("Phone"), autocomplete="off")
    contact_language = RadioField(
        _l("Language of the mails"), default="sv", required=_l("Choose the language of the mails")
    )
    purpose = TextAreaField(_l("Purpose"), rows=3)
    questions = TextAreaField(_l("Questions"), rows=3)
    access_needs = TextAreaField(
        _l("Needs"),
        hint=_l("Measures and how many. No names and no diagnoses."),
        max_length=400,
        rows=2,
    )
    has_interpreter = CheckboxField(_l("They bring an interpreter"))
    exemption_ground = ChoiceField(_l("Free of charge"), blank=_l("No, they pay the fee"))
    invoice_reference = TextField(_l("Invoice reference"), max_length=60, width=20)

    def __init__(self, offer: Offer, **options: Any) -> None:
        self.offer = offer
        super().__init__(**options)

    def process(self, *arguments: Any, **options: Any) -> None:
        """Ask what matters for the offer, then read what was sent."""
        self.language.choices = [
            (code, filters.sentence(filters.language_name(code))) for code in self.offer.languages
        ]
        self.contact_language.choices = [
            (code, filters.sentence(filters.language_name(code))) for code in MAIL_LANGUAGES
        ]
        if self.offer.fee_sek:
            self.exemption_ground.choices = [
                (ground, GROUNDS[ExemptionGround(ground)]) for ground in self.offer.exemptions
            ]
        else:
            del self.exemption_ground
            del self.invoice_reference
        super().process(*arguments, **options)
        if not self.is_submitted():
            self.group_size.data = usual_group(self.offer)
            self.language.data = usual_language(self.offer)

    def validate(self, extra_validators: Any = None) -> bool:
        """Demand one way to reach the contact."""
        is_good = super().validate(extra_validators)
        ways = (self.contact_email, self.contact_phone)
        if not any(field.data or field.errors for field in ways):
            self.contact_phone.refuse(_("Enter a phone number, or an e-mail address"))
        return is_good and not any(field.errors for field in ways)

    def validate_organisation_number(self, field: TextField) -> None:
        """Read the number by the rules of the organisation's country."""
        try:
            field.data = read_number(field.data, self.country.data or "SE") or ""
        except Invalid as error:
            raise ValidationError(str(error.message)) from None

    def request(self) -> BookingRequest:
        """Return what was typed, as the service takes it; only when the form is valid."""
        if self.starts_at is None:
            raise ValueError(_("Choose a time."))
        has_fee = "exemption_ground" in self
        return BookingRequest(
            starts_at=self.starts_at,
            language=self.language.data or "",
            group_size=self.group_size.data or 0,
            organisation_name=self.organisation_name.data,
            organisation_type=self.organisation_type.data or "",
            organisation_number=self.organisation_number.data or None,
            country=self.country.data or "SE",
            contact_name=self.contact_name.data,
            contact_email=self.contact_email.data,
            contact_phone=self.contact_phone.data or None,
            contact_language=self.contact_language.data or "sv",
            purpose=self.purpose.data,
            questions=self.questions.data,
            access_needs=self.access_needs.data,
            has_interpreter=self.has_interpreter.data,
            exemption_ground=self.exemption_ground.data if has_fee else None,
            invoice_reference=self.invoice_reference.data if has_fee else "",
        )
