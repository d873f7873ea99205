"""The judges written in Python: icalendar, recurring-ical-events, vobject and its dateutil."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from io import StringIO
from typing import Any

import recurring_ical_events
import vobject
from dateutil.tz import tzical
from icalendar import Calendar, Component
from vobject import icalendar as vobject_icalendar

from tests.events.judges.seen import Rejected, Seen, as_seen

VOBJECT_FAULTS = (
    vobject.base.VObjectError,
    AttributeError,
    KeyError,
    ValueError,
    AssertionError,
    StopIteration,
)
OPTIONAL = ("location", "description", "status")
_ZONE = re.compile(rb"^((?:TZID|X-LIC-LOCATION)[:]|[A-Z]+;TZID=)([^:\r]+)", re.MULTILINE)


def read_with_icalendar(ics: bytes) -> list[Seen]:
    """Return what icalendar sees when it is strict and must take the zone from the calendar.

    It knows the zones of the world by name; under another name it believes the VTIMEZONE.
    """
    calendar = _parsed(_ZONE.sub(rb"\1/arena.example/\2", ics))
    return [_seen(event) for event in calendar.walk("VEVENT")]


def read_with_recurring_ical_events(ics: bytes) -> list[Seen]:
    """Return what recurring-ical-events expands, which takes the zone by its name."""
    found = recurring_ical_events.of(_parsed(ics), skip_bad_series=False).all()
    return [_seen(event) for event in found]


def read_with_vobject(ics: bytes) -> list[Seen]:
    """Return what vobject sees, its zones taken from the calendar alone."""
    _forget_zones()
    try:
        calendar = vobject.readOne(ics.decode())
        calendar.validate(raiseException=True)
        return [_seen_by_vobject(event) for event in calendar.contents.get("vevent", [])]
    except VOBJECT_FAULTS as error:
        raise Rejected(f"vobject: {error!r}") from error


def shown_by_dateutil(ics: bytes, moments: list[datetime]) -> list[str]:
    """Return the local times at which dateutil shows the moments in the calendar's own zone."""
    zone = ics.decode().partition("BEGIN:VTIMEZONE")[2].partition("END:VTIMEZONE")[0]
    known = re.sub(r"X-[^\r]*\r\n", "", f"BEGIN:VTIMEZONE{zone}END:VTIMEZONE\r\n")
    try:
        tzinfo = tzical(StringIO(known)).get()
    except (ValueError, IndexError) as error:
        raise Rejected(f"dateutil: {error}") from error
    return [f"{moment.astimezone(tzinfo):%Y-%m-%dT%H:%M:%S}" for moment in moments]


def _parsed(ics: bytes) -> Calendar:
    try:
        calendar = Calendar.from_ical(ics)
    except ValueError as error:
        raise Rejected(f"icalendar: {error}") from error
    if faults := [fault for part in calendar.walk() for fault in part.errors]:
        raise Rejected(f"icalendar: {faults}")
    return calendar


def _seen(event: Component) -> Seen:
    try:
        return Seen(
            uid=str(event["UID"]),
            starts=as_seen(event["DTSTART"].dt),
            ends=as_seen(event["DTEND"].dt),
            status=str(event.get("STATUS", "")),
            sequence=int(event["SEQUENCE"]),
            stamp=_moment(event["DTSTAMP"].dt),
            summary=str(event["SUMMARY"]),
            location=str(event.get("LOCATION", "")),
            description=str(event.get("DESCRIPTION", "")),
        )
    except KeyError as error:
        raise Rejected(f"icalendar: no {error}") from error


def _seen_by_vobject(event: Any) -> Seen:
    texts = {name: lines[0].value for name, lines in event.contents.items() if name in OPTIONAL}
    return Seen(
        uid=event.uid.value,
        starts=as_seen(event.dtstart.value),
        ends=as_seen(event.dtend.value),
        status=texts.get("status", ""),
        sequence=int(event.sequence.value),
        stamp=_moment(event.dtstamp.value),
        summary=event.summary.value,
        location=texts.get("location", ""),
        description=texts.get("description", ""),
    )


def _moment(value: object) -> datetime:
    seen = as_seen(value)
    if not isinstance(seen, datetime) or seen.utcoffset() != timedelta(0):
        raise Rejected(f"not a moment in UTC: {value!r}")
    return seen


def _forget_zones() -> None:
    """Empty vobject's registry, which would let one calendar's zones answer for another's."""
    registry = vobject_icalendar.__dict__["__tzidMap"]
    registry.clear()
    vobject_icalendar.registerTzid("UTC", UTC)
