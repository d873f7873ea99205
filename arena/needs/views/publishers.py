"""Which organisations publish needs without the arena's yes: administrators say so."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from arena import db
from arena.accounts.sessions import acting
from arena.needs import policy
from arena.needs.forms.writing import PublisherForm
from arena.needs.queries.listing import list_publishers
from arena.needs.queries.members import list_seekers
from arena.needs.services.writing import distrust_publisher, trust_publisher
from arena.needs.views.blueprints import staff
from arena.web.access import access
from arena.web.numbers import read_whole


@staff.route("/publishers", methods=["GET", "POST"])
@access(policy.may_set_publishers)
def publishers() -> ResponseReturnValue:
    """List them, and add or take away one."""
    known = list_publishers()
    ids = {each.organisation_id for each in known}
    listed = [(each.id, each.name) for each in list_seekers() if each.id not in ids]
    form = PublisherForm(offered={"organisation_id": listed})
    gone = read_whole(request.form.get("remove"))
    if form.is_submitted() and gone is not None:
        found = next((each for each in known if each.organisation_id == gone), None)
        if found is not None:
            with db.transaction():
                distrust_publisher(found, by=acting())
            flash(_("Saved."), "success")
        return redirect(url_for(".publishers"), 303)
    if form.validate_on_submit():
        with db.transaction():
            trust_publisher(form.organisation_id.data, by=acting())
        flash(_("Saved."), "success")
        return redirect(url_for(".publishers"), 303)
    page = render_template("needs_staff/publishers.html", form=form, publishers=known)
    return page, form.status
