"""What is asked of somebody who makes a subscription."""

from __future__ import annotations

from typing import Any

from flask import request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from arena.accounts.policy import is_host
from arena.accounts.sessions import signed_in_user
from arena.accounts.words import LANGUAGE_CHOICES
from arena.feeds.policy import may_have_everything
from arena.feeds.queries.reaching import list_own_organisations, list_seen_networks
from arena.web.fields import CheckboxField, RadioField, TextField
from arena.web.forms import Form
from arena.web.languages import localized

_OF_STAFF = [
    ("mine", _l("What I take part in"), _l("The visits and walks that you lead.")),
    ("all", _l("Everything"), _l("All that takes place in the arena.")),
]
_OF_PARTNERS = [
    ("all", _l("What is public, and what I take part in"), ""),
    ("mine", _l("Only what I take part in"), ""),
]


def scope_choices() -> list[tuple[str, Any, Any]]:
    """Return what the signed-in person may have in a calendar: first what goes for all."""
    person = signed_in_user()
    usual = _OF_STAFF if may_have_everything(person) else _OF_PARTNERS
    return [
        *usual,
        *(
            (
                f"organisation:{each.id}",
                _("%(name)s: meetings of its networks, and rooms that it books", name=each.name),
                "",
            )
            for each in list_own_organisations(person)
        ),
        *(
            (f"network:{each.id}", _("Meetings: %(name)s", name=localized(each, "name")), "")
            for each in list_seen_networks(person)
        ),
    ]


def read_scope(text: str) -> dict[str, Any]:
    """Return a chosen scope as `create_subscription` takes it."""
    scope, _colon, number = text.partition(":")
    return {"scope": scope} | ({f"{scope}_id": int(number)} if number else {})


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
        asked = request.args.get("scope", "")
        chosen = asked if asked in {choice[0] for choice in scope_choices()} else usual
        super().__init__(data={"scope": chosen, "language": person.language})
