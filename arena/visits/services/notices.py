"""Whom an act tells what: one mail for each version of the visit, template and person."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from arena.events.models import GUEST, HOST, Attendee
from arena.events.services import Guest
from arena.messages.services import Recipient
from arena.resources.models import Resource
from arena.scheduling.services import Notice
from arena.visits.models import OpenWalk, Visit


def to_booker(
    visit: Visit, template: str, *, calendar_method: str | None = None, **params: Any
) -> list[Notice]:
    """Return the notice that tells the booker, in the booker's language.

    None for a booker without an address: staff read on the page that they are to call.
    """
    if not visit.contact_email:
        return []
    return [
        Notice(
            template=f"visits/{template}",
            recipient=Recipient(visit.contact_email, visit.contact_name, visit.contact_language),
            occasion=f"{visit.reference} v{visit.version}",
            calendar_method=calendar_method,
            params={"visit_id": visit.id, **params},
        )
    ]


def to_hosts(
    visit: Visit,
    people: Iterable[Guest | Attendee],
    template: str,
    *,
    calendar_method: str | None = None,
) -> list[Notice]:
    """Return the notices that tell the hosts of a visit, each in their own language."""
    occasion = f"{visit.reference} v{visit.version}"
    return _to_each(people, template, occasion, calendar_method, {"visit_id": visit.id})


def to_walk_hosts(
    walk: OpenWalk,
    people: Iterable[Guest | Attendee],
    template: str,
    *,
    calendar_method: str | None = None,
    occasion: str = "walk",
) -> list[Notice]:
    """Return the notices that tell the hosts of an open walk, each in their own language."""
    return _to_each(people, template, occasion, calendar_method, {"walk_id": walk.event_id})


def booker_of(visit: Visit) -> list[Guest]:
    """Return the booker as somebody who takes part; nobody without an address, who gets no mail."""
    if not visit.contact_email:
        return []
    return [
        Guest(
            role=GUEST,
            name=visit.contact_name,
            email=visit.contact_email,
            language=visit.contact_language,
        )
    ]


def guest_of(host: Resource) -> Guest:
    """Return a host as somebody who takes part; only resources with a profile are hosts."""
    if host.host is None:
        raise ValueError(f"Resource {host.id} is no host.")
    user = host.host.user
    return Guest(
        role=HOST, name=user.name, email=user.email, language=user.language, user_id=user.id
    )


def guest_from(attendee: Attendee) -> Guest:
    """Return somebody who takes part already as somebody who still does."""
    return Guest(
        role=attendee.role, name=attendee.name, email=attendee.email, language=attendee.language
    )


def is_guest(visit: Visit) -> bool:
    """Tell whether the booker has the visit in a calendar, because it was confirmed once.

    Seats that nobody has confirmed are in none, though the address may have others on the walk.
    """
    if visit.is_walk and visit.email_confirmed_at is None:
        return False
    return any(guest.email == visit.contact_email for guest in visit.event.guests)


def _to_each(
    people: Iterable[Guest | Attendee],
    template: str,
    occasion: str,
    calendar_method: str | None,
    params: dict[str, Any],
) -> list[Notice]:
    return [
        Notice(
            template=f"visits/{template}",
            recipient=Recipient(person.email, person.name, person.language),
            occasion=occasion,
            calendar_method=calendar_method,
            params=params,
        )
        for person in people
    ]
