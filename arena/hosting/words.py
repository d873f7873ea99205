"""Hosts' own time in the words that people read."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from arena import clock
from arena.hosting.models import Absence
from arena.hosting.rules.troubles import Trouble
from arena.hosting.rules.writing import masked
from arena.web import filters

_T = Trouble
TROUBLES: Mapping[Trouble, Any] = {
    _T.ADDRESS: _l(
        "The address leads to one that we do not read. Copy the secret address in iCal format "
        "once more: it begins with https:// or webcal://."
    ),
    _T.UNKNOWN: _l("There is no server of that name. Look for a slip in the address."),
    _T.PRIVATE: _l(
        "The server is in a network of its own, where we do not look. Share the calendar on the "
        "internet, or tell of your absences here instead."
    ),
    _T.UNREACHABLE: _l("The server does not answer. We try again by ourselves."),
    _T.UNTRUSTED: _l("The server cannot show that it is the right one. Tell whoever runs it."),
    _T.REFUSED: _l(
        "The server asks for a password. Use the calendar’s secret address, which needs none."
    ),
    _T.GONE: _l("There is no calendar at that address any more. Copy its address anew."),
    _T.ANSWER: _l("The server answered with an error. We try again by ourselves."),
    _T.REDIRECTS: _l("The address leads on and on. Copy the calendar’s own address."),
    _T.TOO_SLOW: _l("The server took more than ten seconds. We try again by ourselves."),
    _T.TOO_LARGE: _l(
        "The calendar is larger than 2 MB. Share one that holds only what is to come."
    ),
    _T.NO_CALENDAR: _l(
        "What is there is no calendar that we can read. The address of a web page does not do: "
        "copy the one in iCal format."
    ),
    _T.TOO_MUCH: _l(
        "The calendar holds more than we can read, or something that repeats every hour or more "
        "often. Share one that holds less."
    ),
    _T.UNEXPECTED: _l("Something went wrong with us when we read it. We try again by ourselves."),
    _T.CLOSED: _l("The demo arena reads no calendars."),
}


def trouble_words(trouble: str) -> Any:
    """`{{ calendar.trouble|trouble_words }}`: what went wrong, and what to do."""
    return TROUBLES[Trouble(trouble)]


def masked_address(address: str) -> str:
    """`{{ calendar.address|masked_address }}`: the server, and nothing that opens the calendar."""
    return masked(address)


def absence_words(absence: Absence) -> str:
    """`{{ absence|absence_words }}`: the days, or the day and its hours."""
    if not absence.is_whole_days:
        return filters.span(absence.starts_at, absence.ends_at)
    first = clock.date_of(absence.starts_at)
    last = clock.date_of(absence.ends_at - timedelta(minutes=1))
    if first == last:
        return filters.day(first)
    return str(_("%(first)s to %(last)s", first=filters.day(first), last=filters.day(last)))


FILTERS = (trouble_words, masked_address, absence_words)
