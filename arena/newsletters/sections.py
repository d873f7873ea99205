"""What a network's page shows of its mailings, to those who write them."""

from __future__ import annotations

from flask import url_for
from flask_babel import gettext as _

from arena.networks.models import Network
from arena.networks.sections import Line, Reader, Section, Side
from arena.newsletters.meanings import mailing_title
from arena.newsletters.policy import may_send_mailings
from arena.newsletters.queries.mailings import list_sent_to
from arena.web import filters

_MOST = 3


def section_of_mailings(network: Network, reader: Reader) -> Section | None:
    """Return what went out last, and where one writes; None for who may not write."""
    if reader.side == Side.PUBLIC:
        return None
    if reader.side == Side.STAFF:
        side, may_write = "newsletters", may_send_mailings(reader.person)
    else:
        side, may_write = "newsletters_partner", reader.leads
    if not may_write:
        return None
    return Section(
        id="mailings",
        heading=_("Mailings"),
        empty=_("What is sent to all in the network stands here."),
        lines=[
            Line(
                mailing_title(mailing),
                url_for(f"{side}.show", mailing_id=mailing.id),
                filters.moment(mailing.sent_at) if mailing.sent_at else "",
            )
            for mailing in list_sent_to([network.id], limit=_MOST)
        ],
        act=(_("Write to the network"), url_for(f"{side}.create", to=f"network:{network.id}")),
    )
