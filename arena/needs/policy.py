"""Who may see and do what with needs; whom somebody stands for is asked of `queries.members`.

Who has shown interest is the business of a need's owner alone: not of those who plan, nor of
administrators. One of the arena's own sees it only as the keeper whom the need's page names.
"""

from __future__ import annotations

from typing import Any

from arena.accounts import policy
from arena.needs.models import Need
from arena.needs.queries.members import Standing
from arena.needs.rules.ladder import SHOWN, UNSEEN, NeedState


def may_read_needs(person: Any) -> bool:
    """Let all staff read the needs that are published, as those see them who may."""
    return policy.may_read_staff_pages(person)


def may_write_needs(person: Any) -> bool:
    """Let those who plan write needs for the city's units, and say yes to those of partners."""
    return policy.may_plan(person)


def may_write_as_partner(person: Any) -> bool:
    """Let partners write needs of their organisation, ask, and show interest."""
    return policy.may_use_partner_pages(person)


def may_approve(person: Any) -> bool:
    """Let those who plan say yes to what a partner wants to publish."""
    return policy.may_plan(person)


def may_set_publishers(person: Any) -> bool:
    """Let administrators say which organisations publish without the arena's yes."""
    return policy.is_admin(person)


def may_lead(person: Any, need: Need, standing: Standing) -> bool:
    """Let a need's owner, and its keeper, answer, see who shows interest, and close the dialogue.

    The owner only while they are of the organisation whose need it is.
    """
    is_keeper = need.keeper_id is not None and need.keeper_id == standing.user_id
    if is_keeper and policy.may_plan(person):
        return True
    is_owner = need.owner_id is not None and need.owner_id == standing.person_id
    return is_owner and need.organisation_id in standing.organisation_ids


def may_edit(person: Any, need: Need, standing: Standing) -> bool:
    """Let who leads a need, and those who plan, change its words; who began it too, at first.

    Those who plan see a partner's draft only once they are asked to say yes to it.
    """
    if may_lead(person, need, standing):
        return True
    began = need.created_by_id is not None and need.created_by_id == standing.user_id
    if began and need.state in UNSEEN:
        return True
    return policy.may_plan(person) and need.state != NeedState.DRAFT


def is_for_all(need: Need) -> bool:
    """Tell whether a need is there for whoever comes by."""
    return need.state in SHOWN and need.is_public


def may_see(person: Any, need: Need, standing: Standing) -> bool:
    """Let all see a public need once it is published, and members that of their networks."""
    if may_edit(person, need, standing):
        return True
    if need.state not in SHOWN:
        return False
    return need.is_public or policy.is_staff(person) or is_of_its_circle(need, standing)


def is_of_its_circle(need: Need, standing: Standing) -> bool:
    """Tell whether somebody is of the organisation whose need it is, or of a chosen network."""
    if need.organisation_id in standing.organisation_ids:
        return True
    return any(circle.network_id in standing.network_ids for circle in need.circles)
