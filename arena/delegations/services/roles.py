"""Roles in a delegation's visit: given, changed, taken away. One day has one day lead."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date

from arena import db
from arena.accounts.models import User
from arena.audit.models import Actor
from arena.delegations.models import Delegation, DelegationRole, RoleName
from arena.delegations.queries.roles import list_possible_leads
from arena.delegations.rules.ladder import Act
from arena.delegations.services.acting import doing
from arena.delegations.services.errors.roles import LedAlready, NoLead, NotHereThatDay
from arena.delegations.services.settling import settle


@dataclass(frozen=True, kw_only=True)
class RoleFacts:
    """Somebody with a role, as staff type them; `user_id` is one of the arena's own.

    What is said of one of the arena's own, name, address and number, is their account's.
    """

    role: str
    name: str = ""
    title: str = ""
    organisation: str = ""
    email: str = ""
    phone: str = ""
    language: str = "sv"
    user_id: int | None = None
    day: date | None = None
    note: str = ""


def add_role(delegation: Delegation, facts: RoleFacts, *, by: Actor) -> DelegationRole:
    """Give somebody a role. Raises `NoLead`, `LedAlready` or `NotHereThatDay`."""
    with doing(delegation, Act.PLAN, by=by, name="add_role", role=facts.role):
        role = DelegationRole()
        _write(role, delegation, facts)
        delegation.roles.append(role)
        settle(delegation)
        return role


def change_role(role: DelegationRole, facts: RoleFacts, *, by: Actor) -> None:
    """Make a role what `facts` say. Raises what `add_role` raises."""
    delegation = role.delegation
    with doing(delegation, Act.PLAN, by=by, name="change_role", role=facts.role):
        _write(role, delegation, facts)
        settle(delegation)


def remove_role(role: DelegationRole, *, by: Actor) -> None:
    """Take a role away."""
    delegation = role.delegation
    with doing(delegation, Act.PLAN, by=by, name="remove_role", role=role.role):
        delegation.roles.remove(role)
        settle(delegation)


def _write(role: DelegationRole, delegation: Delegation, facts: RoleFacts) -> None:
    if facts.day is not None and not delegation.starts_on <= facts.day <= delegation.ends_on:
        raise NotHereThatDay
    user = _user(facts)
    if facts.role == RoleName.DAY_LEAD:
        _require_free_day(role, delegation, facts.day)
    values = asdict(facts)
    if user is not None:
        values |= {
            "name": user.name,
            "email": user.email,
            "phone": user.phone or facts.phone,
            "language": user.language,
        }
    for name, value in values.items():
        setattr(role, name, value)
    role.user = user


def _user(facts: RoleFacts) -> User | None:
    """Return whose account it is; a day lead must have one, and be able to sign in."""
    user = db.session.get(User, facts.user_id) if facts.user_id is not None else None
    if facts.role == RoleName.DAY_LEAD and (user is None or user not in list_possible_leads()):
        raise NoLead
    return user


def _require_free_day(role: DelegationRole, delegation: Delegation, day: date | None) -> None:
    """Refuse a second day lead: of the day, or (None) of all days that have none of their own."""
    for other in delegation.roles:
        if other is not role and other.role == RoleName.DAY_LEAD and other.day == day:
            raise LedAlready(other.name)
