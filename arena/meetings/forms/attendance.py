"""Who was there: a row of buttons for each invitee, and lines for who came besides."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _l
from werkzeug.datastructures import MultiDict

from arena.meetings.models import Answer, Attendance, Invitee, WalkIn
from arena.meetings.queries.records import organisation_of
from arena.meetings.services.attendance import Guest
from arena.web.fields import CheckboxField, TextField
from arena.web.forms import Form

CHOICES = (*(str(each) for each in Attendance), "")
BLANK_LINES = 3
MOST_LINES = 40


@dataclass(frozen=True)
class Row:
    """One invitee in the form: what is chosen, and what was noted when it was shown."""

    invitee: Invitee
    organisation: str
    chosen: str
    seen: str
    crossed: str | None = None  # What somebody else has noted since.


class GuestForm(Form):
    """The lines for who came without having been invited; made for as many as are needed."""

    lines = 0

    def guest_rows(self) -> list[tuple[Any, Any, Any]]:
        """Return the controls, line by line."""
        return [
            (self[f"guest-{line}"], self[f"organisation-{line}"], self[f"remote-{line}"])
            for line in range(self.lines)
        ]

    def guests(self) -> list[Guest]:
        """Return who was typed."""
        return [
            Guest(name.data, organisation.data, remote.data)
            for name, organisation, remote in self.guest_rows()
            if name.data
        ]


def guest_form(known: Sequence[WalkIn], posted: Mapping[str, Any] | None) -> GuestForm:
    """Return the form with those who are known and some blank lines, or with what was typed."""
    typed = sum(1 for name in posted or {} if name.startswith("guest-"))
    count = min(max(len(known) + BLANK_LINES, typed), MOST_LINES)
    fields: dict[str, Any] = {"lines": count}
    for line in range(count):
        guest = known[line] if line < len(known) else None
        fields[f"guest-{line}"] = TextField(
            _l("Name"), max_length=120, default=guest.name if guest else ""
        )
        fields[f"organisation-{line}"] = TextField(
            _l("Organisation"), max_length=160, default=guest.organisation if guest else ""
        )
        fields[f"remote-{line}"] = CheckboxField(
            _l("By link"), default=bool(guest and guest.is_remote)
        )
    form: GuestForm = type("Guests", (GuestForm,), fields)()
    return form


def rows_of(invitees: Sequence[Invitee]) -> list[Row]:
    """Return the rows of the form: what is noted, or else what the answers let expect."""
    return [
        Row(each, organisation_of(each), each.attendance or _expected(each), each.attendance or "")
        for each in invitees
    ]


def read_rows(invitees: Sequence[Invitee], posted: MultiDict[str, str]) -> list[Row]:
    """Return the rows as they were sent; what is no choice counts as not known."""
    found = []
    for each in invitees:
        chosen = posted.get(f"there-{each.id}", "")
        seen = posted.get(f"seen-{each.id}", "")
        found.append(Row(each, organisation_of(each), chosen if chosen in CHOICES else "", seen))
    return found


def _expected(invitee: Invitee) -> str:
    if invitee.answer == Answer.DECLINED:
        return str(Attendance.ABSENT)
    if invitee.answer == Answer.ACCEPTED:
        return str(Attendance.REMOTE if invitee.is_remote else Attendance.PRESENT)
    return ""
