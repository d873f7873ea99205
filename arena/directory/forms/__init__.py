"""What a person types in the directory."""

from arena.directory.forms.finding import (
    FindForm,
    MergeTagForm,
    NarrowForm,
    SaveSearchForm,
    TagForm,
    TagsForm,
    narrow_form,
)
from arena.directory.forms.knowing import (
    EndRelationForm,
    LanguagesForm,
    OriginForm,
    PresentationForm,
    RelationForm,
    languages_form,
)
from arena.directory.forms.register import (
    EndRoleForm,
    NewPersonForm,
    OrganisationForm,
    PersonForm,
    RoleForm,
)

__all__ = [
    "EndRelationForm",
    "EndRoleForm",
    "FindForm",
    "LanguagesForm",
    "MergeTagForm",
    "NarrowForm",
    "NewPersonForm",
    "OrganisationForm",
    "OriginForm",
    "PersonForm",
    "PresentationForm",
    "RelationForm",
    "RoleForm",
    "SaveSearchForm",
    "TagForm",
    "TagsForm",
    "languages_form",
    "narrow_form",
]
