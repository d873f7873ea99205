"""Changing a meeting and calling it off, as people type it."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l

from arena.meetings.forms.seen import SeenForm
from arena.meetings.models import Meeting
from arena.web.fields import HiddenField, RadioField, TextAreaField

ONE, REST = "one", "rest"


class CancelForm(SeenForm):
    """Why a meeting is called off, and whether those after it are as well."""

    scope = RadioField(
        _l("What is called off?"),
        choices=[
            (ONE, _l("Only this meeting")),
            (REST, _l("This one and those of the series after it")),
        ],
        default=ONE,
        mark_optional=False,
    )
    seen = HiddenField()
    words = TextAreaField(
        _l("Why?"),
        hint=_l("It stands in the mail to those who are invited."),
        max_length=1000,
        rows=3,
    )

    def __init__(self, meeting: Meeting, *, state: str, **options: Any) -> None:
        super().__init__(meeting, **options)
        if not self.is_submitted():
            self["seen"].data = state
        if not state:
            self.__delitem__("scope")

    @property
    def is_rest(self) -> bool:
        """Whether those after it are called off as well."""
        return "scope" in self and self["scope"].data == REST


class UninviteForm(SeenForm):
    """Taking somebody off the list."""
