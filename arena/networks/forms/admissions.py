"""Invitations, applications, and the answers to them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import ValidationError

from arena.accounts.words import LANGUAGE_CHOICES
from arena.directory.models import Organisation
from arena.directory.numbers import read_number
from arena.directory.words import TYPE_NAMES, type_choices
from arena.errors import Invalid
from arena.networks.models import Admission, Circle, Network
from arena.networks.queries.admissions import Claim
from arena.networks.services.answering import NEW
from arena.networks.services.asking_facts import AdmissionFacts
from arena.networks.words import CIRCLE_HINTS, CIRCLES, choices
from arena.web.fields import (
    CheckboxField,
    ChoiceField,
    EmailField,
    RadioField,
    TextAreaField,
    TextField,
)
from arena.web.forms import Form
from arena.web.places import country_choices


def kinds_for(network: Network) -> list[tuple[str, Any]]:
    """Return the kinds of organisations that a network takes, for a field of a form."""
    if not network.organisation_types:
        return type_choices()
    return [(str(type_), TYPE_NAMES[type_]) for type_ in network.organisation_types]


class _OrganisationForm(Form):
    """Which organisation it is about."""

    organisation_name = TextField(
        _l("Organisation"),
        required=_l("Enter the name of the organisation"),
        max_length=160,
        width=32,
    )
    organisation_type = ChoiceField(
        _l("Kind of organisation"),
        blank=_l("Choose a kind"),
        required=_l("Choose the kind of organisation"),
    )
    country = ChoiceField(
        _l("Country"), choices=country_choices, default="SE", required=_l("Choose a country")
    )
    organisation_number = TextField(_l("Organisation number"), max_length=30, width=12)

    def __init__(self, network: Network, **options: Any) -> None:
        self._kinds = kinds_for(network)
        super().__init__(**options)

    def process(self, *arguments: Any, **options: Any) -> None:
        """Offer the kinds that the network takes."""
        self.organisation_type.choices = self._kinds
        super().process(*arguments, **options)

    def validate_organisation_number(self, field: Any) -> None:
        """Check the number by the rules of its country."""
        try:
            read_number(field.data, self.country.data or "SE")
        except Invalid as error:
            raise ValidationError(str(error.message)) from error


class InviteForm(_OrganisationForm):
    """Whom to invite, and for which organisation."""

    name = TextField(
        _l("Whom to ask"), required=_l("Enter the person's name"), max_length=120, width=32
    )
    title = TextField(_l("Their role there"), max_length=120, width=32)
    email = EmailField(_l("E-mail"), required=_l("Enter the e-mail address"), autocomplete="off")
    language = RadioField(
        _l("Language"),
        choices=LANGUAGE_CHOICES,
        default="sv",
        required=_l("Choose a language"),
        hint=_l("What we write to them in."),
    )
    circle = RadioField(
        _l("Circle"),
        choices=choices(CIRCLES, CIRCLE_HINTS),
        default=Circle.ASSOCIATED,
        required=_l("Choose a circle"),
    )
    words = TextAreaField(
        _l("Your words to them"), hint=_l("Why you would like to have them in the network.")
    )
    is_vouched = CheckboxField(_l("I know that the person stands for this organisation"))

    def __init__(
        self,
        network: Network,
        organisation: Organisation | None = None,
        *,
        may_vouch: bool = False,
    ) -> None:
        super().__init__(network)
        self.organisation = organisation
        if not may_vouch:
            del self.is_vouched
        if organisation is not None:
            for name in (
                "organisation_name",
                "organisation_type",
                "country",
                "organisation_number",
                "circle",
            ):
                delattr(self, name)

    @property
    def vouched(self) -> bool:
        """Whether whoever may say so says that the person stands for the organisation."""
        return "is_vouched" in self._fields and self.is_vouched.data

    def facts(self, circle: str = Circle.ASSOCIATED) -> AdmissionFacts:
        """Return what was typed, for the services; `circle` where the organisation is in one."""
        known = self.organisation
        return AdmissionFacts(
            organisation_name=known.name if known else self.organisation_name.data,
            organisation_type=known.type if known else self.organisation_type.data,
            organisation_number=(known.number or "") if known else self.organisation_number.data,
            country=known.country if known else self.country.data,
            name=self.name.data,
            title=self.title.data,
            email=self.email.data or "",
            language=self.language.data,
            circle=circle if known else self.circle.data,
            words=self.words.data,
        )


class ApplyForm(_OrganisationForm):
    """The public application, spoken to somebody who has never been here."""

    name = TextField(
        _l("Your name"),
        required=_l("Enter your name"),
        max_length=120,
        width=32,
        autocomplete="name",
    )
    title = TextField(
        _l("Your role there"), max_length=120, width=32, autocomplete="organization-title"
    )
    email = EmailField(
        _l("Your e-mail address"),
        required=_l("Enter your e-mail address"),
        hint=_l("Best at your organisation. We send a link there to confirm that it is yours."),
    )
    circle = RadioField(
        _l("How you would like to take part"),
        choices=choices(CIRCLES, CIRCLE_HINTS),
        default=Circle.ASSOCIATED,
        required=_l("Choose how you would like to take part"),
    )
    words = TextAreaField(
        _l("Why do you want to join?"),
        required=_l("Write in a few words why you want to join"),
        hint=_l("What you work with, and what you would bring."),
    )
    website = TextField(
        _l("Leave this field empty"),
        autocomplete="off",
        mark_optional=False,
        render_kw={"tabindex": "-1"},
    )

    def validate_website(self, field: Any) -> None:
        """Refuse what only a machine fills in; a person who did is told."""
        if field.data:
            raise ValidationError(_("Leave this field empty."))

    def facts(self, language: str) -> AdmissionFacts:
        """Return what was typed, for the services."""
        return AdmissionFacts(
            organisation_name=self.organisation_name.data,
            organisation_type=self.organisation_type.data,
            organisation_number=self.organisation_number.data,
            country=self.country.data,
            name=self.name.data,
            title=self.title.data,
            email=self.email.data or "",
            language=language,
            circle=self.circle.data,
            words=self.words.data,
        )


class PartnerApplyForm(Form):
    """The application of somebody who is signed in, for their organisation."""

    organisation = ChoiceField(
        _l("For which organisation"), coerce=int, required=_l("Choose an organisation")
    )
    circle = RadioField(
        _l("How you would like to take part"),
        choices=choices(CIRCLES, CIRCLE_HINTS),
        default=Circle.ASSOCIATED,
        required=_l("Choose how you would like to take part"),
    )
    words = TextAreaField(
        _l("Why do you want to join?"),
        required=_l("Write in a few words why you want to join"),
    )

    def __init__(self, organisations: Sequence[Organisation]) -> None:
        self._organisations = [(each.id, each.name) for each in organisations]
        super().__init__(data={"organisation": organisations[0].id if organisations else None})

    def process(self, *arguments: Any, **options: Any) -> None:
        """Offer the organisations that the person stands for."""
        self.organisation.choices = self._organisations
        super().process(*arguments, **options)


class AnswerForm(Form):
    """A yes or a no to an application, with words."""

    circle = RadioField(
        _l("Circle"), choices=choices(CIRCLES, CIRCLE_HINTS), required=_l("Choose a circle")
    )
    organisation = RadioField(
        _l("Which organisation of the directory is it?"),
        required=_l("Choose which organisation it is"),
    )
    words = TextAreaField(_l("Your words to them"), hint=_l("They come with the answer."))

    def __init__(self, admission: Admission, claim: Claim, *, may_choose: bool) -> None:
        self._matches = self._choices(admission, claim)
        sure = str(claim.organisation.id) if claim.organisation else NEW
        super().__init__(data={"circle": admission.circle, "organisation": sure})
        if not may_choose or len(self._matches) < 2:
            del self.organisation

    def process(self, *arguments: Any, **options: Any) -> None:
        """Offer what is like the organisation that was named."""
        self.organisation.choices = self._matches
        super().process(*arguments, **options)

    @staticmethod
    def _choices(admission: Admission, claim: Claim) -> list[tuple[str, Any]]:
        known = [each.organisation for each in claim.matches]
        if claim.organisation is not None and claim.organisation not in known:
            known.insert(0, claim.organisation)
        offered: list[tuple[str, Any]] = [(str(each.id), each.name) for each in known]
        if admission.organisation_id is None:
            offered.append((NEW, _l("None of these: add it to the directory")))
        return offered

    @property
    def chosen(self) -> str | None:
        """The number of the organisation, `NEW`, or None where nothing was asked."""
        return str(self.organisation.data) if "organisation" in self._fields else None


class InvitationForm(Form):
    """What somebody who was invited says."""

    is_listed = CheckboxField(
        _l("Name me to the other members"),
        default=True,
        hint=_l("You can change it later. Those who lead the network always see who is in it."),
    )
    words = TextAreaField(_l("Words to those who asked"), max_length=1000, rows=3)
