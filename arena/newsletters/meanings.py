"""What the words of mailings mean to people."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import lazy_pgettext

from arena.networks.words import CIRCLES, network_label
from arena.newsletters.models import Mailing, MailingKind, MailingState
from arena.web.languages import localized

KINDS: Mapping[str, Any] = {
    MailingKind.NEWSLETTER: _l("Newsletter"),
    MailingKind.NOTICE: lazy_pgettext("mailing", "Notice"),
}
STATES: Mapping[str, tuple[Any, str]] = {
    MailingState.DRAFT: (lazy_pgettext("mailing", "Draft"), "quiet"),
    MailingState.PLANNED: (lazy_pgettext("mailing", "Planned"), "waiting"),
    MailingState.SENDING: (_l("On its way"), "waiting"),
    MailingState.SENT: (lazy_pgettext("mailing", "Sent"), "done"),
    MailingState.STOPPED: (lazy_pgettext("mailing", "Stopped"), "bad"),
}


def mailing_title(mailing: Mailing) -> str:
    """Return what a mailing is called: its subject in the reader's language, or the other's."""
    subject: str = localized(mailing, "subject") or mailing.subject_en
    return subject or str(_("Without a subject yet"))


def mailing_state(mailing: Mailing) -> tuple[str, str]:
    """Return where a mailing stands: a word, and the shape that goes with it."""
    word, shape = STATES[mailing.state]
    return str(word), shape


def mailing_audience(mailing: Mailing) -> str:
    """Return to whom a mailing goes."""
    if mailing.network is not None:
        name = network_label(mailing.network)
        circles = [str(CIRCLES[each]) for each in CIRCLES if each in mailing.circles]
        return f"{name}: {', '.join(circles).lower()}" if circles else name
    if mailing.saved_search is not None:
        return str(_("Search: %(name)s", name=mailing.saved_search.name))
    return str(_("Nobody chosen yet"))


FILTERS = (mailing_title, mailing_state, mailing_audience)
