"""The sender's own page of an enquiry: where it stands, answering a question, withdrawing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import abort, flash, redirect, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from arena import db
from arena.audit.models import BOOKER
from arena.delegations.forms.acts import AnswerForm, VersionPart, WithdrawForm
from arena.delegations.links import is_enquiry_key
from arena.delegations.meanings import FOR_SENDER, LEVELS, SENDERS_LABELS, STATES, TYPES
from arena.delegations.models import Delegation, DelegationState
from arena.delegations.queries.register import find_delegation
from arena.delegations.rules.ladder import Act, may_do
from arena.delegations.services.ending import withdraw as withdraw_delegation
from arena.delegations.services.vetting import answer as answer_question
from arena.delegations.services.vetting import find_question
from arena.delegations.views.blueprint import blueprint
from arena.delegations.views.enquiring import own_page
from arena.errors import Conflict, Invalid, NotFound
from arena.web import errors, languages
from arena.web.access import access, public
from arena.web.private import private

_BASE = "/delegations/enquiry/<reference>/<key>"
_ASKED = frozenset({DelegationState.INCOMPLETE})


@blueprint.get(_BASE)
@access(public)
@private
def enquiry(reference: str, key: str) -> ResponseReturnValue:
    """Show where an enquiry stands, and what the sender can do."""
    delegation = find_own(reference, key)
    form = AnswerForm(delegation, formdata=None)
    return _page("delegations/enquiry.html", delegation, form)


@blueprint.route(f"{_BASE}/answer", methods=["GET", "POST"])
@access(public)
@private
def answer(reference: str, key: str) -> ResponseReturnValue:
    """Answer what staff asked."""
    delegation = find_own(reference, key)
    form = AnswerForm(delegation)

    def act() -> None:
        answer_question(delegation, form.answer.data, by=BOOKER, version=form.seen_version)

    if _is_done(form, act, lambda: _is_answered(delegation, form.answer.data)):
        flash(_("Thank you. Now we can go on."), "success")
        return redirect(own_page(delegation), 303)
    return _page("delegations/answer.html", delegation, form)


@blueprint.route(f"{_BASE}/withdraw", methods=["GET", "POST"])
@access(public)
@private
def withdraw(reference: str, key: str) -> ResponseReturnValue:
    """Withdraw, after one question that names what follows."""
    delegation = find_own(reference, key)
    form = WithdrawForm(delegation)

    def act() -> None:
        withdraw_delegation(delegation, form.words.data, by=BOOKER, version=form.seen_version)

    if _is_done(form, act, lambda: delegation.state == DelegationState.WITHDRAWN):
        flash(_("You have withdrawn. You are welcome to ask again."), "success")
        return redirect(own_page(delegation), 303)
    return _page("delegations/withdraw.html", delegation, form)


def find_own(reference: str, key: str) -> Delegation:
    """Return the delegation of a sender's link, or raise `NotFound` with words that help.

    Once its people are erased the page is gone, and says so (410).
    """
    delegation = find_delegation(reference)
    if delegation is not None and delegation.is_erased:
        abort(errors.page(410, _l("The visit is long past, and what we kept of you is erased.")))
    if delegation is None or not is_enquiry_key(delegation, key):
        raise NotFound(
            _l(
                "This link does not lead to any enquiry. Copy the whole link from our latest "
                "e-mail, or write to us."
            )
        )
    return delegation


def _is_answered(delegation: Delegation, words: str) -> bool:
    question = find_question(delegation)
    return question is not None and question.answer == words.strip()


def _is_done(form: VersionPart, act: Callable[[], None], was_heard: Callable[[], bool]) -> bool:
    """Do an act that was sent; when it is refused, say why in the form and return False.

    `was_heard` tells whether the very same was sent before: a double click, a page gone back to.
    """
    if languages.is_switched() or not form.validate_on_submit():
        return False
    try:
        with db.transaction():
            act()
    except Invalid as error:
        form.refuse(error.field, error.message)
        return False
    except Conflict as error:
        if was_heard():
            return True
        form.refuse(None, error.message)
        form.show_version()
        return False
    return True


def _page(template: str, delegation: Delegation, form: Any) -> tuple[str, int]:
    state = DelegationState(delegation.state)
    meaning, question = STATES[state], find_question(delegation)
    page = render_template(
        template,
        delegation=delegation,
        form=form,
        meaning=meaning,
        label=SENDERS_LABELS.get(state, meaning.label),
        for_sender=FOR_SENDER[state],
        types=TYPES,
        levels=LEVELS,
        question=question,
        is_asked=delegation.state in _ASKED,
        may_withdraw=may_do(delegation.state, Act.WITHDRAW),
    )
    return page, 400 if form.error_list else 200
