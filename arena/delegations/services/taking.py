"""Taking the time that somebody proposed: the item moves there, and they have said yes to it."""

from __future__ import annotations

from arena.audit.models import Actor
from arena.delegations.models import AskState, ItemParty
from arena.delegations.services.asking import say_yes
from arena.delegations.services.boarding import start_at
from arena.delegations.services.errors.asking import NothingProposed


def take_proposal(party: ItemParty, *, by: Actor, version: int | None = None) -> None:
    """Let an item begin when somebody could, who has thereby said yes.

    Raises `NothingProposed`, and what `start_at` and `say_yes` raise.
    """
    proposed_at, item = party.proposed_at, party.item
    if party.state != AskState.OTHER_TIME or proposed_at is None:
        raise NothingProposed
    if item.event.starts_at != proposed_at:
        start_at(item, proposed_at, by=by, version=version)
    say_yes(party, words=party.reply, by=by)
