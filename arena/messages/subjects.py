"""What a mail is about: an event, somebody's account, or what its kind says."""

from __future__ import annotations

from flask_babel import gettext as _

from arena import db
from arena.accounts.models import User
from arena.events.pages import staff_urls
from arena.messages.kinds import find_kind
from arena.messages.models import Message, ReceivedMail
from arena.web import filters
from arena.web.languages import localized
from arena.web.numbers import read_whole


def subject_label(message: Message) -> str:
    """Return what a mail is about, in the reader's language; its bare name once that is gone."""
    if message.event is not None:
        day = filters.day_short(message.event.starts_at)
        return f"{localized(message.event, 'title')}, {day}"
    kind = find_kind(message.template)
    if kind is not None and kind.about is not None:
        return kind.about(message)
    about, _colon, text = message.subject.partition(":")
    number = read_whole(text) if about == "user" else None
    user = None if number is None else db.session.get(User, number)
    return message.subject if user is None else _("The account of %(name)s", name=user.name)


def received_subject(mail: ReceivedMail) -> str:
    """Return what a mail that came in is about; empty where nobody knows."""
    if mail.event is not None:
        day = filters.day_short(mail.event.starts_at)
        return f"{localized(mail.event, 'title')}, {day}"
    return subject_label(mail.message) if mail.message is not None else ""


def received_url(mail: ReceivedMail) -> str | None:
    """Return the address of the page of what a mail that came in is about."""
    return staff_urls([mail.event]).get(mail.event.id) if mail.event is not None else None


def subject_url(message: Message) -> str | None:
    """Return the address of the page of what a mail is about, where staff have one."""
    if message.event is None:
        return None
    return staff_urls([message.event]).get(message.event.id)
