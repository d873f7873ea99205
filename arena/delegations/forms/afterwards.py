"""What staff type once guests have been here: promises, contacts, the report, thanks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask_babel import lazy_gettext as _l

from arena.delegations.models import Contact, Promise
from arena.delegations.rules.reporting import ReportFacts
from arena.delegations.services.afterwards import ContactFacts, PromiseFacts
from arena.web.fields import (
    CheckboxField,
    ChoiceField,
    DateField,
    EmailField,
    HiddenField,
    TextAreaField,
    TextField,
)
from arena.web.forms import Form
from arena.web.numbers import read_whole


class PromiseForm(Form):
    """An answer that was promised, and the answer."""

    question = TextAreaField(
        _l("What was asked"), required=_l("Write down what was asked"), max_length=1000, rows=3
    )
    due_on = DateField(_l("Promised by"), required=_l("Enter the day that was promised"))
    owner_id = ChoiceField(
        _l("Who answers"),
        coerce=int,
        blank=_l("Whoever coordinates the delegation"),
        mark_optional=False,
    )
    answer = TextAreaField(
        _l("The answer"), hint=_l("It goes to the guests with the thanks."), max_length=4000
    )

    def __init__(self, *, people: Sequence[tuple[int, str]], **options: Any) -> None:
        self.people = people
        super().__init__(**options)

    def process(self, *arguments: Any, **options: Any) -> None:
        """Offer the people, then read what was sent."""
        self.owner_id.choices = self.people
        super().process(*arguments, **options)

    def fill(self, promise: Promise) -> None:
        """Show a promise as it is."""
        for name in ("question", "due_on", "owner_id", "answer"):
            self[name].data = getattr(promise, name)

    def facts(self) -> PromiseFacts:
        """Return what was typed."""
        if self.due_on.data is None:
            raise ValueError("Ask for the facts of a valid form only.")
        return PromiseFacts(
            question=self.question.data,
            due_on=self.due_on.data,
            owner_id=self.owner_id.data,
            answer=self.answer.data,
        )


class ContactForm(Form):
    """Somebody whom the arena or a partner met."""

    name = TextField(_l("Name"), required=_l("Enter the name"), max_length=120)
    title = TextField(_l("Title"), max_length=120)
    organisation = TextField(_l("Organisation"), max_length=160)
    email = EmailField(_l("E-mail"))
    about = TextAreaField(_l("What they want to go on with"), max_length=400, rows=3)
    shared_with = TextAreaField(
        _l("May be shared with"), hint=_l("One organisation a line."), max_length=1000, rows=3
    )
    consent_on = DateField(
        _l("When they said so"), hint=_l("Without a day nothing is shared with anybody.")
    )

    def fill(self, contact: Contact) -> None:
        """Show a contact as it is."""
        for name in ("name", "title", "organisation", "email", "about", "consent_on"):
            self[name].data = getattr(contact, name)
        self.shared_with.data = "\n".join(contact.shared_with)

    def validate(self, *arguments: Any, **options: Any) -> bool:
        """Ask when it was said, where something may be shared."""
        is_valid: bool = super().validate(*arguments, **options)
        if self.shared_with.data and self.consent_on.data is None:
            self.consent_on.refuse(_l("Enter the day on which they said that it may be shared"))
            return False
        return is_valid

    def facts(self) -> ContactFacts:
        """Return what was typed."""
        lines = [line.strip() for line in self.shared_with.data.splitlines()]
        return ContactFacts(
            name=self.name.data,
            title=self.title.data,
            organisation=self.organisation.data,
            email=self.email.data,
            about=self.about.data,
            shared_with=list(dict.fromkeys(line for line in lines if line)),
            consent_on=self.consent_on.data,
        )


class ReportForm(Form):
    """The report of a visit; `version` is which one it was written on from (0: none yet)."""

    version = HiddenField()
    came = TextAreaField(_l("Who came"), max_length=4000, rows=3)
    saw = TextAreaField(_l("What they saw"), max_length=8000, rows=8)
    asked = TextAreaField(_l("What they asked"), max_length=8000, rows=6)
    follows = TextAreaField(_l("What follows"), max_length=8000, rows=6)
    is_finished = CheckboxField(_l("The report is finished"))

    def fill(self, facts: ReportFacts, *, version: int, is_finished: bool) -> None:
        """Show a report as it is, or as the record has it."""
        for name in ("came", "saw", "asked", "follows"):
            self[name].data = getattr(facts, name)
        self.version.data, self.is_finished.data = str(version), is_finished

    @property
    def seen_version(self) -> int:
        """The version that was written on from; -1, which none is, for nonsense."""
        seen = read_whole(self.version.data)
        return -1 if seen is None else seen

    def facts(self) -> ReportFacts:
        """Return what was typed."""
        return ReportFacts(
            came=self.came.data,
            saw=self.saw.data,
            asked=self.asked.data,
            follows=self.follows.data,
        )


class ThanksForm(Form):
    """Thanks, in own words."""

    version = HiddenField()
    words = TextAreaField(
        _l("In your own words"), required=_l("Write a few words of thanks"), max_length=4000, rows=8
    )

    @property
    def seen_version(self) -> int:
        """The version of the delegation that the form was shown at; -1 for nonsense."""
        seen = read_whole(self.version.data)
        return -1 if seen is None else seen
