"""Documents, gifts and expenses of a delegation."""

from __future__ import annotations

import io
from typing import Any

from flask import flash, redirect, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from arena import clock, db
from arena.accounts.sessions import acting, signed_in_user
from arena.delegations import policy
from arena.delegations.forms.papers import (
    BEARERS,
    DIRECTIONS,
    DocumentForm,
    ExpenseForm,
    GiftForm,
    TitleForm,
    VersionForm,
)
from arena.delegations.models import Document, Expense, Gift
from arena.delegations.queries.papers import (
    get_paper,
    get_version,
    list_documents,
    list_expenses,
    list_gifts,
    sum_by_bearer,
)
from arena.delegations.queries.register import get_delegation
from arena.delegations.services import papers as services
from arena.delegations.views.staff.blueprint import blueprint
from arena.delegations.views.staff.frame import page
from arena.documents.rules import LARGEST
from arena.errors import Invalid
from arena.web.access import access
from arena.web.forms import Form
from arena.web.uploads import takes_files

TAB = "delegations_staff.papers"
_BOTH = ["GET", "POST"]


@blueprint.get("/<reference>/papers")
@access(policy.may_plan_delegations)
def papers(reference: str) -> str:
    """Show what is kept of a delegation's visit."""
    delegation = get_delegation(reference)
    expenses = list_expenses(delegation)
    return page(
        delegation,
        "delegations_staff/papers.html",
        tab=TAB,
        documents=list_documents(delegation),
        gifts=list_gifts(delegation),
        expenses=expenses,
        sums=sum_by_bearer(expenses),
        bearers=BEARERS,
        directions=DIRECTIONS,
    )


@blueprint.route("/<reference>/documents/new", methods=_BOTH)
@access(policy.may_plan_delegations)
@takes_files(LARGEST)
def new_document(reference: str) -> ResponseReturnValue:
    """Keep a document."""
    delegation = get_delegation(reference)
    form = DocumentForm()

    def keep() -> None:
        services.add_document(
            delegation,
            form.title.data,
            form.upload(),
            is_shared=form.is_shared.data,
            user_id=signed_in_user().id,
            by=acting(),
        )

    return _fill_in(
        reference, form, keep, heading=_("New document"), done=_("The document is kept.")
    )


@blueprint.route("/<reference>/documents/<int:number>", methods=_BOTH)
@access(policy.may_plan_delegations)
def edit_document(reference: str, number: int) -> ResponseReturnValue:
    """Give a document another title, or share it with the guests."""
    document = get_paper(Document, get_delegation(reference), number)
    form = TitleForm()
    if not form.is_submitted():
        form.title.data, form.is_shared.data = document.title, document.is_shared

    def change() -> None:
        services.change_document(
            document, title=form.title.data, is_shared=form.is_shared.data, by=acting()
        )

    return _fill_in(
        reference,
        form,
        change,
        heading=_("Change the document"),
        done=_("The document is changed."),
        remove=url_for("delegations_staff.remove_document", reference=reference, number=number),
    )


@blueprint.route("/<reference>/documents/<int:number>/version", methods=_BOTH)
@access(policy.may_plan_delegations)
@takes_files(LARGEST)
def new_version(reference: str, number: int) -> ResponseReturnValue:
    """Keep a newer version of a document."""
    document = get_paper(Document, get_delegation(reference), number)
    form = VersionForm()

    def keep() -> None:
        upload, user = form.upload(), signed_in_user()
        services.add_version(document, upload, user_id=user.id, by=acting())

    return _fill_in(
        reference,
        form,
        keep,
        heading=_("Newer version of “%(title)s”", title=document.title),
        done=_("The newer version is kept."),
    )


@blueprint.get("/<reference>/documents/<int:number>/<int:version>")
@access(policy.may_plan_delegations)
def download(reference: str, number: int, version: int) -> Response:
    """Give a document out, as a file to save: what somebody else wrote is never shown as a page."""
    found = get_version(get_paper(Document, get_delegation(reference), number), version)
    return send_file(
        io.BytesIO(found.body),
        mimetype=found.media_type,
        as_attachment=True,
        download_name=found.filename,
    )


@blueprint.post("/<reference>/documents/<int:number>/remove")
@access(policy.may_plan_delegations)
def remove_document(reference: str, number: int) -> Response:
    """Forget a document."""
    document = get_paper(Document, get_delegation(reference), number)
    with db.transaction():
        services.remove_document(document, by=acting())
    return _back(reference, _("The document is removed."))


@blueprint.route("/<reference>/gifts/new", methods=_BOTH)
@blueprint.route("/<reference>/gifts/<int:number>", methods=_BOTH)
@access(policy.may_plan_delegations)
def gift(reference: str, number: int | None = None) -> ResponseReturnValue:
    """Log a gift, or change what was logged."""
    delegation = get_delegation(reference)
    logged = None if number is None else get_paper(Gift, delegation, number)
    form = GiftForm()
    if not form.is_submitted():
        form.given_on.data = min(max(clock.today(), delegation.starts_on), delegation.ends_on)
        if logged:
            form.fill(logged)

    def log() -> None:
        services.log_gift(delegation, form.facts(), gift=logged, by=acting())

    remove = url_for("delegations_staff.remove_gift", reference=reference, number=number or 0)
    return _fill_in(
        reference,
        form,
        log,
        heading=_("Change the gift") if logged else _("New gift"),
        done=_("The gift is logged."),
        remove=remove if logged else None,
    )


@blueprint.post("/<reference>/gifts/<int:number>/remove")
@access(policy.may_plan_delegations)
def remove_gift(reference: str, number: int) -> Response:
    """Take a gift out of the log."""
    delegation = get_delegation(reference)
    with db.transaction():
        services.remove_gift(delegation, get_paper(Gift, delegation, number), by=acting())
    return _back(reference, _("The gift is taken out of the log."))


@blueprint.route("/<reference>/expenses/new", methods=_BOTH)
@blueprint.route("/<reference>/expenses/<int:number>", methods=_BOTH)
@access(policy.may_plan_delegations)
def expense(reference: str, number: int | None = None) -> ResponseReturnValue:
    """Enter an expense, or change one."""
    delegation = get_delegation(reference)
    entered = None if number is None else get_paper(Expense, delegation, number)
    form = ExpenseForm()
    if entered and not form.is_submitted():
        form.fill(entered)

    def enter() -> None:
        services.enter_expense(delegation, form.facts(), expense=entered, by=acting())

    remove = url_for("delegations_staff.remove_expense", reference=reference, number=number or 0)
    return _fill_in(
        reference,
        form,
        enter,
        heading=_("Change the expense") if entered else _("New expense"),
        done=_("The expense is entered."),
        remove=remove if entered else None,
    )


@blueprint.post("/<reference>/expenses/<int:number>/remove")
@access(policy.may_plan_delegations)
def remove_expense(reference: str, number: int) -> Response:
    """Forget an expense."""
    delegation = get_delegation(reference)
    with db.transaction():
        services.remove_expense(delegation, get_paper(Expense, delegation, number), by=acting())
    return _back(reference, _("The expense is removed."))


def _fill_in(
    reference: str,
    form: Form,
    act: Any,
    *,
    heading: str,
    done: str,
    remove: str | None = None,
) -> ResponseReturnValue:
    """Show a form, or do what it asks for and go back."""
    if form.validate_on_submit():
        try:
            with db.transaction():
                act()
            return _back(reference, done)
        except Invalid as error:
            form.refuse(error.field, error.message)
    return (
        page(
            get_delegation(reference),
            "delegations_staff/paper.html",
            tab=TAB,
            form=form,
            part=heading,
            remove=remove,
        ),
        400 if form.is_submitted() else 200,
    )


def _back(reference: str, said: str) -> Response:
    flash(said, "success")
    return redirect(url_for(TAB, reference=reference))
