"""What is asked of somebody who makes a subscription."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l

from arena.accounts.policy import is_host
from arena.accounts.sessions import signed_in_user
from arena.accounts.words import LANGUAGE_CHOICES
from arena.feeds.policy import may_have_everything
from arena.web.fields import CheckboxField, RadioField, TextField
from arena.web.forms import Form

_OF_STAFF = [
    ("mine", _l("What I take part in"), _l("The visits and walks that you lead.")),
    ("all", _l("Everything"), _l("All that takes place in the arena.")),
]
_OF_PARTNERS = [
    ("all", _l("What is public, and what I take part in"), ""),
    ("mine", _l("Only what I take part in"), ""),
]


def scope_choices() -> list[tuple[str, Any, Any]]:
    """Return what the signed-in person may have in a calendar."""
    return _OF_STAFF if may_have_everything(signed_in_user()) else _OF_PARTNERS


class SubscriptionForm(Form):
    """A name for the program, and what it is to show."""

    name = TextField(
        _l("Name"),
        required=_l("Enter a name, such as “My phone”"),
        hint=_l("What will show it, such as “My phone”, so that you know which one to revoke."),
        max_length=80,
    )
    scope = RadioField(
        _l("What it shows"), required=_l("Choose what it shows"), choices=scope_choices
    )
    language = RadioField(
        _l("Language"), required=_l("Choose a language"), choices=LANGUAGE_CHOICES
    )
    with_cancelled = CheckboxField(
        _l("Show what is cancelled"),
        default=True,
        hint=_l(
            "For 14 days after its date, marked as cancelled. Otherwise it disappears at once."
        ),
    )

    def __init__(self) -> None:
        person = signed_in_user()
        usual = "mine" if is_host(person) else "all"
        super().__init__(data={"scope": usual, "language": person.language})
