"""iTIP: invitations and cancellations as the calendar part of a mail (RFC 5546, RFC 6047)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from typing import Literal
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, vCalAddress, vText

from arena.events.ical import text
from arena.events.ical.calendar import END, header
from arena.events.ical.entry import EntryFacts
from arena.events.ical.timezone import vtimezone
from arena.events.ical.vevent import component

Method = Literal["REQUEST", "CANCEL"]
Partstat = Literal["ACCEPTED", "DECLINED", "TENTATIVE", "NEEDS-ACTION"]


@dataclass(frozen=True)
class Mailbox:
    """Somebody's name and e-mail address."""

    name: str
    address: str


def request(
    facts: EntryFacts,
    *,
    zone: ZoneInfo,
    organizer: Mailbox,
    attendee: Mailbox,
    stamped_at: datetime,
    partstat: Partstat = "ACCEPTED",
    asks_for_reply: bool = False,
) -> bytes:
    """Return the calendar that puts an entry into the attendee's own, or updates it there.

    `organizer` has the From address of the mail; `attendee` is the mail's only recipient;
    `stamped_at` is when the message was made, and the same when it is sent again. A booking already
    made is "ACCEPTED"; who is invited has the answer that is known, at first "NEEDS-ACTION". Only
    where somebody reads replies may a message ask for one. Raises `ValueError` for a cancelled
    entry (RFC 5546, 3.2.2), and when organizer and attendee are the same.
    """
    if facts.is_cancelled:
        raise ValueError("A cancelled entry is not requested but cancelled (RFC 5546, 3.2.2).")
    invited = _address(attendee)
    invited.params["ROLE"] = "REQ-PARTICIPANT"
    invited.params["PARTSTAT"] = partstat
    invited.params["RSVP"] = "TRUE" if asks_for_reply else "FALSE"
    event = component(facts, zone, stamped_at=stamped_at)
    return _message("REQUEST", event, zone, organizer, attendee, invited)


def cancel(
    facts: EntryFacts,
    *,
    zone: ZoneInfo,
    organizer: Mailbox,
    attendee: Mailbox,
    stamped_at: datetime,
) -> bytes:
    """Return the calendar that takes an entry out of the attendee's own (RFC 5546, 3.2.5).

    Of a cancelled entry it is the end of the whole; while the entry lives it takes out the one
    attendee who no longer takes part, and then says nothing of STATUS, which would end it for all.
    Either way SEQUENCE has risen above that of the last request; the other parameters are those of
    `request`.
    """
    event = component(facts, zone, stamped_at=stamped_at)
    if not facts.is_cancelled:
        del event["STATUS"]
    return _message("CANCEL", event, zone, organizer, attendee, _address(attendee))


def attach(message: EmailMessage, ics: bytes, *, method: Method, filename: str) -> None:
    """Add the calendar to a mail that has its text, and its HTML if any, but no attached file yet.

    It goes in twice, byte for byte alike: as an alternative of the text, from which programs make
    their buttons, and as an attached file for those that know only files (CalConnect, iMIP best
    practices). Raises `ValueError` when `method` is not the calendar's own (RFC 6047, 2.4): Outlook
    refuses that.
    """
    if f"\r\nMETHOD:{method}\r\n".encode() not in ics:
        raise ValueError(f"The calendar does not have METHOD:{method}.")
    declared = {"method": method, "charset": "utf-8"}
    message.add_alternative(ics, maintype="text", subtype="calendar", params=declared)
    message.add_attachment(
        ics, maintype="application", subtype="ics", filename=filename, params={"name": filename}
    )


def _message(
    method: Method,
    event: Event,
    zone: ZoneInfo,
    organizer: Mailbox,
    attendee: Mailbox,
    invited: vCalAddress,
) -> bytes:
    if organizer.address.casefold() == attendee.address.casefold():
        raise ValueError("The organizer of an entry cannot be its attendee.")
    event.add("organizer", _address(organizer))
    event.add("attendee", invited)
    calendar = Calendar()
    calendar.add("method", vText(method))
    return b"".join((header(calendar), vtimezone(zone.key), event.to_ical(sorted=False), END))


def _address(mailbox: Mailbox) -> vCalAddress:
    address = vCalAddress(text.mailto(mailbox.address))
    if name := text.parameter(mailbox.name):
        address.params["CN"] = name
    return address
