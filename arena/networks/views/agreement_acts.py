"""What those who plan do with agreements: entering, changing, parties, ending, renewing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from arena import clock, db
from arena.accounts.policy import PLANNERS
from arena.accounts.queries import list_users_by_role
from arena.accounts.sessions import acting
from arena.directory.queries import get_organisation, list_organisations
from arena.errors import Invalid, NotFound
from arena.networks.forms.agreements import AgreementForm, EndEarlyForm, PartyForm, RenewForm
from arena.networks.forms.members import FindForm
from arena.networks.models import Agreement, AgreementParty
from arena.networks.policy import may_change_networks
from arena.networks.queries.agreements import get_agreement
from arena.networks.queries.standing import list_networks
from arena.networks.services.agreeing import (
    PartyFacts,
    change_agreement,
    end_early,
    enter_agreement,
    remove_party,
    renew_agreement,
    set_party,
)
from arena.networks.services.errors import ChangedMeanwhile
from arena.networks.views.blueprints import agreements
from arena.networks.views.people import try_act
from arena.web.access import access
from arena.web.forms import Form

_TEXTS = ("title", "summary", "registry_number")
SHOWN = 25


@agreements.route("/new", methods=["GET", "POST"])
@access(may_change_networks)
def create() -> ResponseReturnValue:
    """Enter an agreement; its parties come next."""
    form = _form(None)
    made: list[Agreement] = []
    if form.validate_on_submit() and try_act(
        form, lambda: made.append(enter_agreement(form.facts, by=acting()))
    ):
        flash(_("The agreement is in the register. Add its parties."), "success")
        return redirect(url_for(".show", agreement_id=made[0].id), 303)
    page = render_template("networks_agreements/create.html", form=form)
    return page, 400 if form.error_list else 200


@agreements.route("/<int:agreement_id>/edit", methods=["GET", "POST"])
@access(may_change_networks)
def edit(agreement_id: int) -> ResponseReturnValue:
    """Change what is known of an agreement; who is second sees what the first did."""
    agreement = get_agreement(agreement_id)
    form, differing = _form(agreement), None
    if form.validate_on_submit():
        try:
            with db.transaction():
                change_agreement(agreement, form.facts, version=form.seen_version, by=acting())
        except ChangedMeanwhile:
            now = [(name, getattr(agreement, name)) for name in _TEXTS]
            differing = form.show_again(agreement.version, now, form.facts)
        except Invalid as error:
            form.refuse(error.field, error.message)
        else:
            return _saved(agreement)
    page = render_template(
        "networks_agreements/edit.html", form=form, agreement=agreement, differing=differing
    )
    return page, 409 if differing is not None else 400 if form.error_list else 200


@agreements.get("/<int:agreement_id>/parties/find")
@access(may_change_networks)
def find_party(agreement_id: int) -> str:
    """Find the organisation that is a party."""
    agreement = get_agreement(agreement_id)
    form = FindForm(request.args)
    form.validate()
    rows, total = list_organisations(form.q.data, limit=SHOWN) if form.q.data else ([], 0)
    return render_template(
        "networks_agreements/find_party.html",
        agreement=agreement,
        filters=form,
        found=[row.organisation for row in rows],
        total=total,
        parties={party.organisation_id for party in agreement.parties},
    )


@agreements.route("/<int:agreement_id>/parties/<int:organisation_id>", methods=["GET", "POST"])
@access(may_change_networks)
def party(agreement_id: int, organisation_id: int) -> ResponseReturnValue:
    """Let an agreement bind an organisation, or say who signed for it and when."""
    agreement, organisation = get_agreement(agreement_id), get_organisation(organisation_id)
    known = _party_of(agreement, organisation.id)
    form = PartyForm(known)
    facts = PartyFacts(organisation, form.signatory.data, form.signed_on.data)
    if form.validate_on_submit() and try_act(
        form, lambda: set_party(agreement, facts, by=acting())
    ):
        return _saved(agreement)
    page = render_template(
        "networks_agreements/party.html",
        form=form,
        agreement=agreement,
        organisation=organisation,
        known=known,
    )
    return page, 400 if form.error_list else 200


@agreements.post("/<int:agreement_id>/parties/<int:organisation_id>/remove")
@access(may_change_networks)
def take_party_out(agreement_id: int, organisation_id: int) -> ResponseReturnValue:
    """Take out an organisation that the agreement does not bind."""
    agreement = get_agreement(agreement_id)
    known = _party_of(agreement, organisation_id)
    if known is None:
        raise NotFound
    with db.transaction():
        remove_party(known, by=acting())
    return _saved(agreement)


@agreements.route("/<int:agreement_id>/end", methods=["GET", "POST"])
@access(may_change_networks)
def end(agreement_id: int) -> ResponseReturnValue:
    """Ask once, with why, and let an agreement end before its day."""
    return _act(
        agreement_id,
        "networks_agreements/end.html",
        EndEarlyForm(),
        lambda agreement, form: end_early(
            agreement, on=form.day, because=form.because.data, by=acting()
        ),
    )


@agreements.route("/<int:agreement_id>/renew", methods=["GET", "POST"])
@access(may_change_networks)
def renew(agreement_id: int) -> ResponseReturnValue:
    """Let another agreement with the same parties follow."""
    form = RenewForm.of(get_agreement(agreement_id))
    return _act(
        agreement_id,
        "networks_agreements/renew.html",
        form,
        lambda agreement, form: renew_agreement(
            agreement, starts_on=form.first, ends_on=form.ends_on, by=acting()
        ),
    )


def _act(
    agreement_id: int, template: str, form: Form, act: Callable[[Agreement, Any], Agreement | None]
) -> ResponseReturnValue:
    agreement = get_agreement(agreement_id)
    made: list[Agreement | None] = []
    if form.validate_on_submit() and try_act(form, lambda: made.append(act(agreement, form))):
        return _saved(made[0] or agreement)
    page = render_template(template, form=form, agreement=agreement)
    return page, 400 if form.error_list else 200


def _form(agreement: Agreement | None) -> AgreementForm:
    networks = list(list_networks(clock.today()))
    if agreement is not None and agreement.network is not None:
        networks += [agreement.network] if agreement.network not in networks else []
    owners = list(list_users_by_role(*sorted(PLANNERS)))
    if agreement is not None and agreement.owner is not None and agreement.owner not in owners:
        owners.append(agreement.owner)
    return AgreementForm(agreement, networks, owners)


def _party_of(agreement: Agreement, organisation_id: int) -> AgreementParty | None:
    return next(
        (each for each in agreement.parties if each.organisation_id == organisation_id), None
    )


def _saved(agreement: Agreement) -> ResponseReturnValue:
    flash(_("Saved."), "success")
    return redirect(url_for(".show", agreement_id=agreement.id), 303)
