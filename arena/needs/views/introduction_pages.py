"""What pages tell of an introduction to whom; and the page behind the link in the mail."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from arena import clock, db
from arena.audit.models import INVITED, Actor
from arena.errors import Conflict, NotFound
from arena.needs.forms.introductions import AnswerForm, ResultForm
from arena.needs.models import Introduction, IntroductionSide
from arena.needs.offering_policy import may_introduce, side_of
from arena.needs.offering_words import ENDINGS, offer_title
from arena.needs.queries.introductions import asked_on, find_side, hindrance
from arena.needs.rules.introducing import Answer, Ending, IntroductionState, Side
from arena.needs.services.introduced import tell_result
from arena.needs.services.introducing import answer
from arena.needs.views.offer_blueprints import public_introductions
from arena.needs.views.reading import own_standing, reader
from arena.needs.words import need_title
from arena.web import filters
from arena.web.access import access, public
from arena.web.private import private

_ANSWERS = {
    Answer.WAITING: _l("Has not answered"),
    Answer.YES: _l("Has said yes"),
    Answer.NO: _l("Has said no"),
}


@public_introductions.route("/<token>", methods=["GET", "POST"])
@access(public)
@private
def respond(token: str) -> ResponseReturnValue:
    """Show the question to who is asked, or how it stands; only pressing a button answers."""
    side = find_side(token)
    if side is None:
        raise NotFound(_l("This link leads to no question. Copy the whole link from the e-mail."))
    form, result = AnswerForm(), ResultForm()
    said = request.form.get("answer")
    if _is_somebody_else(side):
        return _show(side, form, result, 403 if request.method == "POST" else 200)
    if said in ("yes", "no") and form.validate_on_submit():
        _answer(side, form, is_yes=said == "yes")
    elif said == "result" and result.validate_on_submit():
        _tell(side, form, result)
    if said and not (form.error_list or result.error_list):
        return redirect(url_for("needs_introductions_public.respond", token=token), 303)
    return _show(side, form, result, 400 if form.error_list or result.error_list else 200)


def _answer(side: IntroductionSide, form: AnswerForm, *, is_yes: bool) -> None:
    try:
        with db.transaction():
            answer(side, is_yes=is_yes, by=_who(side))
        flash(_("Thank you for your answer."), "success")
    except Conflict as error:
        form.refuse(None, error.message)


def _tell(side: IntroductionSide, form: AnswerForm, result: ResultForm) -> None:
    try:
        with db.transaction():
            tell_result(
                side.introduction,
                result.kind.data,
                result.words.data,
                told_by=side.side,
                by=_who(side),
            )
        flash(_("Thank you. It is noted."), "success")
    except Conflict as error:
        form.refuse(None, error.message)


def _show(
    side: IntroductionSide, form: AnswerForm, result: ResultForm, status: int
) -> ResponseReturnValue:
    introduction = side.introduction
    asked = asked_on(side)
    reason = ending_of(introduction)
    page = render_template(
        "needs_introductions_public/respond.html",
        introduction=introduction,
        side=side,
        asked=asked,
        reason=reason,
        is_somebody_else=_is_somebody_else(side),
        facts=facts_of(introduction, side, with_reach=False),
        is_late=introduction.expires_at <= clock.now(),
        form=form,
        result=result,
    )
    return page, 410 if reason is not None and status == 200 else status


def ending_of(introduction: Introduction) -> Any:
    """Return in words why an introduction is not answered any more; None while it may be."""
    if introduction.state == IntroductionState.ENDED:
        return ENDINGS[Ending(introduction.ended_because)]
    if introduction.state != IntroductionState.ASKED:
        return None
    found = hindrance(introduction)
    return None if found is None else ENDINGS[found]


def facts_of(
    introduction: Introduction,
    side: IntroductionSide | None,
    *,
    is_staff: bool = False,
    with_reach: bool = True,
) -> list[tuple[str, str | None]]:
    """Return the rows about an introduction: who the other is by organisation, never by address.

    How the other has answered is told to those who plan alone. `with_reach` tells addresses too,
    once both have said yes: to who is signed in, since links are passed on.
    """
    need, offer = introduction.need, introduction.offer
    rows: list[tuple[str, str | None]] = [
        (_("The need"), f"{need_title(need)}, {need.organisation.name}"),
        (_("The offer"), f"{offer_title(offer)}, {offer.organisation.name}"),
        (_("Why"), introduction.words or None),
        (_("Proposed"), filters.day(clock.date_of(introduction.created_at))),
    ]
    if introduction.state == IntroductionState.ASKED:
        until = clock.date_of(introduction.expires_at)
        rows.append((_("Answer by"), filters.day(until)))
    if is_staff:
        rows += [
            (_("Who seeks"), _standing_of(introduction.side(Side.NEED))),
            (_("Who offers"), _standing_of(introduction.side(Side.OFFER))),
        ]
    elif side is not None and side.answer != Answer.WAITING:
        rows.append((_("Your answer"), _("Yes") if side.answer == Answer.YES else _("No")))
    if with_reach and introduction.state == IntroductionState.AGREED:
        for each in introduction.sides:
            if is_staff or (side is not None and each.side != side.side):
                rows.append((each.organisation.name, _reach(each)))
    return rows


def may_take_back(user: Any, introduction: Introduction) -> bool:
    """Let who proposed an introduction, and those who plan, take it back while it waits."""
    is_own = introduction.proposer_id is not None and introduction.proposer_id == user.id
    return introduction.state == IntroductionState.ASKED and (is_own or may_introduce(user))


def _standing_of(side: IntroductionSide) -> str:
    asked = asked_on(side)
    name = asked.name if asked is not None else _("nobody who is there")
    return f"{name}: {_ANSWERS[Answer(side.answer)]}"


def _reach(side: IntroductionSide) -> str:
    asked = asked_on(side)
    if asked is None:
        return str(_("Has left the organisation since."))
    return ", ".join(filter(None, (asked.name, asked.email, asked.phone)))


def _is_somebody_else(side: IntroductionSide) -> bool:
    """Tell whether a link has come to another who is signed in: it is answered by who was asked."""
    person = reader()
    if not person.is_authenticated:
        return False
    return side_of(person, side.introduction, own_standing()) is not side


def _who(side: IntroductionSide) -> Actor:
    return Actor.user(side.user_id) if side.user_id is not None else INVITED
