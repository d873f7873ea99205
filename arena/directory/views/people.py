"""People, and what they are in organisations."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from arena import clock, db
from arena.accounts.sessions import acting, signed_in_user
from arena.directory import services
from arena.directory.departures import consequences_of
from arena.directory.forms import (
    EndRoleForm,
    FindForm,
    NewPersonForm,
    PersonForm,
    RoleForm,
    narrow_form,
)
from arena.directory.history import timeline
from arena.directory.policy import (
    may_change_directory,
    may_read_contact_details,
    may_read_directory,
)
from arena.directory.queries import (
    criteria_of,
    find_person_by_email,
    get_organisation,
    get_person,
    get_role,
    list_facts,
    list_matching_people,
    tags_of,
)
from arena.directory.queries.managers import may_manage
from arena.directory.sections import sections_of_person
from arena.directory.views.blueprint import blueprint
from arena.directory.words import spoken_name
from arena.errors import Invalid
from arena.web import paging
from arena.web.access import access

SHOWN = 8  # Of what a person took part in; a page of its own has all.


@blueprint.get("/people/")
@access(may_read_directory)
def people() -> str:
    """List people."""
    form, page = narrow_form(request.args), paging.asked()
    user = signed_in_user()
    criteria = criteria_of(form.values, by_address=may_read_contact_details(user))
    found, total = list_matching_people(criteria, limit=page.size, offset=page.offset)
    return render_template(
        "directory/people.html",
        filters=form,
        people=found,
        total=total,
        page=page,
        find=FindForm(formdata=None),
        today=clock.today(),
    )


@blueprint.get("/people/<int:person_id>")
@access(may_read_directory)
def person(person_id: int) -> str:
    """Show one person: what they are, and were, where; what is kept of them, and on what ground."""
    found = get_person(person_id)
    return render_template(
        "directory/person.html",
        person=found,
        facts=list_facts(found),
        tags=tags_of(found),
        languages=[spoken_name(each.language, each.level) for each in found.languages],
        happenings=timeline(found, signed_in_user())[:SHOWN],
        sections=sections_of_person(found, signed_in_user()),
    )


@blueprint.route("/<int:organisation_id>/people/new", methods=["GET", "POST"])
@access(may_change_directory)
def add_person(organisation_id: int) -> ResponseReturnValue:
    """Add somebody who stands for an organisation.

    Whoever is known by the address already is proposed instead of added again.
    """
    organisation, form = get_organisation(organisation_id), NewPersonForm()
    known = None
    if form.validate_on_submit():
        known = find_person_by_email(form.email.data)
        if known is None:
            with db.transaction():
                services.add_person(
                    form.facts,
                    organisation,
                    title=form.title.data,
                    starts_on=form.first_day,
                    origin=form.origin,
                    by=acting(),
                )
            flash(_("%(name)s is in the directory.", name=form.name.data), "success")
            return redirect(url_for("directory.show", organisation_id=organisation_id))
        form.refuse("email", _("Somebody with this address is in the directory already."))
    page = render_template(
        "directory/add_person.html", form=form, organisation=organisation, known=known
    )
    return page, 400 if form.errors else 200


@blueprint.route("/<int:organisation_id>/people/<int:person_id>/role", methods=["GET", "POST"])
@access(may_change_directory)
def add_role(organisation_id: int, person_id: int) -> ResponseReturnValue:
    """Let a person who is in the directory stand for one more organisation."""
    organisation, person = get_organisation(organisation_id), get_person(person_id)
    form = RoleForm()
    if form.validate_on_submit():
        try:
            with db.transaction():
                services.add_role(
                    person,
                    organisation,
                    title=form.title.data,
                    starts_on=form.first_day,
                    by=acting(),
                )
        except services.RoleHeld as error:
            form.refuse(None, error.message)
        except services.Withdrawn as error:
            form.refuse("title", error.message)
        else:
            flash(
                _(
                    "%(name)s stands for %(organisation)s.",
                    name=person.name,
                    organisation=organisation.name,
                ),
                "success",
            )
            return redirect(url_for("directory.show", organisation_id=organisation_id))
    page = render_template(
        "directory/add_role.html", form=form, organisation=organisation, person=person
    )
    return page, 400 if form.errors else 200


@blueprint.route("/people/<int:person_id>/edit", methods=["GET", "POST"])
@access(may_change_directory)
def edit_person(person_id: int) -> ResponseReturnValue:
    """Change what is known of a person."""
    person = get_person(person_id)
    form = PersonForm.of(person)
    if form.validate_on_submit():
        try:
            with db.transaction():
                services.update_person(person, form.facts, origin=form.origin, by=acting())
        except services.Withdrawn as error:
            form.refuse(error.field, error.message)
        else:
            flash(_("Saved."), "success")
            return redirect(url_for("directory.person", person_id=person_id))
    page = render_template("directory/edit_person.html", form=form, person=person)
    return page, 400 if form.errors else 200


@blueprint.post("/roles/<int:role_id>/manager")
@access(may_change_directory)
def set_manager(role_id: int) -> ResponseReturnValue:
    """Say whether a person sees to their organisation's people."""
    role = get_role(role_id)
    if not may_manage(role):
        flash(_("Only a partner who can sign in can see to the organisation's people."), "warning")
    else:
        with db.transaction():
            services.set_manager(role, request.form.get("wanted") == "yes", by=acting())
        flash(_("Saved."), "success")
    return redirect(url_for("directory.show", organisation_id=role.organisation_id))


@blueprint.route("/roles/<int:role_id>/end", methods=["GET", "POST"])
@access(may_change_directory)
def end_role(role_id: int) -> ResponseReturnValue:
    """Say that a person no longer stands for an organisation."""
    role = get_role(role_id)
    form = EndRoleForm()
    form.last_day.earliest = role.starts_on
    organisation_id = role.organisation_id
    if form.validate_on_submit():
        try:
            with db.transaction():
                if form.at_once.data:
                    services.leave_now(role, by=acting())
                else:
                    services.end_role(role, last_day=form.day, by=acting())
        except Invalid as error:
            form.refuse(error.field, error.message)
        else:
            flash(_("Saved."), "success")
            return redirect(url_for("directory.show", organisation_id=organisation_id))
    page = render_template(
        "directory/end_role.html",
        form=form,
        role=role,
        consequences=consequences_of(role.person, role.organisation),
    )
    return page, 400 if form.errors else 200
