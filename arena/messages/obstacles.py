"""What the directory shows beside an address that no mail reaches."""

from __future__ import annotations

from flask import url_for
from flask_babel import gettext as _
from flask_login import current_user

from arena.directory.reaching import Obstacle
from arena.messages.policy import may_read_words
from arena.messages.queries import find_undeliverable
from arena.web import filters


def obstacle_of(email: str) -> Obstacle | None:
    """Return why nobody is reached at an address."""
    known = find_undeliverable(email)
    if known is None:
        return None
    day = filters.day(known.since)
    return Obstacle(
        text=_("E-mails to this address have come back since %(day)s.", day=day),
        href=url_for("messages.addresses") if may_read_words(current_user) else "",
    )
