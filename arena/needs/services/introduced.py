"""What becomes of introductions afterwards: no answer, or what both say came of it."""

from __future__ import annotations

from arena import clock
from arena.audit.models import WORKER, Actor
from arena.audit.services import record
from arena.needs.models import Introduction, IntroductionResult
from arena.needs.queries.introductions import hindrance
from arena.needs.rules.introducing import IntroductionState, asks_due
from arena.needs.services.introducing import (
    NoLongerWaits,
    end_introduction,
    lock_introduction,
)
from arena.needs.services.introduction_mail import ask_what_came, tell_no_introduction


def look_after(introduction: Introduction) -> None:
    """End an introduction that nobody has answered in time, or that can no longer come about."""
    lock_introduction(introduction)
    if introduction.state != IntroductionState.ASKED:
        return
    reason = hindrance(introduction)
    if reason is not None:
        end_introduction(introduction, reason, WORKER)
    elif introduction.expires_at <= clock.now():
        introduction.state = IntroductionState.EXPIRED
        introduction.ended_at = clock.now()
        tell_no_introduction(introduction)
        record("needs.expire_introduction", subject=introduction, by=WORKER)


def follow_up(introduction: Introduction) -> None:
    """Ask both what came of it, after a month and after a quarter."""
    lock_introduction(introduction)
    if introduction.state != IntroductionState.AGREED or introduction.ended_at is None:
        return
    kinds = {result.kind for result in introduction.results}
    first, again = introduction.asked_first_at, introduction.asked_again_at
    due = asks_due(introduction.ended_at, first, again, kinds, clock.now())
    if due is None:
        return
    if due == 0:
        introduction.asked_first_at = clock.now()
    else:
        introduction.asked_again_at = clock.now()
    for side in introduction.sides:
        ask_what_came(side, due)
    record("needs.follow_up", subject=introduction, by=WORKER, detail={"time": due + 1})


def tell_result(
    introduction: Introduction, kind: str, words: str, *, told_by: str, by: Actor
) -> None:
    """Say what came of an introduction. Saying the same twice is once."""
    lock_introduction(introduction)
    if introduction.state != IntroductionState.AGREED:
        raise NoLongerWaits
    latest = next(
        (each for each in reversed(introduction.results) if each.told_by == told_by), None
    )
    if latest is not None and (latest.kind, latest.words) == (kind, words):
        return
    introduction.results.append(
        IntroductionResult(kind=kind, words=words, told_by=told_by, told_at=clock.now())
    )
    record(
        "needs.tell_result",
        subject=introduction,
        by=by,
        detail={"kind": kind, "side": told_by},
    )
