"""Vetting an enquiry: taking it on, deciding, asking for more and getting it."""

from __future__ import annotations

from collections.abc import Mapping

from arena import clock
from arena.accounts.models import User
from arena.audit.models import Actor
from arena.delegations.models import Delegation, DelegationState, Vetting
from arena.delegations.rules.ladder import Act
from arena.delegations.rules.vetting import Decision
from arena.delegations.services.acting import doing
from arena.delegations.services.errors.enquiring import NothingSaid
from arena.delegations.services.notices import tell_contact, tell_staff


def assign(
    delegation: Delegation, coordinator: User, *, by: Actor, version: int | None = None
) -> None:
    """Let a user coordinate a delegation; a new enquiry is then being weighed."""
    is_new = delegation.state == DelegationState.ENQUIRY
    act = Act.START_VETTING if is_new else Act.ASSIGN
    with doing(delegation, act, by=by, version=version, coordinator=coordinator.id):
        delegation.coordinator = coordinator


def accept(
    delegation: Delegation,
    criteria: Mapping[str, str],
    *,
    words: str = "",
    decided_by: User,
    by: Actor,
    version: int | None = None,
) -> None:
    """Accept a delegation: its programme can be planned, and the sender is told."""
    with doing(delegation, Act.ACCEPT, by=by, version=version):
        _decide(delegation, Decision.ACCEPTED, criteria, words, decided_by)
        delegation.answered_at = clock.now()
        if delegation.coordinator is None:
            delegation.coordinator = decided_by
        tell_contact(delegation, "accepted")


def ask_for_more(
    delegation: Delegation,
    criteria: Mapping[str, str],
    *,
    words: str,
    decided_by: User,
    by: Actor,
    version: int | None = None,
) -> None:
    """Ask the sender for what is missing. Raises `NothingSaid`."""
    with doing(delegation, Act.ASK_FOR_MORE, by=by, version=version):
        if not words.strip():
            raise NothingSaid("words")
        _decide(delegation, Decision.ASKED, criteria, words, decided_by)
        if delegation.coordinator is None:
            delegation.coordinator = decided_by
        tell_contact(delegation, "asked")


def decline(
    delegation: Delegation,
    criteria: Mapping[str, str],
    *,
    words: str,
    referred_to: str = "",
    decided_by: User,
    by: Actor,
    version: int | None = None,
) -> None:
    """Decline an enquiry for a reason; `referred_to` may receive them. Raises `NothingSaid`."""
    with doing(delegation, Act.DECLINE, by=by, version=version):
        if not words.strip():
            raise NothingSaid("words")
        _decide(delegation, Decision.DECLINED, criteria, words, decided_by)
        delegation.answered_at = delegation.ended_at = clock.now()
        delegation.closing_words = words.strip()
        delegation.referred_to = referred_to.strip()
        tell_contact(delegation, "declined")


def answer(delegation: Delegation, words: str, *, by: Actor, version: int | None = None) -> None:
    """Take the sender's answer to what was asked for. Raises `NothingSaid`."""
    with doing(delegation, Act.COMPLETE, by=by, version=version):
        if not words.strip():
            raise NothingSaid("answer")
        question = find_question(delegation)
        if question is not None:
            question.answer = words.strip()
            question.answered_at = clock.now()
        tell_staff(delegation, "answered")


def find_question(delegation: Delegation) -> Vetting | None:
    """Return the latest thing that the sender was asked for, answered or not."""
    asked = [each for each in delegation.vettings if each.decision == Decision.ASKED]
    return asked[-1] if asked else None


def _decide(
    delegation: Delegation,
    decision: Decision,
    criteria: Mapping[str, str],
    reason: str,
    decided_by: User,
) -> None:
    delegation.vettings.append(
        Vetting(
            criteria=dict(criteria),
            decision=decision,
            reason=reason.strip(),
            decided_by=decided_by,
            decided_at=clock.now(),
        )
    )
