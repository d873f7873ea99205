"""Who may see and do what with networks; who sits in one is asked of `queries.standing`."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from arena.accounts import policy
from arena.networks.models import Network, OfficeName

# Who calls and leads the meetings, and sees to who is in the network.
LEADING = frozenset({OfficeName.CHAIR, OfficeName.VICE_CHAIR, OfficeName.CONVENER})


def may_read_networks(person: Any) -> bool:
    """Let all staff see which networks there are, who is in them and when they meet."""
    return policy.may_read_staff_pages(person)


def may_change_networks(person: Any) -> bool:
    """Let those who plan found and end networks, and see to their agreements."""
    return policy.may_plan(person)


def may_use_networks_as_partner(person: Any) -> bool:
    """Let partners into the pages of networks; which, `may_see` decides."""
    return policy.may_use_partner_pages(person)


def may_see(person: Any, network: Network, seats_in: Collection[int]) -> bool:
    """Let staff see all networks, others those in which they sit today.

    `seats_in`: the networks in which the person has a seat or an office, working groups' too.
    """
    return policy.is_staff(person) or network.id in seats_in


def may_lead(person: Any, offices: Collection[str]) -> bool:
    """Let chairs and conveners lead their network, and those who plan all of them.

    `offices`: those that the person has in the network today, or in the one that it is a group of.
    """
    return policy.may_plan(person) or bool(LEADING.intersection(offices))


def may_write_records(person: Any, offices: Collection[str]) -> bool:
    """Let secretaries write notes and minutes as well as those who lead."""
    return may_lead(person, offices) or OfficeName.SECRETARY in offices


def may_seat(person: Any, stands_for: Collection[int], organisation_id: int) -> bool:
    """Let those who plan, and a member's own people, say who stands for it.

    `stands_for`: the organisations for which the person sits in the network today.
    """
    return policy.may_plan(person) or organisation_id in stands_for


def may_read_agreements(person: Any) -> bool:
    """Let all staff read the register of agreements."""
    return policy.may_read_staff_pages(person)


def may_see_agreement(
    person: Any, organisation_ids: Collection[int], party_ids: Collection[int]
) -> bool:
    """Let staff see every agreement, partners those that bind an organisation of theirs."""
    return policy.is_staff(person) or bool(set(organisation_ids).intersection(party_ids))
