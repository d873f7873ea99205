"""What people type about organisations and people."""

from __future__ import annotations

from datetime import date

from flask_babel import lazy_gettext as _l
from wtforms import ValidationError

from arena import clock
from arena.accounts.words import LANGUAGE_CHOICES
from arena.directory.forms.knowing import OriginForm
from arena.directory.models import Organisation, OrganisationType, Person
from arena.directory.numbers import read_number
from arena.directory.rules import shown_number
from arena.directory.services import OrganisationFacts, PersonFacts
from arena.directory.words import type_choices
from arena.errors import Invalid
from arena.web.fields import (
    CheckboxField,
    ChoiceField,
    DateField,
    EmailField,
    HiddenField,
    PhoneField,
    RadioField,
    TextAreaField,
    TextField,
)
from arena.web.forms import Form
from arena.web.places import country_choices


class OrganisationForm(Form):
    """What is known of an organisation."""

    name = TextField(_l("Name"), required=_l("Enter the name of the organisation"), max_length=160)
    type = ChoiceField(
        _l("Kind"),
        required=_l("Choose the kind of organisation"),
        blank=_l("Choose a kind"),
        choices=type_choices,
        coerce=OrganisationType,
    )
    country = ChoiceField(
        _l("Country"), required=_l("Choose a country"), choices=country_choices, default="SE"
    )
    number = TextField(
        _l("Organisation number"),
        max_length=30,
        width=12,
        hint=_l("Ten digits in Sweden. Elsewhere the VAT number, or what they have instead."),
    )
    email_domain = TextField(
        _l("E-mail domain"),
        max_length=120,
        width=20,
        hint=_l("What stands after the @. Requests from there are matched with the organisation."),
    )
    # The doubles that were shown before: sent again with them, the form means another organisation.
    seen = HiddenField()

    @classmethod
    def of(cls, organisation: Organisation) -> OrganisationForm:
        """Return the form, filled in with what is known unless it was sent."""
        known = {
            "name": organisation.name,
            "type": organisation.type,
            "country": organisation.country,
            "number": shown_number(organisation.number, organisation.country),
            "email_domain": organisation.email_domain or "",
        }
        return cls(data=known)

    @property
    def facts(self) -> OrganisationFacts:
        """What was typed, for the services."""
        return OrganisationFacts(
            name=self.name.data,
            type=self.type.data,
            country=self.country.data,
            number=self.number.data,
            email_domain=self.email_domain.data,
        )

    def validate_number(self, field: TextField) -> None:
        """Check the number by the rules of its country."""
        try:
            read_number(field.data, self.country.data or "SE")
        except Invalid as error:
            raise ValidationError(str(error.message)) from error


class PersonForm(OriginForm):
    """What is known of a person, and where what is new comes from."""

    name = TextField(_l("Name"), required=_l("Enter the person's name"), max_length=120)
    email = EmailField(_l("E-mail"), autocomplete="off")
    phone = PhoneField(_l("Phone"), autocomplete="off")
    language = RadioField(
        _l("Language"),
        required=_l("Choose a language"),
        choices=LANGUAGE_CHOICES,
        default="sv",
        hint=_l("What we write to them in."),
    )
    postal_address = TextAreaField(_l("Postal address"), max_length=300, rows=3, autocomplete="off")

    @classmethod
    def of(cls, person: Person) -> PersonForm:  # type: ignore[override]  # Another record.
        """Return the form, filled in with what is known unless it was sent."""
        return cls(obj=person)

    @property
    def facts(self) -> PersonFacts:
        """What was typed, for the services."""
        return PersonFacts(
            name=self.name.data,
            email=self.email.data or "",
            phone=self.phone.data or "",
            language=self.language.data,
            postal_address=self.postal_address.data,
        )


class RoleForm(Form):
    """What a person is in an organisation, and since when."""

    title = TextField(
        _l("Role"), max_length=120, width=32, hint=_l("For example “Head of sustainability”.")
    )
    starts_on = DateField(_l("Since"), required=_l("Enter the first day"), default=clock.today)

    @property
    def first_day(self) -> date:
        """The day from which the role holds."""
        return self.starts_on.data or clock.today()


class NewPersonForm(PersonForm, RoleForm):
    """A person who is not in the directory yet, and what they are in the organisation."""


class EndRoleForm(Form):
    """The last day of a role, or that it ends at once."""

    last_day = DateField(_l("Last day"), required=_l("Enter the last day"), default=clock.today)
    at_once = CheckboxField(
        _l("They have left already: close everything now"),
        hint=_l("Otherwise it closes when the last day is over."),
    )

    @property
    def day(self) -> date:
        """The last day of the role."""
        return self.last_day.data or clock.today()
