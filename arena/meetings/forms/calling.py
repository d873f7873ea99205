"""Who is invited, as people choose and type it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from email_validator import EmailNotValidError, validate_email
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from arena.meetings.forms.seen import SeenForm
from arena.meetings.models import Meeting
from arena.meetings.queries.inviting import CIRCLES, Proposal
from arena.meetings.services.calling import ToInvite
from arena.meetings.words import CIRCLE_WORDS
from arena.web.fields import CheckboxesField, TextAreaField

MOST_GUESTS = 50
_PARTS = re.compile(r"[,;\t]")
_BETWEEN = re.compile(r"[<>]")


class CallForm(SeenForm):
    """People of the network by circle, guests beside them, and words to all."""

    offices = CheckboxesField(CIRCLE_WORDS["offices"], coerce=int, mark_optional=False)
    core = CheckboxesField(CIRCLE_WORDS["core"], coerce=int, mark_optional=False)
    associated = CheckboxesField(CIRCLE_WORDS["associated"], coerce=int, mark_optional=False)
    listening = CheckboxesField(CIRCLE_WORDS["listening"], coerce=int, mark_optional=False)
    guests = TextAreaField(
        _l("Guests"),
        hint=_l("One a line: name, e-mail address and organisation, with commas between."),
        max_length=8000,
        rows=3,
        mark_optional=False,
    )
    words = TextAreaField(
        _l("Words in the invitation"),
        hint=_l("Above the agenda. Leave it empty if there is nothing to add."),
        max_length=2000,
        rows=4,
        mark_optional=False,
    )

    def __init__(self, meeting: Meeting, proposals: Sequence[Proposal]) -> None:
        self.language = meeting.language
        self.proposals = [each for each in proposals if each.who.email]
        self.without_address = [each for each in proposals if not each.who.email]
        usual = {
            circle: [each.key for each in self.proposals if each.circle == circle]
            for circle in CIRCLES
            if circle != "listening"
        }
        super().__init__(meeting, data=usual)
        for circle in CIRCLES:
            if not self[circle].choices:
                self.__delitem__(circle)

    def process(self, *arguments: Any, **options: Any) -> None:
        """Read what was sent, now that it is known whom there is to choose from."""
        for circle in CIRCLES:
            self[circle].choices = [
                (each.key, _label(each)) for each in self.proposals if each.circle == circle
            ]
        super().process(*arguments, **options)

    @property
    def circles(self) -> list[Any]:
        """The fields of the circles in which somebody is."""
        return [self[circle] for circle in CIRCLES if circle in self]

    def chosen(self) -> list[ToInvite] | None:
        """Return who was chosen and typed; None, with an error, for a line that cannot be read."""
        keys = {key for field in self.circles for key in field.data}
        chosen = [each.who for each in self.proposals if each.key in keys]
        guests = self._guests()
        return None if guests is None else chosen + guests

    def _guests(self) -> list[ToInvite] | None:
        lines = [line.strip() for line in (self["guests"].data or "").splitlines() if line.strip()]
        if len(lines) > MOST_GUESTS:
            self["guests"].refuse(_("At most %(most)d guests at a time.", most=MOST_GUESTS))
            return None
        found = []
        for line in lines:
            guest = read_guest(line, self.language)
            if guest is None:
                self["guests"].refuse(
                    _("This line has no name, or no address that we can read: %(line)s", line=line)
                )
                return None
            found.append(guest)
        return found


def read_guest(line: str, language: str) -> ToInvite | None:
    """Return the guest of a line “name, address, organisation”; None where it is none.

    “Name <address>” and semicolons will do as well; the order does not matter but for the name,
    which comes before the organisation.
    """
    words = [part.strip() for part in _PARTS.split(_BETWEEN.sub(",", line)) if part.strip()]
    address = next((each for each in words if "@" in each), None)
    rest = [each for each in words if each != address]
    if address is None or not rest or len(rest[0]) > 120:
        return None
    try:
        found = validate_email(address, check_deliverability=False, allow_smtputf8=False)
    except EmailNotValidError:
        return None
    email = found.ascii_email or found.normalized
    return ToInvite(rest[0], email, language, organisation_name=", ".join(rest[1:])[:160])


def _label(proposal: Proposal) -> str:
    who = proposal.who
    return who.name if who.organisation is None else f"{who.name}, {who.organisation.name}"
