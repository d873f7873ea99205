"""Weighing an enquiry: what speaks for and against it, and the decision."""

from __future__ import annotations

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from arena import db
from arena.accounts.sessions import acting, signed_in_user
from arena.delegations import policy
from arena.delegations.forms.vetting import DecisionForm
from arena.delegations.meanings import CRITERIA, DECIDED, LEVELS, MARKS, STATES
from arena.delegations.models import Delegation
from arena.delegations.queries.register import get_delegation
from arena.delegations.queries.vetting import Evidence, gather_evidence
from arena.delegations.rules.ladder import UNDECIDED
from arena.delegations.rules.vetting import Decision
from arena.delegations.services.errors.standing import ChangedMeanwhile, NotNow
from arena.delegations.services.vetting import accept, ask_for_more, decline
from arena.delegations.views.staff.blueprint import blueprint
from arena.delegations.views.staff.frame import page
from arena.delegations.views.staff.history import told_changes
from arena.errors import Invalid
from arena.messages.words import told_words
from arena.web.access import access


@blueprint.get("/<reference>/vetting")
@access(policy.may_read_delegations)
def vet(reference: str) -> ResponseReturnValue:
    """Show what speaks for and against an enquiry; who plans decides there."""
    delegation = get_delegation(reference)
    evidence = gather_evidence(delegation)
    return _page(delegation, evidence, DecisionForm(delegation, evidence.marks), 200)


@blueprint.post("/<reference>/vetting")
@access(policy.may_plan_delegations)
def decide(reference: str) -> ResponseReturnValue:
    """Accept, ask for more, or decline."""
    delegation = get_delegation(reference)
    evidence = gather_evidence(delegation)
    form = DecisionForm(delegation, evidence.marks)
    if not form.validate():
        return _page(delegation, evidence, form, 400)
    try:
        with db.transaction():
            _do(delegation, form)
    except Invalid as error:
        form.refuse(error.field, error.message)
        return _page(delegation, evidence, form, 400)
    except (ChangedMeanwhile, NotNow) as error:
        if not _is_decided_so(delegation, form):
            form.refuse(None, error.message)
            return _page(delegation, evidence, form, 409)
    flash(_done_words(delegation, form), "success")
    return redirect(url_for("delegations_staff.show", reference=delegation.reference))


def _do(delegation: Delegation, form: DecisionForm) -> None:
    decision = Decision(form.decision.data or "")
    person, by, version = signed_in_user(), acting(), form.seen_version
    words, criteria = form.words.data, form.criteria
    if decision is Decision.ACCEPTED:
        accept(delegation, criteria, words=words, decided_by=person, by=by, version=version)
    elif decision is Decision.ASKED:
        ask_for_more(delegation, criteria, words=words, decided_by=person, by=by, version=version)
    else:
        decline(
            delegation,
            criteria,
            words=words,
            referred_to=form.referred_to.data,
            decided_by=person,
            by=by,
            version=version,
        )


def _is_decided_so(delegation: Delegation, form: DecisionForm) -> bool:
    """Tell whether the very same form was heard already: a double click, or a page gone back to."""
    latest = delegation.vettings[-1] if delegation.vettings else None
    return latest is not None and (
        latest.decided_by_id,
        latest.decision,
        latest.reason,
        latest.criteria,
    ) == (signed_in_user().id, form.decision.data, form.words.data.strip(), form.criteria)


def _done_words(delegation: Delegation, form: DecisionForm) -> str:
    done = {
        Decision.ACCEPTED: _("The delegation is accepted. The programme can be planned."),
        Decision.ASKED: _("The question is put."),
        Decision.DECLINED: _("The enquiry is declined."),
    }[Decision(form.decision.data or "")]
    if not delegation.contact_email:
        return f"{done} {call_words()}"
    return f"{done} {told_words()}"


def call_words() -> str:
    """Return what staff do where a mail would have gone out."""
    return str(_("There is no e-mail address: call the contact."))


def _page(
    delegation: Delegation, evidence: Evidence, form: DecisionForm, status: int
) -> ResponseReturnValue:
    changes = told_changes(delegation, form.seen_version) if status == 409 else []
    form.show_version()
    may_decide = delegation.state in UNDECIDED and policy.may_plan_delegations(signed_in_user())
    shown = page(
        delegation,
        "delegations_staff/vet.html",
        tab="delegations_staff.vet",
        evidence=evidence,
        form=form,
        changes=changes,
        may_decide=may_decide,
        criteria=CRITERIA,
        marks=MARKS,
        decided=DECIDED,
        states=STATES,
        levels=LEVELS,
    )
    return shown, status
