"""A form that speaks of a meeting as it was read: it carries the meeting's version."""

from __future__ import annotations

from typing import Any

from arena.meetings.models import Meeting
from arena.web.fields import HiddenField
from arena.web.forms import Form
from arena.web.numbers import read_whole


class SeenForm(Form):
    """An act on a meeting as it was read."""

    version = HiddenField()

    def __init__(self, meeting: Meeting, **options: Any) -> None:
        super().__init__(**options)
        if not self.is_submitted():
            self["version"].data = str(meeting.version)

    @property
    def seen_version(self) -> int | None:
        """The version that the form was shown at; None for anything but a number."""
        return read_whole(self["version"].data)


def show_again(form: Form, meeting: Meeting) -> None:
    """Let a form be of the meeting as it is now; what was typed stays."""
    field = form["version"]
    field.data, field.raw_data = str(meeting.version), None
