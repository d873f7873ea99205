"""What is a partner's own in networks: one's place, one's organisation's leaving, applying."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from arena import clock, db
from arena.accounts.sessions import acting, signed_in_user
from arena.errors import Conflict, NotFound
from arena.networks.forms.admissions import PartnerApplyForm
from arena.networks.forms.members import LeaveForm, ListedForm
from arena.networks.models import Admission, Network, Seat
from arena.networks.policy import may_use_networks_as_partner
from arena.networks.queries.agreements import list_own_organisations
from arena.networks.queries.own import find_person, list_own_applications
from arena.networks.queries.reading import find_open_to_all
from arena.networks.services.asking import apply_as_partner, withdraw
from arena.networks.services.members import end_membership, end_seat, set_listed
from arena.networks.services.telling import tell_of_leaving
from arena.networks.views.blueprints import for_both, partner
from arena.networks.views.people import own_seats, seen_network, try_act
from arena.web.access import access
from arena.web.languages import localized


@for_both("/<slug>/place", methods=("GET", "POST"))
def place(slug: str) -> ResponseReturnValue:
    """Choose whether one is named to the other members."""
    network, seats = _own(slug)
    form = ListedForm(data={"is_listed": all(seat.is_listed for seat in seats)})
    if form.validate_on_submit():
        with db.transaction():
            for seat in seats:
                set_listed(seat, form.is_listed.data, by=acting())
        flash(_("Saved."), "success")
        return redirect(url_for(".show", slug=slug), 303)
    page = render_template("networks_staff/place.html", form=form, network=network, seats=seats)
    return page, 400 if form.errors else 200


@for_both("/<slug>/place/end", methods=("GET", "POST"))
def end_place(slug: str) -> ResponseReturnValue:
    """Ask once, and end one's own place in a network; the organisation stays a member."""
    network, seats = _own(slug)
    if request.method != "POST":
        return render_template("networks_staff/end_place.html", network=network, seats=seats)
    user = signed_in_user()
    with db.transaction():
        for seat in seats:
            tell_of_leaving(seat.membership, whole=False, name=f"user {user.id}")
            end_seat(seat, by=acting())
    flash(_("You have left %(name)s.", name=localized(network, "name")), "success")
    return redirect(url_for(".index"), 303)


@partner.route("/<slug>/leave/<int:membership_id>", methods=["GET", "POST"])
@access(may_use_networks_as_partner)
def leave(slug: str, membership_id: int) -> ResponseReturnValue:
    """Say what follows, ask once, and let one's organisation leave the network."""
    network, seats = _own(slug)
    membership = next(
        (seat.membership for seat in seats if seat.membership_id == membership_id), None
    )
    if membership is None:
        raise NotFound
    form = LeaveForm()

    def act() -> None:
        tell_of_leaving(membership, whole=True, name="")
        end_membership(membership, on=clock.today(), because=form.because.data, by=acting())

    if form.validate_on_submit() and try_act(form, act):
        flash(_("Your organisation has left %(name)s.", name=localized(network, "name")), "success")
        return redirect(url_for(".index"), 303)
    page = render_template(
        "networks_partner/leave.html", form=form, network=network, membership=membership
    )
    return page, 400 if form.error_list else 200


@partner.route("/<slug>/apply", methods=["GET", "POST"])
@access(may_use_networks_as_partner)
def apply(slug: str) -> ResponseReturnValue:
    """Apply for one's organisation to a network that takes applications."""
    today, user = clock.today(), signed_in_user()
    network = find_open_to_all(slug, today)
    organisations = list_own_organisations(user, today)
    form = PartnerApplyForm(organisations)
    if form.validate_on_submit() and try_act(form, lambda: _apply(network, form)):
        flash(_("Your application is sent. You get the answer by e-mail."), "success")
        return redirect(url_for(".index"), 303)
    page = render_template(
        "networks_partner/apply.html", form=form, network=network, organisations=organisations
    )
    return page, 400 if form.error_list else 200


@partner.post("/applications/<int:admission_id>/withdraw")
@access(may_use_networks_as_partner)
def withdraw_application(admission_id: int) -> ResponseReturnValue:
    """Take one's own application back."""
    asked: Admission | None = next(
        (each for each in list_own_applications(signed_in_user()) if each.id == admission_id), None
    )
    if asked is None:
        raise NotFound
    try:
        with db.transaction():
            withdraw(asked, by=acting())
    except Conflict as error:
        flash(str(error.message), "warning")
    else:
        flash(_("Your application is taken back."), "success")
    return redirect(url_for(".index"), 303)


def _apply(network: Network, form: PartnerApplyForm) -> None:
    user = signed_in_user()
    person = find_person(user)
    organisation = next(
        each
        for each in list_own_organisations(user, clock.today())
        if each.id == form.organisation.data
    )
    if person is None:
        raise NotFound
    apply_as_partner(
        network,
        organisation,
        person,
        words=form.words.data,
        circle=form.circle.data,
        user=user,
        by=acting(),
    )


def _own(slug: str) -> tuple[Network, list[Seat]]:
    network = seen_network(slug)
    seats = own_seats(network)
    if not seats:
        raise NotFound
    return network, seats
