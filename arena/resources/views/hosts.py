"""Hosts: people with an account who receive groups."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from arena import db
from arena.accounts.queries import get_user
from arena.accounts.sessions import acting
from arena.errors import Invalid, NotFound
from arena.resources import services
from arena.resources.forms import HostForm
from arena.resources.policy import may_change_resources
from arena.resources.queries.register import get_resource, list_possible_hosts
from arena.resources.views.blueprint import register_blueprint as blueprint
from arena.resources.words import resource_name
from arena.web.access import access


@blueprint.route("/new-host", methods=["GET", "POST"])
@access(may_change_resources)
def create_host() -> ResponseReturnValue:
    """Let somebody who has an account receive groups."""
    form = HostForm()
    if form.validate_on_submit():
        user = get_user(form.user_id.data)
        try:
            with db.transaction():
                resource = services.create_host(user, form.skills(), by=acting())
        except Invalid as error:
            form.refuse(error.field, error.message)
        else:
            flash(_("%(name)s can now be planned with.", name=resource_name(resource)), "success")
            return redirect(url_for("resources.show", resource_id=resource.id))
    page = render_template(
        "resources/create_host.html", form=form, has_people=bool(list_possible_hosts())
    )
    return page, 400 if form.errors else 200


@blueprint.route("/<int:resource_id>/edit-host", methods=["GET", "POST"])
@access(may_change_resources)
def edit_host(resource_id: int) -> ResponseReturnValue:
    """Change what a host can do."""
    resource = get_resource(resource_id)
    if resource.host is None:
        raise NotFound
    form = HostForm.of(resource)
    if form.validate_on_submit():
        with db.transaction():
            services.update_host(resource, form.skills(), by=acting())
        flash(_("Saved."), "success")
        return redirect(url_for("resources.show", resource_id=resource.id))
    page = render_template("resources/edit_host.html", form=form, resource=resource)
    return page, 400 if form.errors else 200
