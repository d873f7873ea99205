"""A delegation that does not come: the guests withdraw, or the arena calls the visit off.

All that the programme held is given back. Others who were to be told connect to `ended`.
"""

from __future__ import annotations

from blinker import Signal

from arena import clock, db
from arena.audit.models import Actor
from arena.delegations.models import AskState, Delegation, ItemParty
from arena.delegations.queries.programmes import list_items
from arena.delegations.rules.ladder import Act
from arena.delegations.services.acting import doing
from arena.delegations.services.errors.enquiring import NothingSaid
from arena.delegations.services.notices import tell_contact, tell_staff
from arena.scheduling.services import cancel

# Sent with the delegation, `parties` (those who had been asked or had said yes, and are needed no
# more) and `by` whom, in the transaction of the act, before the state is another.
ended = Signal("A delegation will not come.")
_WAITED = frozenset({AskState.ASKED, AskState.YES, AskState.OTHER_TIME})


def withdraw(
    delegation: Delegation, words: str = "", *, by: Actor, version: int | None = None
) -> None:
    """End a delegation for its guests; they get a receipt, and who coordinates it is told."""
    with doing(delegation, Act.WITHDRAW, by=by, version=version):
        _end(delegation, words, by=by)
        tell_contact(delegation, "withdrawn")
        tell_staff(delegation, "withdrawn_staff")


def call_off(delegation: Delegation, words: str, *, by: Actor, version: int | None = None) -> None:
    """End a delegation that the arena had accepted; its guests are told why.

    Raises `NothingSaid`.
    """
    with doing(delegation, Act.CALL_OFF, by=by, version=version):
        if not words.strip():
            raise NothingSaid("words")
        _end(delegation, words, by=by)
        tell_contact(delegation, "called_off")


def _end(delegation: Delegation, words: str, *, by: Actor) -> None:
    delegation.closing_words = words.strip()
    delegation.ended_at = clock.now()
    ended.send(delegation, parties=_let_go(delegation, by=by), by=by)


def _let_go(delegation: Delegation, *, by: Actor) -> list[ItemParty]:
    """Give back what the programme holds; return who had been asked and is not needed any more."""
    waited = []
    for item in list_items(delegation):
        if not item.event.is_cancelled:
            cancel(item.event, by=by)
        for party in item.parties:
            if party.state in _WAITED:
                waited.append(party)
            if party.state != AskState.NO:
                party.state = AskState.RELEASED
    db.session.flush()
    return waited
