"""The list of mailings, and one of them: what it says, to whom it goes, how it arrived."""

from __future__ import annotations

from flask import render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import pgettext

from arena import clock
from arena.messages.words import message_state
from arena.newsletters.forms import SendingForm
from arena.newsletters.models import BEFORE_SENDING, Mailing, MailingState
from arena.newsletters.queries.audience import audience_of
from arena.newsletters.queries.mailings import (
    arrival_of,
    list_mailings,
    list_receivers,
)
from arena.newsletters.views.blueprints import SIDES
from arena.newsletters.views.people import mailing_here, offered_here, own_networks
from arena.newsletters.words import languages_of, words_in
from arena.web.paging import asked


@SIDES.route("/")
def index() -> str:
    """List what is being written or waits, or what went out."""
    is_over, page = request.args.get("show") == "over", asked()
    found, total = list_mailings(
        is_over=is_over, networks=own_networks(), limit=page.size, offset=page.offset
    )
    tabs = [
        {
            "label": _("Being written"),
            "href": url_for(".index"),
            "is_current": not is_over,
            "count": None,
        },
        {
            "label": pgettext("mailing", "Sent"),
            "href": url_for(".index", show="over"),
            "is_current": is_over,
            "count": None,
        },
    ]
    return render_template(
        "newsletters/index.html",
        mailings=found,
        total=total,
        page=page,
        tabs=tabs,
        is_over=is_over,
        may_write=bool(offered_here().networks or offered_here().searches),
    )


@SIDES.route("/<int:mailing_id>")
def show(mailing_id: int) -> str:
    """Show a mailing as its receivers read it, to whom it goes, and how it arrived."""
    return draw(mailing_here(mailing_id), SendingForm())


@SIDES.route("/<int:mailing_id>/receivers")
def receivers(mailing_id: int) -> str:
    """Show to whom a mailing went, one by one."""
    mailing, page = mailing_here(mailing_id), asked()
    arrival = arrival_of(mailing)
    return render_template(
        "newsletters/receivers.html",
        mailing=mailing,
        rows=list_receivers(mailing, limit=page.size, offset=page.offset),
        total=arrival.total + arrival.refused + arrival.undeliverable,
        page=page,
        message_state=message_state,
    )


def draw(mailing: Mailing, form: SendingForm) -> str:
    """Draw the page of a mailing."""
    is_due = (
        mailing.state == MailingState.PLANNED and (mailing.send_at or clock.now()) <= clock.now()
    )
    waits = mailing.state in BEFORE_SENDING and not is_due
    if not form.is_submitted():
        form.version.data = str(mailing.version)
    return render_template(
        "newsletters/show.html",
        mailing=mailing,
        form=form,
        waits=waits,
        is_due=is_due,
        is_sending=mailing.state == MailingState.SENDING,
        audience=audience_of(mailing) if waits else None,
        arrival=None if waits else arrival_of(mailing),
        versions=[words_in(mailing, each) for each in languages_of(mailing)],
    )
