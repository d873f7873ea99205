"""Mails about delegations: which there are, and what each says as it holds when it is sent."""

from __future__ import annotations

from flask import Flask
from flask_babel import lazy_gettext as _l

from arena.delegations.mail import afterwards, enquiries, guests, parties
from arena.delegations.queries.links import LIST_CODE
from arena.messages.kinds import Kind, register


def init_app(app: Flask) -> None:
    """Make the mails known."""
    enquiries.init_app(app)
    register(
        app,
        Kind("delegations/tasks_due", _l("Soon due for delegations"), afterwards.gather_due),
        Kind(
            "delegations/thanks",
            _l("Thanks to a delegation"),
            afterwards.gather_thanks,
            about=guests.about,
        ),
        Kind(
            "delegations/link", _l("Guests: their own page"), guests.gather_link, about=guests.about
        ),
        Kind(
            "delegations/guests_off",
            _l("Guests: the visit does not take place"),
            guests.gather_end,
            about=guests.about,
        ),
        Kind(LIST_CODE, _l("Guests: code for the list"), guests.gather_code, about=guests.about),
        Kind(
            "delegations/released",
            _l("Guests: the programme"),
            guests.gather_release,
            about=guests.about,
        ),
        Kind(
            "delegations/changed",
            _l("Guests: another version"),
            guests.gather_release,
            about=guests.about,
        ),
    )
    parties.init_app(app)
