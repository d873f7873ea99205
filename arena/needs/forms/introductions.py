"""Proposing an introduction, answering one, and saying what came of it."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l

from arena.needs.offering_words import RESULTS
from arena.needs.rules.introducing import ResultKind
from arena.web.fields import CheckboxField, HiddenField, RadioField, TextAreaField
from arena.web.forms import Form


class ProposeForm(Form):
    """Why two should meet."""

    words = TextAreaField(
        _l("Why should they meet?"),
        required=_l("Say in a sentence why they should meet."),
        hint=_l("Both read this. Write nothing that only one of them may know."),
        max_length=1000,
    )


class AnswerForm(Form):
    """Yes or no: the button that is pressed says which."""


class ResultForm(Form):
    """What came of an introduction."""

    kind = RadioField(
        _l("What came of it?"),
        required=_l("Choose what came of it."),
        choices=lambda: [(str(kind), words) for kind, words in RESULTS.items()],
    )
    words = TextAreaField(
        _l("In a few words"),
        hint=_l("The arena’s coordinators read it, and count what introductions lead to."),
        max_length=1000,
        rows=3,
    )

    def validate(self, extra_validators: Any = None) -> bool:
        """Ask why, where nothing came of it."""
        is_valid: bool = super().validate(extra_validators)
        if self.kind.data == ResultKind.NOTHING and not self.words.data.strip():
            self.words.refuse(_l("Say why nothing came of it."))
            return False
        return is_valid


class DismissForm(Form):
    """One side finds a match not relevant, or relevant after all."""

    need = HiddenField()
    side = HiddenField()
    undo = HiddenField()


class WishForm(Form):
    """Whether to be told of new matches by mail."""

    is_wanted = CheckboxField(
        _l("Write to me when something new fits"),
        hint=_l("At most once a week, and only when there is something new."),
    )
