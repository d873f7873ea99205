"""Who has a role in a delegation's visit, and who leads which of its days."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from sqlalchemy import select

from arena import db
from arena.accounts.models import Role, User
from arena.accounts.queries import list_users_by_role
from arena.delegations.models import Delegation, DelegationRole, RoleName
from arena.delegations.models import DelegationState as State
from arena.delegations.rules.ladder import PLANNED
from arena.errors import NotFound

_LEADERS = (Role.ADMIN, Role.COORDINATOR, Role.HOST, Role.ANALYST)


def get_role(delegation: Delegation, role_id: int) -> DelegationRole:
    """Return a role of this very delegation; raise `NotFound`."""
    found = db.session.get(DelegationRole, role_id)
    if found is None or found.delegation_id != delegation.id:
        raise NotFound
    return found


def days_of(delegation: Delegation) -> list[date]:
    """Return the days on which a delegation is here."""
    length = (delegation.ends_on - delegation.starts_on).days
    return [delegation.starts_on + timedelta(days=number) for number in range(length + 1)]


def find_day_lead(delegation: Delegation, day: date) -> DelegationRole | None:
    """Return who leads a day: who was named for that day goes before who leads all days."""
    leads = [role for role in delegation.roles if role.role == RoleName.DAY_LEAD]
    own = [role for role in leads if role.day == day]
    return next(iter(own + [role for role in leads if role.day is None]), None)


def days_without_lead(delegation: Delegation) -> list[date]:
    """Return the days that nobody leads, or somebody who has left: a warning until the visit."""
    return [day for day in days_of(delegation) if not _is_led(delegation, day)]


def list_roles_on(delegation: Delegation, day: date) -> list[DelegationRole]:
    """Return the roles of a day, in the order in which they are to be called."""
    order = {name: number for number, name in enumerate(RoleName)}
    roles = [role for role in delegation.roles if role.day in (None, day)]
    return sorted(roles, key=lambda role: (order[RoleName(role.role)], role.id))


def list_possible_leads() -> Sequence[User]:
    """Return who may lead a day: the arena's own people, by name."""
    return list_users_by_role(*_LEADERS)


def list_led_by(user_id: int) -> Sequence[DelegationRole]:
    """Return the days that somebody leads of delegations that are to come or under way."""
    return db.session.scalars(
        select(DelegationRole)
        .join(DelegationRole.delegation)
        .where(
            DelegationRole.user_id == user_id,
            DelegationRole.role == RoleName.DAY_LEAD,
            Delegation.state.in_([State(state) for state in PLANNED]),
        )
        .order_by(Delegation.starts_on, DelegationRole.day, DelegationRole.id)
    ).all()


def _is_led(delegation: Delegation, day: date) -> bool:
    lead = find_day_lead(delegation, day)
    return lead is not None and lead.user is not None and lead.user.is_open
