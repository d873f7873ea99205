"""iTIP: invitations and cancellations by mail."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest

from arena.events.ical.itip import Mailbox, attach, cancel, request
from tests.events.entries import STOCKHOLM, entry
from tests.events.judges import JUDGES, expected, faults_of_mail

GOLDEN = Path(__file__).with_name("golden")
ARENA = Mailbox("Arenan", "arena@arena.example")
BOOKER = Mailbox("Anna Öberg", "anna.oberg@lovsund.example")
SENT = datetime(2026, 2, 4, 8, 0, tzinfo=UTC)
CANCELLED = replace(entry(), status="CANCELLED", sequence=1)


def invitation(**changes: Any) -> bytes:
    """Return the calendar that tells the booker of the visit."""
    people = {"organizer": ARENA, "attendee": BOOKER, "stamped_at": SENT}
    return request(entry(), zone=STOCKHOLM, **people | changes)


def cancellation(**changes: Any) -> bytes:
    """Return the calendar that tells the booker that the visit will not be."""
    people = {"organizer": ARENA, "attendee": BOOKER, "stamped_at": SENT}
    return cancel(CANCELLED, zone=STOCKHOLM, **people | changes)


def removal(**changes: Any) -> bytes:
    """Return the calendar that takes the visit, which takes place, out of one person's own."""
    people = {"organizer": ARENA, "attendee": BOOKER, "stamped_at": SENT}
    return cancel(entry(sequence=1), zone=STOCKHOLM, **people | changes)


def lines_of(ics: bytes) -> list[str]:
    """Return the unfolded lines of a calendar."""
    return re.sub(rb"\r\n ", b"", ics).decode().split("\r\n")


def mail(ics: bytes, method: Any) -> EmailMessage:
    """Return a mail with text, HTML and the calendar, as its receiver parses it."""
    message = EmailMessage()
    message["Subject"] = "Ditt besök"
    message.set_content("Välkomna!")
    message.add_alternative("<p>Välkomna!</p>", subtype="html")
    attach(message, ics, method=method, filename="studiebesok.ics")
    parsed = message_from_bytes(message.as_bytes(policy=policy.SMTP), policy=policy.default)
    assert isinstance(parsed, EmailMessage)
    return parsed


def test_a_request_is_as_agreed() -> None:
    assert invitation() == (GOLDEN / "request.ics").read_bytes()


def test_a_cancellation_is_as_agreed() -> None:
    assert cancellation() == (GOLDEN / "cancel.ics").read_bytes()


def test_a_removal_is_as_agreed() -> None:
    assert removal() == (GOLDEN / "removal.ics").read_bytes()


@pytest.mark.parametrize("name", ["request", "cancel", "removal"])
def test_what_was_agreed_has_no_fault_and_is_read_right(name: str) -> None:
    ics = (GOLDEN / f"{name}.ics").read_bytes()
    assert faults_of_mail(ics) == []
    facts = {"request": entry(), "cancel": CANCELLED, "removal": entry(sequence=1)}[name]
    summary = f"INSTÄLLT: {facts.summary}" if name == "cancel" else facts.summary
    wanted = replace(expected(facts, STOCKHOLM, summary=summary), stamp=SENT)
    if name == "removal":
        wanted = replace(wanted, status="")
    for judge_name, judge in JUDGES.items():
        assert judge(ics) == [wanted], judge_name


def test_a_booking_already_made_asks_for_no_reply() -> None:
    attendees = [line for line in lines_of(invitation()) if line.startswith("ATTENDEE")]
    assert attendees == [
        'ATTENDEE;CN="Anna Öberg";ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;RSVP=FALSE:'
        "mailto:anna.oberg@lovsund.example"
    ]


@pytest.mark.parametrize("partstat", ["NEEDS-ACTION", "TENTATIVE", "ACCEPTED", "DECLINED"])
def test_a_real_invitation_says_what_is_known_and_asks_for_a_reply(partstat) -> None:
    lines = "".join(lines_of(invitation(partstat=partstat, asks_for_reply=True)))
    assert f"PARTSTAT={partstat};RSVP=TRUE:" in lines


def test_where_nobody_reads_replies_none_is_asked_for() -> None:
    lines = "".join(lines_of(invitation(partstat="NEEDS-ACTION")))
    assert "PARTSTAT=NEEDS-ACTION;RSVP=FALSE:" in lines


def test_the_stamp_is_when_the_message_was_made() -> None:
    lines = lines_of(invitation())
    assert "DTSTAMP:20260204T080000Z" in lines
    assert "LAST-MODIFIED:20260203T140506Z" in lines


def test_a_message_sent_again_is_the_same_message() -> None:
    assert invitation() == invitation()


def test_a_cancellation_keeps_uid_time_and_title_and_raises_the_sequence() -> None:
    lines = lines_of(cancellation())
    assert "METHOD:CANCEL" in lines
    assert "STATUS:CANCELLED" in lines
    assert f"UID:{entry().uid}" in lines
    assert "SEQUENCE:1" in lines
    assert "DTSTART;TZID=Europe/Stockholm:20260701T090000" in lines
    assert "SUMMARY:INSTÄLLT: Studiebesök: Hållbar stadsutveckling" in lines


def test_a_mail_says_nothing_of_feeds_or_alarms() -> None:
    for ics in (invitation(), cancellation()):
        assert not re.search(rb"^(NAME|X-WR-|REFRESH|X-PUBLISHED|BEGIN:VALARM)", ics, re.MULTILINE)


def test_names_cannot_break_out_of_their_parameter() -> None:
    hostile = Mailbox('Eve";RSVP=TRUE:mailto:x\r\nATTENDEE:y', "eve@example.org")
    ics = invitation(attendee=hostile)
    assert faults_of_mail(ics) == []
    (line,) = [line for line in lines_of(ics) if line.startswith("ATTENDEE")]
    assert line.startswith('ATTENDEE;CN="Eve\';RSVP=TRUE:mailto:x ATTENDEE:y";')
    assert line.endswith("RSVP=FALSE:mailto:eve@example.org")


def test_addresses_cannot_break_out_of_their_value() -> None:
    ics = invitation(attendee=Mailbox("", "eve@example.org\r\nX-EVIL:1"))
    assert not [line for line in lines_of(ics) if line.startswith("X-EVIL")]


def test_somebody_without_a_name_has_none() -> None:
    lines = lines_of(invitation(attendee=Mailbox(" ", "anna@example.org")))
    assert not [line for line in lines if line.startswith("ATTENDEE") and "CN=" in line]


def test_the_organizer_is_never_the_attendee() -> None:
    with pytest.raises(ValueError, match="organizer"):
        invitation(attendee=Mailbox("Arenan", "ARENA@arena.example"))


def test_only_what_takes_place_is_requested() -> None:
    with pytest.raises(ValueError, match="cancelled"):
        request(CANCELLED, zone=STOCKHOLM, organizer=ARENA, attendee=BOOKER, stamped_at=SENT)


def test_one_who_leaves_is_taken_off_alone_and_nothing_is_called_off() -> None:
    lines = lines_of(removal())
    assert "METHOD:CANCEL" in lines
    assert not [line for line in lines if line.startswith("STATUS")]
    assert f"UID:{entry().uid}" in lines
    assert "SEQUENCE:1" in lines
    assert f"SUMMARY:{entry().summary}" in lines
    attendees = [line for line in lines if line.startswith("ATTENDEE")]
    assert attendees == ['ATTENDEE;CN="Anna Öberg":mailto:anna.oberg@lovsund.example']


def test_the_mail_has_the_parts_that_programs_look_for() -> None:
    received = mail(invitation(), "REQUEST")
    assert received.get_content_type() == "multipart/mixed"
    alternative, attachment = received.iter_parts()
    assert alternative.get_content_type() == "multipart/alternative"
    parts = [part.get_content_type() for part in alternative.iter_parts()]
    assert parts == ["text/plain", "text/html", "text/calendar"]
    assert attachment.get_content_type() == "application/ics"
    assert attachment.get_content_disposition() == "attachment"
    assert attachment.get_filename() == "studiebesok.ics"
    assert attachment["Content-Type"].params["name"] == "studiebesok.ics"


@pytest.mark.parametrize("method", ["REQUEST", "CANCEL"])
def test_both_calendars_of_a_mail_are_alike_to_the_byte(method: str) -> None:
    ics = invitation() if method == "REQUEST" else cancellation()
    alternative, attachment = mail(ics, method).iter_parts()
    calendar = list(alternative.iter_parts())[-1]
    assert calendar.get_payload(decode=True) == ics
    assert attachment.get_payload(decode=True) == ics
    assert calendar["Content-Type"].params == {"method": method, "charset": "utf-8"}
    assert calendar.get_content_disposition() is None
    for part in (calendar, attachment):
        assert part["Content-Transfer-Encoding"] == "base64"


def test_a_mail_without_html_has_its_parts_too() -> None:
    message = EmailMessage()
    message.set_content("Välkomna!")
    attach(message, invitation(), method="REQUEST", filename="x.ics")
    alternative, _ = message.iter_parts()
    assert [part.get_content_type() for part in alternative.iter_parts()] == [
        "text/plain",
        "text/calendar",
    ]


def test_a_mail_never_names_another_method_than_its_calendar() -> None:
    with pytest.raises(ValueError, match="METHOD"):
        mail(invitation(), "CANCEL")
