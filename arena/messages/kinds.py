"""What can be mailed: each package registers its kinds, with what gathers their words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from flask import Flask, current_app

from arena.events.ical.itip import Partstat
from arena.messages.models import Message


class NoLongerTrue(Exception):
    """Raised while a message is rendered: what it would say holds no more, so it is dropped.

    Its text tells staff why. It is kept in English and translated when they read it, so mark it:
    `NoLongerTrue(N_("The account is closed."))`.
    """


def N_(text: str) -> str:  # noqa: N802 - gettext's own name, which extraction knows
    """Mark a text that is kept in English for translation when it is shown."""
    return text


@dataclass(frozen=True)
class Attachment:
    """A file that goes with a mail; it is made when the mail is, and kept nowhere.

    It is a page, a paper, or a calendar of several events for people to open: one event goes as
    iTIP, which programs act on by themselves, but a message carries one UID only (RFC 5546, 3.2.2).
    """

    name: str
    html: str = ""
    calendar: bytes = b""
    pdf: bytes = b""


@dataclass(frozen=True)
class Kind:
    """One kind of mail: `templates/emails/<template>.{subject.txt,txt,html}`.

    `gather` returns the template's variables as they hold when it is sent, or raises
    `NoLongerTrue`.
    `label` tells staff what it is, in their language, and `about` what it is about where that is
    no event. `attach` makes the file that goes with it.
    `answered` is for kinds whose calendar part invites: it returns how the receiver has answered so
    far. Then the receiver's calendar program may answer by itself, as long as somebody reads that.
    `is_mailing`: it goes to many, so it leaves out addresses that no mail reaches, and nobody is
    asked to look when one comes back.
    `topic` returns what a mailing with such parameters is about: whoever has said that they want no
    mail about it gets none, and each carries a link to say so.
    `is_sealed`: it is between us and its receiver; staff see of it only that one could not be
    delivered.
    """

    template: str
    label: Any
    gather: Callable[[Message], dict[str, Any]]
    attach: Callable[[Message], Attachment | None] | None = None
    about: Callable[[Message], str] | None = None
    answered: Callable[[Message], Partstat] | None = None
    is_mailing: bool = False
    topic: Callable[[Mapping[str, Any]], str] | None = None
    is_sealed: bool = False


def register(app: Flask, *kinds: Kind) -> None:
    """Make kinds of mail known to the application."""
    known = app.extensions.setdefault("arena.messages.kinds", {})
    known.update({kind.template: kind for kind in kinds})


def get_kind(template: str) -> Kind:
    """Return the kind of a template's name; `KeyError` for an unknown one is our own fault."""
    kinds: dict[str, Kind] = current_app.extensions["arena.messages.kinds"]
    return kinds[template]


def find_kind(template: str) -> Kind | None:
    """Return the kind of a template's name; None for one that is no longer made."""
    kinds: dict[str, Kind] = current_app.extensions["arena.messages.kinds"]
    return kinds.get(template)


def list_kinds() -> list[Kind]:
    """Return every kind of mail."""
    kinds: dict[str, Kind] = current_app.extensions["arena.messages.kinds"]
    return sorted(kinds.values(), key=lambda kind: kind.template)


def list_sealed() -> list[str]:
    """Return the templates of the kinds that staff do not read."""
    return [kind.template for kind in list_kinds() if kind.is_sealed]


def is_sealed(message: Message) -> bool:
    """Tell whether staff may know neither to whom a message goes nor what it says."""
    kind = find_kind(message.template)
    return kind is not None and kind.is_sealed
