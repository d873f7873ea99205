"""Who sees to an organisation's own people, at the partners' pages."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import or_, select
from sqlalchemy.orm import joinedload

from arena import clock, db
from arena.accounts.models import Role, User
from arena.directory.models import Person, PersonRole


def list_managers(organisation_id: int) -> Sequence[PersonRole]:
    """Return the roles of those who see to an organisation's people today.

    Until somebody has been named, it is the first of its people who can sign in. Once one was
    named and all of those have left, nobody is, and staff see to it: it falls to nobody unasked.
    """
    roles = list_partner_roles(organisation_id)
    named = [role for role in roles if role.is_manager]
    if named or not roles:
        return named
    was_named = select(PersonRole.id).where(
        PersonRole.organisation_id == organisation_id, PersonRole.is_manager
    )
    return [] if db.session.scalar(was_named.limit(1)) is not None else roles[:1]


def list_partner_roles(organisation_id: int) -> Sequence[PersonRole]:
    """Return the roles of an organisation's people who can sign in today, the oldest first."""
    today = clock.today()
    return db.session.scalars(
        select(PersonRole)
        .join(PersonRole.person)
        .join(User, User.id == Person.user_id)
        .where(
            PersonRole.organisation_id == organisation_id,
            PersonRole.starts_on <= today,
            or_(PersonRole.ends_on.is_(None), PersonRole.ends_on > today),
            User.role == Role.PARTNER,
            User.closed_at.is_(None),
        )
        .options(joinedload(PersonRole.person).joinedload(Person.user))
        .order_by(PersonRole.starts_on, PersonRole.id)
    ).all()


def may_manage(role: PersonRole) -> bool:
    """Tell whether somebody could see to an organisation's people: a partner with an account."""
    user = role.person.user
    return user is not None and user.is_open and user.role == Role.PARTNER
