"""What the booker does on pages of the own link, each until its deadline."""

from __future__ import annotations

from collections.abc import Callable, Set
from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from arena.audit.models import BOOKER
from arena.messages.words import told_booker_words
from arena.visits.forms.managing import (
    ActForm,
    AnswerForm,
    DetailsForm,
    HeadcountForm,
    PlainForm,
    WordsForm,
)
from arena.visits.models import Visit
from arena.visits.queries import changes
from arena.visits.rules.groups import MOST_SEATS
from arena.visits.rules.ladder import Act, may_move
from arena.visits.services import (
    accept_proposal,
    add_details,
    answer_question,
    cancel_visit,
    change_headcount,
    decline_proposal,
)
from arena.visits.views.blueprint import blueprint
from arena.visits.views.misfits import find_misfit
from arena.visits.views.private import find_own, private, try_act
from arena.visits.views.standing import get_standing
from arena.web import languages
from arena.web.access import access, public


@blueprint.route("/manage/<token>/participants", methods=["GET", "POST"])
@access(public)
@private
def headcount(token: str) -> ResponseReturnValue:
    """Change how many will come."""
    visit = find_own(token)
    form = HeadcountForm(obj=visit)

    def act() -> None:
        change_headcount(visit, form.group_size.data or 0, by=BOOKER, version=form.seen_version)

    if is_done(
        form, visit, {Act.CHANGE_HEADCOUNT}, act, _("The number of participants has been changed.")
    ):
        return back(token)
    misfit = None if visit.is_walk else find_misfit(visit.offer, form.group_size.data)
    return page(
        "visits/headcount.html",
        token,
        visit,
        form,
        fitting=misfit.fitting if misfit else [],
        most_seats=MOST_SEATS,
    )


@blueprint.route("/manage/<token>/details", methods=["GET", "POST"])
@access(public)
@private
def details(token: str) -> ResponseReturnValue:
    """Say more of what the group wants and needs."""
    visit = find_own(token)
    form = DetailsForm(obj=visit)

    def act() -> None:
        add_details(
            visit,
            questions=form.questions.data,
            access_needs=form.access_needs.data,
            contact_phone=form.contact_phone.data or None,
            by=BOOKER,
            version=form.seen_version,
        )

    if is_done(form, visit, {Act.ADD_DETAILS}, act, _("Thank you. We have passed it on.")):
        return back(token)
    return page("visits/details.html", token, visit, form)


@blueprint.route("/manage/<token>/answer", methods=["GET", "POST"])
@access(public)
@private
def answer(token: str) -> ResponseReturnValue:
    """Answer what staff asked."""
    visit = find_own(token)
    form = AnswerForm(obj=visit)

    def act() -> None:
        answer_question(visit, form.answer.data, by=BOOKER, version=form.seen_version)

    if is_done(form, visit, {Act.ANSWER}, act, _("Thank you. Now we can go on.")):
        return back(token)
    return page("visits/answer.html", token, visit, form)


@blueprint.post("/manage/<token>/accept")
@access(public)
@private
def accept(token: str) -> ResponseReturnValue:
    """Say yes to the time that staff proposed."""
    visit = find_own(token)
    form = PlainForm()

    def act() -> None:
        accept_proposal(visit, by=BOOKER, version=form.seen_version)

    if is_done(form, visit, {Act.ACCEPT}, act, _("You have accepted. The visit is confirmed.")):
        return back(token)
    return page("visits/accept.html", token, visit, form)


@blueprint.route("/manage/<token>/refuse", methods=["GET", "POST"])
@access(public)
@private
def refuse(token: str) -> ResponseReturnValue:
    """Say no to the time that staff proposed."""
    visit = find_own(token)
    form = WordsForm(obj=visit)

    def act() -> None:
        decline_proposal(visit, words=form.words.data, by=BOOKER, version=form.seen_version)

    if is_done(
        form, visit, {Act.REFUSE}, act, _("You have said no to that time. We look for another one.")
    ):
        return back(token)
    return page("visits/refuse.html", token, visit, form)


@blueprint.route("/manage/<token>/cancel", methods=["GET", "POST"])
@access(public)
@private
def cancel(token: str) -> ResponseReturnValue:
    """Withdraw the request or cancel the visit, after one question that names the cost."""
    visit = find_own(token)
    form = WordsForm(obj=visit)

    def act() -> None:
        cancel_visit(visit, words=form.words.data, by=BOOKER, version=form.seen_version)

    ends = {Act.WITHDRAW, Act.CANCEL}
    done = _done_words(visit)
    if visit.contact_email is not None:
        done = f"{done} {told_booker_words()}".strip()
    if is_done(form, visit, ends, act, done, is_limited=False):  # To leave is free at any time.
        return back(token)
    return page("visits/cancel.html", token, visit, form)


def _done_words(visit: Visit) -> str:
    """Return what is done once the booker has ended it: asked before, while it still stands."""
    if visit.is_walk:
        return str(_("The seats are given back."))
    if may_move(visit.state, Act.WITHDRAW, is_walk=False):
        return str(_("The request is withdrawn."))
    return str(_("It is cancelled."))


def is_done(
    form: ActForm,
    visit: Visit,
    acts: Set[Act],
    act: Callable[[], None],
    done: str,
    *,
    is_limited: bool = True,
) -> bool:
    """Do an act that was sent and say so on the next page; False without one, or if it fails.

    `acts` is what the trail may call it. The very same form sent once more was heard already.
    """
    if languages.is_switched() or not form.validate_on_submit():
        return False
    seen = form.seen_version
    is_new = try_act(form, visit, act, is_limited=is_limited)
    if not (is_new or changes.is_done(visit, frozenset(acts), seen, BOOKER)):
        return False
    flash(done, "success")
    return True


def back(token: str) -> ResponseReturnValue:
    """Lead to the booker's own page."""
    return redirect(url_for("visits.manage", token=token), 303)


def page(
    template: str, token: str, visit: Visit, form: ActForm, **values: Any
) -> tuple[str, int, dict[str, str]]:
    """Show the page of one act, with how the visit stands now."""
    standing = get_standing(visit)
    shown = render_template(
        template, token=token, visit=visit, form=form, standing=standing, **values
    )
    return shown, form.status, form.headers
