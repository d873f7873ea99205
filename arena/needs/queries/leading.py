"""Who leads a need: its owner's account, and the keeper who acts in the owner's place."""

from __future__ import annotations

from sqlalchemy import select

from arena import db
from arena.accounts.models import User
from arena.accounts.policy import may_plan
from arena.directory.models import Person, PersonRole
from arena.needs.models import Need
from arena.needs.queries.members import holds_today


def leaders_of(need: Need) -> list[User]:
    """Return the open accounts that may answer for a need today, the owner's first."""
    found = [find_owner(need), find_keeper(need)]
    return list(dict.fromkeys(each for each in found if each is not None))


def find_owner(need: Need) -> User | None:
    """Return the owner's account: open, and of the organisation whose need it is today."""
    return db.session.scalar(
        select(User)
        .join(Person, Person.user_id == User.id)
        .join(PersonRole, PersonRole.person_id == Person.id)
        .where(
            Person.id == need.owner_id,
            PersonRole.organisation_id == need.organisation_id,
            holds_today(),
            User.closed_at.is_(None),
        )
        .limit(1)
    )


def find_keeper(need: Need) -> User | None:
    """Return who acts in the owner's place, while they still plan here."""
    keeper = db.session.get(User, need.keeper_id) if need.keeper_id is not None else None
    return keeper if keeper is not None and keeper.is_open and may_plan(keeper) else None
