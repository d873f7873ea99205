"""What a partner can show visitors: adding, changing, taking away."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from arena import db
from arena.accounts.sessions import acting
from arena.partners.forms import ShowingForm
from arena.partners.policy import may_use_own_pages
from arena.partners.queries.people import list_candidates
from arena.partners.queries.showings import get_showing
from arena.partners.services.showings import (
    ChangedMeanwhile,
    add_showing,
    change_showing,
    remove_showing,
)
from arena.partners.views.blueprint import blueprint, own_organisation
from arena.web.access import access


@blueprint.route("/organisation/<int:organisation_id>/shows/new", methods=["GET", "POST"])
@access(may_use_own_pages)
def create_showing(organisation_id: int) -> ResponseReturnValue:
    """Note something that the organisation can show visitors."""
    found = own_organisation(organisation_id)
    form = ShowingForm(list_candidates(found))
    if form.validate_on_submit():
        with db.transaction():
            add_showing(found, form.facts, by=acting())
        flash(_("Saved. The arena's staff see it, and plan with it."), "success")
        return redirect(url_for("partners.organisation", organisation_id=found.id), 303)
    page = render_template(
        "partners/create_showing.html", form=form, organisation=found, differing=[]
    )
    return page, 400 if form.error_list else 200


@blueprint.route(
    "/organisation/<int:organisation_id>/shows/<int:showing_id>", methods=["GET", "POST"]
)
@access(may_use_own_pages)
def edit_showing(organisation_id: int, showing_id: int) -> ResponseReturnValue:
    """Change what is said of something that can be shown."""
    found = own_organisation(organisation_id)
    showing = get_showing(found, showing_id)
    form = ShowingForm.of(showing, list_candidates(found))
    differing: list[tuple[str, str]] = []
    if form.validate_on_submit():
        try:
            with db.transaction():
                change_showing(showing, form.facts, version=form.seen_version, by=acting())
        except ChangedMeanwhile as error:
            form.refuse(None, error.message)
            differing = form.show_again(showing)
        else:
            flash(_("Saved."), "success")
            return redirect(url_for("partners.organisation", organisation_id=found.id), 303)
    page = render_template(
        "partners/edit_showing.html",
        form=form,
        organisation=found,
        showing=showing,
        differing=differing,
    )
    return page, 400 if form.error_list else 200


@blueprint.route(
    "/organisation/<int:organisation_id>/shows/<int:showing_id>/remove", methods=["GET", "POST"]
)
@access(may_use_own_pages)
def delete_showing(organisation_id: int, showing_id: int) -> ResponseReturnValue:
    """Ask once, and show it no more."""
    found = own_organisation(organisation_id)
    showing = get_showing(found, showing_id)
    if request.method != "POST":
        return render_template("partners/delete_showing.html", organisation=found, showing=showing)
    with db.transaction():
        remove_showing(showing, by=acting())
    flash(_("It is taken away."), "success")
    return redirect(url_for("partners.organisation", organisation_id=found.id), 303)
