"""What a person types in the directory."""

from arena.directory.forms.register import (
    DirectoryFilterForm,
    EndRoleForm,
    NewPersonForm,
    OrganisationForm,
    PersonForm,
    RoleForm,
)

__all__ = [
    "DirectoryFilterForm",
    "EndRoleForm",
    "NewPersonForm",
    "OrganisationForm",
    "PersonForm",
    "RoleForm",
]
