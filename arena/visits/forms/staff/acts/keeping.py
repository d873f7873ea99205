"""What staff put down: how it went, which organisation came, where it is mailed, and notes."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l

from arena.directory.words import type_choices
from arena.visits.forms.sizes import LARGEST_GROUP
from arena.visits.forms.staff.acts.act import ActForm
from arena.visits.models import Visit
from arena.web.fields import (
    ChoiceField,
    EmailField,
    IntegerField,
    TextAreaField,
)


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

    @property
    def is_of_a_crowd(self) -> bool:
        """Whether more than twice as many came as were expected, which may be a slip of the key."""
        return (self.actual_headcount.data or 0) > 2 * self.visit.group_size

    @property
    def is_surprising(self) -> bool:
        """Whether it is asked once more before it is kept."""
        return self.is_of_nobody or self.is_of_a_crowd

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


class AddressForm(ActForm):
    """Where a booker who only called is mailed from now on."""

    email = EmailField(
        _l("E-mail address"), required=_l("Enter the e-mail address"), autocomplete="off"
    )

    def values(self) -> dict[str, Any]:
        """Return the address."""
        return {"email": self.email.data}


class NoteForm(ActForm):
    """What only staff read."""

    staff_note = TextAreaField(_l("Staff note"), mark_optional=False, rows=4)

    def values(self) -> dict[str, Any]:
        """Return the note."""
        return {"staff_note": self.staff_note.data}
