"""What readers of a need type: filters, questions, an address that follows, interest."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import ValidationError

from arena.needs.forms.acts import VersionForm
from arena.needs.forms.offering import OfferingForm
from arena.needs.models import NeedInterest
from arena.needs.queries.listing import Criteria
from arena.needs.rules.ladder import Stage
from arena.needs.services.errors import TooManyMails
from arena.needs.services.interest import InterestFacts
from arena.needs.topics import topic_choices
from arena.web.fields import (
    ChoiceField,
    EmailField,
    PhoneField,
    TextAreaField,
    TextField,
)
from arena.web.forms import FilterForm, Form


def must_be_left(form: Any, field: Any) -> None:
    """Refuse what only a machine fills in; a person who did is told."""
    if field.data:
        raise ValidationError(_("Leave this field empty."))


class ShowcaseForm(FilterForm):
    """What is looked for among the needs."""

    q = TextField(_l("Search"), mark_optional=False, max_length=120)
    topic = ChoiceField(
        _l("Topic"), blank=_l("All topics"), choices=topic_choices, mark_optional=False
    )

    def criteria(self, stage: Stage | None, state: str | None = None) -> Criteria:
        """Return it as the queries take it."""
        return Criteria(self.q.data or "", self.topic.data or None, stage, state)


class _WaitingForm(Form):
    """A form whose act may have to wait, since it writes to an address."""

    too_often: TooManyMails | None = None

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

    def make_wait(self, error: TooManyMails) -> None:
        """Say at the address that it was too often."""
        self.too_often = error
        self.refuse("email", error.message)


class AskForm(_WaitingForm):
    """A question, of somebody who is signed in."""

    words = TextAreaField(
        _l("Your question"),
        required=_l("Write your question."),
        rows=5,
        hint=_l("Do not say who you are: the question is published without your name."),
    )


class AskByAddressForm(AskForm):
    """A question, of somebody who is not."""

    email = EmailField(
        _l("Your e-mail address"),
        required=_l("Enter your e-mail address, so that we can tell you of the answer."),
        hint=_l(
            "It is not published, and the need’s owner does not see it. You confirm it by a link."
        ),
    )
    website = TextField(
        _l("Leave this field empty"),
        validators=[must_be_left],
        autocomplete="off",
        mark_optional=False,
        render_kw={"tabindex": "-1"},
    )


class FollowForm(_WaitingForm):
    """Following, of somebody who is signed in: one button."""


class FollowByAddressForm(FollowForm):
    """An address that wants to follow a need."""

    email = EmailField(
        _l("Your e-mail address"),
        required=_l("Enter your e-mail address."),
        id="follow-email",
    )


class InterestForm(OfferingForm, VersionForm):
    """What a partner says to the need's owner."""

    organisation_id = ChoiceField(
        _l("For which organisation?"), coerce=int, required=_l("Choose an organisation.")
    )
    words = TextAreaField(
        _l("What you want to say"),
        required=_l("Write what you can do, or why the need interests you."),
        rows=7,
        hint=_l("Only the need’s owner reads it."),
    )
    contact_name = TextField(
        _l("Whom the owner can turn to"), required=_l("Enter a name."), max_length=120
    )
    contact_email = EmailField(_l("E-mail"), required=_l("Enter an e-mail address."))
    contact_phone = PhoneField(_l("Phone"))

    def show(self, interest: NeedInterest) -> None:
        """Show what was said before."""
        for name in ("organisation_id", "words", "contact_name", "contact_email", "contact_phone"):
            self[name].data = getattr(interest, name)

    def facts(self, language: str) -> InterestFacts:
        """Return what was typed; `language` is in which the contact is written to."""
        return InterestFacts(
            words=self.words.data,
            contact_name=self.contact_name.data,
            contact_email=self.contact_email.data,
            contact_phone=self.contact_phone.data or "",
            contact_language=language,
        )
