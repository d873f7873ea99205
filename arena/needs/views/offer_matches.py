"""Matches: offers that fit a need, needs that fit an offer, and what one does not want to see."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from arena import db
from arena.accounts.policy import is_staff
from arena.accounts.sessions import acting, signed_in_user
from arena.errors import NotFound
from arena.messages.models import RefusedThrough
from arena.messages.queries.wishes import refuses
from arena.messages.services.wishes import refuse_mailings, want_mailings
from arena.needs.forms.introductions import DismissForm, WishForm
from arena.needs.models import Need, PartnerOffer
from arena.needs.offering_policy import may_change_offer, may_see_matches, may_see_offer
from arena.needs.policy import may_edit
from arena.needs.queries.introductions import list_introduced
from arena.needs.queries.listing import get_need, is_seen_by
from arena.needs.queries.matching import NeedMatch, OfferMatch, find_needs, find_offers
from arena.needs.queries.members import Standing
from arena.needs.queries.noticing import (
    list_dismissed_needs,
    list_dismissed_offers,
)
from arena.needs.queries.offers import get_offer, visible_to
from arena.needs.rules.introducing import Side
from arena.needs.services.matching import MATCHES, bring_back, dismiss
from arena.needs.texts import terms_of_need, terms_of_offer
from arena.needs.views.offer_blueprints import for_both
from arena.needs.views.reading import own_standing, reader

_ALIKE = 5


def needs_for(offer: PartnerOffer, standing: Standing) -> list[NeedMatch]:
    """Return the open needs that an offer fits, of those that the reader may see."""
    visible = is_seen_by(standing, is_staff=is_staff(signed_in_user()))
    return find_needs(
        terms_of_offer(offer),
        offer.topics,
        visible & (Need.organisation_id != offer.organisation_id),
        without=list_dismissed_needs(offer),
    )


def offers_for(need: Need, standing: Standing) -> list[OfferMatch]:
    """Return the offers that fit a need, of those that the reader may see."""
    visible = visible_to(signed_in_user(), standing)
    return find_offers(
        terms_of_need(need),
        need.topics,
        visible & (PartnerOffer.organisation_id != need.organisation_id),
        without=list_dismissed_offers(need),
    )


@for_both("/for/<reference>")
def for_need(reference: str) -> str:
    """List the offers that fit a need, with reasons; and needs that are like it, also old ones."""
    need, standing = get_need(reference), own_standing()
    user = reader()
    if not (may_see_matches(user, need, standing) or may_edit(user, need, standing)):
        raise NotFound
    dismissed = list_dismissed_offers(need)
    hidden = [get_offer(number) for number in sorted(dismissed)]
    return render_template(
        "needs_offers/for_need.html",
        need=need,
        matches=offers_for(need, standing),
        dismissed=[each for each in hidden if may_see_offer(user, each, standing)],
        alike=needs_like(need, standing),
        introduced=list_introduced(need),
        form=DismissForm(),
    )


def needs_like(need: Need, standing: Standing) -> list[NeedMatch]:
    """Return the needs that are like one, of those that the reader may see, old ones too."""
    return find_needs(
        terms_of_need(need),
        need.topics,
        is_seen_by(standing, is_staff=is_staff(signed_in_user())) & (Need.id != need.id),
        ended=True,
        limit=_ALIKE,
    )


@for_both("/<int:offer_id>/dismiss", methods=("POST",))
def dismiss_match(offer_id: int) -> ResponseReturnValue:
    """Remember that a match is not relevant for one's own side, or is after all."""
    form = DismissForm()
    offer, need = get_offer(offer_id), get_need(form.need.data or "")
    user, standing = signed_in_user(), own_standing()
    side = Side.OFFER if form.side.data == Side.OFFER else Side.NEED
    if side == Side.NEED:
        may = may_see_matches(user, need, standing) and may_see_offer(user, offer, standing)
        back = url_for(".for_need", reference=need.reference)
    else:
        may = may_change_offer(user, offer, standing)
        back = url_for(".show", offer_id=offer.id)
    if not may:
        raise NotFound
    if form.validate_on_submit():
        with db.transaction():
            if form.undo.data:
                bring_back(need, offer, side, by=acting())
            else:
                dismiss(need, offer, side, user=user, by=acting())
        words = _("It is shown again.") if form.undo.data else _("It is not shown to you again.")
        flash(words, "success")
    return redirect(back, 303)


@for_both("/mails", methods=("GET", "POST"))
def mails() -> ResponseReturnValue:
    """Say whether one wants mails about new matches."""
    user = signed_in_user()
    form = WishForm(data={"is_wanted": not refuses(user.email, MATCHES)})
    if form.validate_on_submit():
        with db.transaction():
            if form.is_wanted.data:
                want_mailings(user.email, MATCHES, by=acting())
            else:
                refuse_mailings(user.email, MATCHES, through=RefusedThrough.ACCOUNT, by=acting())
        flash(_("Saved."), "success")
        return redirect(request.path, 303)
    return render_template("needs_offers/mails.html", form=form)
