"""Sending a mailing: a copy to oneself, now or later, and stopping it."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from arena import clock, db
from arena.accounts.sessions import acting, signed_in_user
from arena.errors import Conflict, Invalid
from arena.messages.services import Recipient
from arena.newsletters.forms import SendingForm
from arena.newsletters.services.sending import plan_sending, send_test, stop_sending_mailing
from arena.newsletters.views.blueprints import SIDES
from arena.newsletters.views.listing import draw
from arena.newsletters.views.people import mailing_here
from arena.newsletters.words import languages_of
from arena.web import filters
from arena.web.numbers import read_whole


@SIDES.route("/<int:mailing_id>/test", methods=("POST",))
def test(mailing_id: int) -> ResponseReturnValue:
    """Mail a copy in each language to who is signed in."""
    mailing, user = mailing_here(mailing_id), signed_in_user()
    with db.transaction():
        for language in languages_of(mailing):
            send_test(mailing, Recipient(user.email, user.name, language))
    flash(_("A copy is on its way to %(email)s.", email=user.email), "success")
    return redirect(url_for(".show", mailing_id=mailing.id))


@SIDES.route("/<int:mailing_id>/send", methods=("POST",))
def send(mailing_id: int) -> ResponseReturnValue:
    """Send a mailing at once, or plan it for later."""
    mailing, form = mailing_here(mailing_id), SendingForm()
    moment = form.moment() if form.validate() else None
    if moment is None:
        return draw(mailing, form), 400
    version = read_whole(str(form.version.data)) or 0
    try:
        with db.transaction():
            plan_sending(mailing, moment, version=version, by=acting())
    except Invalid as error:
        form.refuse(None, error.message)
        return draw(mailing, form), 400
    except Conflict as error:
        form.refuse(None, error.message)
        form.version.data = str(mailing.version)
        return draw(mailing, form), 409
    if moment > clock.now():
        flash(_("It goes out %(moment)s.", moment=filters.moment(moment)), "success")
    else:
        flash(_("It is on its way."), "success")
    return redirect(url_for(".show", mailing_id=mailing.id))


@SIDES.route("/<int:mailing_id>/stop", methods=("GET", "POST"))
def stop(mailing_id: int) -> ResponseReturnValue:
    """Ask whether to stop a mailing, and do it."""
    mailing = mailing_here(mailing_id)
    if request.method == "GET":
        return render_template("newsletters/stop.html", mailing=mailing)
    was_planned = mailing.sent_at is None and mailing.send_at is not None
    with db.transaction():
        count = stop_sending_mailing(mailing, by=acting())
    if count:
        flash(
            ngettext("%(num)d mail is not sent.", "%(num)d mails are not sent.", count), "success"
        )
    elif was_planned:
        flash(_("It is a draft again. Nobody has got it."), "success")
    else:
        flash(_("All of it had gone already, so there was nothing to stop."), "info")
    return redirect(url_for(".show", mailing_id=mailing.id))
