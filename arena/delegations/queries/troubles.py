"""What is amiss with those who take part in a delegation's visit, for its overview."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from arena.delegations.models import AskState, Delegation, ItemParty
from arena.delegations.queries.deserted import who_is_missing
from arena.delegations.queries.parties import to_ask_again, to_ask_first
from arena.delegations.queries.programmes import list_items
from arena.delegations.queries.roles import days_without_lead
from arena.delegations.rules.ladder import PLANNED


@dataclass(frozen=True)
class Troubles:
    """Days that nobody leads, who cannot come, whom to ask, and who is silent or proposes."""

    unled: Sequence[date]
    missing: Sequence[ItemParty]
    to_ask: Sequence[ItemParty]
    to_ask_again: Sequence[ItemParty]
    silent: Sequence[ItemParty]

    def __bool__(self) -> bool:
        """Whether anything is amiss."""
        parts = (self.unled, self.missing, self.to_ask, self.to_ask_again, self.silent)
        return any(map(bool, parts))


def find_troubles(delegation: Delegation) -> Troubles | None:
    """Return what is amiss; None while nothing is planned, or when it is over."""
    if delegation.state not in PLANNED:
        return None
    items = list_items(delegation)
    cannot = who_is_missing(items)
    parties = [party for item in items for party in item.parties]
    return Troubles(
        unled=days_without_lead(delegation) if items else (),
        missing=[party for party in parties if party.id in cannot],
        to_ask=to_ask_first(items),
        to_ask_again=to_ask_again(items),
        silent=[
            party
            for party in parties
            if party.state == AskState.OTHER_TIME
            or (party.state == AskState.ASKED and party.escalated_at is not None)
        ],
    )
