"""The mails of mailings: the mailing itself, and a copy to look at."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Flask
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from arena import db
from arena.messages.kinds import N_, Kind, NoLongerTrue, register
from arena.messages.mail_topics import register_topic
from arena.messages.models import Message
from arena.networks.models import Network
from arena.newsletters.meanings import mailing_title
from arena.newsletters.models import Mailing, MailingState
from arena.newsletters.queries.audience import SEARCH_TOPIC, topic_of
from arena.newsletters.services.sending import TEMPLATE
from arena.newsletters.words import words_in
from arena.web.languages import localized
from arena.web.numbers import read_whole


def init_app(app: Flask) -> None:
    """Make the mails known, and what they may be about."""
    register(
        app,
        Kind(TEMPLATE, _l("Mailing"), gather_mailing, about=about, is_mailing=True, topic=topic),
        Kind("newsletters/test", _l("Copy of a mailing to look at"), gather_test, about=about),
    )
    register_topic(app, "network", _network_name)
    register_topic(app, SEARCH_TOPIC, lambda rest: _("news from the arena"))


def topic(params: Mapping[str, Any]) -> str:
    """Return what a mailing is about."""
    return topic_of(params.get("network_id"))


def gather_mailing(message: Message) -> dict[str, Any]:
    """Return what its receiver reads."""
    mailing = _mailing(message)
    if mailing.state == MailingState.STOPPED:
        raise NoLongerTrue(N_("The mailing was stopped."))
    return _context(mailing, message.language)


def gather_test(message: Message) -> dict[str, Any]:
    """Return what its author sees: the same as a receiver."""
    return _context(_mailing(message), message.language)


def about(message: Message) -> str:
    """Return which mailing a mail is one of."""
    mailing = db.session.get(Mailing, message.params.get("mailing_id"))
    return mailing_title(mailing) if mailing else message.subject


def _context(mailing: Mailing, language: str) -> dict[str, Any]:
    network = mailing.network
    return {
        "words": words_in(mailing, language),
        "network_name": network and localized(network, "name"),
    }


def _mailing(message: Message) -> Mailing:
    mailing = db.session.get(Mailing, message.params["mailing_id"])
    if mailing is None:
        raise NoLongerTrue(N_("The mailing is no more."))
    return mailing


def _network_name(rest: str) -> str | None:
    number = read_whole(rest)
    network = None if number is None else db.session.get(Network, number)
    return None if network is None else localized(network, "name")
