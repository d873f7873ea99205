"""Questions about a need, answered for all at once."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select

from arena import clock, db
from arena.accounts.models import User
from arena.audit.models import Actor
from arena.audit.services import record
from arena.needs.models import Need, NeedFollower, NeedQuestion, QuestionState
from arena.needs.queries.members import Standing
from arena.needs.rules.ladder import Act
from arena.needs.rules.standing import takes_questions
from arena.needs.services.acting import doing, lock
from arena.needs.services.errors import ChangedMeanwhile, NotYours, TooLate
from arena.needs.services.following import follow_as, follow_by_address
from arena.needs.services.notices import tell_asker, tell_followers, tell_leaders

_REPEAT = timedelta(minutes=15)


def ask(
    need: Need, words: str, language: str, *, user: User, standing: Standing, by: Actor
) -> NeedQuestion:
    """Ask as somebody who is signed in; the asker follows the need from now on.

    The very same question within a quarter of an hour is the same one. Raises `TooLate`, and
    `NotYours` for who is of the organisation that seeks.
    """
    lock(need)
    _require_time(need)
    if need.organisation_id in standing.organisation_ids or need.keeper_id == user.id:
        raise NotYours
    follower = follow_as(need, user, by=by)
    repeated = _find_repeated(follower, words)
    if repeated is not None:
        return repeated
    question = _add(need, follower, words, language, QuestionState.ASKED)
    question.asked_at = clock.now()
    record("needs.ask", subject=question, by=by, detail={})
    tell_leaders(need, "asked", f"question {question.id}", question_id=question.id)
    return question


def ask_by_address(need: Need, words: str, language: str, email: str) -> NeedQuestion:
    """Take in the question of somebody without an account: it is asked once they have confirmed."""
    lock(need)
    _require_time(need)
    follower = follow_by_address(need, email, language)
    repeated = _find_repeated(follower, words)
    if repeated is not None:
        return repeated
    return _add(need, follower, words, language, QuestionState.UNCONFIRMED)


def answer_question(
    question: NeedQuestion,
    *,
    question_sv: str,
    question_en: str,
    answer_sv: str,
    answer_en: str,
    by: Actor,
    version: int | None = None,
) -> None:
    """Answer a question: both become public at this moment, and all who follow are told."""
    need = question.need
    with doing(need, Act.ANSWER, by=by) as detail:
        _take(question, version, QuestionState.ASKED)
        question.question_sv, question.question_en = question_sv, question_en
        question.answer_sv, question.answer_en = answer_sv, answer_en
        question.state, question.answered_at = QuestionState.ANSWERED, clock.now()
        need.shown_at = clock.now()
        detail["told"] = tell_followers(
            need, "answered", f"question {question.id}", question_id=question.id
        )


def correct_answer(
    question: NeedQuestion,
    *,
    question_sv: str,
    question_en: str,
    answer_sv: str,
    answer_en: str,
    by: Actor,
    version: int | None = None,
) -> None:
    """Put an answer right: that it was, and when, stands beside it, and all are told."""
    need = question.need
    with doing(need, Act.ANSWER, by=by, name="correct") as detail:
        _take(question, version, QuestionState.ANSWERED)
        question.question_sv, question.question_en = question_sv, question_en
        question.answer_sv, question.answer_en = answer_sv, answer_en
        question.corrected_at = need.shown_at = clock.now()
        occasion = f"question {question.id} v{question.version}"
        detail["told"] = tell_followers(need, "corrected", occasion, question_id=question.id)


def set_question_aside(
    question: NeedQuestion, words: str, *, by: Actor, version: int | None = None
) -> None:
    """Leave a question out that is none about the need; who asked is told why."""
    with doing(question.need, Act.ANSWER, by=by, name="set_aside"):
        _take(question, version, QuestionState.ASKED)
        question.state, question.set_aside_words = QuestionState.SET_ASIDE, words
        question.answered_at = clock.now()
    tell_asker(question)


def _take(question: NeedQuestion, version: int | None, state: QuestionState) -> None:
    """Look again at a question, whose need is locked."""
    if question.state != state or (version is not None and version != question.version):
        raise ChangedMeanwhile
    question.version += 1


def _require_time(need: Need) -> None:
    if not takes_questions(need.state, need.dialogue, need.questions_until, clock.today()):
        raise TooLate


def _add(
    need: Need, follower: NeedFollower, words: str, language: str, state: QuestionState
) -> NeedQuestion:
    question = NeedQuestion(
        need_id=need.id,
        follower_id=follower.id,
        state=state,
        words=words,
        language=language,
        created_at=clock.now(),
        version=1,
    )
    db.session.add(question)
    db.session.flush()
    return question


def _find_repeated(follower: NeedFollower, words: str) -> NeedQuestion | None:
    return db.session.scalars(
        select(NeedQuestion)
        .where(
            NeedQuestion.follower_id == follower.id,
            NeedQuestion.words == words,
            NeedQuestion.created_at >= clock.now() - _REPEAT,
        )
        .order_by(NeedQuestion.id)
    ).first()
