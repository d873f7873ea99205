"""Reminding who leads a need, once for each reason."""

from __future__ import annotations

from arena import clock
from arena.audit.models import Actor
from arena.audit.services import record
from arena.needs.models import Need, NeedQuestion, NeedState, QuestionState
from arena.needs.services.acting import lock
from arena.needs.services.notices import tell_leaders


def remind_of_question(question: NeedQuestion, *, by: Actor) -> None:
    """Tell who leads a need that questions wait: one mail for all that do so today."""
    need = question.need
    lock(need)
    if question.state != QuestionState.ASKED or question.reminded_at is not None:
        return
    question.reminded_at = clock.now()
    tell_leaders(need, "reminder", f"questions {clock.today()}", about="questions")
    record("needs.remind", subject=need, by=by, detail={})


def remind_of_deadline(need: Need, *, by: Actor) -> None:
    """Tell who leads a need that the last day for interest has passed, and what to do now."""
    lock(need)
    until = need.interest_until
    is_due = until is not None and until < clock.today() and need.state == NeedState.PUBLISHED
    if not is_due or need.deadline_told_at is not None:
        return
    need.deadline_told_at = clock.now()
    tell_leaders(need, "reminder", f"deadline {until}", about="deadline")
    record("needs.remind", subject=need, by=by, detail={})
