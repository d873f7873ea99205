"""The public enquiry: what an embassy, a city or an agency says of the delegation it asks for."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import ValidationError

from arena.delegations.forms.facts import FactsForm
from arena.delegations.models import DelegationType
from arena.delegations.services.errors.enquiring import TooManyEnquiries
from arena.web.fields import TextField

MOST_ON_SITE, MOST_ONLINE = 50, 100


def must_be_empty(form: Any, field: Any) -> None:
    """Refuse what only a machine fills in; a person who did is told."""
    if field.data:
        raise ValidationError(_("Leave this field empty."))


class EnquiryForm(FactsForm):
    """What the sender says; spoken to as somebody who has never been here."""

    website = TextField(
        _l("Leave this field empty"),
        validators=[must_be_empty],
        autocomplete="off",
        mark_optional=False,
        render_kw={"tabindex": "-1"},
    )
    too_often: TooManyEnquiries | None = None

    def process(self, *arguments: Any, **options: Any) -> None:
        """Say what is asked for in words to the sender, and demand what an answer needs."""
        self._speak_to_the_sender()
        self.keep_to_the_future()
        self.size.maximum = MOST_ONLINE
        super().process(*arguments, **options)

    def _speak_to_the_sender(self) -> None:
        self.demand(self.organisation_name, _l("Enter the name of your organisation"))
        self.demand(self.organisation_type, _l("Choose what kind of organisation it is"))
        self.demand(self.country, _l("Choose a country"))
        self.demand(self.purpose, _l("Write in a few words why you want to come"))
        self.demand(self.contact_email, _l("Enter your e-mail address"))
        self.contact_name.label.text = _l("Your name")
        self.demand(self.contact_name, _l("Enter your name"))
        self.contact_title.label.text = _l("Your title or role")
        self.contact_name.autocomplete = "name"
        self.contact_title.autocomplete = "organization-title"
        self.contact_email.autocomplete, self.contact_phone.autocomplete = "email", "tel"
        self.organisation_name.autocomplete = "organization"
        self.timezone.hint = _l(
            "So that the programme can show their own clocks. Choose one if they do not live by"
            " that of the country."
        )
        self.contact_email.hint = _l("Our answer goes here, and a link to your enquiry.")
        self.contact_phone.hint = _l("Begin with + and the code of your country.")
        self.size.hint = _l("As far as you know now. You can change it later.")
        self.on_behalf_of.label.text = _l("Do you ask on behalf of somebody else?")
        self.on_behalf_of.hint = _l(
            "Write for whom. We then ask for a letter in which they say that you may."
        )
        self.other_dates.hint = _l("For example “the week after, Tuesday to Thursday”.")
        self.arrival.label.text = _l("How and when do you arrive?")
        self.arrival.hint = _l("Flight, coach or train, and what else you visit on the journey.")
        self.topics.label.text = _l("What do you want to see and talk about?")
        self.topics.hint = _l("Choose up to five.")
        self.purpose.label.text = _l("Why do you want to come?")
        self.purpose.hint = _l("What you work with at home, and what you want to take back.")
        self.questions.label.text = _l("Questions that you want answered")
        self.questions.hint = _l("We find the people who can answer what you ask.")
        self.earlier_contact.label.text = _l("Have you been here before, or been in touch?")
        self.has_media.label.text = _l("Journalists or photographers come along")

    @property
    def status(self) -> int:
        """The HTTP status of the page that shows the form."""
        if self.too_often:
            return 429
        return 400 if self.error_list else 200

    @property
    def headers(self) -> dict[str, str]:
        """The headers of the page that shows the form."""
        return {"Retry-After": str(self.too_often.seconds_left)} if self.too_often else {}

    def make_wait(self, error: TooManyEnquiries) -> None:
        """Say at the address that it was too often."""
        self.too_often = error
        self.refuse("contact_email", error.message)

    def validate_size(self, field: Any) -> None:
        """Refuse a party that cannot be shown around, and say what can be done."""
        if self.type.data != DelegationType.DIGITAL and (field.data or 0) > MOST_ON_SITE:
            raise ValidationError(
                _(
                    "We can receive %(most)d at a time. Enter how many of you can come, or ask"
                    " for a digital visit.",
                    most=MOST_ON_SITE,
                )
            )
