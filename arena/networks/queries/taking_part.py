"""Who was in networks: for the directory's histories, and those that ask since when."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import Select, or_, select

from arena.networks.models import Membership, Seat


def organisations_since(day: date) -> Select[Any]:
    """Return the numbers of the organisations that were in a network on a day or later."""
    return select(Membership.organisation_id).where(
        or_(Membership.ends_on.is_(None), Membership.ends_on > day)
    )


def people_since(day: date) -> Select[Any]:
    """Return the numbers of the people who had a seat in a network on a day or later."""
    return select(Seat.person_id).where(or_(Seat.ends_on.is_(None), Seat.ends_on > day))
