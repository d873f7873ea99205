"""What a booker changes on the page of one booking."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from arena.errors import ArenaError, Conflict, Invalid
from arena.visits.forms.hearing import read_seen_version
from arena.visits.forms.sizes import LARGEST_GROUP, GroupSizeField
from arena.visits.forms.starts import StartField
from arena.visits.forms.waiting import WaitingForm
from arena.visits.models import Visit
from arena.visits.rules.hearing import SeenVersion
from arena.visits.services.errors import (
    ChangedMeanwhile,
    NotNow,
    TooLate,
    TooManyMails,
    TooOften,
)
from arena.web.fields import EmailField, HiddenField, PhoneField, TextAreaField


class ActForm(WaitingForm):
    """One act on a visit, against the version of it that the person has seen."""

    version = HiddenField(max_length=9)
    is_stale = False  # Somebody else was quicker: the page shows what holds now.
    is_closed = False  # The act cannot be done any more, whatever is typed.
    has_conflict = False

    @property
    def seen_version(self) -> SeenVersion:
        """The version that the form was filled in against; 0, which is none, for nonsense."""
        return read_seen_version(self.version.data) or SeenVersion(0)

    @property
    def status(self) -> int:
        """The HTTP status of the page that shows the form."""
        if self.too_often:
            return 429
        if self.has_conflict:
            return 409
        return 400 if self.error_list else 200

    def refuse_act(self, error: ArenaError) -> None:
        """Say why the act was not done, at its field where it has one."""
        if isinstance(error, TooOften):
            field = self.field_of(error) if isinstance(error, TooManyMails) else None
            self.make_wait(error, field)
            return
        self.has_conflict = isinstance(error, Conflict)
        self.is_stale = isinstance(error, ChangedMeanwhile)
        self.is_closed = isinstance(error, TooLate | NotNow)
        field = error.field if isinstance(error, Invalid) else self.field_of(error)
        self.refuse(field, error.message)

    def field_of(self, error: ArenaError) -> str | None:
        """Return the field that a conflict is about, if it is about one."""
        return None

    @property
    def written(self) -> list[tuple[object, str]]:
        """The texts that were typed, each with its label, for a page that has no form any more."""
        fields = [field for field in self if isinstance(field, TextAreaField)]
        return [(field.label.text, field.data) for field in fields if field.data]

    def show(self, visit: Visit) -> None:
        """Carry the version that the page shows."""
        self.version.data = str(visit.version)


class HeadcountForm(ActForm):
    """How many will come."""

    group_size = GroupSizeField(
        _l("Number of participants"),
        required=_l("Enter how many will come"),
        minimum=1,
        maximum=LARGEST_GROUP,
    )

    def field_of(self, error: ArenaError) -> str | None:
        """Every conflict but those of the form as a whole is about the number."""
        return None if self.is_stale or self.is_closed else "group_size"


class MoveForm(ActForm):
    """Which time instead."""

    starts_at = StartField(_l("New time"), required=_l("Choose a new time"))

    def field_of(self, error: ArenaError) -> str | None:
        """Every conflict but those of the form as a whole is about the time."""
        return None if self.is_stale or self.is_closed else "starts_at"


class DetailsForm(ActForm):
    """What the host should know."""

    questions = TextAreaField(
        _l("Questions that you want answered"), hint=_l("We prepare what you ask about.")
    )
    access_needs = TextAreaField(
        _l("What does somebody in the group need to take part?"),
        hint=_l(
            "Measures and how many: “a route without steps for 1, hearing loop for 2”. "
            "No names and no diagnoses."
        ),
        max_length=400,
    )
    contact_phone = PhoneField(_l("Phone"), hint=_l("So that the host can reach you on the day."))


class AddressForm(ActForm):
    """Where we reach the booker."""

    contact_email = EmailField(_l("E-mail address"), required=_l("Enter your e-mail address"))

    def field_of(self, error: ArenaError) -> str | None:
        """Tell what is wrong with the address itself beside it."""
        return "contact_email" if isinstance(error, TooManyMails) else None


class AnswerForm(ActForm):
    """The answer to what staff asked."""

    answer = TextAreaField(_l("Your answer"), required=_l("Write your answer"))


class WordsForm(ActForm):
    """An act to which one may add some words."""

    words = TextAreaField(_l("Anything you want to tell us"), max_length=1000, rows=3)


class PlainForm(ActForm):
    """An act that needs nothing but a button."""
