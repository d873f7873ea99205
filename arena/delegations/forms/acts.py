"""What staff do to a delegation; each form knows which version it is about."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l

from arena.delegations.forms.choices import coordinator_choices
from arena.delegations.models import Delegation
from arena.directory.words import type_choices
from arena.web.fields import (
    ChoiceField,
    HeadsField,
    HiddenField,
    TextAreaField,
)
from arena.web.forms import Form
from arena.web.numbers import read_whole

TO_CONTACT = _l("It stands in the mail to the contact.")


class VersionPart(Form):
    """A form about one version of a delegation: what changed meanwhile is noticed."""

    version = HiddenField(max_length=9)

    def __init__(self, delegation: Delegation, **options: Any) -> None:
        self.delegation = delegation
        super().__init__(**options)
        if not self.is_submitted():
            self.show_version()

    @property
    def seen_version(self) -> int:
        """The version that the form was shown at; 0, which is none, for anything but a number."""
        return read_whole(self.version.data) or 0

    def show_version(self) -> None:
        """Carry the version that the page shows from now on."""
        self.version.data, self.version.raw_data = str(self.delegation.version), None


class PlainForm(VersionPart):
    """An act that needs nothing but a button."""


class AssignForm(VersionPart):
    """Who coordinates."""

    coordinator_id = ChoiceField(
        _l("Coordinator"),
        choices=coordinator_choices,
        blank=_l("Choose a colleague"),
        coerce=int,
        required=_l("Choose a colleague"),
        mark_optional=False,
    )


class NoteForm(VersionPart):
    """What only staff read."""

    staff_note = TextAreaField(_l("Staff note"), mark_optional=False, rows=4)


class OrganisationForm(VersionPart):
    """What kind of organisation is put into the directory."""

    organisation_type = ChoiceField(
        _l("Kind of organisation"),
        choices=type_choices,
        blank=_l("Choose a kind"),
        required=_l("Choose what kind of organisation it is"),
    )


class CallOffForm(VersionPart):
    """Why the arena calls a visit off."""

    words = TextAreaField(_l("Why?"), hint=TO_CONTACT, required=_l("Write why it is called off"))


class WithdrawForm(VersionPart):
    """That the guests do not come, told by themselves or by staff for them."""

    words = TextAreaField(_l("Anything to add"), max_length=1000, rows=3)


class HeadcountForm(VersionPart):
    """How many came."""

    headcount = HeadsField(
        _l("How many came?"),
        minimum=0,
        maximum=1000,
        required=_l("Enter how many came, 0 if nobody did"),
    )


class AnswerForm(VersionPart):
    """The sender's answer to what staff asked."""

    answer = TextAreaField(_l("Your answer"), required=_l("Write your answer"), rows=6)
