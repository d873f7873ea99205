"""The directory's tables."""

from arena.directory.models.parties import (
    Organisation,
    OrganisationType,
    Person,
    PersonRole,
)

__all__ = [
    "Organisation",
    "OrganisationType",
    "Person",
    "PersonRole",
]
