"""What mail servers write when a mail does not arrive: known shapes, our words."""

from __future__ import annotations

ORIGINAL = (
    "Message-ID: {id}\nDate: Tue, 24 Nov 2026 08:00:00 +0000\nFrom: Arena <arena@localhost>\n"
    "To: Anna Alm <anna.alm@lovsund.example>\nSubject: Ert besök\nIn-Reply-To: {first}\n"
    "References: {first}\nMIME-Version: 1.0\n"
)
POSTFIX = (
    "Return-Path: <>\nFrom: MAILER-DAEMON@mx.lovsund.example (Mail Delivery System)\n"
    "To: arena@localhost\nSubject: Undelivered Mail Returned to Sender\n"
    "Auto-Submitted: auto-replied\nMessage-ID: <20261124.1@mx.lovsund.example>\nMIME-Version: 1.0\n"
    'Content-Type: multipart/report; report-type=delivery-status;\n\tboundary="9B3F/mx"\n\n'
    "--9B3F/mx\nContent-Description: Notification\nContent-Type: text/plain; charset=us-ascii\n\n"
    "This is the mail system. Your message could not be delivered.\n\n--9B3F/mx\n"
    "Content-Description: Delivery report\nContent-Type: message/delivery-status\n\n"
    "Reporting-MTA: dns; mx.lovsund.example\nX-Postfix-Queue-ID: 9B3F\nArrival-Date: Tue, 24 Nov"
    " 2026 08:00:01 +0000 (UTC)\n\nFinal-Recipient: rfc822; anna.alm@lovsund.example\n"
    "Original-Recipient: rfc822;anna.alm@lovsund.example\nAction: {action}\nStatus: {status}\n"
    "Remote-MTA: dns; mx2.lovsund.example\nDiagnostic-Code: smtp; {words}\n\n--9B3F/mx\n"
    "Content-Description: Undelivered Message\nContent-Type: {returned}\n\n" + ORIGINAL + "\n"
    "Hej Anna,\n\n--9B3F/mx--\n"
)
EXIM = (
    "Return-Path: <>\nFrom: Mail Delivery System <Mailer-Daemon@mx.lovsund.example>\n"
    "To: arena@localhost\nX-Failed-Recipients: anna.alm@lovsund.example\n"
    "Auto-Submitted: auto-replied\nMessage-Id: <E1-0001@mx.lovsund.example>\n"
    "Subject: Mail delivery failed: returning message to sender\n\n"
    "A message that you sent could not be delivered to one or more of its recipients.\n\n"
    "  anna.alm@lovsund.example\n    {words}\n\n"
    "------ This is a copy of the message, including all the headers. ------\n\n" + ORIGINAL
)
QMAIL = (
    "Return-Path: <>\nFrom: MAILER-DAEMON@mx.lovsund.example\nTo: arena@localhost\n"
    "Subject: failure notice\nMessage-Id: <q1@mx.lovsund.example>\n\n"
    "Hi. This is the mail program at mx.lovsund.example.\n\n<anna.alm@lovsund.example>:\n"
    "192.0.2.1 does not like recipient.\nRemote host said: {words}\nGiving up on 192.0.2.1.\n\n"
    "--- Below this line is a copy of the message.\n\n" + ORIGINAL
)
EXCHANGE = (
    "From: Microsoft Outlook <postmaster@lovsund.example>\nTo: arena@localhost\n"
    "Message-ID: <ndr1@lovsund.example>\nSubject: Kunde inte levereras: Ert besök\n"
    "In-Reply-To: {id}\nReferences: {first} {id}\nMIME-Version: 1.0\n"
    'Content-Type: text/html; charset="utf-8"\nContent-Transfer-Encoding: 8bit\n\n'
    "<html><head><title>NDR</title></head><body><p>Meddelandet kunde inte levereras.</p>"
    "<p>Fjärrservern svarade: {words}</p></body></html>\n"
)
SHAPES = {"exim": EXIM, "qmail": QMAIL, "exchange": EXCHANGE}


def postfix(message_id: str, **given: str) -> bytes:
    """A report as RFC 3464 has it, with all of our mail or with its headers."""
    values = {
        "id": message_id, "first": "<first@localhost>", "action": "failed", "status": "5.1.1",
        "words": "550 5.1.1 <anna.alm@lovsund.example>: Recipient address rejected: User unknown",
        "returned": "message/rfc822",
    }  # fmt: skip
    return _octets(POSTFIX.format(**(values | given)))


def older(shape: str, message_id: str, words: str = "550 5.1.1 User unknown") -> bytes:
    """A mail of the time before reports, or of a server that writes none."""
    return _octets(SHAPES[shape].format(id=message_id, first="<first@localhost>", words=words))


def _octets(text: str) -> bytes:
    return text.replace("\n", "\r\n").encode()
