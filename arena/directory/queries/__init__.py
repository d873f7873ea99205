"""Reads of the directory."""

from arena.directory.queries.matching import (
    Ground,
    Match,
    find_matches,
)
from arena.directory.queries.register import (
    OrganisationRow,
    find_organisation,
    find_organisation_by_number,
    find_person_by_email,
    get_organisation,
    get_person,
    get_role,
    list_countries,
    list_organisations,
    list_people,
    list_roles,
    name_organisations,
    name_people,
)

__all__ = [
    "Ground",
    "Match",
    "OrganisationRow",
    "find_matches",
    "find_organisation",
    "find_organisation_by_number",
    "find_person_by_email",
    "get_organisation",
    "get_person",
    "get_role",
    "list_countries",
    "list_organisations",
    "list_people",
    "list_roles",
    "name_organisations",
    "name_people",
]
