"""An organisation's own people: inviting, renaming, who manages, who is named, ending."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from arena import db
from arena.accounts.sessions import acting, signed_in_user
from arena.directory.models import PersonRole
from arena.directory.services import Withdrawn, change_title
from arena.errors import Conflict, NotFound
from arena.networks.services.members import set_listed
from arena.partners.forms import EndForm, InviteForm, TitleForm
from arena.partners.policy import may_use_own_pages
from arena.partners.queries.people import (
    get_colleague,
    is_last_manager,
    list_colleagues,
    list_other_partners,
    list_seats,
)
from arena.partners.services.people import (
    Outcome,
    choose_manager,
    end_colleague,
    invite_colleague,
    resend_to,
)
from arena.partners.views.blueprint import blueprint, managed_organisation, own
from arena.web.access import access

PEOPLE = "/organisation/<int:organisation_id>/people"
ROLE = f"{PEOPLE}/<int:role_id>"


@blueprint.get(PEOPLE)
@access(may_use_own_pages)
def people(organisation_id: int) -> str:
    """List who stands for the organisation."""
    known = own()
    found = known.get(organisation_id)
    return render_template(
        "partners/people.html",
        organisation=found,
        colleagues=list_colleagues(found, known.user),
        manages=known.manages(found.id),
        own=known,
    )


@blueprint.route(f"{PEOPLE}/invite", methods=["GET", "POST"])
@access(may_use_own_pages)
def invite(organisation_id: int) -> ResponseReturnValue:
    """Let a colleague stand for the organisation, and sign in."""
    found, form = managed_organisation(organisation_id), InviteForm()
    if form.validate_on_submit():
        try:
            with db.transaction():
                outcome = invite_colleague(
                    found, form.newcomer, by_user=signed_in_user(), by=acting()
                )
        except Conflict as error:
            form.refuse("email", error.message)
        else:
            flash(_said(outcome, form.name.data), _KINDS[outcome])
            return redirect(url_for("partners.people", organisation_id=found.id), 303)
    page = render_template("partners/invite.html", form=form, organisation=found)
    return page, 400 if form.error_list else 200


@blueprint.post(f"{ROLE}/resend")
@access(may_use_own_pages)
def resend(organisation_id: int, role_id: int) -> ResponseReturnValue:
    """Mail a colleague a new link to sign in."""
    role = _managed(organisation_id, role_id)
    with db.transaction():
        resend_to(role, by=acting())
    flash(_("A new link is on its way to %(name)s.", name=role.person.name), "success")
    return redirect(url_for("partners.people", organisation_id=organisation_id), 303)


@blueprint.route(f"{ROLE}/title", methods=["GET", "POST"])
@access(may_use_own_pages)
def rename(organisation_id: int, role_id: int) -> ResponseReturnValue:
    """Change what a colleague is called."""
    role = _managed(organisation_id, role_id)
    form = TitleForm(obj=role)
    if form.validate_on_submit():
        try:
            with db.transaction():
                change_title(role, form.title.data, by=acting())
        except Withdrawn as error:
            form.refuse("title", error.message)
        else:
            flash(_("Saved."), "success")
            return redirect(url_for("partners.people", organisation_id=organisation_id), 303)
    page = render_template("partners/rename.html", form=form, role=role)
    return page, 400 if form.error_list else 200


@blueprint.post(f"{ROLE}/manager")
@access(may_use_own_pages)
def name_manager(organisation_id: int, role_id: int) -> ResponseReturnValue:
    """Let a colleague see to the organisation's people too, or no longer."""
    role = _managed(organisation_id, role_id)
    try:
        with db.transaction():
            choose_manager(role, request.form.get("wanted") == "yes", by=acting())
    except Conflict as error:
        flash(str(error.message), "warning")
    else:
        flash(_("Saved."), "success")
    return redirect(url_for("partners.people", organisation_id=organisation_id), 303)


@blueprint.post(f"{PEOPLE}/places/<int:seat_id>")
@access(may_use_own_pages)
def list_place(organisation_id: int, seat_id: int) -> ResponseReturnValue:
    """Say whether a colleague is named to the other members of a network."""
    managed_organisation(organisation_id)
    seats = list_seats(organisation_id, signed_in_user())
    seat = next((each for each in seats if each.id == seat_id), None)
    if seat is None:
        raise NotFound
    with db.transaction():
        set_listed(seat, request.form.get("wanted") == "yes", by=acting())
    flash(_("Saved."), "success")
    return redirect(url_for("partners.people", organisation_id=organisation_id), 303)


@blueprint.route(f"{ROLE}/end", methods=["GET", "POST"])
@access(may_use_own_pages)
def end(organisation_id: int, role_id: int) -> ResponseReturnValue:
    """Say what closes, ask once, and let a colleague, or oneself, stand for it no longer."""
    role = _endable(organisation_id, role_id)
    is_self = role.person.user_id == signed_in_user().id
    asks = is_last_manager(role)
    form = EndForm(list_other_partners(role.organisation, role), asks=asks)
    name = role.person.name
    if form.validate_on_submit():
        try:
            with db.transaction():
                end_colleague(
                    role,
                    heir=form.chosen,
                    staff_take_over=form.leaves_to_staff,
                    by_user=signed_in_user(),
                    by=acting(),
                )
        except Conflict as error:
            form.refuse(None, error.message)
        else:
            if is_self:
                return redirect(url_for("site.index", lang=_language()), 303)
            flash(_("%(name)s has left, and everything is closed.", name=name), "success")
            return redirect(url_for("partners.people", organisation_id=organisation_id), 303)
    page = render_template(
        "partners/end.html",
        form=form,
        role=role,
        is_self=is_self,
        seats=[
            each
            for each in list_seats(role.organisation_id, signed_in_user())
            if each.person_id == role.person_id
        ],
    )
    return page, 400 if form.error_list else 200


def _managed(organisation_id: int, role_id: int) -> PersonRole:
    return get_colleague(managed_organisation(organisation_id), role_id)


def _endable(organisation_id: int, role_id: int) -> PersonRole:
    """Return a role that the signed-in person may end: their own, or one of whom they see to."""
    known = own()
    role = get_colleague(known.get(organisation_id), role_id)
    if known.person is None or role.person_id != known.person.id:
        managed_organisation(organisation_id)
    return role


def _language() -> str:
    return str(signed_in_user().language)


_KINDS = {Outcome.INVITED: "success", Outcome.ALREADY: "info", Outcome.ASKED: "info"}


def _said(outcome: Outcome, name: str) -> str:
    texts = {
        Outcome.INVITED: _("%(name)s is invited, and gets a link to sign in by mail.", name=name),
        Outcome.ALREADY: _("%(name)s stands for you already, and can sign in.", name=name),
        Outcome.ASKED: _(
            "The arena knows this address already. Its staff have been asked to connect %(name)s"
            " with you; you see them here once that is done.",
            name=name,
        ),
    }
    return str(texts[outcome])
