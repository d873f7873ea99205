"""Once guests have been here: promised answers, contacts made, the report, and thanks."""

from __future__ import annotations

from datetime import timedelta

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from arena import clock, db
from arena.accounts.sessions import acting
from arena.delegations import policy
from arena.delegations.forms.afterwards import ContactForm, PromiseForm, ReportForm, ThanksForm
from arena.delegations.models import Delegation
from arena.delegations.queries.promises import (
    find_report,
    get_contact,
    get_promise,
    list_contacts,
    list_promises,
)
from arena.delegations.queries.register import get_delegation
from arena.delegations.queries.reporting import draft_report
from arena.delegations.queries.tasks import list_people
from arena.delegations.rules.ladder import Act, may_do
from arena.delegations.rules.reporting import ReportFacts
from arena.delegations.services import afterwards as services
from arena.delegations.services.errors.standing import ChangedMeanwhile, NotNow
from arena.delegations.views.staff.blueprint import blueprint
from arena.delegations.views.staff.frame import page
from arena.web.access import access
from arena.web.forms import Form

TAB = "delegations_staff.afterwards"
_BOTH = ["GET", "POST"]
PROMISED_WITHIN = timedelta(days=10)  # What a new promise is proposed to be due by.


@blueprint.get("/<reference>/afterwards")
@access(policy.may_plan_delegations)
def afterwards(reference: str) -> str:
    """Show what came of a visit."""
    delegation = get_delegation(reference)
    return page(
        delegation,
        "delegations_staff/afterwards.html",
        tab=TAB,
        promises=list_promises(delegation),
        contacts=list_contacts(delegation),
        report=find_report(delegation),
        may_thank=may_do(delegation.state, Act.FOLLOW_UP),
        may_report=may_do(delegation.state, Act.REPORT),
        today=clock.today(),
    )


@blueprint.route("/<reference>/promises/new", methods=_BOTH)
@blueprint.route("/<reference>/promises/<int:number>", methods=_BOTH)
@access(policy.may_plan_delegations)
def promise(reference: str, number: int | None = None) -> ResponseReturnValue:
    """Write down an answer that was promised, or the answer."""
    delegation = get_delegation(reference)
    made = None if number is None else get_promise(delegation, number)
    form = PromiseForm(people=list_people())
    if not form.is_submitted():
        form.due_on.data = clock.today() + PROMISED_WITHIN
        if made:
            form.fill(made)
    elif form.validate():
        with db.transaction():
            if made:
                services.change_promise(made, form.facts(), by=acting())
            else:
                services.promise(delegation, form.facts(), by=acting())
        return _back(reference, _("Saved."))
    return _form(delegation, form, "promise", number)


@blueprint.post("/<reference>/promises/<int:number>/remove")
@access(policy.may_plan_delegations)
def remove_promise(reference: str, number: int) -> Response:
    """Forget what was not promised after all."""
    made = get_promise(get_delegation(reference), number)
    with db.transaction():
        services.remove_promise(made, by=acting())
    return _back(reference, _("Removed."))


@blueprint.route("/<reference>/contacts/new", methods=_BOTH)
@blueprint.route("/<reference>/contacts/<int:number>", methods=_BOTH)
@access(policy.may_plan_delegations)
def contact(reference: str, number: int | None = None) -> ResponseReturnValue:
    """Write down somebody whom one met."""
    delegation = get_delegation(reference)
    kept = None if number is None else get_contact(delegation, number)
    form = ContactForm()
    if kept and not form.is_submitted():
        form.fill(kept)
    elif form.validate_on_submit():
        with db.transaction():
            services.keep_contact(delegation, form.facts(), contact=kept, by=acting())
        return _back(reference, _("Saved."))
    return _form(delegation, form, "contact", number)


@blueprint.post("/<reference>/contacts/<int:number>/remove")
@access(policy.may_plan_delegations)
def remove_contact(reference: str, number: int) -> Response:
    """Forget somebody whom one met."""
    kept = get_contact(get_delegation(reference), number)
    with db.transaction():
        services.remove_contact(kept, by=acting())
    return _back(reference, _("Removed."))


@blueprint.route("/<reference>/report", methods=_BOTH)
@access(policy.may_plan_delegations)
def report(reference: str) -> ResponseReturnValue:
    """Write the report; it begins with what the record knows."""
    delegation = get_delegation(reference)
    form = ReportForm()
    if not form.is_submitted():
        _show_report(delegation, form)
    elif form.validate():
        try:
            with db.transaction():
                services.write_report(
                    delegation,
                    form.facts(),
                    is_finished=form.is_finished.data,
                    version=form.seen_version,
                    by=acting(),
                )
            return _back(reference, _("The report is saved."))
        except (ChangedMeanwhile, NotNow) as error:
            form.refuse(None, error.message)
    return _form(delegation, form, "report", None)


@blueprint.route("/<reference>/thanks", methods=_BOTH)
@access(policy.may_plan_delegations)
def thanks(reference: str) -> ResponseReturnValue:
    """Thank the guests, with the answers that there are."""
    delegation = get_delegation(reference)
    form = ThanksForm()
    if not form.is_submitted():
        form.version.data = str(delegation.version)
    elif form.validate():
        try:
            with db.transaction():
                services.thank(delegation, form.words.data, version=form.seen_version, by=acting())
            return _back(reference, _("The thanks are on their way."))
        except (ChangedMeanwhile, NotNow) as error:
            form.refuse(None, error.message)
    return _form(delegation, form, "thanks", None)


def _show_report(delegation: Delegation, form: ReportForm) -> None:
    kept = find_report(delegation)
    if kept is None or not any((kept.came, kept.saw, kept.asked, kept.follows)):
        facts = draft_report(delegation)
    else:
        facts = ReportFacts(came=kept.came, saw=kept.saw, asked=kept.asked, follows=kept.follows)
    version = kept.version if kept else 0
    form.fill(facts, version=version, is_finished=bool(kept and kept.finished_at))


def _form(delegation: Delegation, form: Form, what: str, number: int | None) -> ResponseReturnValue:
    return (
        page(
            delegation,
            f"delegations_staff/{what}.html",
            tab=TAB,
            form=form,
            number=number,
            promises=list_promises(delegation),
        ),
        400 if form.is_submitted() else 200,
    )


def _back(reference: str, said: str) -> Response:
    flash(said, "success")
    return redirect(url_for(TAB, reference=reference))
