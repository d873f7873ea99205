"""What staff write to a booker."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l

from arena.visits.forms.staff.acts.act import ActForm
from arena.visits.meanings import REASON_LABELS, REASONS
from arena.visits.models import DeclineReason
from arena.web.fields import (
    RadioField,
    TextAreaField,
    TextField,
)

TO_BOOKER = _l("It stands in the mail to the booker.")


class AskForm(ActForm):
    """What the booker is asked to add."""

    question = TextAreaField(
        _l("What do you need to know?"),
        hint=TO_BOOKER,
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
    words = TextAreaField(_l("In your own words"), hint=TO_BOOKER)
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

    words = TextAreaField(_l("In your own words"), hint=TO_BOOKER)

    def values(self) -> dict[str, Any]:
        """Return the words."""
        return {"words": self.words.data}


class CallOffForm(ActForm):
    """Why the arena calls a visit off."""

    words = TextAreaField(
        _l("Why?"), hint=TO_BOOKER, required=_l("Write why the visit is called off")
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
