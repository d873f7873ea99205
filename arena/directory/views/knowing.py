"""Organisations in more detail: what they do, how they hang together, their tags."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from arena import db
from arena.accounts.sessions import acting
from arena.directory import services
from arena.directory.forms import EndRelationForm, FindForm, PresentationForm, RelationForm
from arena.directory.models import Organisation
from arena.directory.policy import may_change_directory
from arena.directory.queries import (
    Related,
    find_organisation,
    find_organisations,
    get_organisation,
    get_relation,
    list_topics_of,
)
from arena.directory.views.blueprint import blueprint
from arena.directory.words import READINGS
from arena.errors import Invalid
from arena.web.access import access
from arena.web.numbers import read_whole

OFFERED = 12


@blueprint.route("/<int:organisation_id>/presentation", methods=["GET", "POST"])
@access(may_change_directory)
def describe(organisation_id: int) -> ResponseReturnValue:
    """Say what an organisation does and where it is found."""
    organisation = get_organisation(organisation_id)
    form = PresentationForm.of(organisation, list(list_topics_of(organisation)))
    if form.validate_on_submit():
        try:
            with db.transaction():
                services.present_organisation(organisation, form.facts, by=acting())
        except Invalid as error:
            form.refuse(error.field, error.message)
        else:
            flash(_("Saved."), "success")
            return redirect(url_for("directory.show", organisation_id=organisation.id))
    page = render_template("directory/describe.html", form=form, organisation=organisation)
    return page, 400 if form.errors else 200


@blueprint.route("/<int:organisation_id>/relations/new", methods=["GET", "POST"])
@access(may_change_directory)
def relate(organisation_id: int) -> ResponseReturnValue:
    """Choose another organisation, then say what this one is to it."""
    organisation = get_organisation(organisation_id)
    other_id = read_whole(request.args.get("other"))
    other = find_organisation(other_id) if other_id else None
    if other is None:
        return _choosing(organisation)
    form = RelationForm()
    if form.validate_on_submit():
        subject, object_ = (other, organisation) if form.is_turned else (organisation, other)
        try:
            with db.transaction():
                services.relate(subject, object_, form.facts, by=acting())
        except services.RelationKnown as error:
            form.refuse(None, error.message)
        except Invalid as error:
            form.refuse(error.field, error.message)
        else:
            flash(_("Saved."), "success")
            return redirect(url_for("directory.show", organisation_id=organisation.id))
    page = render_template(
        "directory/relate.html", form=form, organisation=organisation, other=other
    )
    return page, 400 if form.errors else 200


@blueprint.route("/<int:organisation_id>/relations/<int:relation_id>/end", methods=["GET", "POST"])
@access(may_change_directory)
def end_relation(organisation_id: int, relation_id: int) -> ResponseReturnValue:
    """Say that a relation no longer holds, as of a day."""
    organisation, related = _related(organisation_id, relation_id)
    form = EndRelationForm.of(related.relation)
    if form.validate_on_submit():
        try:
            with db.transaction():
                services.end_relation(related.relation, last_day=form.day, by=acting())
        except Invalid as error:
            form.refuse(error.field, error.message)
        else:
            flash(_("Saved."), "success")
            return redirect(url_for("directory.show", organisation_id=organisation.id))
    page = render_template(
        "directory/end_relation.html",
        form=form,
        organisation=organisation,
        related=related,
        reading=READINGS[related.reading],
    )
    return page, 400 if form.errors else 200


@blueprint.route(
    "/<int:organisation_id>/relations/<int:relation_id>/remove", methods=["GET", "POST"]
)
@access(may_change_directory)
def remove_relation(organisation_id: int, relation_id: int) -> ResponseReturnValue:
    """Take a relation away that never was."""
    organisation, related = _related(organisation_id, relation_id)
    if request.method == "POST":
        with db.transaction():
            services.remove_relation(get_relation(relation_id), by=acting())
        flash(_("The relation is gone."), "success")
        return redirect(url_for("directory.show", organisation_id=organisation.id))
    return render_template(
        "directory/remove_relation.html",
        organisation=organisation,
        related=related,
        reading=READINGS[related.reading],
    )


def _choosing(organisation: Organisation) -> ResponseReturnValue:
    form = FindForm(request.args)
    is_right = form.validate()
    found = find_organisations(form.q.data if is_right else "", limit=OFFERED + 1).hits
    page = render_template(
        "directory/choose_related.html",
        form=form,
        organisation=organisation,
        found=[each for each in found if each.id != organisation.id][:OFFERED],
    )
    is_asked = request.method == "GET"
    return page, 200 if is_right and is_asked else 400


def _related(organisation_id: int, relation_id: int) -> tuple[Organisation, Related]:
    """Return an organisation, and a relation of it as it sees it."""
    organisation, relation = get_organisation(organisation_id), get_relation(relation_id)
    is_subject = relation.subject_id == organisation.id
    other = relation.object if is_subject else relation.subject
    return organisation, Related(relation, other, is_subject)
