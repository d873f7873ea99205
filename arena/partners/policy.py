"""Who may use the partners' own pages, and what of their organisation they see to."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from arena.accounts import policy


def may_use_own_pages(person: Any) -> bool:
    """Let partners into their own pages; of which organisations, their roles decide."""
    return policy.may_use_partner_pages(person)


def may_manage(person_id: int | None, manager_ids: Collection[int]) -> bool:
    """Let those who see to an organisation's people invite, rename, list and end them.

    `manager_ids`: the people who do, by the directory.
    """
    return person_id is not None and person_id in manager_ids
