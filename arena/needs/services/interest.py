"""Interest in a need: shown by a partner, answered by the owner, and nobody else's business.

Its lines in the trail have the interest as their subject, and its mails are sealed.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass

from arena import clock, db
from arena.accounts.models import User
from arena.audit.models import Actor
from arena.audit.services import record
from arena.needs.models import InterestState, Need, NeedInterest
from arena.needs.queries.interest import find_interest
from arena.needs.queries.members import Standing
from arena.needs.rules.ladder import Act, may_do
from arena.needs.rules.standing import takes_interest
from arena.needs.services.acting import lock
from arena.needs.services.errors import ChangedMeanwhile, NotNow, NotYours, TooLate
from arena.needs.services.following import follow_as
from arena.needs.services.notices import tell_interested, tell_owner_of_interest


@dataclass(frozen=True, kw_only=True)
class InterestFacts:
    """What a partner says, and whom the owner may turn to."""

    words: str
    contact_name: str
    contact_email: str
    contact_phone: str = ""
    contact_language: str = "sv"


def show_interest(
    need: Need,
    facts: InterestFacts,
    *,
    organisation_id: int,
    user: User,
    standing: Standing,
    by: Actor,
    version: int | None = None,
) -> NeedInterest:
    """Show an organisation's interest, or change what it has said; who does follows the need.

    One organisation has one interest in a need: showing it again after withdrawing it, or twice,
    makes no other. Raises `TooLate`, `NotYours`, and `ChangedMeanwhile` when what a colleague or
    the owner has said since `version` would be overwritten.
    """
    lock(need)
    if not takes_interest(need.state, need.dialogue, need.interest_until, clock.today()):
        raise TooLate
    if organisation_id == need.organisation_id or organisation_id not in standing.organisation_ids:
        raise NotYours
    interest = find_interest(need, organisation_id)
    is_new = interest is None
    if interest is None:
        interest = NeedInterest(
            need_id=need.id, organisation_id=organisation_id, shown_at=clock.now(), version=0
        )
        db.session.add(interest)
    elif _says(interest, facts):
        return interest  # A double click.
    elif version not in (None, interest.version) and interest.state != InterestState.WITHDRAWN:
        raise ChangedMeanwhile
    _say(interest, facts)
    interest.user_id, interest.version = user.id, interest.version + 1
    db.session.flush()
    follow_as(need, user, by=by)
    act = "show_interest" if is_new else "change_interest"
    record(f"needs.{act}", subject=interest, by=by, detail={})
    tell_owner_of_interest(interest)
    return interest


def withdraw_interest(interest: NeedInterest, *, by: Actor, version: int | None = None) -> None:
    """Take interest back: words and contact are forgotten at once."""
    _look_again(interest, version)
    if interest.state == InterestState.WITHDRAWN:
        return
    forget_words(interest)
    interest.state, interest.version = InterestState.WITHDRAWN, interest.version + 1
    record("needs.withdraw_interest", subject=interest, by=by, detail={})
    tell_owner_of_interest(interest)


def answer_interest(
    interest: NeedInterest,
    state: InterestState,
    words: str,
    *,
    by: Actor,
    version: int | None = None,
) -> None:
    """Invite to dialogue or thank, in the owner's words, which only that partner reads."""
    _look_again(interest, version)
    if not may_do(interest.need.state, Act.SEE_TO_INTEREST):
        raise NotNow(interest.need.state)
    if interest.state == InterestState.WITHDRAWN:
        raise ChangedMeanwhile
    interest.state, interest.answer_words = state, words
    interest.answered_at, interest.version = clock.now(), interest.version + 1
    record("needs.answer_interest", subject=interest, by=by, detail={})
    tell_interested(interest)


def note_export(need: Need, *, by: Actor) -> None:
    """Leave a line that who leads a need took the list of interest out of the house."""
    record("needs.export_interest", subject=need, by=by, detail={})


def forget_words(interest: NeedInterest) -> None:
    """Forget what was said, by whom, and whom to turn to; that there was interest stays."""
    interest.words = interest.answer_words = ""
    interest.contact_name = interest.contact_email = interest.contact_phone = ""
    interest.user_id = None


def _says(interest: NeedInterest, facts: InterestFacts) -> bool:
    """Tell whether all of this stands there already."""
    said = _said(facts)
    return interest.state != InterestState.WITHDRAWN and all(
        getattr(interest, name) == said[name] for name in said
    )


def _say(interest: NeedInterest, facts: InterestFacts) -> None:
    was_withdrawn = interest.state == InterestState.WITHDRAWN
    for name, value in _said(facts).items():
        setattr(interest, name, value)
    if was_withdrawn or not interest.version:
        interest.state, interest.shown_at = InterestState.SHOWN, clock.now()
        interest.answered_at, interest.answer_words = None, ""


def _said(facts: InterestFacts) -> dict[str, str]:
    return asdict(facts) | {"contact_email": facts.contact_email.lower()}


def _look_again(interest: NeedInterest, version: int | None) -> None:
    lock(interest.need)
    if version is not None and version != interest.version:
        raise ChangedMeanwhile
