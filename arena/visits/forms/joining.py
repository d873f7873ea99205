"""Seats on an open walk: a name, an address, a number."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from arena.visits.forms.asking import must_be_empty
from arena.visits.forms.sizes import GroupSizeField
from arena.visits.forms.waiting import WaitingForm
from arena.visits.rules.groups import MOST_SEATS
from arena.web.fields import EmailField, TextAreaField, TextField


class JoinForm(WaitingForm):
    """Who joins a walk, and with how many."""

    contact_name = TextField(
        _l("Your name"),
        required=_l("Enter your name"),
        max_length=120,
        autocomplete="name",
        width=32,
    )
    contact_email = EmailField(
        _l("E-mail address"),
        required=_l("Enter your e-mail address"),
        hint=_l("We send a link by which you confirm your seats, and give them back if need be."),
    )
    group_size = GroupSizeField(
        _l("Number of seats"),
        required=_l("Enter how many seats you want"),
        hint=_l("You and those who come with you."),
        default=1,
        minimum=1,
        maximum=MOST_SEATS,
    )
    access_needs = TextAreaField(
        _l("What does somebody need to take part?"),
        hint=_l("Measures and how many: “a route without steps for 1”. No names, no diagnoses."),
        max_length=400,
        rows=2,
    )
    website = TextField(
        _l("Leave this field empty"),
        validators=[must_be_empty],
        autocomplete="off",
        mark_optional=False,
        render_kw={"tabindex": "-1"},
    )
