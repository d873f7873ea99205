"""Introductions: proposing one, answering it, and what came of it."""

from __future__ import annotations

from collections.abc import Callable

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from arena import clock, db
from arena.accounts.policy import is_partner
from arena.accounts.sessions import acting, signed_in_user
from arena.errors import Conflict, NotFound
from arena.needs.forms.introductions import AnswerForm, ProposeForm, ResultForm
from arena.needs.models import Introduction, Need, PartnerOffer
from arena.needs.offering_policy import (
    may_introduce,
    may_see_matches,
    may_see_offer,
    side_of,
    sides_seen,
)
from arena.needs.offering_words import INTRODUCTION_STATES
from arena.needs.policy import may_see
from arena.needs.queries.introduction_figures import (
    count_results,
    count_states,
    list_waiting_matches,
)
from arena.needs.queries.introductions import (
    get_introduction,
    hindrance,
    list_in_state,
    list_of,
)
from arena.needs.queries.listing import get_need
from arena.needs.queries.members import Standing
from arena.needs.queries.offers import get_offer
from arena.needs.rules.introducing import IntroductionState, ResultKind, Side
from arena.needs.services.introduced import tell_result
from arena.needs.services.introducing import answer, propose, take_back
from arena.needs.views.introduction_pages import facts_of, may_take_back
from arena.needs.views.offer_blueprints import introductions_for_both
from arena.needs.views.reading import own_standing
from arena.web.numbers import read_whole


@introductions_for_both("/")
def index() -> str:
    """List one's own introductions; for staff all of them, and the matches that wait."""
    user = signed_in_user()
    if is_partner(user):
        rows = list_of(user)
        return render_template("needs_introductions/mine.html", rows=rows, mark=_mark)
    states, results = count_states(), count_results()
    shown = request.args.get("show", "")
    state = shown if shown in set(IntroductionState) else ""
    return render_template(
        "needs_introductions/index.html",
        state=state,
        rows=list_in_state(state) if state else [],
        matches=[] if state else list_waiting_matches(),
        states=states,
        tabs=_tabs(state, states),
        results=results,
        kinds=list(ResultKind),
        may_act=may_introduce(user),
    )


@introductions_for_both("/new", methods=("GET", "POST"))
def create() -> ResponseReturnValue:
    """Propose that two meet."""
    need = get_need(request.args.get("need", ""))
    offer = get_offer(read_whole(request.args.get("offer")) or 0)
    side = _own_side(need, offer, own_standing())
    form = ProposeForm()
    if form.validate_on_submit():
        try:
            with db.transaction():
                made = propose(
                    need,
                    offer,
                    words=form.words.data,
                    from_side=side,
                    proposer=signed_in_user(),
                    by=acting(),
                )
            flash(_("Asked. Nobody learns of the other’s address before both have said yes."))
            return redirect(url_for(".show", introduction_id=made.id), 303)
        except Conflict as error:
            form.refuse(None, error.message)
    page = render_template(
        "needs_introductions/create.html", form=form, need=need, offer=offer, side=side
    )
    return page, 400 if form.error_list else 200


@introductions_for_both("/<int:introduction_id>")
def show(introduction_id: int) -> str:
    """Show how an introduction stands: to those who are asked, who proposed it, and who plan."""
    return _page(seen_introduction(introduction_id), ResultForm())


@introductions_for_both("/<int:introduction_id>/answer", methods=("POST",))
def respond(introduction_id: int) -> ResponseReturnValue:
    """Say yes or no, as the one who is asked."""
    introduction = seen_introduction(introduction_id)
    side = side_of(signed_in_user(), introduction, own_standing())
    said = request.form.get("answer")
    if side is None or said not in ("yes", "no"):
        raise NotFound
    return _do(
        introduction,
        lambda: answer(side, is_yes=said == "yes", by=acting()),
        _("Thank you for your answer."),
    )


@introductions_for_both("/<int:introduction_id>/take-back", methods=("POST",))
def withdraw(introduction_id: int) -> ResponseReturnValue:
    """Take a proposal back that waits for answers."""
    introduction = seen_introduction(introduction_id)
    if not may_take_back(signed_in_user(), introduction):
        raise NotFound
    return _do(
        introduction, lambda: take_back(introduction, by=acting()), _("The proposal is taken back.")
    )


@introductions_for_both("/<int:introduction_id>/result", methods=("POST",))
def result(introduction_id: int) -> ResponseReturnValue:
    """Say what came of an introduction, for one's own side or as staff."""
    introduction = seen_introduction(introduction_id)
    user = signed_in_user()
    side = side_of(user, introduction, own_standing())
    if side is None and not may_introduce(user):
        raise NotFound
    form = ResultForm()
    if not form.validate_on_submit():
        return _page(introduction, form), 400
    told_by = side.side if side is not None else "staff"
    return _do(
        introduction,
        lambda: tell_result(
            introduction, form.kind.data, form.words.data, told_by=told_by, by=acting()
        ),
        _("Thank you. It is noted."),
    )


def seen_introduction(introduction_id: int) -> Introduction:
    """Return an introduction that the reader may follow; to everybody else it is not there."""
    introduction, user = get_introduction(introduction_id), signed_in_user()
    is_own = introduction.proposer_id == user.id
    if not is_own and not sides_seen(user, introduction, own_standing()):
        raise NotFound
    return introduction


def _page(introduction: Introduction, form: ResultForm) -> str:
    user = signed_in_user()
    side = side_of(user, introduction, own_standing())
    return render_template(
        "needs_introductions/show.html",
        introduction=introduction,
        side=side,
        facts=facts_of(introduction, side, is_staff=may_introduce(user)),
        hindrance=hindrance(introduction) if introduction.state == "asked" else None,
        may_take_back=may_take_back(user, introduction),
        may_tell=side is not None or may_introduce(user),
        is_staff=may_introduce(user),
        form=form,
        plain=AnswerForm(),
        now=clock.now(),
    )


def _do(introduction: Introduction, act: Callable[[], object], said: str) -> ResponseReturnValue:
    if AnswerForm().validate_on_submit():
        try:
            with db.transaction():
                act()
            flash(said, "success")
        except Conflict as error:
            flash(str(error.message), "warning")
    return redirect(url_for(".show", introduction_id=introduction.id), 303)


def _own_side(need: Need, offer: PartnerOffer, standing: Standing) -> Side | None:
    """Return for whom the reader proposes: None as one who plans. Others find nothing here."""
    user = signed_in_user()
    if not (may_see(user, need, standing) and may_see_offer(user, offer, standing)):
        raise NotFound
    if offer.contact is not None and offer.contact_id == standing.person_id:
        return Side.OFFER
    if may_introduce(user) and need.keeper_id != user.id:
        return None
    if may_see_matches(user, need, standing):
        return Side.NEED
    raise NotFound


def _tabs(state: str, counts: dict[str, int]) -> list[dict[str, object]]:
    tabs: list[dict[str, object]] = [
        {"label": _("Overview"), "href": url_for(".index"), "is_current": not state, "count": None}
    ]
    return tabs + [
        {
            "label": INTRODUCTION_STATES[each].label,
            "href": url_for(".index", show=each.value),
            "is_current": state == each,
            "count": counts.get(each, 0),
        }
        for each in IntroductionState
    ]


def _mark(introduction: Introduction) -> bool:
    """Tell whether an introduction waits for the reader's own answer."""
    side = side_of(signed_in_user(), introduction, own_standing())
    return (
        introduction.state == IntroductionState.ASKED
        and side is not None
        and side.answer == "waiting"
    )
