"""Offers that everybody may see; and the page behind the mail that asks if one holds."""

from __future__ import annotations

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l

from arena import clock, db, tokens
from arena.audit.models import INVITED
from arena.errors import NotFound
from arena.needs.forms.introductions import AnswerForm
from arena.needs.forms.offers import OfferFilterForm
from arena.needs.models import PartnerOffer
from arena.needs.queries.offers import (
    find_by_token_hash,
    get_offer,
    is_public,
    list_offers,
    list_organisations_offering,
)
from arena.needs.rules.offering import OfferAudience, OfferState
from arena.needs.services.offering import confirm_offer
from arena.needs.views.offer_blueprints import public_offers
from arena.web import paging
from arena.web.access import access, public
from arena.web.private import private


@public_offers.get("/")
@access(public)
def index() -> str:
    """List the offers that everybody may see."""
    page = paging.asked(20)
    form = OfferFilterForm(request.args, list_organisations_offering(is_public()))
    form.validate()
    rows, total = list_offers(is_public(), form.filters, limit=page.size, offset=page.offset)
    return render_template(
        "needs_offers_public/index.html", filters=form, rows=rows, total=total, page=page
    )


@public_offers.get("/<int:offer_id>")
@access(public)
def show(offer_id: int) -> str:
    """Show one of them; what is not for everybody is not there."""
    offer = get_offer(offer_id)
    if offer.audience != OfferAudience.PUBLIC or offer.state != OfferState.OPEN:
        raise NotFound
    return render_template("needs_offers_public/show.html", offer=offer)


@public_offers.route("/still/<token>", methods=["GET", "POST"])
@access(public)
@private
def still(token: str) -> ResponseReturnValue:
    """Ask whether an offer still holds; only pressing the button says so."""
    offer = find_by_token_hash(tokens.digest(token))
    if offer is None:
        raise NotFound(
            _l("This link is used up or no longer holds. Sign in to see how your offer stands.")
        )
    form = AnswerForm()
    if form.validate_on_submit():
        with db.transaction():
            done = confirm_offer(offer, by=INVITED)
        return _still_page(offer, form, is_done=done)
    return _still_page(offer, form, is_done=None)


def _still_page(
    offer: PartnerOffer, form: AnswerForm, *, is_done: bool | None
) -> ResponseReturnValue:
    return render_template(
        "needs_offers_public/still.html",
        offer=offer,
        form=form,
        is_done=is_done,
        today=clock.today(),
    )
