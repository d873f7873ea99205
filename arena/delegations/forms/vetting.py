"""The decision on an enquiry: a mark for each criterion, and what the sender is told."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from arena.delegations.forms.acts import VersionPart
from arena.delegations.meanings import CRITERIA, DECISIONS, MARKS
from arena.delegations.models import Delegation
from arena.delegations.rules.vetting import Criterion, Decision, Mark
from arena.web.fields import RadioField, TextAreaField, TextField


def _marks(criterion: Criterion) -> RadioField:
    return RadioField(
        _l("Your mark: %(criterion)s", criterion=CRITERIA[criterion]),
        choices=lambda: [(str(mark), words.label) for mark, words in MARKS.items()],
        required=_l("Choose a mark"),
    )


class DecisionForm(VersionPart):
    """How each criterion is marked, what is decided, and why."""

    benefit = _marks(Criterion.BENEFIT)
    repeat = _marks(Criterion.REPEAT)
    notice = _marks(Criterion.NOTICE)
    level = _marks(Criterion.LEVEL)
    capacity = _marks(Criterion.CAPACITY)
    decision = RadioField(
        _l("Decision"),
        choices=lambda: [(str(each), words[0], words[1]) for each, words in DECISIONS.items()],
        required=_l("Choose what you decide"),
    )
    words = TextAreaField(
        _l("In your own words"),
        hint=_l("It stands in the mail to the contact. Needed when you ask for more or decline."),
        mark_optional=False,
        rows=6,
    )
    referred_to = TextField(
        _l("Who may receive them instead"),
        hint=_l("Only when you decline: a name, and an address or a website."),
        width=32,
    )

    def __init__(self, delegation: Delegation, marks: Mapping[Criterion, Mark]) -> None:
        super().__init__(delegation)
        if not self.is_submitted():
            for criterion, mark in marks.items():
                self[str(criterion)].data = str(mark)

    def validate(self, extra_validators: Any = None) -> bool:
        """Demand words where the sender must be told something."""
        is_good = super().validate(extra_validators)
        if not self.words.data and not self.words.errors:
            if self.decision.data == Decision.ASKED:
                self.words.refuse(_("Write what you need to know"))
            elif self.decision.data == Decision.DECLINED:
                self.words.refuse(_("Write why you decline"))
        return is_good and not self.words.errors

    @property
    def criteria(self) -> dict[str, str]:
        """The marks by criterion."""
        return {str(each): self[str(each)].data for each in Criterion}
