"""Why a mail stopped or the mail server is in trouble: kept as one word and the server's own."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l

_ROOM = 400  # Characters, by the tables.


class Reason(StrEnum):
    """The words that the worker writes down."""

    REFUSED = "refused"
    DEFERRED = "deferred"
    DISCONNECTED = "disconnected"
    UNWRITABLE = "unwritable"
    ADDRESS = "address"
    USELESS = "useless"
    UNTRUE = "untrue"
    BY_STAFF = "by_staff"
    AWAY = "away"
    SENDER = "sender"
    FAILING = "failing"
    RESTORED = "restored"
    BOX_AWAY = "box_away"
    BOX_LOGIN = "box_login"
    BOX_FOLDER = "box_folder"
    BOX_FAULT = "box_fault"


# What each means, and what to do about it, for staff.
MEANINGS: dict[Reason, Any] = {
    Reason.REFUSED: _l(
        "The mail server refused this e-mail for good. Check the address with the receiver."
    ),
    Reason.DEFERRED: _l("The mail server asked us to try again later. We do so by ourselves."),
    Reason.DISCONNECTED: _l(
        "The connection broke or took too long, so nobody knows whether the e-mail arrived. "
        "We send it again; mail programs recognise it as the same."
    ),
    Reason.UNWRITABLE: _l(
        "The e-mail could not be written. This is a fault in the system: tell those who run it. "
        "It is tried again by itself."
    ),
    Reason.ADDRESS: _l("The address is not one that mail can be sent to."),
    Reason.USELESS: _l("It could not be sent while it was still of use."),
    Reason.UNTRUE: _l("What it would have said no longer holds."),
    Reason.BY_STAFF: _l("A colleague chose not to send it."),
    Reason.AWAY: _l("The mail server cannot be reached. We ask it once a minute."),
    Reason.SENDER: _l(
        "The mail server takes nothing from us: it refuses our sender address or our login. "
        "Those who run the system must look at ARENA_SMTP_URL and ARENA_MAIL_FROM. "
        "Start again after that."
    ),
    Reason.FAILING: _l("The mail server answers but breaks off. We try again once a minute."),
    Reason.RESTORED: _l(
        "The database was restored from a copy. What was sent after the copy was made stands as "
        "waiting, and would be sent twice: look it through, or start without it."
    ),
    Reason.BOX_AWAY: _l("The mailbox cannot be reached. We try again by ourselves."),
    Reason.BOX_LOGIN: _l(
        "The mailbox refuses our login. Those who run the system must look at ARENA_IMAP_URL."
    ),
    Reason.BOX_FOLDER: _l(
        "The mailbox has no such folder. Those who run the system must look at ARENA_IMAP_URL."
    ),
    Reason.BOX_FAULT: _l(
        "The mailbox could not be read. This is a fault in the system: tell those who run it. "
        "It is tried again by itself."
    ),
}


@dataclass(frozen=True)
class Explained:
    """A reason as staff read it: what it means, and the words that came with it."""

    meaning: Any
    detail: str


def told(reason: Reason, detail: str = "") -> str:
    """Return a reason as it is kept."""
    return f"{reason}: {detail}"[:_ROOM] if detail else str(reason)


def explained(kept: str) -> Explained:
    """Return what was kept, in the reader's language: our own words, or others marked with `N_`."""
    word, _, detail = kept.partition(": ")
    if word in MEANINGS:
        return Explained(MEANINGS[Reason(word)], detail)
    return Explained(gettext(kept) if kept else "", "")
