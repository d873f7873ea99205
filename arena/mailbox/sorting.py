"""What a mail that came in is: a pure judgement on its octets, which never fails."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

import structlog

from arena.mailbox.automatic import is_automatic, is_circular
from arena.mailbox.calendars import Answer, find_answer
from arena.mailbox.letters import Letter, octets_of
from arena.mailbox.returned import Report, find_report
from arena.messages.models import Outcome, Received

# How Outlook names an answer to an invitation where it packs one up in a way of its own.
_PACKED = re.compile(
    rb"IPM\.(?:Schedule\.Meeting\.Resp|Microsoft Schedule\.MtgResp)", re.IGNORECASE
)
_PACKED_UTF16 = "IPM.Schedule.Meeting.Resp".encode("utf-16-le")
_MOST_PACKED = 1_000_000
log = structlog.get_logger("arena.mailbox")


@dataclass(frozen=True, kw_only=True)
class Sorted:
    """What a mail is, and what was found in it; `outcome` is given where that says it all."""

    kind: Received
    key: str
    letter: Letter | None = None
    answer: Answer | None = None
    report: Report | None = None
    outcome: Outcome | None = None


def sort(octets: bytes, *, is_whole: bool = True) -> Sorted:
    """Judge a mail by its octets, or by its head where it is too big to be read."""
    try:
        letter = Letter(octets)
        if not is_whole:
            return _by_head(letter)
        return _by_all(letter)
    except Exception as error:  # noqa: BLE001 - anybody may have written it: it may do anything
        log.warning("mail_not_understood", reason=type(error).__name__)
        key = hashlib.sha256(octets).hexdigest()
        return Sorted(kind=Received.UNREADABLE, key=key, outcome=Outcome.BROKEN)


def _by_head(letter: Letter) -> Sorted:
    if is_circular(letter):
        return Sorted(
            kind=Received.CIRCULAR, key=letter.key, letter=letter, outcome=Outcome.SET_ASIDE
        )
    return Sorted(kind=Received.UNREADABLE, key=letter.key, letter=letter, outcome=Outcome.TOO_BIG)


def _by_all(letter: Letter) -> Sorted:
    """Judge by the whole: reports first, since they carry invitations of ours back."""
    key = letter.key
    if report := find_report(letter):
        return Sorted(kind=Received.RETURN, key=key, letter=letter, report=report)
    if answer := find_answer(letter):
        return Sorted(kind=Received.REPLY, key=key, letter=letter, answer=answer)
    if _is_packed(letter):
        return Sorted(kind=Received.REPLY, key=key, letter=letter, outcome=Outcome.PACKED)
    if is_automatic(letter):
        return Sorted(kind=Received.AUTOMATIC, key=key, letter=letter, outcome=Outcome.SET_ASIDE)
    if is_circular(letter):
        return Sorted(kind=Received.CIRCULAR, key=key, letter=letter, outcome=Outcome.SET_ASIDE)
    return Sorted(kind=Received.LETTER, key=key, letter=letter, outcome=Outcome.TO_READ)


def _is_packed(letter: Letter) -> bool:
    """Tell whether Outlook packed an answer into a winmail.dat (MS-OXTNEF)."""
    for part in letter.parts:
        name = (part.get_filename() or "").lower()
        if part.get_content_type() == "application/ms-tnef" or name == "winmail.dat":
            octets = octets_of(part)[:_MOST_PACKED]
            if _PACKED.search(octets) or _PACKED_UTF16 in octets:
                return True
    return False
