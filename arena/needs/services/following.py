"""Following a need: by an account at once, by an address once it has answered for itself."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import func, select

from arena import clock, config, db, tokens
from arena.accounts.models import User
from arena.audit.models import STRANGER, Actor
from arena.audit.services import record
from arena.needs.models import Need, NeedFollower, NeedQuestion, QuestionState
from arena.needs.queries.following import find_by_address, find_of_user, list_asked_to_confirm
from arena.needs.rules.ladder import Act, may_do
from arena.needs.rules.standing import takes_questions
from arena.needs.services.errors import NotNow, TooManyMails
from arena.needs.services.notices import ask_to_confirm, follow_token, tell_leaders

MOST_MAILS = 3  # That ask an address to confirm, within an hour.
_HOUR = timedelta(hours=1)


def follow_as(need: Need, user: User, *, by: Actor) -> NeedFollower:
    """Have somebody who is signed in told what is new about a need; once is enough."""
    _require_open(need)
    _lock_address(user.email)
    known = find_of_user(need, user) or find_by_address(need, user.email)
    if known is not None and known.confirmed_at is not None:
        known.user_id = user.id
        return known
    follower = known or _add(need, user.email, user.language)
    follower.user_id, follower.confirmed_at = user.id, clock.now()
    record("needs.follow", subject=follower, by=by, detail={})
    return follower


def follow_by_address(need: Need, email: str, language: str) -> NeedFollower:
    """Write to an address, which follows the need once its button has been pressed.

    Whether it follows already is told to nobody but itself. Raises `TooManyMails`.
    """
    _require_open(need)
    address = email.strip().lower()
    _lock_address(address)
    follower = find_by_address(need, address)
    if follower is None:
        _require_quiet(address)
        follower = _add(need, address, language)
    elif _was_asked_now(address):
        return follower  # A double click.
    else:
        _require_quiet(address)
    ask_to_confirm(need, follower)
    return follower


def confirm_follower(follower: NeedFollower) -> int:
    """Follow with an address that has answered for itself, and ask what it has written.

    Returns how many questions were asked with it: none that came after the last day for them.
    """
    need = follower.need
    db.session.refresh(follower, with_for_update={"of": NeedFollower})
    if follower.confirmed_at is None:
        follower.confirmed_at = clock.now()
        record("needs.confirm", subject=follower, by=STRANGER, detail={})
    waiting = db.session.scalars(
        select(NeedQuestion).where(
            NeedQuestion.follower_id == follower.id,
            NeedQuestion.state == QuestionState.UNCONFIRMED,
        )
    ).all()
    asked = [each for each in waiting if _is_in_time(each)]
    for question in asked:
        question.state, question.asked_at = QuestionState.ASKED, clock.now()
        record("needs.ask", subject=question, by=STRANGER, detail={})
    for question in asked:
        tell_leaders(need, "asked", f"question {question.id}", question_id=question.id)
    return len(asked)


def unfollow(follower: NeedFollower, *, by: Actor) -> None:
    """Forget an address that followed; what it asked stays, and is nobody’s any more."""
    for question in db.session.scalars(
        select(NeedQuestion).where(
            NeedQuestion.follower_id == follower.id,
            NeedQuestion.state == QuestionState.UNCONFIRMED,
        )
    ):
        db.session.delete(question)
    record("needs.unfollow", subject=follower, by=by, detail={})
    db.session.delete(follower)


def _add(need: Need, email: str, language: str) -> NeedFollower:
    follower = NeedFollower(
        need_id=need.id,
        email=email.lower(),
        language=language,
        token_hash=tokens.digest(tokens.new()),
        created_at=clock.now(),
    )
    db.session.add(follower)
    db.session.flush()
    follower.token_hash = tokens.digest(follow_token(follower))
    return follower


def _is_in_time(question: NeedQuestion) -> bool:
    need = question.need
    day = clock.date_of(question.created_at)
    return takes_questions(need.state, need.dialogue, need.questions_until, day)


def _require_open(need: Need) -> None:
    if not may_do(need.state, Act.FOLLOW):
        raise NotNow(need.state)


def _require_quiet(address: str) -> None:
    if config.current().rate_limits != "on":
        return
    sent = list_asked_to_confirm(address, clock.now() - _HOUR)
    if len(sent) >= MOST_MAILS:
        raise TooManyMails(sent[-MOST_MAILS] + _HOUR)


def _was_asked_now(address: str) -> bool:
    return bool(list_asked_to_confirm(address, clock.now() - timedelta(seconds=20)))


def _lock_address(address: str) -> None:
    """Let two of one address come one after the other, until the transaction ends."""
    if db.dialect() == "postgresql":
        db.session.execute(select(func.pg_advisory_xact_lock(func.hashtext(address.lower()))))
