"""What a mail is about: packages say how their records are called and where their pages are."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from flask import Flask, current_app
from flask_babel import gettext as _

from arena import db
from arena.accounts.models import User
from arena.messages.models import Message
from arena.web.languages import localized

_SUBJECTS = "arena.messages.subjects"


@dataclass(frozen=True)
class Subject:
    """The record that a mail is about, with the address of its page where it has one."""

    label: str
    href: str | None = None


Describe = Callable[[Message], Subject | None]


def register(app: Flask, kind: str, describe: Describe) -> None:
    """Say what mails about a `kind` are about: an event's kind, or the word before the colon.

    `describe` returns None for a record that is gone.
    """
    app.extensions.setdefault(_SUBJECTS, {})[kind] = describe


def subject_of(message: Message) -> Subject:
    """Return what a mail is about; the event itself where no package has said more."""
    known: dict[str, Describe] = current_app.extensions.get(_SUBJECTS, {})
    kind = message.event.kind if message.event else message.subject.partition(":")[0]
    described = known[kind](message) if kind in known else None
    if described is not None:
        return described
    if message.event is not None:
        return Subject(localized(message.event, "title"))
    return Subject(message.subject)


def describe_account(message: Message) -> Subject | None:
    """Return whose account a mail is about."""
    number = message.subject.partition(":")[2]
    user = db.session.get(User, int(number)) if number.isdigit() else None
    return None if user is None else Subject(_("The account of %(name)s", name=user.name))
