"""Who may find, book, change and answer for rooms."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from arena.accounts import policy
from arena.meeting_place.models import RoomBooking, ServiceOrder


def may_use_rooms(person: Any) -> bool:
    """Let all staff find and book rooms, and see who has them."""
    return policy.is_staff(person)


def may_use_rooms_as_partner(person: Any) -> bool:
    """Let partners find rooms, and book them for their organisation."""
    return policy.may_use_partner_pages(person)


def may_check_in(person: Any) -> bool:
    """Let all staff, and partners whose organisation booked, say that people have come.

    Whoever gets here may see the booking.
    """
    return policy.is_staff(person) or policy.is_partner(person)


def may_answer(person: Any) -> bool:
    """Let those who plan answer partners’ requests."""
    return policy.may_plan(person)


def may_set_terms(person: Any) -> bool:
    """Let administrators say who sees to services, and how much partners may hold."""
    return policy.is_admin(person)


def may_see(person: Any, booking: RoomBooking, organisation_ids: Collection[int]) -> bool:
    """Let staff see every booking, partners those of the organisations that they are of today."""
    return policy.is_staff(person) or booking.organisation_id in organisation_ids


def may_change(person: Any, booking: RoomBooking) -> bool:
    """Let who booked, and those who plan, change and cancel; partners for their organisation.

    Whoever gets here may see the booking.
    """
    if policy.is_partner(person):
        return True
    return policy.may_plan(person) or bool(booking.booked_by_id == person.id)


def may_answer_order(person: Any, order: ServiceOrder) -> bool:
    """Let who is asked answer an order; those who plan may in their place."""
    return policy.may_plan(person) or bool(order.responsible_id == person.id)
