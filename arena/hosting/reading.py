"""Reading a host's own calendar: fetched, parsed, and only free or busy kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import structlog
from flask import Flask, current_app

from arena import clock
from arena.config import Settings
from arena.hosting.network import ClosedNetwork, Network, Unread, fetch
from arena.hosting.parsing import TooMuch, Unreadable, read_busy_times, window
from arena.hosting.rules.troubles import Trouble
from arena.hosting.rules.writing import read_address

NETWORK = "arena.hosting.network"
log = structlog.get_logger("arena.hosting")


@dataclass(frozen=True, kw_only=True)
class Entry:
    """Somebody is busy over `[starts_at, ends_at)`; the UID tells only whether it is our own."""

    uid: str
    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True, kw_only=True)
class Reading:
    """What came of reading a calendar: entries, nothing new, or a trouble."""

    address: str
    entries: Sequence[Entry] = ()
    etag: str = ""
    last_modified: str = ""
    is_unchanged: bool = False
    trouble: Trouble | None = None


def init_app(app: Flask) -> None:
    """Open the way to calendars; in the demo it stays closed."""
    settings: Settings = app.extensions["arena.settings"]
    app.extensions[NETWORK] = ClosedNetwork() if settings.demo else Network()


def try_address(text: str) -> Reading:
    """Read the calendar at an address that somebody has pasted."""
    address = read_address(text)
    if address is None:
        return Reading(address=text, trouble=Trouble.ADDRESS)
    return read_calendar(address.text)


def read_calendar(address: str, *, etag: str = "", last_modified: str = "") -> Reading:
    """Read the calendar at an address; whatever is wrong with it is the reading's trouble."""
    network: Network = current_app.extensions[NETWORK]
    starts_at, ends_at = window(clock.now())
    try:
        fetched = fetch(address, network, etag=etag, last_modified=last_modified)
        if fetched.content is None:
            return Reading(
                address=address, is_unchanged=True, etag=etag, last_modified=last_modified
            )
        found = read_busy_times(
            fetched.content, starts_at=starts_at, ends_at=ends_at, zone=clock.zone().key
        )
    except Unread as error:
        return Reading(address=address, trouble=error.trouble)
    except TooMuch:
        return Reading(address=address, trouble=Trouble.TOO_MUCH)
    except Unreadable:
        return Reading(address=address, trouble=Trouble.NO_CALENDAR)
    except Exception as error:  # noqa: BLE001 - others wrote what is read: it may do anything
        # Never its words: they may hold the address, which opens the calendar.
        log.warning("calendar_reading_failed", reason=type(error).__name__)
        return Reading(address=address, trouble=Trouble.UNEXPECTED)
    return Reading(
        address=address,
        entries=[Entry(uid=uid, starts_at=start, ends_at=end) for uid, start, end in found],
        etag=fetched.etag,
        last_modified=fetched.last_modified,
    )
