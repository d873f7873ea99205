"""How long a revoked feed is answered, when a feed was last modified, and who reads it."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from arena.events.rules import midnight

KEPT_AFTER_END = timedelta(days=90)
BROWSER = "browser"  # Somebody has looked; people read the word in their own language.
_SECOND = timedelta(seconds=1)

# What a program calls itself, and what people call it; the first that is found wins.
_CLIENTS = (
    ("google-calendar", "Google Calendar"),
    ("microsoft.exchange", "Outlook"),
    ("microsoft office", "Outlook"),
    ("ms-office", "Outlook"),
    ("outlook", "Outlook"),
    ("thunderbird", "Thunderbird"),
    ("betterbird", "Betterbird"),
    ("nextcloud", "Nextcloud"),
    ("icsx5", "ICSx⁵"),
    ("fastmail", "Fastmail"),
    ("proton", "Proton Calendar"),
    ("homeassistant", "Home Assistant"),
    ("evolution", "Evolution"),
    ("mozilla/", BROWSER),
    ("macos", "Mac"),
    ("mac os x", "Mac"),
    ("ios/", "iPhone, iPad"),
    ("dataaccessd", "iPhone, iPad"),
)
_PRODUCT = re.compile(r"[A-Za-z][\w.+ -]*")
_LONGEST = 80


def end_of_second(change: datetime) -> datetime:
    """Return the whole second by which a change can no longer be missed.

    The second itself will not do: what was fetched in it, before the change, would bear the same
    time, and seem to be the newest for ever (RFC 9110, 8.8.2.2).
    """
    return change.astimezone(UTC).replace(microsecond=0) + _SECOND


def last_modified(today: date, zone: ZoneInfo, changed_at: datetime | None) -> datetime:
    """Return the whole second since which a feed is what it is; it only ever rises.

    That is when any event changed, or the midnight at which the window of the feed moved.
    """
    moved_at = midnight(today, zone).astimezone(UTC)
    return moved_at if changed_at is None else max(moved_at, end_of_second(changed_at))


def ended_at(revoked_at: datetime | None, closed_at: datetime | None) -> datetime | None:
    """Return when a feed ended: it was revoked, or its person's account closed."""
    return min((at for at in (revoked_at, closed_at) if at), default=None)


def is_gone(ended: datetime, now: datetime) -> bool:
    """Tell whether an ended feed is no longer answered, not even as an emptied one."""
    return now - ended >= KEPT_AFTER_END


def client_name(user_agent: str) -> str:
    """Return what to call the program that read a feed; "" for one that does not say.

    Only told to people, never decided by: who filters by it locks honest programs out.
    """
    lowered = user_agent.lower()
    for sign, name in _CLIENTS:
        if sign in lowered:
            return name
    product = _PRODUCT.match(user_agent.strip())
    return product[0].strip()[:_LONGEST] if product else ""


def first_of_month(day: date) -> date:
    """Return the first day of a date's month."""
    return day.replace(day=1)


def following_month(month: date, months: int = 1) -> date:
    """Return the first day of the month that is `months` later, or earlier when negative."""
    year, number = divmod(month.year * 12 + month.month - 1 + months, 12)
    return date(year, number + 1, 1)


def find_month(text: str, earliest: date, latest: date) -> date | None:
    """Return the month that “2026-11” names, if one of its days lies between two dates."""
    found = re.fullmatch(r"(\d{4})-(\d{2})", text, re.ASCII)
    if found is None or not 1 <= int(found[2]) <= 12 or not int(found[1]):
        return None
    month = date(int(found[1]), int(found[2]), 1)
    return month if first_of_month(earliest) <= month <= latest else None
