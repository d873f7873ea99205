"""The public enquiry: what the arena offers delegations and expects of them, and the form."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from arena import db
from arena.audit.models import BOOKER
from arena.delegations.forms.enquiry import MOST_ON_SITE, MOST_ONLINE, EnquiryForm
from arena.delegations.links import enquiry_key
from arena.delegations.models import Delegation
from arena.delegations.rules.vetting import NOTICE, NOTICE_DIGITAL, NOTICE_OF_LEADERS
from arena.delegations.services.enquiring import send_enquiry
from arena.delegations.services.errors.enquiring import TooManyEnquiries
from arena.delegations.views.blueprint import blueprint
from arena.web import languages
from arena.web.access import access, public
from arena.web.limits import booking_limit
from arena.web.security import MAY_GO_BACK


@blueprint.route("/delegations/", methods=["GET", "POST"])
@access(public)
@booking_limit
def index() -> ResponseReturnValue:
    """Show what delegations can have and the form; send it and lead to the sender's own page."""
    form = EnquiryForm()
    if form.is_submitted() and not languages.is_switched():
        delegation = _send(form)
        if delegation is not None:
            flash(_("Your enquiry has been sent."), "success")
            return redirect(own_page(delegation), 303)
    page = render_template(
        "delegations/index.html",
        form=form,
        notice=NOTICE,
        notice_of_leaders=NOTICE_OF_LEADERS,
        notice_digital=NOTICE_DIGITAL,
        most_on_site=MOST_ON_SITE,
        most_online=MOST_ONLINE,
    )
    return page, form.status, MAY_GO_BACK | form.headers


def own_page(delegation: Delegation) -> str:
    """Return the address of the sender's own page."""
    return url_for(
        "delegations.enquiry", reference=delegation.reference, key=enquiry_key(delegation)
    )


def _send(form: EnquiryForm) -> Delegation | None:
    """Send the enquiry, or leave in the form what hinders it."""
    if not form.validate():
        return None
    try:
        with db.transaction():
            return send_enquiry(form.facts(languages.current()), by=BOOKER)
    except TooManyEnquiries as error:
        form.make_wait(error)
    return None
