"""The mail by which partners ask staff for what they may not do themselves."""

from __future__ import annotations

from typing import Any

from flask import Flask
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from arena import db
from arena.accounts.models import User
from arena.directory.models import Organisation
from arena.messages.kinds import N_, Kind, NoLongerTrue, register
from arena.messages.models import Message
from arena.web.addresses import absolute_url


def init_app(app: Flask) -> None:
    """Make the mail known."""
    register(app, Kind("partners/asks", _l("A partner asks staff"), gather, about=about))


def about(message: Message) -> str:
    """Return what a mail is about, for staff: the organisation."""
    organisation = db.session.get(Organisation, message.params["organisation_id"])
    return organisation.name if organisation else str(_("An organisation that is no longer kept"))


def gather(message: Message) -> dict[str, Any]:
    """Return what the mail says."""
    organisation = db.session.get(Organisation, message.params["organisation_id"])
    if organisation is None:
        raise NoLongerTrue(N_("The organisation is no longer kept."))
    who = db.session.get(User, message.params["user_id"])
    return {
        "ask": message.params["ask"],
        "organisation": organisation.name,
        "who": who.name if who is not None else "",
        "email": who.email if who is not None and who.is_open else "",
        "words": message.params["words"],
        "page_url": absolute_url("directory.show", organisation_id=organisation.id),
    }
