"""What mails about needs are made of: heading, lead, words, rows and one button."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from flask_babel import gettext as _

from arena import db
from arena.messages.kinds import N_, NoLongerTrue
from arena.messages.models import Message
from arena.needs.models import Need
from arena.needs.words import need_title
from arena.web.addresses import absolute_url


@dataclass(frozen=True)
class Letter:
    """A mail as `emails/needs/_letter` draws it; `why` says why somebody gets it."""

    subject_words: str
    heading_words: str
    lead_words: str
    button_words: str
    button_url: str
    rows: Sequence[tuple[str, Any]] = ()
    words: str = ""
    quoted: str = ""
    end_words: str = ""
    end_url: str = ""
    why_words: str = ""

    def variables(self) -> dict[str, Any]:
        """Return it as the templates take it."""
        return asdict(self)


def need_of(message: Message) -> Need:
    """Return the need that a mail is about; raise `NoLongerTrue` once it is thrown away."""
    need = db.session.get(Need, message.params["need_id"])
    if need is None:
        raise NoLongerTrue(N_("The need is no longer kept."))
    return need


def about_need(message: Message) -> str:
    """Return what a mail is about, for staff."""
    need = db.session.get(Need, message.params["need_id"])
    return message.subject if need is None else need_title(need)


def sealed(message: Message) -> str:
    """Return what staff read instead of what a sealed mail is about."""
    return str(_("A need"))


def page_url(need: Need, anchor: str | None = None) -> str:
    """Return the address of a need's page, in the language that is spoken."""
    return absolute_url("needs.show", reference=need.reference, _anchor=anchor)


def rows_of(need: Need) -> list[tuple[str, Any]]:
    """Return the two lines by which a need is known."""
    return [(_("Need"), need_title(need)), (_("Organisation"), need.organisation.name)]
