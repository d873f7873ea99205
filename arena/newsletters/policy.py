"""Who may write and send mailings."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from arena.accounts import policy
from arena.networks.policy import may_use_networks_as_partner
from arena.newsletters.models import Mailing


def may_send_mailings(person: Any) -> bool:
    """Let those who plan write to every network and to whom a saved search finds."""
    return policy.may_plan(person)


def may_use_mailings_as_partner(person: Any) -> bool:
    """Let partners into the pages of mailings; to which networks, `may_write` decides."""
    return may_use_networks_as_partner(person)


def may_write(person: Any, mailing: Mailing, led: Collection[int]) -> bool:
    """Let chairs and conveners write to the networks that they lead, and those who plan to all.

    `led`: the numbers of the networks that the person leads today.
    """
    return policy.may_plan(person) or mailing.network_id in led
