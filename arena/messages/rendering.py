"""From a row of the outbox to what its receiver reads: in their language, as it holds now."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, TypedDict, cast
from zoneinfo import ZoneInfo

from flask import current_app

from arena import config
from arena.events.ical import itip
from arena.events.ical.facts import Detail, entry_facts
from arena.events.models import PARTICIPANT, Event
from arena.messages.headers import one_line, sender
from arena.messages.kinds import N_, Attachment, Kind, NoLongerTrue, get_kind
from arena.messages.mail_topics import wishes_url
from arena.messages.models import Message
from arena.messages.queries import find_reader, is_mailbox_read, is_undeliverable, refuses
from arena.web import addresses, contact, languages

_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_TRAILING_BLANKS = re.compile("[ \t]+$", re.MULTILINE)
_EMPTY_LINES = re.compile("\n{3,}")
_SPOKEN = {"has_entry": False, "is_answered_by_calendar": False, "is_spoken": True}


@dataclass(frozen=True)
class Rendered:
    """A mail in words; `calendar` is the event as iTIP where the mail carries one."""

    subject: str
    text: str
    html: str
    calendar: bytes | None = None
    sequence: int | None = None  # Of the calendar.
    attachment: Attachment | None = None
    wishes_url: str = ""  # Where the receiver of a mailing says that they want no more.


class _Parties(TypedDict):
    """What every calendar part of a mail is made with."""

    zone: ZoneInfo
    organizer: itip.Mailbox
    attendee: itip.Mailbox
    stamped_at: datetime


def render(message: Message) -> Rendered:
    """Return what `message` says now, in its receiver's language.

    Raises `NoLongerTrue` when there is nothing left to say; its text tells staff why.
    """
    kind = get_kind(message.template)
    if kind.is_mailing and is_undeliverable(message.recipient_email):
        raise NoLongerTrue(N_("No e-mail reaches this address, so mailings leave it out."))
    wishes = _wishes_url(kind, message)
    with languages.speak(message.language):
        calendar = _calendar(kind, message)
        context = _common(message) | {"wishes_url": wishes} | kind.gather(message)
        attachment = _attachment(kind, message)
        context |= {
            "has_entry": calendar is not None,
            "has_file": attachment is not None,
            "is_answered_by_calendar": calendar is not None and _asks(kind),
        }
        return Rendered(
            subject=one_line(_fill(message, "subject.txt", context)) or str(kind.label),
            text=_tidy(_fill(message, "txt", context)),
            html=_clean(_fill(message, "html", context)),
            calendar=calendar,
            sequence=message.event.sequence if calendar and message.event else None,
            attachment=attachment,
            wishes_url=wishes,
        )


def render_spoken(message: Message) -> str:
    """Return what `message` says, for somebody who is called: without what only a mail can do."""
    with languages.speak(message.language):
        context = _common(message) | get_kind(message.template).gather(message)
        return _tidy(
            _fill(
                message,
                "txt",
                context | {"has_entry": False, "is_answered_by_calendar": False, "is_spoken": True},
            )
        )


def _wishes_url(kind: Kind, message: Message) -> str:
    """Return where the receiver of a mailing says that they want no more; "" for other mail."""
    topic = kind.topic(message.params) if kind.topic else ""
    reader = find_reader(message.recipient_email) if topic else None
    if reader is None:
        return ""
    if refuses(message.recipient_email, topic):
        raise NoLongerTrue(N_("The receiver has said that they do not want such mail."))
    return wishes_url(reader.id, topic, message.language)


def _attachment(kind: Kind, message: Message) -> Attachment | None:
    file = kind.attach(message) if kind.attach else None
    return file and replace(file, html=_clean(file.html))


def _common(message: Message) -> dict[str, Any]:
    """Return what every template may use; `url_for` makes absolute addresses here."""
    return {
        "message": message,
        "event": message.event,
        "recipient_name": one_line(message.recipient_name),
        "language": message.language,
        "contact_facts": contact.arena_contact(),
        "sender_name": sender().display_name or contact.arena_contact().operator,
        "url_for": addresses.absolute_url,
        "is_spoken": False,
        "wishes_url": "",
    }


def _fill(message: Message, ending: str, context: dict[str, Any]) -> str:
    """Fill in one template, knowing nothing of a request that may be at work."""
    environment = current_app.jinja_env
    parts = "spoken.txt" if context["is_spoken"] else f"parts.{ending.removeprefix('subject.')}"
    template = environment.get_template(f"emails/{message.template}.{ending}")
    return template.render(context, mail=environment.get_template(f"emails/{parts}").module)


def _clean(text: str) -> str:
    return _UNPRINTABLE.sub("", _LINE_ENDS.sub("\n", text))


def _tidy(text: str) -> str:
    """Take away the blanks that a template's own lines leave behind."""
    lines = _TRAILING_BLANKS.sub("", _clean(text))
    return _EMPTY_LINES.sub("\n\n", lines).strip() + "\n"


def _calendar(kind: Kind, message: Message) -> bytes | None:
    """Return the event as an invitation or a cancellation for the receiver alone (RFC 5546).

    An event that takes place is taken out of the calendar of who has left it, unless they have
    come back meanwhile.
    """
    event = message.event
    if event is None or message.calendar_method is None:
        return None
    is_leaving = message.calendar_method == "CANCEL"
    if event.is_cancelled and not is_leaving:
        raise NoLongerTrue(N_("The event was cancelled before this could be sent."))
    if is_leaving and not event.is_cancelled and _takes_part(event, message.recipient_email):
        return None
    organizer, attendee = _mailboxes(message)
    if organizer.address.casefold() == attendee.address.casefold():
        return None  # An organizer cannot be invited; the words of the mail do.
    settings = config.current()
    facts = entry_facts(
        event,
        language=cast(languages.Language, message.language),
        detail=_detail(event, message.recipient_email),
        base_url=settings.base_url,
    )
    parties: _Parties = {
        "zone": ZoneInfo(settings.timezone),
        "organizer": organizer,
        "attendee": attendee,
        "stamped_at": message.created_at,
    }
    if is_leaving:
        return itip.cancel(facts, **parties)
    if kind.answered is None:
        return itip.request(facts, **parties)
    return itip.request(
        facts, **parties, partstat=kind.answered(message), asks_for_reply=_asks(kind)
    )


def _asks(kind: Kind) -> bool:
    """Tell whether the receiver's calendar program may answer by itself, which somebody reads."""
    return kind.answered is not None and is_mailbox_read()


def _mailboxes(message: Message) -> tuple[itip.Mailbox, itip.Mailbox]:
    return (
        itip.Mailbox(sender().display_name, sender().addr_spec),
        itip.Mailbox(message.recipient_name, message.recipient_email),
    )


def _takes_part(event: Event, email: str) -> bool:
    return any(attendee.email == email for attendee in event.attendees)


def _detail(event: Event, email: str) -> Detail:
    """Return how much of an event its receiver's calendar is told."""
    roles = {
        attendee.role: attendee.user_id for attendee in event.attendees if attendee.email == email
    }
    if PARTICIPANT in roles:
        return "invited"
    return "staff" if any(user_id is not None for user_id in roles.values()) else "public"
