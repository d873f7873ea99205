"""Mails that nobody wrote to us: somebody is away, a mail was opened, a letter to thousands."""

from __future__ import annotations

import re

from arena.mailbox.letters import Letter

_AWAY = re.compile(
    r"^(?:automatic reply|auto(?:matic)?[- ]?reply|autosvar|automatiskt svar|frånvaro"
    r"|out of (?:the )?office|ej på kontoret|automatische antwort|vastaus poissaolosta)\b",
    re.IGNORECASE,
)
_SPAM = ("X-Spam-Flag", "X-Spam", "X-Spam-Status")
_MANY = {"bulk", "list", "junk"}


def is_automatic(letter: Letter) -> bool:
    """Tell whether a program answered a mail of ours by itself (RFC 3834, and what came before)."""
    submitted = letter.header("Auto-Submitted").partition(";")[0].strip().lower()
    if submitted and submitted != "no":
        return True
    if any(letter.has(name) for name in ("X-Autoreply", "X-Autorespond", "X-Autoresponse")):
        return True
    if letter.header("Precedence").lower() in ("auto_reply", "auto-reply"):
        return True
    if letter.parameter("report-type") == "disposition-notification":
        return True
    return bool(_AWAY.match(letter.title))


def is_circular(letter: Letter) -> bool:
    """Tell whether a mail went to many, or was found to be spam on its way."""
    return (
        letter.header("Precedence").lower() in _MANY
        or letter.has("List-Id")
        or letter.has("List-Unsubscribe")
        or any(letter.header(name).lower().startswith("yes") for name in _SPAM)
        or "sfv:spm" in letter.header("X-Forefront-Antispam-Report").lower()
    )
