"""What staff choose when they ask hosts to lead a visit or a walk."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from flask_babel import lazy_gettext as _l

from arena import clock
from arena.resources.rules.hours import local_moment
from arena.visits.services.asking_errors import MOST_ASKED
from arena.web.fields import CheckboxesField, ChoiceField, DateField, TextAreaField, TimeField
from arena.web.forms import Form


class AskHostsForm(Form):
    """Who is asked, until when, and with which words."""

    host_ids = CheckboxesField(_l("Hosts"), coerce=int, required=_l("Choose one to three hosts."))
    wanted = ChoiceField(
        _l("How many are to say yes?"),
        hint=_l("The question ends with the last yes that is needed."),
        required=_l("Choose how many are to say yes."),
        coerce=int,
    )
    answer_day = DateField(_l("Answer by"), required=_l("Enter the day by which they answer."))
    answer_time = TimeField(_l("At"), required=_l("Enter the time by which they answer."))
    words = TextAreaField(
        _l("In your own words"), hint=_l("It stands in the mail to the hosts."), max_length=400
    )

    def __init__(
        self,
        *,
        hosts: Sequence[tuple[int, str]],
        suggested: datetime,
        missing: int = 1,
        needed: int = 1,
        **options: Any,
    ) -> None:
        self.hosts = hosts
        self.most = min(max(needed, missing), MOST_ASKED)
        local = suggested.astimezone(clock.zone())
        super().__init__(
            data={
                "answer_day": local.date(),
                "answer_time": local.time().replace(second=0, microsecond=0),
                "wanted": min(missing, self.most),
            },
            **options,
        )

    def process(self, *arguments: Any, **options: Any) -> None:
        """Offer the hosts, then read what was sent."""
        self.host_ids.choices = self.hosts
        if self.most == 1:
            del self.wanted
        else:
            self.wanted.choices = [(number, str(number)) for number in range(1, self.most + 1)]
        self.answer_day.earliest = clock.today()
        super().process(*arguments, **options)

    @property
    def how_many(self) -> int:
        """How many are to say yes."""
        return (self.wanted.data or 1) if "wanted" in self else 1

    @property
    def answer_by(self) -> datetime | None:
        """The moment that was chosen; None where the clock skips it."""
        if self.answer_day.data is None or self.answer_time.data is None:
            return None
        return local_moment(self.answer_day.data, self.answer_time.data, clock.zone())


class AnswerForm(Form):
    """Yes or no: the two buttons are the whole form."""
