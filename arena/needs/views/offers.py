"""Offers for who offers and for staff: the list, one of them, writing, changing, ending."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import ColumnElement

from arena import clock, db
from arena.accounts.policy import is_partner, is_staff, may_plan
from arena.accounts.sessions import acting, signed_in_user
from arena.directory.models import Organisation
from arena.directory.queries import get_organisation, list_organisations
from arena.errors import Conflict, Invalid, NotFound
from arena.needs.forms.acts import PlainForm
from arena.needs.forms.offers import FindOrganisationForm, OfferFilterForm, OfferForm, data_of
from arena.needs.models import PartnerOffer
from arena.needs.offering_policy import may_change_offer, may_offer, may_see_offer
from arena.needs.queries.members import list_organisations_of
from arena.needs.queries.offers import (
    contact_of,
    get_offer,
    list_contacts,
    list_offers,
    list_offers_of,
    list_organisations_offering,
    visible_to,
)
from arena.needs.services.offering import (
    OfferFacts,
    change_offer,
    confirm_offer,
    create_offer,
    withdraw_offer,
)
from arena.needs.views.offer_blueprints import for_both, staff
from arena.needs.views.offer_matches import needs_for
from arena.needs.views.reading import own_standing
from arena.networks.models import Network
from arena.networks.queries.standing import list_networks
from arena.web import paging
from arena.web.access import access
from arena.web.numbers import read_whole
from arena.web.security import MAY_GO_BACK

_MOST_FOUND = 20


@for_both("/")
def index() -> str:
    """List the offers that the reader may see; a partner's own stand first."""
    user, standing = signed_in_user(), own_standing()
    visible: ColumnElement[bool] = visible_to(user, standing)
    page = paging.asked()
    form = OfferFilterForm(request.args, list_organisations_offering(visible))
    form.validate()
    rows, total = list_offers(visible, form.filters, limit=page.size, offset=page.offset)
    own = [
        offer for number in sorted(standing.organisation_ids) for offer in list_offers_of(number)
    ]
    return render_template(
        "needs_offers/index.html",
        filters=form,
        rows=rows,
        total=total,
        page=page,
        own=own if is_partner(user) else [],
        may_add=bool(standing.organisation_ids) or may_offer(user),
    )


@for_both("/<int:offer_id>")
def show(offer_id: int) -> str:
    """Show an offer; who may change it also sees which needs it fits."""
    offer, standing = seen_offer(offer_id), own_standing()
    user = signed_in_user()
    may_change = may_change_offer(user, offer, standing)
    form = PlainForm()
    form.show_version(offer.version)
    return render_template(
        "needs_offers/show.html",
        offer=offer,
        may_change=may_change,
        contact=contact_of(offer) if may_change else None,
        matches=needs_for(offer, standing) if may_change and offer.is_open else None,
        form=form,
        networks=networks_seen(offer),
    )


@for_both("/new", methods=("GET", "POST"))
def create() -> ResponseReturnValue:
    """Offer something for an organisation: a partner's own, or one that staff have chosen."""
    organisation = _organisation()
    if organisation is None:
        return _choose()
    form = _form(organisation.id)
    if form.validate_on_submit():
        made = _saved(form, lambda facts: _create(facts, organisation.id))
        if made is not None:
            flash(_("The offer stands. We look for needs that it fits."), "success")
            return redirect(url_for(".show", offer_id=made.id), 303)
    page = render_template("needs_offers/create.html", form=form, organisation=organisation)
    return page, 400 if form.error_list else 200, MAY_GO_BACK


@for_both("/<int:offer_id>/edit", methods=("GET", "POST"))
def edit(offer_id: int) -> ResponseReturnValue:
    """Change an offer; that also says that it still holds."""
    offer = changed_offer(offer_id)
    form = _form(offer.organisation_id, offer)
    if form.validate_on_submit():

        def change(facts: OfferFacts) -> PartnerOffer:
            change_offer(offer, _with_unseen(facts, offer), by=acting(), version=form.seen_version)
            return offer

        if _saved(form, change) is not None:
            flash(_("Saved. The offer holds for another year."), "success")
            return redirect(url_for(".show", offer_id=offer_id), 303)
    page = render_template("needs_offers/edit.html", form=form, offer=offer)
    return page, 400 if form.error_list else 200, MAY_GO_BACK


@for_both("/<int:offer_id>/confirm", methods=("POST",))
def confirm(offer_id: int) -> ResponseReturnValue:
    """Say that an offer still holds."""
    offer = changed_offer(offer_id)
    if not PlainForm().validate_on_submit():
        return redirect(url_for(".show", offer_id=offer_id), 303)
    with db.transaction():
        done = confirm_offer(offer, by=acting())
    if done:
        flash(_("Thank you. The offer holds for another year."), "success")
    else:
        flash(_("This offer has ended. Change its last day, or write a new one."), "warning")
    return redirect(url_for(".show", offer_id=offer_id), 303)


@for_both("/<int:offer_id>/withdraw", methods=("GET", "POST"))
def withdraw(offer_id: int) -> ResponseReturnValue:
    """Take an offer back, once asked whether that is meant."""
    offer = changed_offer(offer_id)
    form = PlainForm()
    if not form.is_submitted():
        form.show_version(offer.version)
    if form.validate_on_submit():
        try:
            with db.transaction():
                withdraw_offer(offer, by=acting(), version=form.seen_version)
            flash(_("The offer is withdrawn, and nobody finds it any more."), "success")
            return redirect(url_for(".show", offer_id=offer_id), 303)
        except Conflict as error:
            form.refuse_act(error)
            form.show_version(offer.version)
    page = render_template("needs_offers/withdraw.html", offer=offer, form=form)
    return page, form.status


@staff.get("/organisation")
@access(may_offer)
def organisation() -> str:
    """Find the organisation that staff write an offer for."""
    return str(_choose())


def seen_offer(offer_id: int) -> PartnerOffer:
    """Return an offer that the reader may see; to everybody else it is not there."""
    offer = get_offer(offer_id)
    if not may_see_offer(signed_in_user(), offer, own_standing()):
        raise NotFound
    return offer


def changed_offer(offer_id: int) -> PartnerOffer:
    """Return an offer that the reader may change."""
    offer = get_offer(offer_id)
    if not may_change_offer(signed_in_user(), offer, own_standing()):
        raise NotFound
    return offer


def _choose() -> str:
    form = FindOrganisationForm(request.args)
    form.validate()
    words, found = form.q.data, list[Any]()
    if words and may_plan(signed_in_user()):
        rows, _total = list_organisations(words, None, None, limit=_MOST_FOUND, offset=0)
        found = [row.organisation for row in rows]
    return render_template(
        "needs_offers/organisation.html",
        filters=form,
        words=words,
        found=found,
        own=list_organisations_of(signed_in_user().id),
        may_find=may_plan(signed_in_user()),
    )


def _organisation() -> Organisation | None:
    """Return whose offer it is to be: the one that the address names, or the reader's only one."""
    user, asked = signed_in_user(), read_whole(request.args.get("organisation"))
    own = {each.id: each for each in list_organisations_of(user.id)}
    if asked is not None:
        if asked in own:
            return own[asked]
        if may_plan(user):
            return get_organisation(asked)
        raise NotFound
    if is_partner(user) and len(own) == 1:
        return next(iter(own.values()))
    return None


def _form(organisation_id: int, offer: PartnerOffer | None = None) -> OfferForm:
    user, standing = signed_in_user(), own_standing()
    networks: dict[int, Network] = {
        each.id: each
        for each in list_networks(clock.today())
        if may_plan(user) or each.id in standing.network_ids
    }
    people = list_contacts(organisation_id)
    if offer is None:
        return OfferForm(people, list(networks.values()))
    networks |= {each.id: each for each in networks_seen(offer)}
    return OfferForm(people, list(networks.values()), offer.topics, data=data_of(offer))


def networks_seen(offer: PartnerOffer) -> list[Network]:
    """Return which networks an offer is shown to, of those that its reader may know of."""
    user, standing = signed_in_user(), own_standing()
    return [
        each
        for each in offer.networks
        if each.is_public or is_staff(user) or each.id in standing.network_ids
    ]


def _with_unseen(facts: OfferFacts, offer: PartnerOffer) -> OfferFacts:
    """Keep an offer shown to networks that whoever changes it knows nothing of."""
    seen = {each.id for each in networks_seen(offer)}
    unseen = [each.id for each in offer.networks if each.id not in seen]
    return replace(facts, network_ids=[*facts.network_ids, *unseen])


def _create(facts: OfferFacts, organisation_id: int) -> PartnerOffer:
    return create_offer(
        facts, organisation_id=organisation_id, author_id=signed_in_user().id, by=acting()
    )


def _saved(form: OfferForm, save: Any) -> PartnerOffer | None:
    """Save what the form holds; None when it has come to hold errors."""
    try:
        with db.transaction():
            saved: PartnerOffer = save(form.facts)
            return saved
    except Invalid as error:
        form.refuse(error.field, error.message)
    except Conflict as error:
        form.refuse(None, error.message)
    return None
