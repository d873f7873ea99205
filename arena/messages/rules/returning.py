"""What the answer of a mail server means for a mail, and for the address that it was sent to.

RFC 3463 gives the codes; servers use them loosely, so their words are read as well.
"""

from __future__ import annotations

import re
from typing import Literal

Verdict = Literal["dead", "lost", "delayed"]

_STATUS = re.compile(r"(?<![\d.])([245])\.(\d{1,3})\.(\d{1,3})(?![\d.])")
_REPLY = re.compile(r"(?<![\d.])([45])\d\d(?=[ \-#])")
# About the address: no such mailbox, no such domain, moved, takes no mail at all.
_DEAD = {
    (1, 1), (1, 2), (1, 3), (1, 6), (1, 10), (2, 1), (4, 4),
}  # fmt: skip
# About us, the text or the moment: another mail may well arrive.
_ELSEWHERE = {(1, 7), (1, 8), (2, 2), (2, 3)}
_NOBODY = re.compile(
    r"user unknown|unknown user|no such (?:user|mailbox|recipient|address|person)"
    r"|(?:does not|doesn'?t|not) exist|unknown (?:recipient|address|mailbox)"
    r"|recipient (?:unknown|not found|address rejected)|invalid (?:recipient|mailbox|address)"
    r"|(?:user|mailbox|address|recipient|account)(?: \S+)? (?:not found|is disabled|is inactive)"
    r"|no mailbox here|host (?:or domain name )?not found|account (?:has been )?disabled"
    r"|finns inte|okänd (?:mottagare|användare)|hittades inte",
    re.IGNORECASE,
)
_FULL = re.compile(
    r"quota|mailbox (?:is )?full|over ?size|too (?:large|big)|spam|policy|blocked|blacklist"
    r"|greylist|rate limit|sender (?:address )?rejected|\bfull\b",
    re.IGNORECASE,
)
_MOST = 4000  # Characters of the server's words that are read.


def weigh_return(action: str, status: str, words: str) -> Verdict:
    """Return what became of a mail, by a delivery report's Action, Status and Diagnostic-Code.

    "dead": no mail reaches the address; "lost": this mail did not arrive; "delayed": it may yet.
    Any of them may be missing. In doubt an address lives: who is wrongly left out never learns it.
    """
    words = words[:_MOST]
    if action.strip().lower() == "delayed":
        return "delayed"
    code = _STATUS.search(status) or _STATUS.search(words)
    if code is None:
        return _by_words(action, words)
    of_what, which = int(code[2]), int(code[3])
    if code[1] == "4":
        return "lost" if action.strip().lower() == "failed" else "delayed"
    if (of_what, which) in _ELSEWHERE:
        return "lost"
    if (of_what, which) in _DEAD:
        return "lost" if of_what == 2 and _FULL.search(words) else "dead"
    is_about_somebody = _NOBODY.search(words) and not _FULL.search(words)
    return "dead" if is_about_somebody else "lost"


def _by_words(action: str, words: str) -> Verdict:
    """Weigh a report without an enhanced code, by the reply code of SMTP and the words."""
    reply = _REPLY.search(words)
    if reply and reply[1] == "4" and action.strip().lower() != "failed":
        return "delayed"
    return "dead" if _NOBODY.search(words) and not _FULL.search(words) else "lost"
