"""Calendar programs that nobody here wrote, asked what they see in a calendar."""

from __future__ import annotations

from collections.abc import Callable

from tests.events.judges.checks import faults_of_feed, faults_of_mail
from tests.events.judges.ical_js import read_with_ical_js
from tests.events.judges.python import (
    read_with_icalendar,
    read_with_recurring_ical_events,
    read_with_vobject,
    shown_by_dateutil,
)
from tests.events.judges.seen import Rejected, Seen, expected

Judge = Callable[[bytes], list[Seen]]

JUDGES: dict[str, Judge] = {
    "ical.js": read_with_ical_js,
    "vobject": read_with_vobject,
    "icalendar": read_with_icalendar,
    "recurring-ical-events": read_with_recurring_ical_events,
}
__all__ = [
    "JUDGES",
    "Judge",
    "Rejected",
    "Seen",
    "expected",
    "faults_of_feed",
    "faults_of_mail",
    "shown_by_dateutil",
]
