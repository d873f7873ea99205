"""Offices of a network: giving them and ending them."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from arena import clock, db
from arena.accounts.models import Role
from arena.accounts.queries import get_user, list_users_by_role
from arena.accounts.sessions import acting
from arena.directory.queries import get_person
from arena.errors import NotFound
from arena.networks.forms.members import OfficeForm
from arena.networks.models import Network, Office, OfficeName
from arena.networks.queries.standing import list_offices, list_sittings
from arena.networks.services.offices import end_office, give_office, person_of_staff
from arena.networks.views.blueprints import for_both
from arena.networks.views.people import led_network, try_act


@for_both("/<slug>/offices/new", methods=("GET", "POST"))
def appoint(slug: str) -> ResponseReturnValue:
    """Let somebody of a member, or of the arena, do something for the network."""
    network, today = led_network(slug), clock.today()
    sittings = list_sittings(network, today)
    if network.parent is not None:
        sittings = [*sittings, *list_sittings(network.parent, today)]
    form = OfficeForm(sittings, list_users_by_role(*(role for role in Role if role.is_staff)))
    if form.validate_on_submit() and try_act(form, lambda: _appoint(network, form)):
        flash(_("Saved."), "success")
        return redirect(url_for(".show", slug=slug), 303)
    chair = next(
        (each for each in list_offices(network, today) if each.office == OfficeName.CHAIR), None
    )
    page = render_template("networks_staff/appoint.html", form=form, network=network, chair=chair)
    return page, 400 if form.error_list else 200


@for_both("/<slug>/offices/<int:office_id>/end", methods=("GET", "POST"))
def step_down(slug: str, office_id: int) -> ResponseReturnValue:
    """Ask once, and let somebody step down."""
    network = led_network(slug)
    office = db.session.get(Office, office_id)
    if office is None or office.network_id != network.id:
        raise NotFound
    if request.method != "POST":
        return render_template("networks_staff/step_down.html", network=network, office=office)
    with db.transaction():
        end_office(office, by=acting())
    flash(_("Saved."), "success")
    return redirect(url_for(".show", slug=slug), 303)


def _appoint(network: Network, form: OfficeForm) -> None:
    kind, number = form.chosen
    person = (
        get_person(number) if kind == "person" else person_of_staff(get_user(number), by=acting())
    )
    give_office(network, person, OfficeName(form.office.data), by=acting())
