"""Who sees to services, and how long partners may hold rooms."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from arena import db
from arena.accounts.sessions import acting
from arena.errors import Conflict, Invalid, NotFound
from arena.meeting_place import policy
from arena.meeting_place.forms.settings import DesksForm, QuotaForm
from arena.meeting_place.models import RoomQuota
from arena.meeting_place.queries.members import list_partner_organisations
from arena.meeting_place.queries.orders import list_desks
from arena.meeting_place.queries.quotas import list_quotas
from arena.meeting_place.services.keeping import remove_quota, set_desks, set_quota
from arena.meeting_place.views.blueprints import staff
from arena.web.access import access


@staff.route("/settings", methods=["GET", "POST"])
@access(policy.may_set_terms)
def settings() -> ResponseReturnValue:
    """Name a person and a deadline for each service; quotas stand below."""
    form = DesksForm.of(list_desks())
    if form.validate_on_submit():
        try:
            with db.transaction():
                set_desks(form.desks(), by=acting())
        except Invalid as error:
            form.refuse(error.field, error.message)
        else:
            flash(_("Saved."), "success")
            return redirect(url_for(".settings"))
    page = render_template("meeting_place/settings.html", form=form, quotas=list_quotas())
    return page, 400 if form.errors else 200


@staff.route("/settings/quotas/new", methods=["GET", "POST"])
@access(policy.may_set_terms)
def edit_quota() -> ResponseReturnValue:
    """Say how long an organisation, or any partner, may hold rooms in a month."""
    form = QuotaForm(list_partner_organisations())
    if form.validate_on_submit():
        try:
            with db.transaction():
                set_quota(form.organisation_id.data, form.minutes, by=acting())
        except Conflict as error:
            flash(str(error.message), "warning")
        else:
            flash(_("Saved."), "success")
        return redirect(url_for(".settings"))
    page = render_template("meeting_place/edit_quota.html", form=form)
    return page, 400 if form.errors else 200


@staff.post("/settings/quotas/<int:quota_id>/remove")
@access(policy.may_set_terms)
def drop_quota(quota_id: int) -> Response:
    """Let the general rule hold for whom a quota was for."""
    quota = db.session.get(RoomQuota, quota_id)
    if quota is None:
        raise NotFound
    with db.transaction():
        remove_quota(quota, by=acting())
    flash(_("Removed."), "success")
    return redirect(url_for(".settings"))
