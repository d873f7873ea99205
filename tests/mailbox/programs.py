"""Answers as calendar programs write them: their shape from what each is known to do, our words.

Each takes who answers, what, about which invitation, and gives the mail's octets. The people and
their addresses are made up.
"""

from __future__ import annotations

import base64
import quopri
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.header import Header

ARENA = "arena@localhost"
ANSWERED_AT = datetime(2026, 11, 24, 7, 30, tzinfo=UTC)
WORDS = {"ACCEPTED": "Accepterat", "DECLINED": "Avböjt", "TENTATIVE": "Preliminärt"}


@dataclass(frozen=True, kw_only=True)
class Given:
    """What somebody answered."""

    uid: str
    address: str = "anna.alm@lovsund.example"
    name: str = "Anna Alm"
    partstat: str = "ACCEPTED"
    sequence: int = 0
    at: datetime = ANSWERED_AT
    comment: str = ""
    message_id: str = "<svar-1@lovsund.example>"
    method: str = "REPLY"


def _lines(text: str) -> bytes:
    return text.replace("\n", "\r\n").encode()


def _stamp(given: Given) -> str:
    return f"{given.at:%Y%m%dT%H%M%SZ}"


def _wrapped(octets: bytes) -> str:
    return base64.encodebytes(octets).decode().strip()


def outlook(given: Given) -> bytes:
    """Exchange: no ORGANIZER, its own zone names, MAILTO in capitals, the calendar in base64."""
    ics = (
        "BEGIN:VCALENDAR\nMETHOD:{method}\nPRODID:Microsoft Exchange Server 2010\nVERSION:2.0\n"
        "BEGIN:VTIMEZONE\nTZID:W. Europe Standard Time\nBEGIN:STANDARD\nDTSTART:16010101T030000\n"
        "TZOFFSETFROM:+0200\nTZOFFSETTO:+0100\n"
        "RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10\nEND:STANDARD\nBEGIN:DAYLIGHT\n"
        "DTSTART:16010101T020000\nTZOFFSETFROM:+0100\nTZOFFSETTO:+0200\n"
        "RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3\nEND:DAYLIGHT\nEND:VTIMEZONE\n"
        "BEGIN:VEVENT\nATTENDEE;PARTSTAT={partstat};CN={name}:MAILTO:{address}\n"
        "COMMENT;LANGUAGE=sv-SE:{comment}\\n\nUID:{uid}\n"
        "SUMMARY;LANGUAGE=sv-SE:{word}: Nätverksmöte\n"
        "DTSTART;TZID=W. Europe Standard Time:20301203T090000\n"
        "DTEND;TZID=W. Europe Standard Time:20301203T103000\nCLASS:PUBLIC\nPRIORITY:5\n"
        "DTSTAMP:{stamp}\nTRANSP:OPAQUE\nSTATUS:CONFIRMED\nSEQUENCE:{sequence}\n"
        "LOCATION;LANGUAGE=sv-SE:Portvakten\nX-MICROSOFT-CDO-APPT-SEQUENCE:{sequence}\n"
        "X-MICROSOFT-CDO-OWNERAPPTID:-1\nX-MICROSOFT-CDO-BUSYSTATUS:BUSY\n"
        "X-MICROSOFT-CDO-ALLDAYEVENT:FALSE\nX-MICROSOFT-DISALLOW-COUNTER:FALSE\n"
        "END:VEVENT\nEND:VCALENDAR\n"
    ).format(**_values(given))
    return _lines(
        f'From: "{given.name}" <{given.address}>\nTo: Arena <{ARENA}>\n'
        f"Subject: =?utf-8?B?{base64.b64encode(_subject(given).encode()).decode()}?=\n"
        f"Thread-Topic: Nätverksmöte\nMessage-ID: {given.message_id}\n"
        f"Date: {given.at:%a, %d %b %Y %H:%M:%S} +0000\nAccept-Language: sv-SE, en-US\n"
        "Content-Language: sv-SE\nX-MS-Has-Attach:\nX-MS-TNEF-Correlator:\n"
        'Content-Type: multipart/alternative;\n\tboundary="_000_SVAR01_"\nMIME-Version: 1.0\n\n'
        '--_000_SVAR01_\nContent-Type: text/plain; charset="iso-8859-1"\n'
        "Content-Transfer-Encoding: quoted-printable\n\n\n"
        '--_000_SVAR01_\nContent-Type: text/html; charset="iso-8859-1"\n'
        "Content-Transfer-Encoding: quoted-printable\n\n<html><body></body></html>\n"
        f'--_000_SVAR01_\nContent-Type: text/calendar; charset="utf-8"; method={given.method}\n'
        f"Content-Transfer-Encoding: base64\n\n{_wrapped(_lines(ics))}\n--_000_SVAR01_--\n"
    )


def google(given: Given) -> bytes:
    """Google: the comment in a parameter, two copies, sent for the person by the calendar."""
    comment = f';X-RESPONSE-COMMENT="{given.comment}"' if given.comment else ""
    ics = (
        "BEGIN:VCALENDAR\nPRODID:-//Google Inc//Google Calendar 70.9054//EN\nVERSION:2.0\n"
        "CALSCALE:GREGORIAN\nMETHOD:{method}\nBEGIN:VEVENT\nDTSTART:20301203T080000Z\n"
        "DTEND:20301203T093000Z\nDTSTAMP:{stamp}\nORGANIZER;CN=Arena:mailto:arena@localhost\n"
        "UID:{uid}\nATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT={partstat};CN={name};"
        "X-NUM-GUESTS=0" + comment + ":mailto:{address}\n"
        "X-MICROSOFT-CDO-OWNERAPPTID:1284673015\nCREATED:20261120T080000Z\nDESCRIPTION:\n"
        "LAST-MODIFIED:{stamp}\nLOCATION:Portvakten\nSEQUENCE:{sequence}\nSTATUS:CONFIRMED\n"
        "SUMMARY:Nätverksmöte\nTRANSP:OPAQUE\nEND:VEVENT\nEND:VCALENDAR\n"
    ).format(**_values(given))
    text = f"{given.name} har svarat på inbjudan."
    return _lines(
        f"From: {given.name} <{given.address}>\nSender: Google Calendar <calendar-noti"
        f"fication@google.example>\nReply-To: {given.name} <{given.address}>\nTo: {ARENA}\n"
        f"Message-ID: {given.message_id}\nMIME-Version: 1.0\n"
        f"Date: {given.at:%a, %d %b %Y %H:%M:%S} +0000\n"
        f"Subject: {Header(_subject(given), 'utf-8').encode()}\n"
        'Content-Type: multipart/mixed; boundary="0000000000a1"\n\n--0000000000a1\n'
        'Content-Type: multipart/alternative; boundary="0000000000a2"\n\n--0000000000a2\n'
        'Content-Type: text/plain; charset="UTF-8"; format=flowed; delsp=yes\n'
        f"Content-Transfer-Encoding: base64\n\n{_wrapped(text.encode())}\n--0000000000a2\n"
        'Content-Type: text/html; charset="UTF-8"\nContent-Transfer-Encoding: quoted-printable\n\n'
        f"<p>{quopri.encodestring(text.encode()).decode()}</p>\n--0000000000a2\n"
        f'Content-Type: text/calendar; charset="UTF-8"; method={given.method}\n'
        "Content-Transfer-Encoding: quoted-printable\n\n"
        f"{quopri.encodestring(ics.encode()).decode()}\n--0000000000a2--\n--0000000000a1\n"
        'Content-Type: application/ics; name="invite.ics"\n'
        'Content-Disposition: attachment; filename="invite.ics"\n'
        f"Content-Transfer-Encoding: base64\n\n{_wrapped(_lines(ics))}\n--0000000000a1--\n"
    )


def apple(given: Given) -> bytes:
    """Apple: folded lines, an e-mail parameter beside the address, the calendar as it stands."""
    comment = f"COMMENT:{given.comment}\n" if given.comment else ""
    ics = (
        "BEGIN:VCALENDAR\nCALSCALE:GREGORIAN\nVERSION:2.0\nPRODID:-//Apple Inc.//macOS 14.5//EN\n"
        "METHOD:{method}\nBEGIN:VTIMEZONE\nTZID:Europe/Stockholm\nBEGIN:STANDARD\n"
        "TZOFFSETFROM:+0200\nDTSTART:19961027T030000\nTZNAME:CET\nTZOFFSETTO:+0100\n"
        "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\nEND:STANDARD\nEND:VTIMEZONE\nBEGIN:VEVENT\n"
        "TRANSP:OPAQUE\nDTEND;TZID=Europe/Stockholm:20301203T103000\n"
        "ORGANIZER;CN=Arena;EMAIL=arena@localhost:mailto:arena@localhost\nUID:{uid}\n"
        "DTSTAMP:{stamp}\n" + comment + "SEQUENCE:{sequence}\nSUMMARY:Nätverksmöte\n"
        "DTSTART;TZID=Europe/Stockholm:20301203T090000\n"
        'ATTENDEE;CN="{name}";CUTYPE=INDIVIDUAL;EMAIL="{address}";PARTSTAT\n'
        " ={partstat}:mailto:{address}\nEND:VEVENT\nEND:VCALENDAR\n"
    ).format(**_values(given))
    return _lines(
        f"From: {given.name} <{given.address}>\nTo: {ARENA}\nMessage-Id: {given.message_id}\n"
        f"Date: {given.at:%a, %d %b %Y %H:%M:%S} +0000\nMime-Version: 1.0 (Mac OS X Mail 16.0)\n"
        f"Subject: {_subject(given).encode('ascii', 'replace').decode()}\n"
        "X-Mailer: Apple Mail (2.3774)\n"
        'Content-Type: multipart/mixed;\n\tboundary="Apple-Mail=_7F"\n\n--Apple-Mail=_7F\n'
        "Content-Transfer-Encoding: 7bit\nContent-Type: text/plain;\n\tcharset=us-ascii\n\n\n"
        "--Apple-Mail=_7F\nContent-Disposition: attachment;\n\tfilename=iCal-svar.ics\n"
        f'Content-Type: text/calendar;\n\tmethod={given.method};\n\tname="iCal-svar.ics";\n\t'
        f"charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n{ics}\n--Apple-Mail=_7F--\n"
    )


def thunderbird(given: Given) -> bytes:
    """Thunderbird: what was received told in properties of its own, several headers less."""
    comment = f"COMMENT:{given.comment}\n" if given.comment else ""
    ics = (
        "BEGIN:VCALENDAR\nPRODID:-//Mozilla.org/NONSGML Mozilla Calendar V1.1//EN\nVERSION:2.0\n"
        "METHOD:{method}\nBEGIN:VEVENT\nCREATED:20261120T080000Z\nLAST-MODIFIED:{stamp}\n"
        "DTSTAMP:{stamp}\nUID:{uid}\nSUMMARY:Nätverksmöte\nORGANIZER;RSVP=TRUE;CN=Arena;PARTSTA"
        "T=ACCEPTED;ROLE=CHAIR:mailto:\n arena@localhost\n"
        "ATTENDEE;CN={name};PARTSTAT={partstat};CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIP\n"
        " ANT:mailto:{address}\nX-MOZ-RECEIVED-SEQUENCE:{sequence}\n"
        "X-MOZ-RECEIVED-DTSTAMP:20261120T080000Z\n" + comment + "DTSTART:20301203T080000Z\n"
        "DTEND:20301203T093000Z\nSEQUENCE:{sequence}\nBEGIN:VALARM\nACTION:DISPLAY\n"
        "TRIGGER:-PT15M\nDESCRIPTION:Påminnelse\nEND:VALARM\nEND:VEVENT\nEND:VCALENDAR\n"
    ).format(**_values(given))
    return _lines(
        f"Message-ID: {given.message_id}\nDate: {given.at:%a, %d %b %Y %H:%M:%S} +0000\n"
        f"MIME-Version: 1.0\nTo: {ARENA}\nFrom: {given.name} <{given.address}>\n"
        f"Subject: {_subject(given).encode('ascii', 'replace').decode()}\n"
        'Content-Type: multipart/mixed; boundary="------------03"\n\n--------------03\n'
        'Content-Type: multipart/alternative; boundary="------------04"\n\n--------------04\n'
        "Content-Type: text/plain; charset=UTF-8\nContent-Transfer-Encoding: 8bit\n\n"
        f"{given.name} har svarat.\n\n--------------04\n"
        f"Content-Type: text/calendar; method={given.method}; charset=UTF-8\n"
        f"Content-Transfer-Encoding: 8bit\n\n{ics}\n--------------04--\n\n--------------03--\n"
    )


def outlook_in_utf16(given: Given) -> bytes:
    """An older Outlook behind a gateway: UTF-16 and a file name instead of a calendar's type."""
    plain = (
        "BEGIN:VCALENDAR\nPRODID:-//Microsoft Corporation//Outlook 16.0 MIMEDIR//EN\nVERSION:2.0\n"
        "METHOD:{method}\nX-MS-OLK-FORCEINSPECTOROPEN:TRUE\nBEGIN:VEVENT\n"
        'ATTENDEE;PARTSTAT={partstat};CN="{name}":mailto:{address}\nCLASS:PUBLIC\n'
        "CREATED:20261120T080000Z\nDESCRIPTION:{comment}\\n\nDTSTAMP:{stamp}\n"
        "PRIORITY:5\nSEQUENCE:{sequence}\nUID:{uid}\nX-MICROSOFT-CDO-IMPORTANCE:1\n"
        "END:VEVENT\nEND:VCALENDAR\n"
    ).format(**_values(given))
    octets = plain.replace("\n", "\r\n").encode("utf-16")
    return _lines(
        f"From: {given.name} <{given.address}>\nTo: <{ARENA}>\nMessage-ID: {given.message_id}\n"
        f"Date: {given.at:%a, %d %b %Y %H:%M:%S} +0000\n"
        f"Subject: {_subject(given).encode('ascii', 'replace').decode()}\nMIME-Version: 1.0\n"
        'Content-Type: multipart/mixed; boundary="=_NextPart"\n\n--=_NextPart\n'
        "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n"
        f"{given.comment}\n--=_NextPart\n"
        'Content-Type: application/octet-stream; name="meeting.ics"\n'
        "Content-Transfer-Encoding: base64\n"
        f'Content-Disposition: attachment; filename="meeting.ics"\n\n{_wrapped(octets)}\n'
        '--=_NextPart\nContent-Type: application/ms-tnef; name="winmail.dat"\n'
        "Content-Transfer-Encoding: base64\nContent-Disposition: attachment; "
        f'filename="winmail.dat"\n\n{_wrapped(_packed(given))}\n--=_NextPart--\n'
    )


def winmail(given: Given) -> bytes:
    """Outlook in its rich text format: the answer is packed up, and nothing else is there."""
    return _lines(
        f"From: {given.name} <{given.address}>\nTo: <{ARENA}>\nMessage-ID: {given.message_id}\n"
        f"Subject: {_subject(given).encode('ascii', 'replace').decode()}\nMIME-Version: 1.0\n"
        'Content-Type: multipart/mixed; boundary="=_Next"\n\n--=_Next\n'
        'Content-Type: text/plain; charset="us-ascii"\n\n\n--=_Next\n'
        'Content-Type: application/ms-tnef; name="winmail.dat"\n'
        "Content-Transfer-Encoding: base64\nContent-Disposition: attachment; "
        f'filename="winmail.dat"\n\n{_wrapped(_packed(given))}\n--=_Next--\n'
    )


def _packed(given: Given) -> bytes:
    signature = bytes.fromhex("789f3e22010001088007001b000000")
    return signature + b"IPM.Schedule.Meeting.Resp.Pos\0"


def _subject(given: Given) -> str:
    return f"{WORDS.get(given.partstat, 'Svar')}: Nätverksmöte"


def _values(given: Given) -> dict[str, object]:
    return {
        **given.__dict__, "stamp": _stamp(given), "word": WORDS.get(given.partstat, "Svar"),
    }  # fmt: skip


PROGRAMS: dict[str, Callable[[Given], bytes]] = {
    "outlook": outlook,
    "google": google,
    "apple": apple,
    "thunderbird": thunderbird,
    "outlook in utf-16": outlook_in_utf16,
}
