"""A day of a delegation for who leads it: where it stands, and whom to call."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flask_babel import gettext as _

from arena import clock
from arena.delegations.meanings import PARTY_ROLES, ROLES
from arena.delegations.models import (
    AskState,
    Delegation,
    ItemParty,
    PartyRole,
    ProgrammeItem,
    RoleName,
)
from arena.delegations.queries.programmes import list_items
from arena.delegations.queries.roles import find_day_lead, list_roles_on
from arena.web.languages import localized

_COME = (AskState.YES, AskState.ASKED, AskState.PLANNED, AskState.OTHER_TIME)


@dataclass(frozen=True)
class Callee:
    """Somebody to call; `role` says who they are that day."""

    name: str
    role: str
    phone: str
    email: str


@dataclass(frozen=True)
class LedDay:
    """A day's items in order of time, of which some are under way and some are next."""

    day: date
    items: Sequence[ProgrammeItem]
    now: Sequence[ProgrammeItem]
    next: Sequence[ProgrammeItem]
    is_today: bool

    def is_over(self, item: ProgrammeItem) -> bool:
        """Tell whether an item has ended, and is not the one under way."""
        return item.event.ends_at <= clock.now() and item not in self.now


def read_day(delegation: Delegation, day: date) -> LedDay:
    """Return how a day of a delegation stands now."""
    items = [item for item in list_items(delegation) if item.day == day]
    items.sort(key=lambda item: (item.event.starts_at, item.position))
    is_today = day == clock.today()
    under_way, coming = _stands(items, clock.now()) if is_today else ([], [])
    return LedDay(day, items, under_way, coming, is_today)


def list_callees(delegation: Delegation, led: LedDay) -> list[Callee]:
    """Return everybody who may have to be called that day, those with a role first."""
    found = [
        Callee(
            role.name,
            _joined(ROLES[RoleName(role.role)], role.organisation),
            role.phone or (role.user.phone or "" if role.user else ""),
            role.email,
        )
        for role in list_roles_on(delegation, led.day)
    ]
    if delegation.contact_name and not delegation.is_erased:
        found.append(
            Callee(
                delegation.contact_name,
                _joined(ROLES[RoleName.CONTACT], delegation.organisation_name),
                delegation.contact_phone,
                delegation.contact_email,
            )
        )
    coordinator = delegation.coordinator
    if coordinator is not None:
        found.append(
            Callee(
                coordinator.name, str(_("Coordinator")), coordinator.phone or "", coordinator.email
            )
        )
    found += [
        Callee(party.name, _party_role(party), phone_of(party), party.email)
        for item in led.items
        for party in item.parties
        if party.state in _COME
    ]
    return _each_once(found)


def reach_of_lead(delegation: Delegation, day: date) -> tuple[str, str]:
    """Return the name and number of whom to call on a day: its lead, else who coordinates."""
    lead = find_day_lead(delegation, day)
    if lead is not None:
        return lead.name, lead.phone or (lead.user.phone or "" if lead.user else "")
    coordinator = delegation.coordinator
    return (coordinator.name, coordinator.phone or "") if coordinator else ("", "")


def phone_of(party: ItemParty) -> str:
    """Return the number of somebody who is wanted: the account's own, where they have one."""
    host = party.resource.host if party.resource else None
    return (host.user.phone if host else None) or party.phone


def _stands(
    items: Sequence[ProgrammeItem], now: datetime
) -> tuple[list[ProgrammeItem], list[ProgrammeItem]]:
    """Return what is under way and what comes next, for each group that goes its own way.

    What has begun is under way until it has ended, or until what comes next should have begun.
    """
    under_way: list[ProgrammeItem] = []
    coming: list[ProgrammeItem] = []
    for group in {item.group_id for item in items} | {None}:
        own = [item for item in items if item.group_id in (None, group)]
        begun = [item for item in own if item.event.starts_at <= now]
        later = [item for item in own if item.event.starts_at > now]
        if begun and (begun[-1].event.ends_at > now or later):
            under_way.append(begun[-1])
        coming += later[:1]
    return _in_order(under_way), _in_order(coming)


def _in_order(items: Sequence[ProgrammeItem]) -> list[ProgrammeItem]:
    unique = {item.id: item for item in items}
    return sorted(unique.values(), key=lambda item: (item.event.starts_at, item.position))


def _party_role(party: ItemParty) -> str:
    return _joined(PARTY_ROLES[PartyRole(party.role)], localized(party.item, "title"))


def _joined(*words: Any) -> str:
    return ", ".join(str(word) for word in words if word)


def _each_once(found: Sequence[Callee]) -> list[Callee]:
    """Return each person once, with all that they are that day."""
    by_person: dict[tuple[str, str], Callee] = {}
    for each in found:
        key = (each.name, each.phone)
        known = by_person.get(key)
        role = f"{known.role}; {each.role}" if known else each.role
        by_person[key] = Callee(each.name, role, each.phone, each.email)
    return list(by_person.values())
