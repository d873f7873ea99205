"""What staff type to release a version, and to give somebody a link."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from arena.delegations.models import Delegation
from arena.web import filters
from arena.web.fields import (
    CheckboxField,
    EmailField,
    HiddenField,
    RadioField,
    TextAreaField,
    TextField,
)
from arena.web.forms import Form
from arena.web.languages import LANGUAGES
from arena.web.numbers import read_whole


class ReleaseForm(Form):
    """Own words to the guests, and that what is uncertain is known."""

    words = TextAreaField(
        _l("Your words to the guests"),
        hint=_l(
            "They stand in the e-mail and on their page, in the language that you write them in."
            " If you write something, everybody with a link gets it."
        ),
        max_length=600,
        rows=3,
    )
    is_known = CheckboxField(_l("I know that not everything is certain yet"))
    version = HiddenField(max_length=9)

    def show(self, delegation: Delegation) -> None:
        """Carry the version of the delegation that the page shows."""
        self.version.data = str(delegation.version)

    @property
    def seen_version(self) -> int:
        """The version that the form was filled in against; 0, which is none, for nonsense."""
        return read_whole(self.version.data) or 0


class LinkForm(Form):
    """Who gets a link of their own."""

    name = TextField(_l("Name"), required=_l("Enter the person’s name"), max_length=120)
    email = EmailField(_l("E-mail address"), required=_l("Enter the person’s e-mail address"))
    language = RadioField(
        _l("Language of e-mails and page"),
        required=_l("Choose a language"),
        choices=lambda: [
            (code, filters.sentence(filters.language_name(code))) for code in LANGUAGES
        ],
        default="en",
    )
    is_leader = CheckboxField(
        _l("May fill in the list of participants and what the group needs"),
    )
