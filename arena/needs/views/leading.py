"""What who leads a need does: answers, interest, closing, results, withdrawing."""

from __future__ import annotations

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from arena import clock, db
from arena.accounts.sessions import acting
from arena.needs.forms.acts import (
    AnswerForm,
    ClosingForm,
    InterestAnswerForm,
    OutcomeForm,
    SetAsideForm,
    WithdrawalForm,
)
from arena.needs.models import InterestState, QuestionState
from arena.needs.queries.interest import get_interest, list_interests
from arena.needs.queries.listing import get_outcome, get_question
from arena.needs.services import asking, ending
from arena.needs.services import interest as interests
from arena.needs.views.blueprints import for_both
from arena.needs.views.desk import act_on, back_to
from arena.needs.views.reading import led_need
from arena.needs.words import interest_state
from arena.web import downloads
from arena.web.security import MAY_GO_BACK


@for_both("/<reference>/questions/<int:question_id>", methods=("GET", "POST"))
def answer(reference: str, question_id: int) -> ResponseReturnValue:
    """Answer a question for all, or put an answer right."""
    need = led_need(reference)
    question = get_question(need, question_id)
    form = AnswerForm()
    if not form.is_submitted():
        form.show(question)
        form.show_version(question.version)
    is_answered = question.state == QuestionState.ANSWERED
    act = asking.correct_answer if is_answered else asking.answer_question
    done = act_on(
        form,
        lambda: act(question, **form.texts, by=acting(), version=form.seen_version),
        _("Question and answer are public now, and those who follow the need are told."),
    )
    if done:
        return back_to(need, "questions")
    page = render_template(
        "needs_staff/answer.html", need=need, question=question, form=form, is_answered=is_answered
    )
    return page, form.status, MAY_GO_BACK


@for_both("/<reference>/questions/<int:question_id>/aside", methods=("GET", "POST"))
def set_aside(reference: str, question_id: int) -> ResponseReturnValue:
    """Set a question aside that is none about the need; who asked is told why."""
    need = led_need(reference)
    question = get_question(need, question_id)
    form = SetAsideForm()
    if not form.is_submitted():
        form.show_version(question.version)
    done = act_on(
        form,
        lambda: asking.set_question_aside(
            question, form.words.data, by=acting(), version=form.seen_version
        ),
        _("The question is set aside, and who asked is told why."),
    )
    if done:
        return back_to(need, "questions")
    page = render_template("needs_staff/set_aside.html", need=need, question=question, form=form)
    return page, form.status, MAY_GO_BACK


@for_both("/<reference>/interest")
def interest_list(reference: str) -> str:
    """List who has shown interest, to who leads the need alone."""
    need = led_need(reference)
    return render_template("needs_staff/interest_list.html", need=need, rows=list_interests(need))


@for_both("/<reference>/interest.csv", methods=("POST",))
def export(reference: str) -> Response:
    """Give the same list as a file; that it was taken out stands in the trail."""
    need = led_need(reference)
    with db.transaction():
        interests.note_export(need, by=acting())
    columns = [
        _("Organisation"),
        _("Status"),
        _("Words"),
        _("Contact"),
        _("E-mail"),
        _("Phone"),
        _("Shown on"),
    ]
    rows = [
        (
            each.organisation.name,
            interest_state(each)[0],
            each.words,
            each.contact_name,
            each.contact_email,
            each.contact_phone,
            clock.date_of(each.shown_at),
        )
        for each in list_interests(need)
    ]
    return downloads.csv(f"{need.reference}-{clock.today()}.csv", columns, rows)


@for_both("/<reference>/interest/<int:interest_id>", methods=("GET", "POST"))
def answer_interest(reference: str, interest_id: int) -> ResponseReturnValue:
    """Read what one has said, and invite or thank them."""
    need = led_need(reference)
    shown = get_interest(need, interest_id)
    form = InterestAnswerForm()
    if not form.is_submitted():
        form.show_version(shown.version)
        form.words.data = shown.answer_words
        if shown.answered_at is not None:
            form.state.data = shown.state
    done = act_on(
        form,
        lambda: interests.answer_interest(
            shown,
            InterestState(form.state.data),
            form.words.data,
            by=acting(),
            version=form.seen_version,
        ),
        _("Your answer is on its way to them, and to nobody else."),
    )
    if done:
        return back_to(need)
    page = render_template("needs_staff/answer_interest.html", need=need, shown=shown, form=form)
    return page, form.status, MAY_GO_BACK


@for_both("/<reference>/close", methods=("GET", "POST"))
def close(reference: str) -> ResponseReturnValue:
    """Close the dialogue: all who follow or have shown interest are told the same."""
    need = led_need(reference)
    form = ClosingForm()
    if not form.is_submitted():
        form.show_version(need.version)
    done = act_on(
        form,
        lambda: ending.close_dialogue(
            need,
            words_sv=form.words_sv.data,
            words_en=form.words_en.data,
            by=acting(),
            version=form.seen_version,
        ),
        _("The dialogue is closed, and all concerned are told the same."),
    )
    if done:
        return back_to(need)
    page = render_template("needs_staff/close.html", need=need, form=form)
    return page, form.status, MAY_GO_BACK


@for_both("/<reference>/outcomes/new", methods=("GET", "POST"))
def outcome(reference: str) -> ResponseReturnValue:
    """Say what came of a need."""
    need = led_need(reference)
    form = OutcomeForm()
    if not form.is_submitted():
        form.show(None)
        form.kind.data = request.args.get("kind", "")
        form.show_version(need.version)
    done = act_on(
        form,
        lambda: ending.record_outcome(need, form.facts(), by=acting(), version=form.seen_version),
        _("Saved. All concerned are told."),
    )
    if done:
        return back_to(need, "outcomes")
    page = render_template("needs_staff/outcome.html", need=need, form=form, shown=None)
    return page, form.status, MAY_GO_BACK


@for_both("/<reference>/outcomes/<int:outcome_id>", methods=("GET", "POST"))
def change_outcome(reference: str, outcome_id: int) -> ResponseReturnValue:
    """Put right what is said of a result, or show it to all."""
    need = led_need(reference)
    shown = get_outcome(need, outcome_id)
    form = OutcomeForm()
    form.kind.choices = [choice for choice in form.kind.choices if choice[0] == shown.kind]
    if not form.is_submitted():
        form.show(shown)
        form.show_version(shown.version)
    done = act_on(
        form,
        lambda: ending.change_outcome(shown, form.facts(), by=acting(), version=form.seen_version),
        _("Saved. All concerned are told."),
    )
    if done:
        return back_to(need, "outcomes")
    page = render_template("needs_staff/outcome.html", need=need, form=form, shown=shown)
    return page, form.status, MAY_GO_BACK


@for_both("/<reference>/withdraw", methods=("GET", "POST"))
def withdraw(reference: str) -> ResponseReturnValue:
    """Withdraw a need: its page says so, and all concerned are told."""
    need = led_need(reference)
    form = WithdrawalForm()
    if not form.is_submitted():
        form.show_version(need.version)
    done = act_on(
        form,
        lambda: ending.withdraw_need(
            need,
            words_sv=form.words_sv.data,
            words_en=form.words_en.data,
            by=acting(),
            version=form.seen_version,
        ),
        _("The need is withdrawn, and all concerned are told."),
    )
    if done:
        return back_to(need)
    page = render_template("needs_staff/withdraw.html", need=need, form=form)
    return page, form.status, MAY_GO_BACK
