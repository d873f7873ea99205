"""What has come in to the demo's mailbox: a booker writes, one is away, one mail came back."""

from __future__ import annotations

from datetime import timedelta
from email.message import EmailMessage

from sqlalchemy import select

from arena import clock, db
from arena.events.models import Event, EventStatus
from arena.mailbox.receiving import Place, receive
from arena.mailbox.sorting import sort
from arena.messages.headers import receiver, sender
from arena.messages.models import Message, MessageStatus

LETTERS = {
    "sv": (
        "Sv: Ert besök",
        "Hej!\n\nTack för bekräftelsen. Två av oss kommer med buss 55 och är framme en kvart "
        "tidigare än de andra. Finns det någonstans att vänta inomhus?\n\n"
        "Vänliga hälsningar\n{name}\n",
    ),
    "en": (
        "Re: Your visit",
        "Hello,\n\nThank you for confirming. Two of us come by bus 55 and will be there a quarter "
        "of an hour before the others. Is there somewhere to wait indoors?\n\n"
        "Kind regards,\n{name}\n",
    ),
}
AWAY = {
    "sv": ("Autosvar: jag är på resa", "Jag är på resa och läser mejl igen på måndag.\n"),
    "en": ("Automatic reply: travelling", "I am travelling and read e-mail again on Monday.\n"),
}
REPORT = """\
From: Mail Delivery System <mailer-daemon@mx.arena.example>
Subject: Undelivered Mail Returned to Sender
Message-ID: <returned-{number}@mx.arena.example>
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="report"

--report
Content-Type: text/plain

Your message to {receiver} could not be delivered.

--report
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.arena.example

Final-Recipient: rfc822; {receiver}
Action: failed
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 Recipient address rejected: User unknown

--report
Content-Type: text/rfc822-headers

Message-ID: {message_id}

--report--
"""


def show_received() -> None:
    """Let three mails come in, each about a confirmed visit that is still to come."""
    confirmed = db.session.scalars(
        select(Message)
        .join(Event)
        .where(
            Message.template == "visits/confirmed",
            Message.status == MessageStatus.SENT,
            Event.status == EventStatus.CONFIRMED,
            Event.starts_at > clock.now() + timedelta(days=3),
        )
        .order_by(Event.starts_at, Message.id)
        .limit(3)
    ).all()
    comings = (_words, _away, _returned)
    for hours, (write, message) in enumerate(zip(comings, confirmed, strict=False), start=1):
        with clock.travel(clock.now() - timedelta(hours=5 - hours)), db.transaction():
            receive(sort(write(message)), Place())


def _words(message: Message) -> bytes:
    """Write what a booker asks that no button answers, in their own language."""
    subject, text = LETTERS[message.language]
    mail = _answer(message, subject)
    mail.set_content(text.format(name=message.recipient_name))
    return mail.as_bytes()


def _away(message: Message) -> bytes:
    subject, text = AWAY[message.language]
    mail = _answer(message, subject)
    mail["Auto-Submitted"] = "auto-replied"
    mail.set_content(text)
    return mail.as_bytes()


def _returned(message: Message) -> bytes:
    """Write what a server reports that knows nobody by that name."""
    report = REPORT.format(
        number=message.id, receiver=message.recipient_email, message_id=message.message_id
    )
    return report.encode()


def _answer(message: Message, subject: str) -> EmailMessage:
    mail = EmailMessage()
    mail["From"] = receiver(message.recipient_name, message.recipient_email)
    mail["To"] = sender()
    mail["Subject"] = subject
    mail["In-Reply-To"] = message.message_id
    mail["Message-ID"] = f"<answer-{message.id}@{message.recipient_email.partition('@')[2]}>"
    return mail
