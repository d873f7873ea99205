"""A partner's organisation as the directory has it, and what may be mended of it."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from arena import db
from arena.accounts.sessions import acting, signed_in_user
from arena.directory import services
from arena.directory.queries import list_topics_of
from arena.directory.topics import name_topics
from arena.errors import Invalid
from arena.partners.forms import AskForm, OwnPresentationForm
from arena.partners.policy import may_use_own_pages
from arena.partners.queries.showings import list_showings_of
from arena.partners.services.asking import Ask, ask_staff
from arena.partners.views.blueprint import blueprint, own, own_organisation
from arena.web.access import access


@blueprint.get("/organisation")
@access(may_use_own_pages)
def organisations() -> ResponseReturnValue:
    """Lead to the organisation that somebody stands for, or let them choose among several."""
    known = own()
    if len(known.organisations) == 1:
        return redirect(url_for("partners.organisation", organisation_id=known.organisations[0].id))
    return render_template("partners/organisations.html", organisations=known.organisations)


@blueprint.get("/organisation/<int:organisation_id>")
@access(may_use_own_pages)
def organisation(organisation_id: int) -> str:
    """Show what the directory has, and what can be shown to visitors."""
    known = own()
    found = known.get(organisation_id)
    return render_template(
        "partners/organisation.html",
        organisation=found,
        topics=name_topics(list_topics_of(found)),
        showings=list_showings_of([found.id]),
        manages=known.manages(found.id),
    )


@blueprint.route("/organisation/<int:organisation_id>/edit", methods=["GET", "POST"])
@access(may_use_own_pages)
def edit_organisation(organisation_id: int) -> ResponseReturnValue:
    """Change what the organisation says of itself."""
    found = own_organisation(organisation_id)
    form = OwnPresentationForm.of(found, list_topics_of(found))
    if form.validate_on_submit():
        try:
            with db.transaction():
                services.present_organisation(found, form.facts(found), by=acting())
        except Invalid as error:
            form.refuse(error.field, error.message)
        else:
            flash(_("Saved."), "success")
            return redirect(url_for("partners.organisation", organisation_id=found.id), 303)
    page = render_template("partners/edit_organisation.html", form=form, organisation=found)
    return page, 400 if form.error_list else 200


@blueprint.route("/organisation/<int:organisation_id>/ask", methods=["GET", "POST"])
@access(may_use_own_pages)
def ask_for_change(organisation_id: int) -> ResponseReturnValue:
    """Ask staff to change what only they may change."""
    found, form = own_organisation(organisation_id), AskForm()
    if form.validate_on_submit():
        with db.transaction():
            ask_staff(Ask.FACTS, found, form.words.data, by_user=signed_in_user(), by=acting())
        flash(_("The arena's staff have your request, and change the directory."), "success")
        return redirect(url_for("partners.organisation", organisation_id=found.id), 303)
    page = render_template("partners/ask_for_change.html", form=form, organisation=found)
    return page, 400 if form.error_list else 200
