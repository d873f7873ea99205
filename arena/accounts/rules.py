"""How long sessions and links live, what a good password is, and where one may be sent on to."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Literal
from urllib.parse import urlsplit

SESSION_IDLE = timedelta(hours=12)
SESSION_LIFE = timedelta(days=7)
SESSION_TOUCH = timedelta(minutes=10)
LINK_LIFE = {"sign_in": timedelta(minutes=20), "invitation": timedelta(days=7)}
LINKS_AN_HOUR = 3
PASSWORD_MINIMUM = 12

# Who has just come by a mailed link has shown that the mailbox is theirs: that stands in for the
# old password, or nobody could replace a forgotten one.
FRESH_FROM_LINK = timedelta(minutes=20)

PasswordFault = Literal["short", "common", "own"]

# What is left of most leaked passwords once digits, signs and repeated letters are taken away.
_COMMON = """
    abc abcd abcde abcdef admin administrator arena changeme coordinator default demo flower
    football fotboll guest hej hejhej hello hemlig hemligt iloveyou jagalskardig letmein login
    losen losenord lösen lösenord love master monkey passw passwd passord password princess qwe
    qwer qwert qwerty qwertyui qwertyuiop asd asdf asdfg asdfgh asdfghjkl secret shadow sommar
    sommaren stockholm summer sunshine sverige sweden test testtest user valkommen vinter vintern
    välkommen welcome winter zaq zxc zxcv zxcvbn zxcvbnm
"""
_COMMON_CORES = frozenset(_COMMON.split())
_SEQUENCES = ("abcdefghijklmnopqrstuvwxyz", "01234567890123456789", "qwertyuiopåasdfghjklöäzxcvbnm")
_LETTERS_FOR_SIGNS = str.maketrans("0134578@$", "oieastbas")
_BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
_SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("CrOS", "ChromeOS"),
    ("Mac OS X", "Mac"),
    ("Linux", "Linux"),
)


@dataclass(frozen=True)
class SessionTimes:
    """What decides whether a session still holds."""

    last_seen_at: datetime
    expires_at: datetime
    ended_at: datetime | None


def is_session_alive(times: SessionTimes, now: datetime) -> bool:
    """Tell whether a session holds: not ended, not idle for 12 hours, not older than 7 days."""
    return (
        times.ended_at is None
        and now < times.expires_at
        and now < times.last_seen_at + SESSION_IDLE
    )


def is_touch_due(last_seen_at: datetime, now: datetime) -> bool:
    """Tell whether it is time to note again that somebody is there."""
    return now - last_seen_at >= SESSION_TOUCH


def is_link_alive(expires_at: datetime, used_at: datetime | None, now: datetime) -> bool:
    """Tell whether a one-time link still lets its person in."""
    return used_at is None and now < expires_at


def needs_current_password(
    has_password: bool, opened_with: str, opened_at: datetime, now: datetime
) -> bool:
    """Tell whether a new password needs the old one: not at first, nor fresh from a mailed link."""
    is_fresh = opened_with == "link" and now - opened_at < FRESH_FROM_LINK
    return has_password and not is_fresh


def password_fault(password: str, *, email: str, name: str) -> PasswordFault | None:
    """Return what is wrong with a new password, or None.

    Length does most (NIST SP 800-63B, 5.1.1.2: no composition rules, but a list of what is common
    and of the person's own words). A list of leaked passwords is many megabytes; nearly all entries
    of twelve characters or more are a common word, a run of keys or few characters, drawn out.
    """
    if len(password) < PASSWORD_MINIMUM:
        return "short"
    folded = password.casefold()
    if len(set(folded)) < 5 or _is_run(folded) or _is_repeated(folded):
        return "common"
    cores = {_letters(folded), _letters(folded.translate(_LETTERS_FOR_SIGNS))}
    if cores & _COMMON_CORES:
        return "common"
    own = {_letters(email.partition("@")[0].casefold()), _letters(name.casefold())}
    own |= {_letters(part) for part in re.split(r"[\s._+@-]+", f"{name} {email}".casefold())}
    return "own" if cores & (own - {""}) else None


def device_words(user_agent: str) -> str:
    """Return the browser and the system in their own names, “Firefox, Windows”; "" when unknown."""
    found = [
        next((name for mark, name in table if mark in user_agent), "")
        for table in (_BROWSERS, _SYSTEMS)
    ]
    return ", ".join(filter(None, found))


def local_path(address: str | None) -> str | None:
    """Return `address` if it leads to a page of this site by path alone, else None.

    Browsers drop tabs and line breaks, read a backslash as a slash, and take two slashes at the
    start as another host (WHATWG URL, 4.4): whatever could be read in two ways is refused.
    """
    if not address or len(address) > 500 or not address.startswith("/"):
        return None
    if address.startswith("//") or "\\" in address:
        return None
    if any(ord(c) <= 32 or ord(c) == 127 or 0xD800 <= ord(c) <= 0xDFFF for c in address):
        return None
    parts = urlsplit(address)
    return None if parts.scheme or parts.netloc or "//" in parts.path else address


def _letters(text: str) -> str:
    return "".join(c for c in text if c.isalpha())


def _is_run(text: str) -> bool:
    """Tell whether a text is mostly neighbours on the keyboard or in the alphabet."""
    pairs = list(pairwise(text))
    near = sum(_are_neighbours(first, second) for first, second in pairs)
    return near * 4 >= len(pairs) * 3


def _are_neighbours(first: str, second: str) -> bool:
    return any(first + second in row or second + first in row for row in _SEQUENCES)


def _is_repeated(text: str) -> bool:
    """Tell whether a text is one short piece said again and again."""
    return any(
        (text[:size] * (len(text) // size + 1))[: len(text)] == text
        for size in range(1, min(6, len(text) // 2) + 1)
    )
