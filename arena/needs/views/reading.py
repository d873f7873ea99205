"""Which need a page is about, and whether its reader may have it."""

from __future__ import annotations

from typing import Any

from flask_login import current_user

from arena.accounts.policy import is_staff
from arena.errors import NotFound
from arena.needs import policy
from arena.needs.models import Need
from arena.needs.queries.listing import get_need
from arena.needs.queries.members import NOBODY, Standing, standing_of


def reader() -> Any:
    """Return who reads: somebody who is signed in, or a stranger."""
    return current_user._get_current_object()


def own_standing() -> Standing:
    """Return whom the reader stands for today."""
    person = reader()
    return standing_of(person) if person.is_authenticated else NOBODY


def reads_as_staff() -> bool:
    """Tell whether the reader is one of the arena's own."""
    person = reader()
    return bool(person.is_authenticated) and is_staff(person)


def readable_need(reference: str) -> tuple[Need, Standing]:
    """Return a need that the reader may see; to everybody else it is not there."""
    need, standing = get_need(reference), own_standing()
    person = reader()
    if person.is_authenticated:
        may_see = policy.may_see(person, need, standing)
    else:
        may_see = policy.is_for_all(need)
    if not may_see:
        raise NotFound
    return need, standing


def edited_need(reference: str) -> tuple[Need, Standing]:
    """Return a need whose words the reader may change."""
    need, standing = get_need(reference), own_standing()
    if not policy.may_edit(reader(), need, standing):
        raise NotFound
    return need, standing


def led_need(reference: str) -> Need:
    """Return a need that the reader leads: nobody else sees who shows interest."""
    need = get_need(reference)
    if not policy.may_lead(reader(), need, own_standing()):
        raise NotFound
    return need
