"""Writing a mailing, changing it, and throwing it away."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from arena import db
from arena.accounts.sessions import acting, signed_in_user
from arena.errors import Conflict, Forbidden
from arena.newsletters.forms import MailingForm
from arena.newsletters.models import BEFORE_SENDING, Mailing
from arena.newsletters.services.errors import AlreadyOut
from arena.newsletters.services.writing import change_mailing, discard_mailing, write_mailing
from arena.newsletters.views.blueprints import SIDES
from arena.newsletters.views.people import mailing_here, offered_here
from arena.web.security import MAY_GO_BACK

_BOTH = ("GET", "POST")


@SIDES.route("/new", methods=_BOTH)
def create() -> ResponseReturnValue:
    """Write a new mailing; it goes nowhere yet."""
    offered = offered_here()
    if not offered.networks and not offered.searches:
        raise Forbidden
    form = MailingForm(offered)
    if form.validate_on_submit():
        with db.transaction():
            mailing = write_mailing(form.facts(), author=signed_in_user(), by=acting())
        flash(_("Saved. See below how it looks and to whom it goes."), "success")
        return redirect(url_for(".show", mailing_id=mailing.id))
    if not form.is_submitted():
        form.audience.data = request.args.get("to")
    return _page(form, None)


@SIDES.route("/<int:mailing_id>/change", methods=_BOTH)
def change(mailing_id: int) -> ResponseReturnValue:
    """Change a mailing that has not gone out."""
    mailing = mailing_here(mailing_id)
    if mailing.state not in BEFORE_SENDING:
        raise AlreadyOut
    form = MailingForm(offered_here())
    if not form.is_submitted():
        form.fill(mailing)
    elif form.validate():
        try:
            with db.transaction():
                change_mailing(mailing, form.facts(), version=form.seen_version, by=acting())
        except Conflict as error:
            form.refuse(None, error.message)
            form.version.data = str(mailing.version)
            return _page(form, mailing, 409)
        flash(_("Saved. See below how it looks and to whom it goes."), "success")
        return redirect(url_for(".show", mailing_id=mailing.id))
    return _page(form, mailing)


@SIDES.route("/<int:mailing_id>/discard", methods=_BOTH)
def discard(mailing_id: int) -> ResponseReturnValue:
    """Ask whether to throw a mailing away that has not gone out, and do it."""
    mailing = mailing_here(mailing_id)
    if mailing.state not in BEFORE_SENDING:
        raise AlreadyOut
    if request.method == "GET":
        return render_template("newsletters/discard.html", mailing=mailing)
    with db.transaction():
        discard_mailing(mailing, by=acting())
    flash(_("The mailing is gone. Nobody got it."), "success")
    return redirect(url_for(".index"))


def _page(form: MailingForm, mailing: Mailing | None, status: int = 400) -> ResponseReturnValue:
    page = render_template("newsletters/write.html", form=form, mailing=mailing)
    return page, status if form.is_submitted() else 200, MAY_GO_BACK
