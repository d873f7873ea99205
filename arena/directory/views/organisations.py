"""Organisations: the list, one of them, adding and changing."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from arena import db
from arena.accounts.sessions import acting
from arena.directory import services
from arena.directory.forms import FindForm, OrganisationForm, narrow_form
from arena.directory.models import Organisation
from arena.directory.numbers import read_number
from arena.directory.policy import may_change_directory, may_read_directory
from arena.directory.queries import (
    Match,
    criteria_of,
    find_matches,
    find_organisation_by_number,
    get_organisation,
    list_matching_organisations,
    list_related,
    list_roles,
    list_topics_of,
    name_organisations,
    tags_of,
)
from arena.directory.queries.managers import list_managers
from arena.directory.sections import sections_of
from arena.directory.topics import name_topics
from arena.directory.views.blueprint import blueprint
from arena.errors import Invalid
from arena.web import paging
from arena.web.access import access


@blueprint.get("/")
@access(may_read_directory)
def index() -> str:
    """List organisations."""
    form, page = narrow_form(request.args), paging.asked()
    criteria = criteria_of(form.values)
    rows, total = list_matching_organisations(criteria, limit=page.size, offset=page.offset)
    return render_template(
        "directory/index.html",
        filters=form,
        rows=rows,
        total=total,
        page=page,
        find=FindForm(formdata=None),
        related_to=_name_of(criteria.related_to),
    )


@blueprint.get("/<int:organisation_id>")
@access(may_read_directory)
def show(organisation_id: int) -> str:
    """Show one organisation, who stands for it, and what other packages know of it."""
    organisation = get_organisation(organisation_id)
    current, former = list_roles(organisation)
    return render_template(
        "directory/show.html",
        organisation=organisation,
        roles=current,
        managers={role.id for role in list_managers(organisation.id)},
        former_roles=former,
        related=list_related(organisation),
        tags=tags_of(organisation),
        topics=name_topics(list_topics_of(organisation)),
        sections=sections_of(organisation),
    )


@blueprint.route("/new", methods=["GET", "POST"])
@access(may_change_directory)
def create() -> ResponseReturnValue:
    """Add an organisation; what looks like the same is shown once before."""
    form = OrganisationForm()
    matches: list[Match] = []
    if form.validate_on_submit():
        matches = _unseen_matches(form)
        if not matches:
            organisation = _saved(form)
            if organisation is not None:
                flash(_("%(name)s is in the directory.", name=organisation.name), "success")
                return redirect(url_for("directory.show", organisation_id=organisation.id))
    page = render_template(
        "directory/create.html", form=form, matches=matches, holder=_holder(form)
    )
    return page, 409 if matches else 400 if form.errors else 200


@blueprint.route("/<int:organisation_id>/edit", methods=["GET", "POST"])
@access(may_change_directory)
def edit(organisation_id: int) -> ResponseReturnValue:
    """Change what is known of an organisation."""
    organisation = get_organisation(organisation_id)
    form = OrganisationForm.of(organisation)
    if form.validate_on_submit() and _saved(form, organisation) is not None:
        flash(_("Saved."), "success")
        return redirect(url_for("directory.show", organisation_id=organisation_id))
    page = render_template(
        "directory/edit.html", form=form, organisation=organisation, holder=_holder(form)
    )
    return page, 400 if form.errors else 200


def _saved(form: OrganisationForm, organisation: Organisation | None = None) -> Organisation | None:
    """Add or change the organisation; None when the form has come to hold errors."""
    try:
        with db.transaction():
            if organisation is None:
                return services.create_organisation(form.facts, by=acting())
            services.update_organisation(organisation, form.facts, by=acting())
            return organisation
    except Invalid as error:
        form.refuse(error.field, error.message)
    except services.NumberTaken as error:
        form.refuse("number", error.message)
    return None


def _unseen_matches(form: OrganisationForm) -> list[Match]:
    """Return what may be the same organisation, unless it was shown before, and note it as shown.

    By name and domain: a number that is taken is refused in any case.
    """
    facts = form.facts
    email = f"@{facts.email_domain}" if facts.email_domain else None
    matches = find_matches(facts.name, email=email, country=facts.country)
    seen = ",".join(str(match.organisation.id) for match in matches)
    if seen == form.seen.data:
        return []
    form.seen.data = seen
    return matches


def _holder(form: OrganisationForm) -> Organisation | None:
    """Return the organisation that has the number in the form, when that is what is wrong."""
    if not form.number.errors:
        return None
    try:
        number = read_number(form.number.data, form.country.data or "SE")
    except Invalid:
        return None
    return find_organisation_by_number(number) if number else None


def _name_of(organisation_id: int | None) -> str:
    """Return the name of the organisation that a list is narrowed to be related to."""
    return name_organisations([organisation_id]).get(organisation_id, "") if organisation_id else ""
