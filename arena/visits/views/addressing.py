"""What a booker does whom our mail has not reached: mend the address, or have it sent again."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial, wraps
from typing import Any

from flask import request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_limiter.errors import RateLimitExceeded

from arena.audit.models import BOOKER
from arena.visits.forms.managing import AddressForm, PlainForm
from arena.visits.links import manage_token
from arena.visits.models import Visit, VisitState
from arena.visits.queries import find_by_token
from arena.visits.rules.ladder import Act
from arena.visits.services import mend_address
from arena.visits.services import send_again as send_mail_again
from arena.visits.services.errors import TooManyFromHere, TooOften
from arena.visits.views.blueprint import blueprint
from arena.visits.views.changing import back, is_done, page
from arena.visits.views.managing import own_page
from arena.visits.views.private import find_own, private
from arena.visits.views.senders import is_sender
from arena.web.access import access, public
from arena.web.limits import booking_limit, booking_reopens


def _tell_when(view: Callable[[str], Any], show: Callable[[str, Visit, TooOften], Any]) -> Any:
    """Let who is held up by the limit of their network read when it works again, on their page."""

    @wraps(view)
    def told(token: str) -> Any:
        try:
            return view(token)
        except RateLimitExceeded as error:
            retry_at, visit = booking_reopens(error), find_by_token(token)
            if retry_at is None or visit is None or visit.is_erased:
                raise
            return show(token, visit, TooManyFromHere(retry_at))

    return told


def _show_address(token: str, visit: Visit, error: TooOften) -> ResponseReturnValue:
    form = AddressForm()
    form.make_wait(error)
    return page("visits/address.html", token, visit, form, is_sender=is_sender(visit))


def _show_own(token: str, visit: Visit, error: TooOften) -> ResponseReturnValue:
    form = PlainForm()
    form.make_wait(error)
    form.show(visit)
    return own_page(token, visit, form)


@blueprint.route("/manage/<token>/address", methods=["GET", "POST"])
@access(public)
@partial(_tell_when, show=_show_address)
@booking_limit
@private
def address(token: str) -> ResponseReturnValue:
    """Mend the address that a request was sent with; the page then has a new address too.

    Only in the browser that sent it: who was mailed by mistake has the link as well.
    """
    visit = find_own(token)
    form = AddressForm(obj=visit)
    if visit.state == VisitState.UNVERIFIED and not is_sender(visit):
        shown = page("visits/address.html", token, visit, form, is_sender=False)
        return shown if request.method == "GET" else (shown[0], 403)

    def act() -> None:
        mend_address(visit, form.contact_email.data, by=BOOKER, version=form.seen_version)

    if is_done(
        form, visit, {Act.MEND_ADDRESS}, act, _("The address is changed. A new e-mail goes there.")
    ):
        return back(manage_token(visit))
    return page("visits/address.html", token, visit, form, is_sender=True)


@blueprint.post("/manage/<token>/again")
@access(public)
@partial(_tell_when, show=_show_own)
@booking_limit
@private
def send_again(token: str) -> ResponseReturnValue:
    """Send the mail that asks to confirm the address once more."""
    visit = find_own(token)
    form = PlainForm()

    def act() -> None:
        send_mail_again(visit, by=BOOKER, version=form.seen_version)

    if is_done(form, visit, {Act.SEND_AGAIN}, act, _("The e-mail goes out once more.")):
        return back(token)
    form.show(visit)
    return own_page(token, visit, form)
