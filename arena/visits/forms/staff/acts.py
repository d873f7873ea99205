"""What staff type when they do something to a visit; each form knows which version it is about."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask_babel import lazy_gettext as _l

from arena.directory.words import type_choices
from arena.visits.forms.hearing import read_seen_version
from arena.visits.forms.staff.times import TimePart
from arena.visits.meanings import REASON_LABELS, REASONS
from arena.visits.models import DeclineReason, Visit
from arena.visits.rules.hearing import SeenVersion
from arena.web.fields import (
    CheckboxesField,
    ChoiceField,
    HiddenField,
    IntegerField,
    RadioField,
    TextAreaField,
    TextField,
)
from arena.web.fields.choices import Option
from arena.web.forms import Form

LARGEST_GROUP = 1000
_TO_BOOKER = _l("It stands in the mail to the booker.")


class ActForm(Form):
    """A form that does something to a visit."""

    version = HiddenField()

    def __init__(self, visit: Visit, **options: Any) -> None:
        self.visit = visit
        super().__init__(**options)
        if not self.is_submitted():
            self.version.data = str(visit.version)

    @property
    def seen_version(self) -> SeenVersion | None:
        """The version of the visit that the form was shown at; None for anything but a number."""
        return read_seen_version(self.version.data)

    def values(self) -> dict[str, Any]:
        """Return what was typed, as the service takes it."""
        return {}


class AskForm(ActForm):
    """What the booker is asked to add."""

    question = TextAreaField(
        _l("What do you need to know?"),
        hint=_TO_BOOKER,
        required=_l("Write what you need to know"),
        rows=8,
    )

    def values(self) -> dict[str, Any]:
        """Return the question."""
        return {"question": self.question.data}


class DeclineForm(ActForm):
    """Why a request is declined, and who may receive the group instead."""

    reason = RadioField(
        _l("Reason"),
        required=_l("Choose a reason"),
        choices=lambda: [(r.value, REASON_LABELS[r], REASONS[r]) for r in DeclineReason],
        coerce=DeclineReason,
    )
    words = TextAreaField(_l("In your own words"), hint=_TO_BOOKER)
    referred_to = TextField(
        _l("Who may receive them instead"), hint=_l("A name, and an address or a website.")
    )

    def values(self) -> dict[str, Any]:
        """Return the reason and the words."""
        return {
            "reason": self.reason.data,
            "words": self.words.data,
            "referred_to": self.referred_to.data,
        }


class WordsForm(ActForm):
    """Words to the booker that may be left out."""

    words = TextAreaField(_l("In your own words"), hint=_TO_BOOKER)

    def values(self) -> dict[str, Any]:
        """Return the words."""
        return {"words": self.words.data}


class CallOffForm(ActForm):
    """Why the arena calls a visit off."""

    words = TextAreaField(
        _l("Why?"), hint=_TO_BOOKER, required=_l("Write why the visit is called off")
    )

    def values(self) -> dict[str, Any]:
        """Return the words."""
        return {"words": self.words.data}


class FollowUpForm(ActForm):
    """Thanks, and the answers that were promised."""

    words = TextAreaField(
        _l("Answers and thanks"),
        hint=_l("It stands in the mail to the booker, after our thanks."),
        rows=8,
    )

    def values(self) -> dict[str, Any]:
        """Return the words."""
        return {"words": self.words.data}


class HeadcountForm(ActForm):
    """Another number of participants."""

    group_size = IntegerField(
        _l("Number of participants"),
        required=_l("Enter how many will come"),
        minimum=1,
        maximum=LARGEST_GROUP,
    )

    def values(self) -> dict[str, Any]:
        """Return the number."""
        return {"group_size": self.group_size.data, "is_vouched": True}


class HostsForm(ActForm):
    """Who hosts, and where."""

    host_ids = CheckboxesField(_l("Hosts"), coerce=int, required=_l("Choose a host"))
    place_id = ChoiceField(
        _l("Place"), blank=_l("Where the offer says"), coerce=int, mark_optional=False
    )

    def __init__(
        self,
        visit: Visit,
        *,
        hosts: Sequence[tuple[int, str]],
        places: Sequence[tuple[int, str]],
        place: str | None = None,
        **options: Any,
    ) -> None:
        self.hosts, self.places = hosts, places
        super().__init__(visit, **options)
        if place is not None:
            self.place_id.blank = _l("As now: %(place)s", place=place)

    def process(self, *arguments: Any, **options: Any) -> None:
        """Offer the hosts and places, then read what was sent."""
        self.host_ids.choices = self.hosts
        self.place_id.choices = self.places
        super().process(*arguments, **options)

    def values(self) -> dict[str, Any]:
        """Return the chosen hosts and place."""
        return {"host_ids": self.host_ids.data, "place_id": self.place_id.data}


class ConfirmForm(HostsForm):
    """Who hosts, where, and what else the booker should read."""

    words = TextAreaField(_l("In your own words"), hint=_TO_BOOKER)

    def values(self) -> dict[str, Any]:
        """Return the chosen hosts and place, and the words."""
        return {**super().values(), "words": self.words.data}


class TimeForm(TimePart, ActForm):
    """Another time."""

    def values(self) -> dict[str, Any]:
        """Return the time."""
        return {"starts_at": self.starts_at}


class MoveForm(TimeForm):
    """The time that a booker who calls would rather have."""

    def values(self) -> dict[str, Any]:
        """Return the time."""
        return {**super().values(), "is_vouched": True}


class ProposeForm(TimeForm):
    """Another time, who would lead then, and what the booker should read with it."""

    host_ids = CheckboxesField(_l("Hosts"), coerce=int, mark_optional=False)
    words = TextAreaField(_l("In your own words"), hint=_TO_BOOKER)

    def __init__(self, visit: Visit, *, hosts: Sequence[tuple[int, str]], **options: Any) -> None:
        self.hosts = hosts
        super().__init__(visit, **options)

    def process(self, *arguments: Any, **options: Any) -> None:
        """Offer the hosts, then read what was sent."""
        self.host_ids.choices = self.hosts
        super().process(*arguments, **options)

    @property
    def host_options(self) -> dict[str, Option]:
        """The hosts as the page draws them, by value: their order follows the time."""
        return {option.value: option for option in self.host_ids.options}

    def values(self) -> dict[str, Any]:
        """Return the time, the hosts (None: whoever has the least to do) and the words."""
        return {
            **super().values(),
            "host_ids": self.host_ids.data or None,
            "words": self.words.data,
        }


class ReportForm(ActForm):
    """How it went: one number, and two texts that are mostly left out."""

    actual_headcount = IntegerField(
        _l("How many came?"),
        required=_l("Enter how many came, 0 if nobody did"),
        minimum=0,
        maximum=LARGEST_GROUP,
    )
    promised_answers = TextAreaField(
        _l("Promised answers"), hint=_l("Questions that you said we would come back to."), rows=3
    )
    incident = TextAreaField(
        _l("Anything that happened"), hint=_l("Only for staff: an accident, a near miss."), rows=3
    )

    def fill(self, visit: Visit) -> None:
        """Begin with the number that was expected, or with the report that is to be corrected."""
        is_reported = visit.actual_headcount is not None
        self.actual_headcount.data = visit.actual_headcount if is_reported else visit.group_size
        self.promised_answers.data = visit.promised_answers
        self.incident.data = visit.incident

    @property
    def is_of_nobody(self) -> bool:
        """Whether nobody came, which is asked about once more."""
        text = str(self.actual_headcount.raw_data[0]) if self.actual_headcount.raw_data else ""
        return text.strip() == "0" or self.actual_headcount.data == 0

    def values(self) -> dict[str, Any]:
        """Return the report."""
        return {
            "actual_headcount": self.actual_headcount.data,
            "promised_answers": self.promised_answers.data,
            "incident": self.incident.data,
        }


class OrganisationForm(ActForm):
    """What kind of organisation is put into the directory."""

    type = ChoiceField(
        _l("Kind of organisation"),
        choices=type_choices,
        blank=_l("Choose a kind"),
        required=_l("Choose what kind of organisation it is"),
    )


class NoteForm(ActForm):
    """What only staff read."""

    staff_note = TextAreaField(_l("Staff note"), mark_optional=False, rows=4)

    def values(self) -> dict[str, Any]:
        """Return the note."""
        return {"staff_note": self.staff_note.data}
