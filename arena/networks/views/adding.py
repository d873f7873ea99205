"""Letting an organisation of the directory in, without a question: for those who plan."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from arena import clock
from arena.accounts.sessions import acting
from arena.directory.models import Organisation
from arena.directory.queries import get_organisation, get_person, list_organisations, list_roles
from arena.networks.forms.members import AdmitForm, FindForm
from arena.networks.models import Circle, Network
from arena.networks.policy import may_change_networks
from arena.networks.queries.standing import list_members
from arena.networks.rules.joining import may_be_member
from arena.networks.services.members import add_seat, admit
from arena.networks.views.blueprints import staff
from arena.networks.views.people import seen_network, try_act
from arena.web.access import access

SHOWN = 25


@staff.get("/<slug>/members/find")
@access(may_change_networks)
def find_member(slug: str) -> str:
    """Find the organisation to let in."""
    network = seen_network(slug)
    form = FindForm(request.args)
    form.validate()
    rows, total = list_organisations(form.q.data, limit=SHOWN) if form.q.data else ([], 0)
    members = {each.organisation_id for each in list_members(network, clock.today())}
    types = network.organisation_types
    return render_template(
        "networks_staff/find_member.html",
        network=network,
        filters=form,
        found=[row.organisation for row in rows],
        total=total,
        members=members,
        fits=lambda organisation: may_be_member(organisation.type, types),
    )


@staff.route("/<slug>/members/new/<int:organisation_id>", methods=["GET", "POST"])
@access(may_change_networks)
def admit_member(slug: str, organisation_id: int) -> ResponseReturnValue:
    """Let an organisation in, with those who stand for it."""
    network, organisation = seen_network(slug), get_organisation(organisation_id)
    people = [role.person for role in list_roles(organisation)[0]]
    form = AdmitForm(organisation, list(dict.fromkeys(people)))
    if form.validate_on_submit() and try_act(form, lambda: _admit(network, organisation, form)):
        flash(_("%(name)s is a member.", name=organisation.name), "success")
        return redirect(url_for(".members", slug=slug), 303)
    page = render_template(
        "networks_staff/admit_member.html", form=form, network=network, organisation=organisation
    )
    return page, 400 if form.error_list else 200


def _admit(network: Network, organisation: Organisation, form: AdmitForm) -> None:
    membership = admit(
        network, organisation, Circle(form.circle.data), starts_on=form.day, by=acting()
    )
    for person_id in form.chosen:
        add_seat(membership, get_person(person_id), by=acting())
