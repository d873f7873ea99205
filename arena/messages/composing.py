"""From words to a mail that a server takes: headers that cannot break, parts in their order."""

from __future__ import annotations

from email import policy
from email.message import EmailMessage
from email.utils import format_datetime
from typing import Literal, cast

from sqlalchemy import select

from arena import db
from arena.events.ical import itip
from arena.messages.headers import one_line, receiver, sender
from arena.messages.kinds import Attachment
from arena.messages.models import Message, MessageStatus
from arena.messages.rendering import Rendered
from arena.web import contact

MAX_SUBJECT = 200


def compose(message: Message, rendered: Rendered) -> EmailMessage:
    """Return the mail, the same whenever it is made again: Message-ID and Date are the row's own.

    Raises `Unsendable` when the receiver's address is not one.
    """
    mail = EmailMessage(policy=policy.SMTP)
    mail["Message-ID"] = message.message_id
    mail["Date"] = format_datetime(message.due_at)
    mail["From"] = sender()
    mail["To"] = receiver(message.recipient_name, message.recipient_email)
    mail["Subject"] = one_line(rendered.subject)[:MAX_SUBJECT].rstrip()
    mail["Auto-Submitted"] = "auto-generated"  # RFC 3834, 5.
    mail["X-Auto-Response-Suppress"] = "OOF, AutoReply"
    if rendered.wishes_url:
        mail["List-Unsubscribe"] = f"<{rendered.wishes_url}>"
        mail["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"  # RFC 8058.
    if (reply_to := contact.arena_contact().email) != sender().addr_spec:
        mail["Reply-To"] = reply_to
    if first := _first_of_its_subject(message):
        mail["In-Reply-To"] = first
        mail["References"] = first
    mail.set_content(rendered.text, cte="quoted-printable")
    mail.add_alternative(rendered.html, subtype="html", cte="quoted-printable")
    if rendered.calendar is not None:
        method = cast(Literal["REQUEST", "CANCEL"], message.calendar_method)
        itip.attach(mail, rendered.calendar, method=method, filename="arena.ics")
    if rendered.attachment is not None:
        _attach(mail, rendered.attachment)
    return mail


def _attach(mail: EmailMessage, file: Attachment) -> None:
    if file.pdf:
        mail.add_attachment(file.pdf, maintype="application", subtype="pdf", filename=file.name)
        return
    if not file.calendar:
        mail.add_attachment(file.html, subtype="html", filename=file.name)
        return
    mail.add_attachment(
        file.calendar,
        maintype="text",
        subtype="calendar",
        filename=file.name,
        params={"charset": "utf-8", "name": file.name},
    )


def _first_of_its_subject(message: Message) -> str | None:
    """Return the Message-ID that this mail continues: mail programs then show one thread."""
    return db.session.scalar(
        select(Message.message_id)
        .where(
            Message.subject == message.subject,
            Message.recipient_email == message.recipient_email,
            Message.status.in_((MessageStatus.SENT, MessageStatus.SENDING)),
            Message.id < message.id,
        )
        .order_by(Message.id)
        .limit(1)
    )
