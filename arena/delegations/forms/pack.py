"""What staff write on the papers of a pack."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from arena.web.fields import HiddenField, TextAreaField
from arena.web.forms import Form


class DeskCardForm(Form):
    """How the guests are addressed, and what to think of."""

    forms_of_address = TextAreaField(
        _l("Forms of address"),
        hint=_l("How the head and the others are greeted and written to, as they told you."),
        max_length=1500,
        rows=4,
    )
    customs = TextAreaField(
        _l("Good to know"),
        hint=_l("Their own public holidays these days, greetings, food, what to avoid."),
        max_length=2000,
        rows=6,
    )
    version = HiddenField()
