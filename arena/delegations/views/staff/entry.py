"""A delegation as staff type it: from a mail, and its facts later on."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from arena import db
from arena.accounts.sessions import acting
from arena.delegations import policy
from arena.delegations.forms.entry import EntryForm, FactsOfForm
from arena.delegations.models import Delegation
from arena.delegations.queries.register import get_delegation
from arena.delegations.rules.ladder import Act, may_do
from arena.delegations.services.enquiring import enter_enquiry
from arena.delegations.services.errors.standing import ChangedMeanwhile, NotNow
from arena.delegations.services.facts import change_facts
from arena.delegations.views.staff.blueprint import blueprint
from arena.delegations.views.staff.frame import page
from arena.delegations.views.staff.history import told_changes
from arena.errors import Invalid
from arena.web.access import access


@blueprint.route("/new", methods=["GET", "POST"])
@access(policy.may_plan_delegations)
def create() -> ResponseReturnValue:
    """Enter an enquiry that came by mail or telephone."""
    form = EntryForm()
    if form.validate_on_submit():
        with db.transaction():
            delegation = enter_enquiry(
                form.facts(form.contact_language.data or "en"),
                original_text=form.original_text.data,
                is_told=form.is_told.data,
                by=acting(),
            )
        flash(_("The enquiry is entered. Weigh it now, or later."), "success")
        return redirect(url_for("delegations_staff.show", reference=delegation.reference))
    shown = render_template("delegations_staff/create.html", form=form)
    return shown, 400 if form.error_list else 200


@blueprint.route("/<reference>/edit", methods=["GET", "POST"])
@access(policy.may_plan_delegations)
def edit(reference: str) -> ResponseReturnValue:
    """Change the facts of a delegation."""
    delegation = get_delegation(reference)
    if not may_do(delegation.state, Act.EDIT):
        flash(str(NotNow(delegation.state).message), "warning")
        return redirect(url_for("delegations_staff.show", reference=delegation.reference))
    form = FactsOfForm(delegation)
    status = 200
    if form.is_submitted():
        status = _change(delegation, form)
    if status == 303:
        flash(_("The facts are changed."), "success")
        return redirect(url_for("delegations_staff.show", reference=delegation.reference))
    changes = told_changes(delegation, form.seen_version) if status == 409 else []
    form.show_version()
    shown = page(
        delegation,
        "delegations_staff/edit.html",
        tab="delegations_staff.show",
        form=form,
        changes=changes,
    )
    return shown, status


def _change(delegation: Delegation, form: FactsOfForm) -> int:
    """Change the facts; return the status of the answer: 303 when it is done."""
    if not form.validate():
        return 400
    try:
        with db.transaction():
            change_facts(
                delegation,
                form.facts(form.contact_language.data or "en"),
                is_confidential=form.is_confidential.data,
                meeting_link=form.meeting_link.data,
                by=acting(),
                version=form.seen_version,
            )
    except Invalid as error:
        form.refuse(error.field, error.message)
        return 400
    except (ChangedMeanwhile, NotNow) as error:
        form.refuse(None, error.message)
        return 409
    return 303
