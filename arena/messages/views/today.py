"""What the page of today says of the mail: who has written, and that nobody reads the mailbox."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from arena import clock
from arena.messages.policy import may_read_words
from arena.messages.queries import get_mailbox_state, list_open
from arena.messages.received_words import received_kind, received_state
from arena.web import filters
from arena.web.today import Line, Section

MOST = 5
HOUR = timedelta(hours=1)  # What ails it for less mends itself.


def mail_today(person: Any) -> Section | None:
    """Return the received mails that need a person, the newest first."""
    if not may_read_words(person):
        return None
    lines = [
        Line(
            mail.title or received_kind(mail),
            url_for("messages.letter", number=mail.id),
            mail.sender_name or mail.sender_email,
            received_state(mail),
        )
        for mail in list_open(MOST)
    ]
    more = _("All received e-mails"), url_for("messages.received")
    return Section("mail-today", _("Received e-mails"), _trouble() + lines, more)


def _trouble() -> list[Line]:
    """Return a line for a mailbox that could not be read for an hour."""
    box = get_mailbox_state()
    if box.since is None or clock.now() - box.since < HOUR:
        return []
    words = _("The mailbox is not being read")
    since = _("Since %(since)s.", since=filters.moment(box.since))
    return [Line(words, url_for("messages.received"), since, (_("Trouble"), "late"))]
