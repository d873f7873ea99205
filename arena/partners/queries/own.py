"""Who somebody is in the directory today, and of which organisations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from arena import clock, db
from arena.accounts.models import User
from arena.directory.models import Organisation, Person, PersonRole
from arena.directory.queries.managers import list_managers
from arena.errors import NotFound


@dataclass(frozen=True)
class Own:
    """A partner as the directory knows them: `person` is None while nobody has linked them."""

    user: User
    person: Person | None = None
    roles: Sequence[PersonRole] = ()  # Those that hold today, by the organisation's name.
    had_roles: bool = False

    @property
    def has_ended(self) -> bool:
        """Whether they stood for somebody, and for nobody any more."""
        return self.had_roles and not self.roles

    @property
    def organisations(self) -> list[Organisation]:
        """The organisations that they stand for today, by name."""
        return list({role.organisation_id: role.organisation for role in self.roles}.values())

    @property
    def organisation_ids(self) -> set[int]:
        """The numbers of those organisations."""
        return {role.organisation_id for role in self.roles}

    def get(self, organisation_id: int) -> Organisation:
        """Return an organisation that they stand for; raise `NotFound` for any other."""
        for organisation in self.organisations:
            if organisation.id == organisation_id:
                return organisation
        raise NotFound

    def manages(self, organisation_id: int) -> bool:
        """Tell whether they see to an organisation's people."""
        if self.person is None or organisation_id not in self.organisation_ids:
            return False
        managers = {role.person_id for role in list_managers(organisation_id)}
        return self.person.id in managers


def own_of(user: User) -> Own:
    """Return who somebody is today; a closed account is nobody."""
    person = db.session.scalar(select(Person).where(Person.user_id == user.id))
    if person is None or not user.is_open:
        return Own(user)
    roles = db.session.scalars(
        select(PersonRole)
        .where(PersonRole.person_id == person.id)
        .join(PersonRole.organisation)
        .options(joinedload(PersonRole.organisation))
        .order_by(Organisation.name, PersonRole.starts_on, PersonRole.id)
    ).all()
    today = clock.today()
    holding = [
        role
        for role in roles
        if role.starts_on <= today and (role.ends_on is None or role.ends_on > today)
    ]
    had = any(role.ends_on is not None and role.ends_on <= today for role in roles)
    return Own(user, person, holding, had)
