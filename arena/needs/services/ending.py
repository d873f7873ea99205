"""What comes of a need: the dialogue is closed, a result is said, the need is withdrawn."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, replace

from flask_babel import lazy_gettext as _l

from arena import clock, db
from arena.audit.models import Actor
from arena.audit.services import record
from arena.needs.models import Need, NeedOutcome, OutcomeKind
from arena.needs.rules.ladder import Act
from arena.needs.services.acting import doing, lock
from arena.needs.services.errors import ChangedMeanwhile, Missing
from arena.needs.services.notices import tell_followers

_ACTS = {
    OutcomeKind.DIALOGUE: Act.NOTE_DIALOGUE,
    OutcomeKind.PROCUREMENT: Act.LINK_PROCUREMENT,
    OutcomeKind.PILOT: Act.LINK_PILOT,
    OutcomeKind.NOTHING: Act.END_IN_NOTHING,
}


@dataclass(frozen=True, kw_only=True)
class OutcomeFacts:
    """What came of a need, and whether all may read it."""

    kind: OutcomeKind
    words_sv: str = ""
    words_en: str = ""
    registration_number: str = ""
    link: str = ""
    link_text: str = ""
    is_public: bool = True


def close_dialogue(
    need: Need,
    *,
    words_sv: str = "",
    words_en: str = "",
    by: Actor,
    version: int | None = None,
) -> None:
    """Close the dialogue: all who follow, and all who have shown interest, are told the same."""
    with doing(need, Act.CLOSE_DIALOGUE, by=by, version=version):
        tell_followers(
            need, "closed", "closed", interested=True, words_sv=words_sv, words_en=words_en
        )


def record_outcome(
    need: Need, facts: OutcomeFacts, *, by: Actor, version: int | None = None
) -> NeedOutcome:
    """Say what came of a need: to those concerned, and to all if its owner says so.

    Raises `Missing` where nothing is said of it.
    """
    _require_words(facts)
    with doing(need, _ACTS[facts.kind], by=by, version=version):
        now = clock.now()
        outcome = NeedOutcome(
            need_id=need.id, uid=str(uuid.uuid4()), recorded_at=now, changed_at=now, version=1
        )
        _keep(outcome, facts)
        db.session.add(outcome)
        db.session.flush()
        if facts.is_public:
            need.shown_at = now
        tell_followers(
            need, "outcome", f"outcome {outcome.id}", interested=True, outcome_id=outcome.id
        )
    return outcome


def change_outcome(
    outcome: NeedOutcome, facts: OutcomeFacts, *, by: Actor, version: int | None = None
) -> None:
    """Put right what is said of a result, or show it to all; its kind stays."""
    facts = replace(facts, kind=OutcomeKind(outcome.kind))
    _require_words(facts)
    lock(outcome.need)
    if version is not None and version != outcome.version:
        raise ChangedMeanwhile
    was_public = outcome.published_at is not None
    _keep(outcome, facts)
    outcome.changed_at, outcome.version = clock.now(), outcome.version + 1
    if facts.is_public or was_public:
        outcome.need.shown_at = clock.now()
    act = "show_outcome" if facts.is_public and not was_public else "change_outcome"
    record(f"needs.{act}", subject=outcome, by=by, detail={})
    tell_followers(
        outcome.need,
        "outcome",
        f"outcome {outcome.id} v{outcome.version}",
        interested=True,
        outcome_id=outcome.id,
    )


def withdraw_need(
    need: Need,
    *,
    words_sv: str = "",
    words_en: str = "",
    by: Actor,
    version: int | None = None,
) -> None:
    """Withdraw a need: its page says so and why, and all who follow or were interested are told."""
    if not (words_sv.strip() or words_en.strip()):
        raise Missing(_l("Say in a few words why the need is withdrawn."), "words_sv")
    with doing(need, Act.WITHDRAW, by=by, version=version):
        need.withdrawn_sv, need.withdrawn_en = words_sv, words_en
        tell_followers(need, "withdrawn", "withdrawn", interested=True)


def _keep(outcome: NeedOutcome, facts: OutcomeFacts) -> None:
    outcome.kind = facts.kind
    outcome.words_sv, outcome.words_en = facts.words_sv, facts.words_en
    outcome.registration_number = facts.registration_number
    outcome.link, outcome.link_text = facts.link, facts.link_text
    if not facts.is_public:
        outcome.published_at = None
    elif outcome.published_at is None:
        outcome.published_at = clock.now()


def _require_words(facts: OutcomeFacts) -> None:
    if not (facts.words_sv.strip() or facts.words_en.strip()):
        raise Missing(_l("Say in a few words what came of it."), "words_sv")
    if facts.kind is OutcomeKind.PROCUREMENT and not (facts.registration_number or facts.link):
        raise Missing(
            _l("Give the registration number or the address of the procurement."),
            "registration_number",
        )
    if facts.kind is OutcomeKind.PILOT and not (facts.link or facts.link_text):
        raise Missing(_l("Say which pilot it is."), "link_text")
