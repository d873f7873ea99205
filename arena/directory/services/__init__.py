"""Acts on the directory: organisations, people, and what people are there."""

from arena.directory.services.organisations import (
    NumberTaken,
    OrganisationFacts,
    create_organisation,
    update_organisation,
)
from arena.directory.services.people import (
    PersonFacts,
    RoleHeld,
    add_person,
    add_role,
    end_role,
    update_person,
)

__all__ = [
    "NumberTaken",
    "OrganisationFacts",
    "PersonFacts",
    "RoleHeld",
    "add_person",
    "add_role",
    "create_organisation",
    "end_role",
    "update_organisation",
    "update_person",
]
