"""A delegation as staff type it: an enquiry from a mail, and its facts later on."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from arena.delegations.forms.acts import VersionPart
from arena.delegations.forms.choices import mail_choices
from arena.delegations.forms.facts import FactsForm
from arena.delegations.models import Delegation, DelegationType, Level
from arena.web.fields import CheckboxField, RadioField, TextAreaField, TextField


class StaffFactsForm(FactsForm):
    """What is known of a delegation; who can be reached in no way cannot be answered."""

    contact_language = RadioField(
        _l("Language of the mails"),
        choices=mail_choices,
        default="en",
        required=_l("Choose the language of the mails"),
    )

    def process(self, *arguments: Any, **options: Any) -> None:
        """Say what may be left out, then read what was sent."""
        self.organisation_name.hint = _l("Left empty: as the delegation is called.")
        self.organisation_type.blank = self.country.blank = _l("Not known yet")
        self.on_behalf_of.hint = _l("Whoever asks for others shows a letter from them.")
        super().process(*arguments, **options)

    def validate(self, extra_validators: Any = None) -> bool:
        """Demand one way to reach the contact."""
        is_good = super().validate(extra_validators)
        ways = (self.contact_email, self.contact_phone)
        if not any(field.data or field.errors for field in ways):
            self.contact_email.refuse(_("Enter an e-mail address, or a phone number"))
            return False
        return is_good


class EntryForm(StaffFactsForm):
    """A new enquiry, with the mail that it came by."""

    original_text = TextAreaField(
        _l("The mail, as it came"),
        hint=_l("Paste it here: it is kept beside what you type, and only staff read it."),
        max_length=20_000,
        rows=8,
    )
    is_told = CheckboxField(
        _l("Mail the contact a receipt, with a link to the enquiry"), default=True
    )

    def process(self, *arguments: Any, **options: Any) -> None:
        """Begin with what is most often so."""
        self.type.default, self.level.default = DelegationType.TECHNICAL, Level.EXPERTS
        self.language.default = "en"
        self.keep_to_the_future()
        super().process(*arguments, **options)


class FactsOfForm(VersionPart, StaffFactsForm):
    """The facts of a delegation in hand, to be changed."""

    meeting_link = TextField(_l("Link to the meeting"), max_length=300, width=32)
    is_confidential = CheckboxField(
        _l("Look at secrecy before anything is given out"),
        hint=_l("Whoever asks for public records is answered only after a review."),
    )

    def __init__(self, delegation: Delegation, **options: Any) -> None:
        super().__init__(delegation, obj=delegation, **options)
