"""A delegation that does not come: the guests withdraw, or the arena calls the visit off.

All that the programme held is given back, and those who were asked to receive are thanked. Who has
more to tell, such as those who follow the programme by a link, connects to `ended`.
"""

from __future__ import annotations

from blinker import Signal

from arena import clock, db
from arena.audit.models import Actor
from arena.delegations.models import AskState, Delegation
from arena.delegations.queries.programmes import list_items
from arena.delegations.rules.ladder import Act
from arena.delegations.services.acting import doing
from arena.delegations.services.errors.enquiring import NothingSaid
from arena.delegations.services.notices import tell_contact, tell_staff
from arena.delegations.services.telling import thank_parties
from arena.scheduling.services import cancel

# Sent with the delegation, and `by` whom, in the act and while its state is still the old one.
ended = Signal("A delegation will not come.")


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
    _let_go(delegation, by=by)
    ended.send(delegation, by=by)


def _let_go(delegation: Delegation, *, by: Actor) -> None:
    """Give back what the programme holds, and need nobody any more."""
    items = list_items(delegation)
    thank_parties(items)
    for item in items:
        if not item.event.is_cancelled:
            cancel(item.event, by=by)
        for party in item.parties:
            if party.state != AskState.NO:
                party.state = AskState.RELEASED
    db.session.flush()
